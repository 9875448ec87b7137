extension Renderer {
    /// What the character wears.
    func equipment(_ view: CharacterView) -> [UInt8] {
        let levels = view.itemLevels
        let href = characterHref(view.identity, "/equipment")
        return document(capacity: isCaptured ? 64_000 : 10_000, path: href) { writer in
            characterReference(&writer, view.identity)
            writer.array("equipped_items", Item.slots.indices) { writer, slot in
                writer.object { writer in
                    item(&writer, slot: slot, itemLevel: levels[slot], view)
                }
            }
        }
    }

    private func item(_ writer: inout JSONWriter, slot: Int, itemLevel: Int, _ view: CharacterView) {
        let kind = Item.slots[slot]
        let id = Item.id(slot: slot, itemLevel: itemLevel, playableClass: view.playableClass.id)
        reference(&writer, "item", "item", name: nil, id: id)
        typed(&writer, "slot", kind.type, kind.name)
        writer.set("quantity", 1)
        writer.set("context", 35)
        writer.array("bonus_list", [10_390, 6652, 12_000 + itemLevel]) { writer, bonus in writer.value(bonus)
        }
        typed(&writer, "quality", itemLevel < 230 ? "RARE" : "EPIC", itemLevel < 230 ? "Rare" : "Epic")
        name(&writer, Item.name(slot: slot, itemLevel: itemLevel))
        if isCaptured { details(&writer, slot: slot, id: id, itemLevel: itemLevel, view) }
        typed(
            &writer, "inventory_type", kind.type.split(separator: "_").first.map(String.init) ?? "", kind.name
        )
        writer.object("level") { writer in
            writer.set("value", itemLevel)
            name(&writer, "display_string", "Item Level \(itemLevel)")
        }
        if [3, 9, 10, 14].contains(slot) { enchantment(&writer, slot: slot) }
        if [1, 9, 10].contains(slot) { socket(&writer, slot: slot) }
    }

    private func enchantment(_ writer: inout JSONWriter, slot: Int) {
        writer.array("enchantments", [7300 + slot]) { writer, id in
            writer.object { writer in
                name(&writer, "display_string", "Enchanted: Radiant Tide")
                reference(&writer, "source_item", "item", name: "Formula of Tides", id: 220_000 + id)
                writer.set("enchantment_id", id)
                writer.object("enchantment_slot") { writer in
                    writer.set("id", 0)
                    writer.set("type", "PERMANENT")
                }
            }
        }
    }

    private func socket(_ writer: inout JSONWriter, slot: Int) {
        writer.array("sockets", [213_740 + slot]) { writer, gem in
            writer.object { writer in
                typed(&writer, "socket_type", "PRISMATIC", "Prismatic Socket")
                reference(&writer, "item", "item", name: "Deepwater Gem", id: gem)
                name(&writer, "display_string", "+18 Haste and +6 Mastery")
                writer.object("media") { writer in
                    writer.object("key") { writer in
                        writer.set("href", data("media/item/\(gem)", staticNamespace))
                    }
                    writer.set("id", gem)
                }
            }
        }
    }

    /// Everything that a real document says and no crawler needs.
    private func details(
        _ writer: inout JSONWriter, slot: Int, id: Int, itemLevel: Int, _ view: CharacterView
    ) {
        let kind = Item.slots[slot]
        writer.set("modified_appearance_id", id % 100_000)
        writer.object("media") { writer in
            writer.object("key") { writer in writer.set("href", data("media/item/\(id)", staticNamespace)) }
            writer.set("id", id)
        }
        let isWeapon = slot >= 14
        reference(
            &writer, "item_class", "item-class", name: isWeapon ? "Weapon" : "Armor", id: isWeapon ? 2 : 4)
        reference(
            &writer, "item_subclass", "item-class/4/item-subclass", name: "Plate",
            id: view.playableClass.armor)
        typed(&writer, "binding", "ON_ACQUIRE", "Binds when picked up")
        if kind.isArmor { measure(&writer, "armor", itemLevel * 3, "\(itemLevel * 3) Armor") }
        stats(&writer, itemLevel: itemLevel)
        trinketSpells(&writer, slot: slot)
        writer.object("requirements") { writer in measure(&writer, "level", 90, "Requires Level 90") }
        if kind.isArmor { transmog(&writer, id: id) }
        if kind.isArmor { measure(&writer, "durability", 58, "Durability 58 / 100") }
        if isWeapon { weapon(&writer, itemLevel: itemLevel) }
        writer.object("name_description") { writer in
            name(&writer, "display_string", "Midnight Season")
            color(&writer, "color", 0, 255, 0)
        }
        sellPrice(&writer, itemLevel: itemLevel)
        if slot == 9 || slot == 10 { name(&writer, "unique_equipped", "Unique-Equipped") }
        if !kind.isArmor { writer.set("is_subclass_hidden", true) }
    }

    private func measure(_ writer: inout JSONWriter, _ key: StaticString, _ value: Int, _ text: String) {
        writer.object(key) { writer in
            writer.set("value", value)
            name(&writer, "display_string", text)
        }
    }

    private func stats(_ writer: inout JSONWriter, itemLevel: Int) {
        let types = [
            ("STRENGTH", "Strength"), ("STAMINA", "Stamina"), ("HASTE_RATING", "Haste"),
            ("MASTERY_RATING", "Mastery"),
        ]
        writer.array("stats", types.indices) { writer, index in
            writer.object { writer in
                typed(&writer, "type", types[index].0, types[index].1)
                writer.set("value", itemLevel * (4 - index))
                if index > 1 { writer.set("is_equip_bonus", true) }
                writer.object("display") { writer in
                    name(&writer, "display_string", "+\(itemLevel * (4 - index)) \(types[index].1)")
                    color(&writer, "color", 255, 255, 255)
                }
            }
        }
    }

    private func trinketSpells(_ writer: inout JSONWriter, slot: Int) {
        writer.array("spells", 0..<(slot == 11 || slot == 12 ? 2 : 1)) { writer, index in
            writer.object { writer in
                reference(
                    &writer, "spell", "spell", name: "Undertow \(slot)", id: 1_200_000 + slot * 2 + index)
                name(&writer, "description", "Equip: " + Self.prose)
            }
        }
    }

    private func transmog(_ writer: inout JSONWriter, id: Int) {
        writer.object("transmog") { writer in
            reference(&writer, "item", "item", name: "Garb of the First Tide", id: id - 50_000)
            name(&writer, "display_string", "Transmogrified to:\nGarb of the First Tide")
            writer.set("item_modified_appearance_id", id % 90_000)
        }
    }

    private func weapon(_ writer: inout JSONWriter, itemLevel: Int) {
        writer.object("weapon") { writer in
            writer.object("damage") { writer in
                writer.set("min_value", itemLevel * 2)
                writer.set("max_value", itemLevel * 3)
                name(&writer, "display_string", "\(itemLevel * 2) - \(itemLevel * 3) Damage")
                typed(&writer, "damage_class", "PHYSICAL", "Physical")
            }
            measure(&writer, "attack_speed", 3600, "Speed 3.60")
            writer.object("dps") { writer in
                writer.set("value", Double(itemLevel) * 0.694)
                name(&writer, "display_string", "(\(itemLevel) damage per second)")
            }
        }
    }

    private func sellPrice(_ writer: inout JSONWriter, itemLevel: Int) {
        writer.object("sell_price") { writer in
            writer.set("value", itemLevel * 1234)
            writer.object("display_strings") { writer in
                name(&writer, "header", "Sell Price:")
                name(&writer, "gold", "\(itemLevel / 8)")
                name(&writer, "silver", "\(itemLevel % 100)")
                name(&writer, "copper", "34")
            }
        }
    }
}
