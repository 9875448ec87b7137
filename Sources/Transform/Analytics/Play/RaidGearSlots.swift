import Guilds
import Statistics

extension Analysis {
    /// The raid team's equipment slot by slot: what is weak, bare or empty.
    static let raidGear = Analysis(name: "raid-gear", version: 2) { study in
        let gear = RaidGear(study)
        return [
            gear.weakestSlots, gear.laggards, gear.missingEnchantments, gear.missingGems, gear.tier,
            gear.embellishments,
        ]
    }
}

extension RaidGear {
    /// A finding about the team's outfits; says what is missing while there are too few.
    func finding(_ metric: String, _ figure: Insight.Figure, _ sentence: String) -> Finding {
        let isEnough = outfits.count >= Self.fewest
        return Finding(
            metric: metric, from: team.since, n: outfits.count, basis: team.definition,
            coverage: Finding.share(outfits.count, of: team.members.count),
            missing: Finding.reason(team.members.count - outfits.count) { count in
                "the equipment of \(team.count(count)) was not seen since \(CalendarDate(team.since).short)"
            },
            figure: isEnough
                ? figure : .notEnough(needs: "needs the equipment of at least \(Self.fewest) raiders"),
            sentence: isEnough
                ? sentence
                : "The equipment of \(team.count(outfits.count)) is known so far, which is too few to judge "
                    + "the raid team's gear.")
    }

    /// A slot's item level is clearly low from this distance on: a step of the game's upgrades is 3 or 4 points.
    private static let clearGap = 3.0

    private var levels: [Double] {
        outfits.flatMap { outfit in outfit.items.map { worn in Double(worn.item.itemLevel) } }
    }

    private func levels(in slot: EquipmentSlot) -> [Double] {
        outfits.compactMap { outfit in outfit.item(in: slot).map { item in Double(item.itemLevel) } }
    }

    /// Each slot's median against that of all items of the team, the weakest first.
    fileprivate var weakestSlots: Finding {
        let whole = levels.median ?? 0
        let slots = EquipmentSlot.worn.compactMap { slot -> SlotLevel? in
            let levels = levels(in: slot).sorted()
            guard let median = levels.quantileOfSorted(0.5), let low = levels.first else { return nil }
            return SlotLevel(
                slot: slot, median: median, gap: median - whole, low: low, worn: levels.count,
                empty: slot == .offHand ? nil : outfits.count - levels.count)
        }
        let ranked = slots.enumerated().sorted { ($0.element.gap, $0.offset) < ($1.element.gap, $1.offset) }
            .map(\.element)
        let weak = ranked.filter { slot in slot.gap <= -Self.clearGap }.prefix(2)
        let words = weak.map { slot in "\(slot.slot.name.lowercased()) (\(Wording.number(-slot.gap)) below)" }
        return finding(
            "gear.slots",
            .table(
                columns: ["Slot", "Median item level", "Against the team", "Lowest", "Worn by", "Empty"],
                rows: ranked.map(\.row)),
            weak.isEmpty
                ? "No slot of the raid team lies clearly below its median item level of \(Wording.number(whole))."
                : "Weakest in the raid team, against its median item level of \(Wording.number(whole)): "
                    + words.joined(separator: " and ") + ".")
    }

    /// Single items far below what the team wears in the same slot.
    fileprivate var laggards: Finding {
        let all = EquipmentSlot.worn.flatMap { slot -> [Laggard] in
            let levels = levels(in: slot)
            guard levels.count >= Self.fewestItems, let median = levels.median,
                let spread = levels.medianDeviation
            else { return [] }
            let limit = max(spread, Self.clearGap) * 3
            return outfits.compactMap { outfit in
                guard let item = outfit.item(in: slot), median - Double(item.itemLevel) > limit else {
                    return nil
                }
                return Laggard(
                    member: outfit.member, slot: slot, level: Double(item.itemLevel), median: median)
            }
        }
        let ranked = all.enumerated().sorted { left, right in
            (left.element.gap, left.element.member.character, left.offset)
                < (right.element.gap, right.element.member.character, right.offset)
        }.map(\.element)
        let wearers = Set(all.map(\.member.character)).count
        return finding(
            "gear.laggards",
            .table(
                columns: ["Member", "Class", "Slot", "Item level", "Team's median there", "Difference"],
                rows: ranked.prefix(10).map(\.row)),
            all.isEmpty
                ? "No item of the raid team lies far below what the others wear in its slot."
                : "\(Wording.count(all.count, "item")) of \(team.count(wearers)) "
                    + "\(all.count == 1 ? "lies" : "lie") far below what the others wear in the same slot.")
    }
}

private struct SlotLevel {
    let slot: EquipmentSlot
    let median: Double
    let gap: Double
    let low: Double
    let worn: Int
    /// Nil where nothing can be said: a two-handed weapon leaves the off hand empty.
    let empty: Int?

    var row: [Insight.Cell] {
        [
            .text(slot.name), .number(median), .number(gap), .number(low), .number(Double(worn)),
            .number(known: empty.map(Double.init)),
        ]
    }
}

private struct Laggard {
    let member: MemberSeries
    let slot: EquipmentSlot
    let level: Double
    let median: Double

    var gap: Double { level - median }

    var row: [Insight.Cell] {
        [member.cell, member.classCell, .text(slot.name), .number(level), .number(median), .number(gap)]
    }
}
