extension EquipmentSlot {
    /// The slots whose items count for the item level, in the order of the game's character window.
    package static let worn = [
        "HEAD", "NECK", "SHOULDER", "BACK", "CHEST", "WRIST", "HANDS", "WAIST", "LEGS", "FEET", "FINGER_1",
        "FINGER_2", "TRINKET_1", "TRINKET_2", "MAIN_HAND", "OFF_HAND",
    ].map { name in EquipmentSlot(name) }

    /// The hand that stays empty beside a two-handed weapon, and may hold things that take no enchantment.
    package static let offHand = EquipmentSlot("OFF_HAND")

    /// The slot in words, `Main hand`: from the API's name, so that a new slot has words too.
    package var name: String {
        let words = rawValue.lowercased().split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
