extension Renderer {
    /// The guild itself.
    func guild(_ guild: GuildHistory) -> [UInt8] {
        document(path: guildHref(guild)) { writer in
            let earned = guild.achievements.count { earned in earned.time <= time }
            writer.set("id", guild.id)
            writer.set("name", guild.plan.name)
            typed(&writer, "faction", guild.faction.rawValue, guild.faction.name)
            writer.set("achievement_points", 1000 + 10 * earned)
            writer.set("member_count", world.members(of: guild.index, at: time).count)
            realm(&writer, guild.realm)
            crest(&writer, guild.index)
            for (key, part) in [("roster", "/roster"), ("achievements", "/achievements")]
                as [(StaticString, String)]
            {
                writer.object(key) { writer in writer.set("href", guildHref(guild, part)) }
            }
            writer.set("created_timestamp", guild.founded * 1000)
            writer.object("activity") { writer in writer.set("href", guildHref(guild, "/activity")) }
        }
    }

    private func crest(_ writer: inout JSONWriter, _ index: Int) {
        writer.object("crest") { writer in
            for (key, part) in [("emblem", "emblem"), ("border", "border")] as [(StaticString, String)] {
                let id = 4 + index
                writer.object(key) { writer in
                    writer.set("id", id)
                    writer.object("media") { writer in
                        writer.object("key") { writer in
                            writer.set("href", data("media/guild-crest/\(part)/\(id)", staticNamespace))
                        }
                        writer.set("id", id)
                    }
                    crestColor(&writer, id: 16 + index)
                }
            }
            writer.object("background") { writer in crestColor(&writer, id: 31 + index) }
        }
    }

    private func crestColor(_ writer: inout JSONWriter, id: Int) {
        writer.object("color") { writer in
            writer.set("id", id)
            color(&writer, "rgba", 223, 165, 90 + id)
        }
    }

    /// Everyone in the guild; ids and levels only, as the API gives them.
    func roster(_ guild: GuildHistory) -> [UInt8] {
        let members = world.members(of: guild.index, at: time)
        let hasKeys = !(world.settings.leniency.rosterWithoutKeys && guild.index % 2 == 0)
        return document(capacity: 600 * (members.count + 2), path: guildHref(guild, "/roster")) { writer in
            guildReference(&writer, guild)
            writer.array("members", members) { writer, member in
                let identity = member.character.identity(at: time)
                writer.object { writer in
                    writer.object("character") { writer in
                        if hasKeys {
                            writer.object("key") { writer in writer.set("href", characterHref(identity)) }
                        }
                        rosterCharacter(&writer, member.character, identity)
                    }
                    writer.set("rank", member.rank)
                }
            }
        }
    }

    private func rosterCharacter(
        _ writer: inout JSONWriter, _ character: CharacterHistory, _ identity: CharacterHistory.Identity
    ) {
        writer.set("name", identity.name)
        writer.set("id", identity.id)
        realm(&writer, identity.realm, named: false)
        writer.set("level", character.logout(at: time)?.level ?? 1)
        reference(
            &writer, "playable_class", "playable-class", name: nil,
            id: PlayableClass.all[character.playableClass].id)
        reference(
            &writer, "playable_race", "playable-race", name: nil, id: character.race(identity).id)
    }

    /// What happened lately: bosses the guild killed and what members earned, newest first.
    func activity(_ guild: GuildHistory) -> [UInt8] {
        var entries: [(time: Int, write: (inout JSONWriter) -> Void)] = []
        for kill in guild.kills where kill.time <= time && kill.difficulty != .normal {
            entries.append((kill.time, { writer in encounterActivity(&writer, kill) }))
        }
        for (character, earned) in guild.news where earned.time <= time {
            let identity = world.characters[character].identity(at: earned.time)
            entries.append((earned.time, { writer in achievementActivity(&writer, identity, earned) }))
        }
        entries.sort { a, b in a.time > b.time }
        return document(path: guildHref(guild, "/activity")) { writer in
            guildReference(&writer, guild)
            guard !entries.isEmpty else { return }
            writer.array("activities", entries.prefix(50)) { writer, entry in
                writer.object { writer in
                    entry.write(&writer)
                    writer.set("timestamp", entry.time * 1000)
                }
            }
        }
    }

    private func encounterActivity(_ writer: inout JSONWriter, _ kill: GuildHistory.Kill) {
        writer.object("encounter_completed") { writer in
            reference(
                &writer, "encounter", "journal-encounter", name: kill.encounter.name, id: kill.encounter.id)
            typed(&writer, "mode", kill.difficulty.type, kill.difficulty.name)
        }
        writer.object("activity") { writer in writer.set("type", "ENCOUNTER") }
    }

    private func achievementActivity(
        _ writer: inout JSONWriter, _ identity: CharacterHistory.Identity, _ earned: Earned
    ) {
        writer.object("character_achievement") { writer in
            characterReference(&writer, identity)
            reference(
                &writer, "achievement", "achievement", name: AchievementCatalog.name(earned.id),
                id: earned.id)
        }
        writer.object("activity") { writer in writer.set("type", "CHARACTER_ACHIEVEMENT") }
    }
}
