extension CharacterView {
    /// How often the character has logged out: what it pursues on the side grows with it.
    fileprivate var evenings: Int {
        history.logouts.prefix(while: { past in past.time <= logout.time }).count
    }
}

/// Professions, factions and battlegrounds of the simulated world.
private enum Pursuit {
    static let primaries = [
        (171, "Alchemy"), (164, "Blacksmithing"), (333, "Enchanting"), (202, "Engineering"),
    ]
    static let secondaries = [(185, "Cooking"), (356, "Fishing")]
    static let factions = [
        "Lanternwrights", "Keepers of the Weir", "Saltmarsh Pact", "Order of the Ninth Bell",
        "Thornwood Rangers", "Glasshouse Circle", "Emberfall Traders", "Harbour Watch",
    ]
    static let maps = [(30, "Frostbound Valley"), (489, "Songbird Gulch"), (529, "Three Wells Basin")]
}

extension Renderer {
    /// Two chosen professions and the two that everybody has; the newest tier grows by a point an evening.
    func professions(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity, "/professions")) { writer in
            characterReference(&writer, view.identity)
            let first = view.history.index % Pursuit.primaries.count
            let chosen = [first, (first + 1 + view.history.index % 3) % Pursuit.primaries.count]
                .map { place in Pursuit.primaries[place] }
            // Low characters have not chosen yet.
            if view.logout.level >= 20 { professionList(&writer, "primaries", chosen, view) }
            professionList(&writer, "secondaries", Pursuit.secondaries, view)
        }
    }

    private func professionList(
        _ writer: inout JSONWriter, _ key: StaticString, _ professions: [(Int, String)], _ view: CharacterView
    ) {
        writer.array(key, professions) { writer, profession in
            let (id, name) = profession
            writer.object { writer in
                reference(&writer, "profession", "profession", name: name, id: id)
                writer.array("tiers", [0, 1]) { writer, tier in
                    writer.object { writer in
                        let points = tier == 0 ? 300 : min(100, 1 + view.evenings * (1 + id % 2) / 2)
                        writer.set("skill_points", points)
                        writer.set("max_skill_points", tier == 0 ? 300 : 100)
                        writer.object("tier") { writer in
                            self.name(&writer, tier == 0 ? "Old \(name)" : "New \(name)")
                            writer.set("id", 2000 + id * 2 + tier)
                        }
                        guard tier == 1, points >= 10 else { return }
                        writer.array("known_recipes", 1...points / 10) { writer, recipe in
                            writer.object { writer in
                                let number = id * 100 + recipe
                                referenceMembers(&writer, "recipe", name: "Recipe \(number)", id: number)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The old factions count by tiers, the last two by renown; documents of captured size have many more.
    func reputations(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity, "/reputations")) { writer in
            characterReference(&writer, view.identity)
            writer.array("reputations", 0..<(isCaptured ? 128 : Pursuit.factions.count)) { writer, place in
                let hasName = place < Pursuit.factions.count
                let name = hasName ? Pursuit.factions[place] : "Far Folk \(place)"
                writer.object { writer in
                    reference(&writer, "faction", "reputation-faction", name: name, id: 2500 + place)
                    let isRenown = place == 6 || place == 7
                    standing(&writer, view.evenings * (40 + place * 35), isRenown: isRenown)
                }
            }
        }
    }

    /// 42,000 points are the highest standing; beyond that they count as paragon.
    private func standing(_ writer: inout JSONWriter, _ points: Int, isRenown: Bool) {
        writer.object("standing") { writer in
            if isRenown {
                writer.set("raw", points % 2500)
                writer.set("value", points % 2500)
                writer.set("max", 2500)
                writer.set("renown_level", 1 + points / 2500)
                name(&writer, "Renown \(1 + points / 2500)")
            } else {
                let raw = min(points, 42_000)
                let floors = [0, 3000, 9000, 21_000, 42_000]
                let step = floors.lastIndex { floor in raw >= floor } ?? 0
                writer.set("raw", raw)
                writer.set("value", raw - floors[step])
                writer.set("max", step == 4 ? 0 : floors[step + 1] - floors[step])
                writer.set("tier", 3 + step)
                name(&writer, ["Neutral", "Friendly", "Honored", "Revered", "Exalted"][step])
            }
        }
        guard !isRenown, points > 42_000 else { return }
        writer.object("paragon") { writer in
            writer.set("raw", points - 42_000)
            writer.set("value", (points - 42_000) % 10_000)
            writer.set("max", 10_000)
        }
    }

    /// One in three fights other players now and then; nobody else has a map or a bracket.
    func pvpSummary(_ view: CharacterView) -> [UInt8] {
        document(path: characterHref(view.identity, "/pvp-summary")) { writer in
            let matches = view.history.index % 3 == 0 ? view.evenings / 2 : 0
            if matches > 20 {
                writer.array("brackets", ["2v2"]) { writer, bracket in
                    writer.object { writer in
                        writer.set("href", characterHref(view.identity, "/pvp-bracket/\(bracket)"))
                    }
                }
            }
            writer.set("honor_level", 1 + matches / 5)
            if matches > 0 {
                writer.array("pvp_map_statistics", Pursuit.maps) { writer, map in
                    let played = (matches + map.0) / Pursuit.maps.count
                    writer.object { writer in
                        writer.object("world_map") { writer in
                            name(&writer, map.1)
                            writer.set("id", map.0)
                        }
                        writer.object("match_statistics") { writer in
                            writer.set("played", played)
                            writer.set("won", played / 2)
                            writer.set("lost", played - played / 2)
                        }
                    }
                }
            }
            writer.set("honorable_kills", matches * 7)
            characterReference(&writer, view.identity)
        }
    }
}
