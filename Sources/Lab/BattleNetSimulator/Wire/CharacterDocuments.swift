/// A character as of its last log-out, with the name it bears now.
struct CharacterView {
    var history: CharacterHistory
    var identity: CharacterHistory.Identity
    var logout: CharacterHistory.Logout

    var playableClass: PlayableClass { PlayableClass.all[history.playableClass] }
    var specialization: Specialization { playableClass.specializations[logout.specialization] }
    var race: PlayableRace { history.race(identity) }
    var faction: Faction { identity.race == nil ? history.faction : race.faction }

    /// The item level of each slot.
    var itemLevels: [Int] {
        var levels = [Int](repeating: 1, count: Item.slots.count)
        for upgrade in history.upgrades.prefix(while: { upgrade in upgrade.time <= logout.time }) {
            levels[upgrade.slot] = max(levels[upgrade.slot], upgrade.itemLevel)
        }
        return levels
    }

    var equippedItemLevel: Int {
        let levels = itemLevels
        return levels.reduce(0, +) / levels.count
    }
}

extension Renderer {
    /// The character itself.
    func character(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity)) { writer in
            let history = view.history
            writer.set("id", view.identity.id)
            writer.set("name", view.identity.name)
            typed(
                &writer, "gender", history.isFemale ? "FEMALE" : "MALE", history.isFemale ? "Female" : "Male")
            typed(&writer, "faction", view.faction.rawValue, view.faction.name)
            reference(&writer, "race", "playable-race", name: view.race.name, id: view.race.id)
            reference(
                &writer, "character_class", "playable-class", name: view.playableClass.name,
                id: view.playableClass.id)
            reference(
                &writer, "active_spec", "playable-specialization", name: view.specialization.name,
                id: view.specialization.id)
            realm(&writer, view.identity.realm)
            if let guild = history.standing(at: view.logout.time)?.guild {
                guildReference(&writer, world.guilds[guild])
            }
            writer.set("level", view.logout.level)
            writer.set("experience", view.logout.level < 90 ? history.index * 917 % 100_000 : 0)
            let person = world.people[history.person]
            let earned = (history.achievements + person.achievements).filter { earned in
                earned.time <= view.logout.time
            }
            writer.set(
                "achievement_points",
                points(of: earned) + (isCaptured ? SyntheticAchievements.character * 8 : 0))
            links(&writer, view.identity)
            writer.set("last_login_timestamp", view.logout.time * 1000)
            let itemLevel = view.equippedItemLevel
            writer.set("average_item_level", itemLevel + history.index % 3)
            writer.set("equipped_item_level", itemLevel)
            title(&writer, history)
        }
    }

    private func links(_ writer: inout JSONWriter, _ identity: CharacterHistory.Identity) {
        let parts: [(StaticString, String)] = [
            ("achievements", "achievements"), ("titles", "titles"), ("pvp_summary", "pvp-summary"),
            ("raid_progression", "raid-progression"), ("media", "character-media"),
            ("specializations", "specializations"), ("statistics", "statistics"),
            ("mythic_keystone_profile", "mythic-keystone-profile"), ("equipment", "equipment"),
            ("appearance", "appearance"), ("collections", "collections"), ("reputations", "reputations"),
            ("quests", "quests"), ("encounters", "encounters"),
        ]
        for (key, part) in parts {
            writer.object(key) { writer in writer.set("href", characterHref(identity, "/" + part)) }
        }
    }

    private func title(_ writer: inout JSONWriter, _ history: CharacterHistory) {
        guard history.index % 3 != 0 || isCaptured else { return }
        writer.object("active_title") { writer in
            referenceMembers(&writer, "title", name: "Wayfarer", id: 400)
            name(&writer, "display_string", "{name}, Wayfarer")
        }
    }

    /// Whether the character still is who it was.
    func status(_ identity: CharacterHistory.Identity, isValid: Bool) -> [UInt8] {
        document(path: characterHref(identity, "/status")) { writer in
            writer.set("id", identity.id)
            writer.set("is_valid", isValid)
        }
    }

    /// The specializations; talents only in documents of captured size.
    func specializations(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity, "/specializations")) { writer in
            writer.array("specializations", view.playableClass.specializations) { writer, specialization in
                writer.object { writer in
                    reference(
                        &writer, "specialization", "playable-specialization", name: specialization.name,
                        id: specialization.id)
                    if isCaptured { talents(&writer, specialization) }
                }
            }
            reference(
                &writer, "active_specialization", "playable-specialization", name: view.specialization.name,
                id: view.specialization.id)
            characterReference(&writer, view.identity)
        }
    }

    private func talents(_ writer: inout JSONWriter, _ specialization: Specialization) {
        writer.array("talents", 0..<7) { writer, tier in
            writer.object { writer in
                let id = specialization.id * 10 + tier
                reference(&writer, "talent", "talent", name: "Talent \(id)", id: id)
                tooltip(&writer, id)
                writer.set("tier_index", tier)
                writer.set("column_index", id % 3)
            }
        }
        writer.array("pvp_talent_slots", 1...4) { writer, slot in
            writer.object { writer in
                let id = specialization.id * 20 + slot
                writer.object("selected") { writer in
                    reference(&writer, "talent", "pvp-talent", name: "Talent \(id)", id: id)
                    tooltip(&writer, id)
                }
                writer.set("slot_number", slot)
            }
        }
    }

    /// A spell as tooltips describe it.
    private func tooltip(_ writer: inout JSONWriter, _ id: Int) {
        writer.object("spell_tooltip") { writer in
            reference(&writer, "spell", "spell", name: "Echo of the Deep \(id)", id: 200_000 + id)
            name(&writer, "description", Self.prose)
            name(&writer, "cast_time", "Passive")
        }
    }

    /// A sentence as long as the descriptions of spells.
    static let prose =
        "Your attacks have a chance to call an echo of the deep, dealing damage over 6 sec to an enemy and "
        + "healing an injured ally within 30 yards for the same amount. The echo grows with every dungeon."

    /// Pictures of the character.
    func media(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity, "/character-media")) { writer in
            characterReference(&writer, view.identity)
            let slug = Realm.all[view.identity.realm].slug
            let base = "https://render.worldofwarcraft.com/\(region.rawValue)/character/\(slug)/"
            let file = "\(view.identity.id % 256)/\(view.identity.id)"
            writer.array("assets", ["avatar", "inset", "main-raw"]) { writer, asset in
                writer.object { writer in
                    writer.set("key", asset)
                    writer.set("value", "\(base)\(file)-\(asset).jpg")
                }
            }
        }
    }
}
