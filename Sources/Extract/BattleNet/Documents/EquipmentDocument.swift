internal import Guilds
internal import JSON

extension DocumentReader {
    /// A document without `equipped_items` is malformed: the API leaves the list out when it fails to build it.
    mutating func equipment(_ root: JSONValue) throws(JSONError) -> Equipment {
        var equipment = Equipment(character: try character(root), items: [])
        var slots = Set<EquipmentSlot>()
        try root.member("equipped_items").each { value throws(JSONError) in
            let item = try value.equippedItem()
            guard slots.insert(item.slot).inserted else { throw value.mismatch(expected: "each slot once") }
            equipment.items.append(item)
        }
        return equipment
    }
}

extension JSONValue {
    fileprivate func equippedItem() throws(JSONError) -> EquippedItem {
        EquippedItem(
            slot: EquipmentSlot(try member("slot").member("type").nonEmpty()),
            itemID: try member("item").member("id").id(),
            name: try nameOrEmpty(),
            quality: try member("quality").member("type").nonEmpty(),
            itemLevel: try member("level").member("value").itemLevel(),
            bonuses: try optional("bonus_list")?.map { bonus throws(JSONError) in try bonus.id() } ?? [],
            enchantments: try optional("enchantments")?.map { enchantment throws(JSONError) in
                try enchantment.member("enchantment_id").id()
            } ?? [],
            sockets: try optional("sockets")?.map { socket throws(JSONError) in
                try socket.optional("item")?.member("id").id() ?? 0
            } ?? [],
            setID: try optional("set")?.member("item_set").member("id").id(),
            limitCategory: try optional("limit_category")?.localised())
    }
}
