import Guilds

/// Enchantments, gems, set pieces and embellishments of the raid team.
extension RaidGear {
    var missingEnchantments: Finding {
        let bare = withoutEnchantments
        let total = bare.map(\.slots.count).reduce(0, +)
        var told = finding(
            "gear.enchants",
            .table(
                columns: ["Member", "Class", "Missing", "Slots"],
                rows: bare.map { entry in
                    [
                        entry.outfit.member.cell, entry.outfit.member.classCell,
                        .number(Double(entry.slots.count)),
                        .text(entry.slots.map(\.name).joined(separator: ", ")),
                    ]
                }),
            bare.isEmpty
                ? "Every raider whose equipment was seen has the usual enchantments in "
                    + "\(Wording.count(enchantable.count, "slot"))."
                : "\(bare.count) of \(team.count(outfits.count)) \(bare.count == 1 ? "misses" : "miss") "
                    + "\(Wording.count(total, "enchantment")); judged are the "
                    + "\(Wording.count(enchantable.count, "slot")) that most members have enchanted.")
        guard enchantable.isEmpty, outfits.count >= Self.fewest else { return told }
        told.figure = .notEnough(needs: "needs a slot that a clear majority has enchanted")
        told.sentence =
            "Missing enchantments cannot be told: in no slot a clear majority of the members has one."
        return told
    }

    var missingGems: Finding {
        let bare = withoutGems
        let total = bare.map(\.sockets).reduce(0, +)
        return finding(
            "gear.gems",
            .table(
                columns: ["Member", "Class", "Empty sockets", "Slots"],
                rows: bare.map { entry in
                    let slots = entry.outfit.items.filter { worn in worn.item.emptySockets > 0 }
                    return [
                        entry.outfit.member.cell, entry.outfit.member.classCell,
                        .number(Double(entry.sockets)),
                        .text(slots.map(\.slot.name).joined(separator: ", ")),
                    ]
                }),
            bare.isEmpty
                ? "No raider whose equipment was seen has an empty socket."
                : "\(bare.count) of \(team.count(outfits.count)) \(bare.count == 1 ? "leaves" : "leave") "
                    + "\(Wording.count(total, "socket")) empty.")
    }

    /// Pieces of the set that most of the own class wear: each class has its own.
    var tier: Finding {
        let sets = tierSets
        let pieces = outfits.map { outfit in (outfit, tierPieces(outfit, sets)) }
        let ranked = pieces.sorted { left, right in
            (left.1, left.0.member.character) < (right.1, right.0.member.character)
        }
        let full = pieces.count { entry in entry.1 >= 4 }
        let half = pieces.count { entry in (2...3).contains(entry.1) }
        var told = finding(
            "gear.tier",
            .table(
                columns: ["Member", "Class", "Set pieces"],
                rows: ranked.map { outfit, count in
                    [outfit.member.cell, outfit.member.classCell, .number(Double(count))]
                }),
            "\(full) of \(team.count(outfits.count)) \(full == 1 ? "wears" : "wear") four or more pieces of the "
                + "set that most of their class wear, \(half) two or three.")
        guard full + half == 0, outfits.count >= Self.fewest else { return told }
        told.figure = .notEnough(needs: "needs raiders who wear two pieces of a set")
        told.sentence = "No raider whose equipment was seen wears two pieces of one set."
        return told
    }

    /// The set that most outfits of a class have as their main one, by class; of equals the one with the better items.
    private var tierSets: [CharacterClass?: Int32] {
        Dictionary(grouping: outfits) { outfit in outfit.member.characterClass }.compactMapValues { outfits in
            let sets = outfits.compactMap { outfit in
                outfit.mainSet.flatMap { set in outfit.pieces(of: set) >= 2 ? set : nil }
            }
            func rank(_ set: Int32) -> (Int, Int16, Int32) {
                let best = outfits.flatMap(\.items).filter { worn in worn.item.setID == set }
                    .map(\.item.itemLevel).max()
                return (sets.count { other in other == set }, best ?? 0, set)
            }
            return Set(sets).max { left, right in rank(left) < rank(right) }
        }
    }

    private func tierPieces(_ outfit: Outfit, _ sets: [CharacterClass?: Int32]) -> Int {
        guard let set = sets[outfit.member.characterClass] else { return 0 }
        return outfit.pieces(of: set)
    }

    /// At most two embellished items may be worn at once.
    var embellishments: Finding {
        let counts = outfits.map { outfit in outfit.items.count { worn in worn.item.isEmbellished } }
        let full = counts.count { count in count >= 2 }
        return finding(
            "gear.embellishments",
            .distribution([
                Insight.Share(key: "0", label: "None", count: counts.count { $0 == 0 }),
                Insight.Share(key: "1", label: "One", count: counts.count { $0 == 1 }),
                Insight.Share(key: "2", label: "Two", count: full),
            ]),
            (full == 0 ? "None" : "\(full)")
                + " of \(team.count(outfits.count)) \(full < 2 ? "wears" : "wear") both embellished items that "
                + "may be worn at once.")
    }
}
