/// A slot of the equipment.
struct ItemSlot: Sendable {
    var type: String
    var name: String
    var isArmor: Bool
}

/// The items of the world: their numbers and names follow from slot and item level.
enum Item {
    static let slots: [ItemSlot] = [
        ItemSlot(type: "HEAD", name: "Head", isArmor: true),
        ItemSlot(type: "NECK", name: "Neck", isArmor: false),
        ItemSlot(type: "SHOULDER", name: "Shoulders", isArmor: true),
        ItemSlot(type: "CHEST", name: "Chest", isArmor: true),
        ItemSlot(type: "WAIST", name: "Waist", isArmor: true),
        ItemSlot(type: "LEGS", name: "Legs", isArmor: true),
        ItemSlot(type: "FEET", name: "Feet", isArmor: true),
        ItemSlot(type: "WRIST", name: "Wrist", isArmor: true),
        ItemSlot(type: "HANDS", name: "Hands", isArmor: true),
        ItemSlot(type: "FINGER_1", name: "Ring 1", isArmor: false),
        ItemSlot(type: "FINGER_2", name: "Ring 2", isArmor: false),
        ItemSlot(type: "TRINKET_1", name: "Trinket 1", isArmor: false),
        ItemSlot(type: "TRINKET_2", name: "Trinket 2", isArmor: false),
        ItemSlot(type: "BACK", name: "Back", isArmor: true),
        ItemSlot(type: "MAIN_HAND", name: "Main Hand", isArmor: false),
        ItemSlot(type: "OFF_HAND", name: "Off Hand", isArmor: false),
    ]

    private static let adjectives = [
        "Voidwoven", "Sunsworn", "Dreambound", "Ashen", "Tidecaller's", "Gilded",
    ]
    private static let nouns = [
        "Crown", "Pendant", "Mantle", "Hauberk", "Girdle", "Greaves", "Treads", "Bindings", "Grips", "Band",
        "Loop",
        "Idol", "Sigil", "Drape", "Blade", "Bulwark",
    ]

    static func id(slot: Int, itemLevel: Int, playableClass: Int) -> Int {
        230_000 + itemLevel * 400 + slot * 20 + playableClass
    }

    static func name(slot: Int, itemLevel: Int) -> String {
        "\(adjectives[(slot + itemLevel) % adjectives.count]) \(nouns[slot])"
    }
}
