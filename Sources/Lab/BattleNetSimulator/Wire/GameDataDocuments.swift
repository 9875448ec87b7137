extension Renderer {
    private var realms: [Realm] { Realm.all.filter { realm in realm.region == region } }

    /// All realms of the region.
    func realmIndex() -> [UInt8] {
        document(path: data("realm/", "dynamic")) { writer in
            writer.array("realms", realms) { writer, realm in
                writer.object { writer in
                    writer.object("key") { writer in writer.set("href", data("realm/\(realm.id)", "dynamic"))
                    }
                    name(&writer, realm.name, realm: realm)
                    writer.set("id", realm.id)
                    writer.set("slug", realm.slug)
                }
            }
        }
    }

    /// One realm by slug or number; nil when the region has none such.
    func realm(slugOrID: String) -> [UInt8]? {
        let found = realms.first { realm in realm.slug == slugOrID || String(realm.id) == slugOrID }
        return found.map { realm in
            document(path: data("realm/\(realm.id)", "dynamic")) { writer in realmMembers(&writer, realm) }
        }
    }

    private func realmMembers(_ writer: inout JSONWriter, _ realm: Realm) {
        writer.set("id", realm.id)
        reference(&writer, "region", "region", name: region.name, id: region.id, namespace: "dynamic")
        writer.object("connected_realm") { writer in
            writer.set("href", data("connected-realm/\(realm.connectedRealm)", "dynamic"))
        }
        name(&writer, realm.name, realm: realm)
        name(&writer, "category", realm.category)
        writer.set("locale", realm.locale)
        writer.set("timezone", realm.timezone)
        typed(&writer, "type", "NORMAL", "Normal")
        writer.set("is_tournament", false)
        writer.set("slug", realm.slug)
    }

    /// The connected realms of the region, as addresses.
    func connectedRealmIndex() -> [UInt8] {
        document(path: data("connected-realm/", "dynamic")) { writer in
            writer.array("connected_realms", Set(realms.map(\.connectedRealm)).sorted()) { writer, id in
                writer.object { writer in writer.set("href", data("connected-realm/\(id)", "dynamic")) }
            }
        }
    }

    /// One connected realm; nil when the region has none such.
    func connectedRealm(_ id: Int) -> [UInt8]? {
        let members = realms.filter { realm in realm.connectedRealm == id }
        guard !members.isEmpty else { return nil }
        return document(path: data("connected-realm/\(id)", "dynamic")) { writer in
            writer.set("id", id)
            writer.set("has_queue", false)
            typed(&writer, "status", "UP", "Up")
            typed(&writer, "population", "MEDIUM", "Medium")
            writer.array("realms", members) { writer, realm in
                writer.object { writer in realmMembers(&writer, realm) }
            }
            writer.object("mythic_leaderboards") { writer in
                writer.set("href", data("connected-realm/\(id)/mythic-leaderboard/", "dynamic"))
            }
        }
    }

    /// Numbers of seasons and their first periods; number 16 was never given out.
    private static let seasonStarts = [(13, 974), (14, 1001), (15, 1023), (17, 1052), (18, 1077)]

    private var startedSeasons: [(id: Int, first: Int)] {
        Self.seasonStarts.filter { season in region.start(ofPeriod: season.1) <= time }
            .map { id, first in (id, first) }
    }

    /// All seasons that have begun.
    func seasonIndex() -> [UInt8] {
        let seasons = startedSeasons
        return document(path: data("mythic-keystone/season/", "dynamic")) { writer in
            writer.array("seasons", seasons) { writer, season in
                writer.object { writer in
                    referenceMembers(
                        &writer, "mythic-keystone/season", name: nil, id: season.id, namespace: "dynamic")
                }
            }
            reference(
                &writer, "current_season", "mythic-keystone/season", name: nil, id: seasons.last?.id ?? 13,
                namespace: "dynamic")
        }
    }

    /// One season with the periods it has had; nil when it has not begun.
    func season(_ id: Int) -> [UInt8]? {
        let seasons = startedSeasons
        guard let index = seasons.firstIndex(where: { season in season.id == id }) else { return nil }
        let first = seasons[index].first
        let next = index + 1 < seasons.count ? seasons[index + 1].first : nil
        return document(path: data("mythic-keystone/season/\(id)", "dynamic")) { writer in
            writer.set("id", id)
            writer.set("start_timestamp", region.start(ofPeriod: first) * 1000)
            if let next { writer.set("end_timestamp", region.start(ofPeriod: next) * 1000) }
            writer.array("periods", first..<(next ?? region.period(at: time) + 1)) { writer, period in
                writer.object { writer in
                    referenceMembers(
                        &writer, "mythic-keystone/period", name: nil, id: period, namespace: "dynamic")
                }
            }
        }
    }

    /// All periods up to the present one.
    func periodIndex() -> [UInt8] {
        let current = region.period(at: time)
        return document(capacity: 64_000, path: data("mythic-keystone/period/", "dynamic")) { writer in
            writer.array("periods", (isCaptured ? 641 : current - 60)...current) { writer, period in
                writer.object { writer in
                    referenceMembers(
                        &writer, "mythic-keystone/period", name: nil, id: period, namespace: "dynamic")
                }
            }
            reference(
                &writer, "current_period", "mythic-keystone/period", name: nil, id: current,
                namespace: "dynamic")
        }
    }

    /// One period; nil when it has not begun.
    func period(_ id: Int) -> [UInt8]? {
        guard (641...region.period(at: time)).contains(id) else { return nil }
        return document(path: data("mythic-keystone/period/\(id)", "dynamic")) { writer in
            writer.set("id", id)
            writer.set("start_timestamp", region.start(ofPeriod: id) * 1000)
            writer.set("end_timestamp", (region.start(ofPeriod: id + 1) - 1) * 1000)
        }
    }

    /// The keystone dungeons of the season at hand.
    func dungeonIndex() -> [UInt8] {
        document(path: data("mythic-keystone/dungeon/", "dynamic")) { writer in
            writer.array("dungeons", Season.of(period: region.period(at: time)).dungeons) { writer, dungeon in
                writer.object { writer in
                    referenceMembers(
                        &writer, "mythic-keystone/dungeon", name: dungeon.name, id: dungeon.id,
                        namespace: "dynamic")
                }
            }
        }
    }

    /// One dungeon with the times to beat; nil for an unknown one.
    func dungeon(_ id: Int) -> [UInt8]? {
        let found = Season.all.flatMap(\.dungeons).first { dungeon in dungeon.id == id }
        return found.map { dungeon in
            document(path: data("mythic-keystone/dungeon/\(id)", "dynamic")) { writer in
                writer.set("id", id)
                name(&writer, dungeon.name)
                writer.object("map") { writer in
                    name(&writer, dungeon.name)
                    writer.set("id", dungeon.map)
                }
                writer.object("zone") { writer in
                    writer.set("slug", dungeon.name.lowercased().filter { letter in letter.isLetter })
                }
                writer.array("keystone_upgrades", 1...3) { writer, level in
                    writer.object { writer in
                        writer.set("upgrade_level", level)
                        writer.set("qualifying_duration", dungeon.par * (12 - 2 * level) / 10)
                    }
                }
            }
        }
    }

    /// The playable classes.
    func classIndex() -> [UInt8] {
        list("classes", "playable-class", PlayableClass.all.map { item in (item.id, item.name) })
    }

    /// The playable races.
    func raceIndex() -> [UInt8] {
        list("races", "playable-race", PlayableRace.all.map { item in (item.id, item.name) })
    }

    /// One race with its faction; nil for an unknown one.
    func race(_ id: Int) -> [UInt8]? {
        let found = PlayableRace.all.first { race in race.id == id }
        return found.map { race in
            document(path: data("playable-race/\(id)", staticNamespace)) { writer in
                writer.set("id", id)
                name(&writer, race.name)
                writer.object("gender_name") { writer in
                    name(&writer, "male", race.name)
                    name(&writer, "female", race.name)
                }
                typed(&writer, "faction", race.faction.rawValue, race.faction.name)
                writer.set("is_selectable", true)
                writer.set("is_allied_race", id > 26)
            }
        }
    }

    /// The specializations of classes and of pets.
    func specializationIndex() -> [UInt8] {
        document(path: data("playable-specialization/", staticNamespace)) { writer in
            let all = PlayableClass.all.flatMap(\.specializations)
            writer.array("character_specializations", all) { writer, item in
                writer.object { writer in
                    referenceMembers(&writer, "playable-specialization", name: item.name, id: item.id)
                }
            }
            let pets = [(74, "Ferocity"), (79, "Cunning"), (81, "Tenacity")]
            writer.array("pet_specializations", pets) { writer, item in
                writer.object { writer in
                    referenceMembers(&writer, "playable-specialization", name: item.1, id: item.0)
                }
            }
        }
    }

    /// Raids and dungeons of the journal.
    func instanceIndex() -> [UInt8] {
        let raids = Season.all.flatMap(\.raids).map { raid in (raid.id, raid.name) }
        let dungeons = Season.all.flatMap(\.dungeons).map { dungeon in (dungeon.instance, dungeon.name) }
        return list("instances", "journal-instance", raids + dungeons)
    }

    private func list(_ key: StaticString, _ path: String, _ items: [(id: Int, name: String)]) -> [UInt8] {
        document(path: data("\(path)/", staticNamespace)) { writer in
            writer.array(key, items) { writer, item in
                writer.object { writer in
                    referenceMembers(&writer, path, name: item.name, id: item.id)
                }
            }
        }
    }
}
