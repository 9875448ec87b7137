/// Everything a character wears.
package struct Equipment: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// At most one item per slot.
    package var items: [EquippedItem]

    /// Equipment from its decoded items; no slot may come twice.
    package init(character: CharacterKey, items: [EquippedItem]) {
        self.character = character
        self.items = items
    }
}

/// A slot by the API's type name, `HEAD` or `FINGER_1`.
package struct EquipmentSlot: Sendable, Hashable, Codable {
    /// The API's `slot.type`, in upper case.
    package let rawValue: String

    /// The slot of this name, known or not.
    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/// One worn item with all that decides its worth.
package struct EquippedItem: Sendable, Hashable, Codable {
    /// Where the item is worn.
    package var slot: EquipmentSlot
    /// The API's `item.id`, shared by all copies of the item.
    package var itemID: Int32
    /// The item's name; empty where the document has none.
    package var name: String
    /// `EPIC`, `RARE` … as the API names it.
    package var quality: String
    /// The API's `level.value`.
    package var itemLevel: Int16
    /// In document order.
    package var bonuses: [Int32]
    /// The API's `enchantment_id`s in document order; empty without any.
    package var enchantments: [Int32]
    /// The item in each socket, 0 for an empty one.
    package var sockets: [Int32]
    /// The API's `item_set.id`; nil for an item of no set.
    package var setID: Int32?
    /// The API's `limit_category`, the text that tells an embellished item; nil for an item without a limit.
    package var limitCategory: String?

    /// An item from its decoded fields.
    package init(
        slot: EquipmentSlot, itemID: Int32, name: String, quality: String, itemLevel: Int16,
        bonuses: [Int32], enchantments: [Int32], sockets: [Int32], setID: Int32?,
        limitCategory: String? = nil
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
        self.limitCategory = limitCategory
    }
}
