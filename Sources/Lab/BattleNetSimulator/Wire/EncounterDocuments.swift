extension Renderer {
    /// How often a boss fell to a character and when last.
    private struct Tally {
        var count = 0
        var last = 0
    }

    /// Raid bosses by expansion, raid and difficulty; only what was killed.
    func raids(_ view: CharacterView) -> [UInt8] {
        var tallies: [Int: [Difficulty: Tally]] = [:]
        for kill in view.history.kills.prefix(while: { kill in kill.time <= view.logout.time }) {
            tallies[kill.encounter, default: [:]][kill.difficulty, default: Tally()].count += 1
            tallies[kill.encounter, default: [:]][kill.difficulty, default: Tally()].last = kill.time
        }
        let all = Season.all.flatMap(\.raids).filter { raid in
            raid.encounters.contains { encounter in tallies[encounter.id] != nil }
        }
        let season = Season.of(period: region.period(at: view.logout.time))
        let current = all.filter { raid in season.raids.contains { other in other.id == raid.id } }
        let href = characterHref(view.identity, "/encounters/raids")
        return document(capacity: isCaptured ? 200_000 : 8192, path: href) { writer in
            characterReference(&writer, view.identity)
            var expansions: [(id: Int, name: String, raids: [RaidInstance])] = []
            if !all.isEmpty { expansions.append((516, "Midnight", all)) }
            if !current.isEmpty, world.settings.leniency.currentSeasonExpansion {
                expansions.append((505, "Current Season", current))
            }
            let legacy = isCaptured ? 8 : 0
            guard !expansions.isEmpty || legacy > 0 else { return }
            writer.array("expansions", 0..<legacy + expansions.count) { writer, index in
                if index < legacy {
                    legacyExpansion(&writer, index, raids: 8)
                } else {
                    expansion(&writer, expansions[index - legacy], tallies)
                }
            }
        }
    }

    private func expansion(
        _ writer: inout JSONWriter, _ expansion: (id: Int, name: String, raids: [RaidInstance]),
        _ tallies: [Int: [Difficulty: Tally]]
    ) {
        writer.object { writer in
            reference(&writer, "expansion", "journal-expansion", name: expansion.name, id: expansion.id)
            writer.array("instances", expansion.raids) { writer, raid in
                writer.object { writer in
                    reference(&writer, "instance", "journal-instance", name: raid.name, id: raid.id)
                    let modes = Difficulty.allCases.filter { difficulty in
                        raid.encounters.contains { encounter in tallies[encounter.id]?[difficulty] != nil }
                    }
                    writer.array("modes", modes) { writer, difficulty in
                        mode(&writer, difficulty, raid, tallies)
                    }
                }
            }
        }
    }

    private func mode(
        _ writer: inout JSONWriter, _ difficulty: Difficulty, _ raid: RaidInstance,
        _ tallies: [Int: [Difficulty: Tally]]
    ) {
        let killed = raid.encounters.compactMap { encounter in
            tallies[encounter.id]?[difficulty].map { tally in (encounter, tally) }
        }
        progress(
            &writer, difficulty.type, difficulty.name, total: raid.encounters.count,
            killed.map { encounter, tally in (encounter.id, encounter.name, tally.count, tally.last) })
    }

    private func progress(
        _ writer: inout JSONWriter, _ type: String, _ text: String, total: Int,
        _ killed: [(id: Int, name: String, count: Int, last: Int)]
    ) {
        writer.object { writer in
            let isComplete = killed.count == total
            typed(&writer, "difficulty", type, text)
            typed(
                &writer, "status", isComplete ? "COMPLETE" : "IN_PROGRESS",
                isComplete ? "Complete" : "In Progress")
            writer.object("progress") { writer in
                writer.set("completed_count", killed.count)
                writer.set("total_count", total)
                writer.array("encounters", killed) { writer, kill in
                    writer.object { writer in
                        reference(&writer, "encounter", "journal-encounter", name: kill.name, id: kill.id)
                        writer.set("completed_count", kill.count)
                        writer.set("last_kill_timestamp", kill.last * 1000)
                    }
                }
            }
        }
    }

    /// An expansion of the past, all its raids cleared long ago.
    private func legacyExpansion(_ writer: inout JSONWriter, _ index: Int, raids: Int) {
        writer.object { writer in
            reference(&writer, "expansion", "journal-expansion", name: "Age \(index + 1)", id: 68 + index)
            writer.array("instances", 0..<raids) { writer, raid in
                let id = 700 + index * 10 + raid
                writer.object { writer in
                    reference(&writer, "instance", "journal-instance", name: "Citadel \(id)", id: id)
                    writer.array("modes", Difficulty.allCases.prefix(2 + raid % 2)) { writer, difficulty in
                        let killed = (0..<5 + raid % 4).map { boss in
                            (
                                id * 10 + boss, "Lord of Hall \(boss + 1)", 1 + boss,
                                1_400_000_000 + id * 1000 + boss
                            )
                        }
                        progress(&writer, difficulty.type, difficulty.name, total: killed.count, killed)
                    }
                }
            }
        }
    }

    /// Dungeons that were finished with a keystone, by their last boss.
    func dungeons(_ view: CharacterView) -> [UInt8] {
        var tallies: [Int: Tally] = [:]
        for run in keystoneRuns(view) {
            tallies[run.dungeon.id, default: Tally()].count += 1
            tallies[run.dungeon.id, default: Tally()].last = run.completed
        }
        let done = Season.all.flatMap(\.dungeons).filter { dungeon in tallies[dungeon.id] != nil }
        return document(path: characterHref(view.identity, "/encounters/dungeons")) { writer in
            guard !done.isEmpty || isCaptured else { return }
            let legacy = isCaptured ? 3 : 0
            writer.array("expansions", 0..<legacy + (done.isEmpty ? 0 : 1)) { writer, index in
                if index < legacy {
                    legacyExpansion(&writer, index, raids: 8)
                } else {
                    writer.object { writer in
                        reference(&writer, "expansion", "journal-expansion", name: "Midnight", id: 516)
                        writer.array("instances", done) { writer, dungeon in
                            instance(&writer, dungeon, tallies[dungeon.id] ?? Tally())
                        }
                    }
                }
            }
        }
    }

    private func instance(_ writer: inout JSONWriter, _ dungeon: Dungeon, _ tally: Tally) {
        writer.object { writer in
            reference(&writer, "instance", "journal-instance", name: dungeon.name, id: dungeon.instance)
            writer.array("modes", [Difficulty.mythic]) { writer, difficulty in
                progress(
                    &writer, difficulty.type, difficulty.name, total: 1,
                    [(dungeon.instance * 2, "Last Guardian of \(dungeon.name)", tally.count, tally.last)])
            }
        }
    }
}
