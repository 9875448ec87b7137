import Loopback

/// Writes the documents of a region as they are at a time, in one locale or in all.
struct Renderer: Sendable {
    let world: World
    let region: Region
    /// Nil writes names as objects of all locales.
    let locale: String?
    let time: Int

    /// The build that names the static namespace.
    static let build = "12.0.5_67823"

    var isCaptured: Bool { world.settings.documents == .captured }

    /// A document made by a body that writes its members.
    func document(capacity: Int = 4096, path: String, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: capacity)
        writer.object { writer in
            writer.object("_links") { writer in
                writer.object("self") { writer in writer.set("href", path) }
            }
            body(&writer)
        }
        return writer.bytes
    }

    /// An address in the API. Real hosts: a client must not follow them blindly but may read the path.
    func href(_ path: String, _ namespace: String) -> String {
        "https://\(region.rawValue).api.blizzard.com/\(path)?namespace=\(namespace)-\(region.rawValue)"
    }

    func data(_ path: String, _ namespace: String) -> String { href("data/wow/\(path)", namespace) }

    var staticNamespace: String { "static-\(Self.build)" }

    /// A text in the asked locale: the text itself where every locale has the same.
    func name(_ writer: inout JSONWriter, _ text: String, realm: Realm? = nil) {
        name(&writer, "name", text, realm: realm)
    }

    /// Such a text under another key.
    func name(_ writer: inout JSONWriter, _ key: StaticString, _ text: String, realm: Realm? = nil) {
        guard locale == nil else {
            writer.set(key, localized(text, realm, locale ?? ""))
            return
        }
        writer.object(key) { writer in
            for locale in Region.locales { writer.set(dynamic: locale, localized(text, realm, locale)) }
        }
    }

    private func localized(_ text: String, _ realm: Realm?, _ locale: String) -> String {
        guard let realm else { return text }
        let compact = locale.filter { character in character != "_" }
        return compact.lowercased() == realm.locale.lowercased() ? realm.localName : realm.name
    }

    /// `{"key":{"href":…},"name":…,"id":…}` under a key.
    func reference(
        _ writer: inout JSONWriter, _ key: StaticString, _ path: String, name: String?, id: Int,
        namespace: String? = nil
    ) {
        writer.object(key) { writer in
            referenceMembers(&writer, path, name: name, id: id, namespace: namespace)
        }
    }

    /// The members of such a reference.
    func referenceMembers(
        _ writer: inout JSONWriter, _ path: String, name: String?, id: Int, namespace: String? = nil
    ) {
        writer.object("key") { writer in
            writer.set("href", data("\(path)/\(id)", namespace ?? staticNamespace))
        }
        if let name { self.name(&writer, name) }
        writer.set("id", id)
    }

    /// A type with its name, such as a faction.
    func typed(_ writer: inout JSONWriter, _ key: StaticString, _ type: String, _ text: String) {
        writer.object(key) { writer in
            writer.set("type", type)
            name(&writer, text)
        }
    }

    func realm(_ writer: inout JSONWriter, _ index: Int, named: Bool = true) {
        let realm = Realm.all[index]
        writer.object("realm") { writer in
            writer.object("key") { writer in writer.set("href", data("realm/\(realm.id)", "dynamic")) }
            if named { name(&writer, realm.name, realm: realm) }
            writer.set("id", realm.id)
            writer.set("slug", realm.slug)
        }
    }

    func guildHref(_ guild: GuildHistory, _ part: String = "") -> String {
        let realm = PercentEncoding.encode(guild.plan.realm)
        return data("guild/\(realm)/\(PercentEncoding.encode(guild.slug))\(part)", "profile")
    }

    func guildReference(_ writer: inout JSONWriter, _ guild: GuildHistory) {
        writer.object("guild") { writer in
            writer.object("key") { writer in writer.set("href", guildHref(guild)) }
            writer.set("name", guild.plan.name)
            writer.set("id", guild.id)
            realm(&writer, guild.realm)
        }
    }

    func characterHref(_ identity: CharacterHistory.Identity, _ part: String = "") -> String {
        let realm = PercentEncoding.encode(Realm.all[identity.realm].slug)
        let name = PercentEncoding.encode(identity.name.lowercased())
        return href("profile/wow/character/\(realm)/\(name)\(part)", "profile")
    }

    func characterReference(_ writer: inout JSONWriter, _ identity: CharacterHistory.Identity) {
        writer.object("character") { writer in
            writer.object("key") { writer in writer.set("href", characterHref(identity)) }
            writer.set("name", identity.name)
            writer.set("id", identity.id)
            realm(&writer, identity.realm)
        }
    }

    func color(_ writer: inout JSONWriter, _ key: StaticString, _ r: Int, _ g: Int, _ b: Int) {
        writer.object(key) { writer in
            writer.set("r", r)
            writer.set("g", g)
            writer.set("b", b)
            writer.set("a", 1.0)
        }
    }

    func rating(_ writer: inout JSONWriter, _ key: StaticString, _ value: Double) {
        writer.object(key) { writer in
            color(&writer, "color", 163, value > 2000 ? 53 : 180, 238)
            writer.set("rating", value)
        }
    }
}
