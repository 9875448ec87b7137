extension Renderer {
    /// What the character and its account have earned up to the log-out.
    func achievements(
        _ character: CharacterHistory, _ identity: CharacterHistory.Identity,
        _ logout: CharacterHistory.Logout
    ) -> [UInt8] {
        let person = world.people[character.person]
        let earned = (character.achievements + person.achievements)
            .filter { earned in earned.time <= logout.time }
            .sorted { a, b in a.id < b.id }
        let padding = isCaptured ? SyntheticAchievements.character : 0
        let href = characterHref(identity, "/achievements")
        return document(capacity: 16_384 + padding * 400, path: href) { writer in
            writer.set("total_quantity", earned.count + padding)
            writer.set("total_points", points(of: earned) + padding * 8)
            list(&writer, earned, padding: padding, seed: person.index, before: logout.time)
            progress(&writer, count: isCaptured ? 113 : 2, of: earned.count)
            recent(&writer, earned)
            characterReference(&writer, identity)
        }
    }

    /// What the guild has earned.
    func achievements(_ guild: GuildHistory) -> [UInt8] {
        let earned = guild.achievements.filter { earned in earned.time <= time }
            .sorted { a, b in a.id < b.id }
        let padding = isCaptured ? SyntheticAchievements.guild : 0
        return document(capacity: 16_384 + padding * 400, path: guildHref(guild, "/achievements")) { writer in
            guildReference(&writer, guild)
            writer.set("total_quantity", earned.count + padding)
            writer.set("total_points", 1000 + 10 * earned.count)
            list(&writer, earned, padding: padding, seed: -1 - guild.index, before: time)
            progress(&writer, count: isCaptured ? 24 : 2, of: earned.count)
            recent(&writer, earned)
        }
    }

    /// The points that the summary and this document agree on.
    func points(of earned: [Earned]) -> Int { 6000 + 10 * earned.count }

    private func list(_ writer: inout JSONWriter, _ earned: [Earned], padding: Int, seed: Int, before: Int) {
        writer.array("achievements", 0..<earned.count + padding) { writer, index in
            if index < earned.count {
                entry(&writer, earned[index])
            } else {
                SyntheticAchievements.write(
                    &writer, index - earned.count, seed: seed, renderer: self, before: before)
            }
        }
    }

    private func entry(_ writer: inout JSONWriter, _ earned: Earned) {
        writer.object { writer in
            writer.set("id", earned.id)
            reference(
                &writer, "achievement", "achievement", name: AchievementCatalog.name(earned.id), id: earned.id
            )
            writer.object("criteria") { writer in
                writer.set("id", earned.id * 3)
                writer.set("is_completed", true)
            }
            writer.set("completed_timestamp", earned.time * 1000)
        }
    }

    private func progress(_ writer: inout JSONWriter, count: Int, of quantity: Int) {
        writer.array("category_progress", 0..<count) { writer, index in
            writer.object { writer in
                reference(
                    &writer, "category", "achievement-category", name: "Chapter \(index + 1)", id: 170 + index
                )
                writer.set("quantity", quantity / count)
                writer.set("points", quantity / count * 10)
            }
        }
    }

    private func recent(_ writer: inout JSONWriter, _ earned: [Earned]) {
        let latest = earned.sorted { a, b in (b.time, b.id) < (a.time, a.id) }.prefix(isCaptured ? 10 : 5)
        writer.array("recent_events", latest) { writer, earned in
            writer.object { writer in
                reference(
                    &writer, "achievement", "achievement", name: AchievementCatalog.name(earned.id),
                    id: earned.id)
                writer.set("timestamp", earned.time * 1000)
            }
        }
    }
}

/// Achievements without meaning that bring a document to its captured size.
enum SyntheticAchievements {
    static let character = 3700
    static let guild = 300

    private static let first = 10_000

    /// Writes one; its instant follows from account and number, so that alts show the same.
    static func write(_ writer: inout JSONWriter, _ index: Int, seed: Int, renderer: Renderer, before: Int) {
        let id = first + index
        let draw = Random.mix(UInt64(bitPattern: Int64(seed)) &* 0x1_0000_0001 ^ UInt64(id))
        let isComplete = draw % 50 != 0
        writer.object { writer in
            writer.set("id", id)
            renderer.reference(
                &writer, "achievement", "achievement", name: "The Long Road, Part \(index + 1)", id: id)
            writer.object("criteria") { writer in
                writer.set("id", id * 3)
                if draw % 6 == 1 { writer.set("amount", Int(draw % 1000)) }
                writer.set("is_completed", isComplete)
                guard draw % 9 < 4 else { return }
                writer.array("child_criteria", 0..<Int(2 + draw % 11)) { writer, child in
                    writer.object { writer in
                        writer.set("id", id * 30 + child)
                        writer.set("amount", Int(draw >> 8) % 5000)
                        writer.set("is_completed", isComplete)
                    }
                }
            }
            if isComplete {
                let earned =
                    1_225_000_000 + Int(draw >> 20) % max(1, min(before, 1_770_000_000) - 1_225_000_000)
                writer.set("completed_timestamp", earned * 1000)
            }
        }
    }
}
