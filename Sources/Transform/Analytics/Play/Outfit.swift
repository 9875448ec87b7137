import Guilds
import Statistics

/// What a member wears, as the equipment was last seen.
struct Outfit {
    let member: MemberSeries
    /// Items in slots that count, in the order of the character window.
    let items: [(slot: EquipmentSlot, item: WornItem)]

    /// Nil when the equipment was not seen since the moment, or shows nothing.
    init?(_ member: MemberSeries, since: Timestamp) {
        guard let seen = member.gearSeen.last, seen.until >= since else { return nil }
        let worn = Dictionary(
            member.slots.compactMap { slot in slot.item.newest.map { item in (slot.slot, item) } },
            uniquingKeysWith: { first, _ in first })
        items = EquipmentSlot.worn.compactMap { slot in worn[slot].map { item in (slot, item) } }
        guard !items.isEmpty else { return nil }
        self.member = member
    }

    func item(in slot: EquipmentSlot) -> WornItem? { items.first { worn in worn.slot == slot }?.item }

    /// How many worn items belong to a set.
    func pieces(of set: Int32) -> Int { items.count { worn in worn.item.setID == set } }

    /// The set that most items belong to, the one of the higher number between equals.
    var mainSet: Int32? {
        let sets = Set(items.compactMap { worn in worn.item.setID })
        return sets.max { left, right in (pieces(of: left), left) < (pieces(of: right), right) }
    }
}

/// The raid team and what is known of its equipment.
struct RaidGear {
    let team: RaidTeam
    /// Of the team, ascending by member.
    let outfits: [Outfit]
    /// Slots in which enchantments are usual.
    let enchantable: [EquipmentSlot]

    /// Fewer outfits than this are single members' gear, not the team's.
    static let fewest = 3
    /// A habit of fewer items than this is none.
    static let fewestItems = 5

    init(_ study: Study) {
        team = RaidTeam(study)
        let since = team.since
        outfits = team.members.compactMap { member in Outfit(member, since: since) }
        let cap = study.levelCap(of: study.members, at: study.series.asOf)
        enchantable = Self.enchantable(
            study.members.filter { member in member.level.newest == cap }
                .compactMap { member in Outfit(member, since: since) })
    }

    /// Which slots take enchantments changes with seasons, so it is learnt from the guild: those in which more than
    /// half of the members at the highest level have one, with a probability of at least 95 % by Jeffreys' prior.
    ///
    /// The off hand is left out: it may hold things that take none, which the documents do not tell apart.
    private static func enchantable(_ outfits: [Outfit]) -> [EquipmentSlot] {
        EquipmentSlot.worn.filter { slot in
            let items = outfits.compactMap { outfit in outfit.item(in: slot) }
            guard slot != .offHand, items.count >= fewestItems else { return false }
            let enchanted = Double(items.count { item in item.enchantments > 0 })
            let belief = BetaDistribution(
                successes: enchanted + 0.5, failures: Double(items.count) - enchanted + 0.5)
            return belief.cumulative(0.5) <= 0.05
        }
    }

    /// Slots without the enchantment that is usual there.
    func unenchanted(_ outfit: Outfit) -> [EquipmentSlot] {
        enchantable.filter { slot in outfit.item(in: slot)?.enchantments == 0 }
    }

    /// Raiders who miss an enchantment, those who miss most first.
    var withoutEnchantments: [(outfit: Outfit, slots: [EquipmentSlot])] {
        outfits.map { outfit in (outfit, unenchanted(outfit)) }.filter { entry in !entry.1.isEmpty }
            .sorted { left, right in
                (right.1.count, left.0.member.character) < (left.1.count, right.0.member.character)
            }
    }

    /// Raiders with sockets that hold no gem, those with most first.
    var withoutGems: [(outfit: Outfit, sockets: Int)] {
        outfits.map { outfit in
            (outfit, outfit.items.reduce(0) { sum, worn in sum + Int(worn.item.emptySockets) })
        }.filter { entry in entry.1 > 0 }.sorted { left, right in
            (right.1, left.0.member.character) < (left.1, right.0.member.character)
        }
    }
}
