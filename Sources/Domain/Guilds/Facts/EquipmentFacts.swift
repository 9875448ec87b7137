/// Everything a character wears.
package struct Equipment: Sendable, Hashable {
    package var character: CharacterKey
    /// At most one item per slot.
    package var items: [EquippedItem]

    package init(character: CharacterKey, items: [EquippedItem]) {
        self.character = character
        self.items = items
    }
}

/// A slot by the API's type name, `HEAD` or `FINGER_1`.
package struct EquipmentSlot: Sendable, Hashable {
    package let rawValue: String

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/// One worn item with all that decides its worth.
package struct EquippedItem: Sendable, Hashable {
    package var slot: EquipmentSlot
    package var itemID: Int32
    package var name: String
    /// `EPIC`, `RARE` … as the API names it.
    package var quality: String
    package var itemLevel: Int16
    /// In document order.
    package var bonuses: [Int32]
    package var enchantments: [Int32]
    /// The item in each socket, 0 for an empty one.
    package var sockets: [Int32]
    package var setID: Int32?

    package init(
        slot: EquipmentSlot, itemID: Int32, name: String, quality: String, itemLevel: Int16,
        bonuses: [Int32], enchantments: [Int32], sockets: [Int32], setID: Int32?
    ) {
        self.slot = slot
        self.itemID = itemID
        self.name = name
        self.quality = quality
        self.itemLevel = itemLevel
        self.bonuses = bonuses
        self.enchantments = enchantments
        self.sockets = sockets
        self.setID = setID
    }
}
