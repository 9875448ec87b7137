import Guilds
import Testing

struct IdentityTests {
    @Test func `a bucket tells its region whatever the realm`() {
        for region in Region.allCases {
            for realm in [Int32(1), 63, 64, 550, 3_702, 86_000, .max] {
                let bucket = RealmKey(region: region, id: realm).bucket
                #expect(bucket.region == region)
                #expect(Bucket(rawValue: bucket.rawValue) == bucket)
            }
        }
    }

    @Test(arguments: [-1, 0, 255, 5 * 256] as [Int16])
    func `a number without region is no bucket`(_ number: Int16) {
        #expect(Bucket(rawValue: number) == nil)
    }

    @Test func `regions never share a bucket`() {
        let buckets = Region.allCases.map { region in
            Set((0..<64).map { realm in Bucket(region: region, realm: realm).rawValue })
        }
        #expect(buckets.reduce(Set<Int16>()) { all, some in all.union(some) }.count == 4 * 64)
    }

    @Test func `keys order by region, realm and id`() {
        let keys = [(Region.eu, 2, 1), (.us, 9, 9), (.eu, 1, 5), (.eu, 1, 4)].map { region, realm, id in
            CharacterKey(realm: RealmKey(region: region, id: Int32(realm)), id: Int64(id))
        }
        #expect(keys.sorted().map(\.description) == ["us/9/9", "eu/1/4", "eu/1/5", "eu/2/1"])
    }

    @Test func `the same id on another realm or in another region is another character`() {
        let key = CharacterKey(realm: RealmKey(region: .eu, id: 550), id: 1)
        #expect(key != CharacterKey(realm: RealmKey(region: .eu, id: 549), id: 1))
        #expect(key != CharacterKey(realm: RealmKey(region: .us, id: 550), id: 1))
    }

    @Test(arguments: [
        ("Mediocre at Best", "mediocre-at-best"), ("Dawn's Edge", "dawns-edge"),
        ("Ночной Дозор", "ночной-дозор"),
        ("Ärger", "ärger"), ("새벽", "새벽"), ("O’Brell", "obrell"),
    ])
    func `slug of a guild`(_ name: String, _ slug: String) {
        #expect(Slug.guild(name) == slug)
    }

    @Test(arguments: [
        ("Ra-den", "raden"), ("Azjol-Nerub", "azjolnerub"), ("Area 52", "area-52"),
        ("argent-dawn", "argent-dawn"),
        ("Argent Dawn", "argent-dawn"), ("Kel'Thuzad", "kelthuzad"), ("Aggra (Português)", "aggra-português"),
        ("La Croisade écarlate", "la-croisade-écarlate"), ("la-croisade-écarlate", "la-croisade-écarlate"),
    ])
    func `slug of a realm`(_ name: String, _ slug: String) {
        #expect(Slug.realm(name) == slug)
    }

    @Test(arguments: [
        ("eu/Argent Dawn/Dawn's Edge", "eu/argent-dawn/dawns-edge"),
        ("US/area-52/lanterns", "us/area-52/lanterns"),
    ])
    func `address of a guild`(_ text: String, _ address: String) throws {
        #expect(try GuildAddress(parsing: text).description == address)
    }

    @Test(arguments: [
        "", "eu", "eu/stormrage", "eu//x", "eu/stormrage/", "xx/stormrage/x", "cn/a/b", "eu/a/b/c",
    ])
    func `what is no address`(_ text: String) {
        #expect(throws: AddressError.self) { try GuildAddress(parsing: text) }
        #expect(throws: AddressError.self) { try CharacterAddress(parsing: text) }
    }

    @Test func `the name of a character keeps its accents`() throws {
        #expect(
            try CharacterAddress(parsing: "eu/Howling Fjord/Ärger").description == "eu/howling-fjord/Ärger")
        #expect(Slug.character("ÄRGER") == "ärger")
    }

    @Test func `stored numbers are never shared`() {
        #expect(Set(Difficulty.allCases.map(\.number)).count == Difficulty.allCases.count)
        #expect(Set(Region.allCases.map(\.number)).count == Region.allCases.count)
        for kind in DocumentKind.allCases { #expect(DocumentKind(rawValue: kind.rawValue) == kind) }
    }

    @Test func `a document knows whose it is`() {
        let guild = GuildKey(realm: RealmKey(region: .eu, id: 7), id: 5)
        #expect(DocumentID(.roster, of: guild).guild == guild)
        #expect(DocumentID(.roster, of: guild).character == nil)
        let character = CharacterKey(realm: guild.realm, id: 6)
        #expect(DocumentID(.keystoneSeasonProfile, of: character, part: 18).character == character)
        #expect(DocumentID(.realms, of: .kr).guild == nil)
        #expect(DocumentID(.realms, of: .kr).region == .kr)
    }
}
