/// One equipment slot of a member over time.
package struct SlotSeries: Sendable, Hashable {
    /// The slot.
    package var slot: EquipmentSlot
    /// What was worn in it; a change to nil is a slot that became empty. Seen with the equipment document.
    package var item: Series<WornItem>

    /// A slot's series from its parts.
    package init(slot: EquipmentSlot, item: Series<WornItem>) {
        self.slot = slot
        self.item = item
    }
}

/// What decides the worth of a worn item, without its name.
package struct WornItem: Sendable, Hashable {
    /// The API's `item.id`, shared by all copies of the item.
    package var itemID: Int32
    /// The API's `level.value`.
    package var itemLevel: Int16
    /// How many enchantments are on it.
    package var enchantments: Int16
    /// How many sockets it has.
    package var sockets: Int16
    /// How many of them hold no gem.
    package var emptySockets: Int16
    /// The API's `item_set.id`; nil for an item of no set.
    package var setID: Int32?
    /// Whether it is embellished: one of the few such items that may be worn at once.
    package var isEmbellished: Bool

    /// An item from its parts.
    package init(
        itemID: Int32, itemLevel: Int16, enchantments: Int16, sockets: Int16, emptySockets: Int16,
        setID: Int32?, isEmbellished: Bool
    ) {
        self.itemID = itemID
        self.itemLevel = itemLevel
        self.enchantments = enchantments
        self.sockets = sockets
        self.emptySockets = emptySockets
        self.setID = setID
        self.isEmbellished = isEmbellished
    }
}

/// A boss on one difficulty.
package struct BossKey: Sendable, Hashable, Codable, Comparable {
    /// The API's `encounter.id`.
    package var encounterID: Int32
    /// How hard the boss was.
    package var difficulty: Difficulty

    /// A boss on a difficulty.
    package init(encounterID: Int32, difficulty: Difficulty) {
        self.encounterID = encounterID
        self.difficulty = difficulty
    }

    /// By encounter, then by the number of the difficulty.
    package static func < (left: Self, right: Self) -> Bool {
        (left.encounterID, left.difficulty.number) < (right.encounterID, right.difficulty.number)
    }
}

/// What a member's document tells of one boss on one difficulty over time.
package struct KillSeries: Sendable, Hashable {
    /// The boss and the difficulty.
    package var boss: BossKey
    /// Kills so far; no change before the first kill. Seen with the raid document.
    package var tally: Series<KillTally>

    /// A boss's series from its parts.
    package init(boss: BossKey, tally: Series<KillTally>) {
        self.boss = boss
        self.tally = tally
    }
}

/// How often a boss fell to a character, and when last.
package struct KillTally: Sendable, Hashable {
    /// Kills so far, at least 1.
    package var count: Int32
    /// The end of the newest one; nil where the document has none. The first kill is known while `count` is 1.
    package var lastKill: Timestamp?

    /// A tally from its parts.
    package init(count: Int32, lastKill: Timestamp?) {
        self.count = count
        self.lastKill = lastKill
    }
}

/// A raid boss that some member has killed, as the documents name it.
package struct RaidBoss: Sendable, Hashable {
    /// The API's `encounter.id`.
    package var encounterID: Int32
    /// The boss's name; empty where no document has one.
    package var name: String
    /// The API's `instance.id` of the raid.
    package var instanceID: Int32
    /// The raid's name; empty where no document has one.
    package var instanceName: String

    /// A boss from its parts.
    package init(encounterID: Int32, name: String, instanceID: Int32, instanceName: String) {
        self.encounterID = encounterID
        self.name = name
        self.instanceID = instanceID
        self.instanceName = instanceName
    }
}

/// A keystone run in which members took part, each once, whoever told it.
///
/// Documents list the best run of each dungeon, so these are at least the runs there were; a member's runs of a
/// week are known as far as the keystone profile was seen then.
package struct GuildRun: Sendable, Hashable {
    /// The API's `dungeon.id` of a keystone dungeon.
    package var dungeonID: Int32
    /// The end of the run.
    package var completedAt: Timestamp
    /// When we first saw it.
    package var recordedAt: Timestamp
    /// How long it took, to the millisecond.
    package var duration: Duration
    /// The keystone's level, 1 to 999.
    package var level: Int16
    /// Whether it was in time.
    package var isTimed: Bool
    /// The members of the guild whose documents tell it, ascending.
    package var members: [CharacterKey]

    /// A run from its parts.
    package init(
        dungeonID: Int32, completedAt: Timestamp, recordedAt: Timestamp, duration: Duration, level: Int16,
        isTimed: Bool, members: [CharacterKey]
    ) {
        self.dungeonID = dungeonID
        self.completedAt = completedAt
        self.recordedAt = recordedAt
        self.duration = duration
        self.level = level
        self.isTimed = isTimed
        self.members = members
    }
}
