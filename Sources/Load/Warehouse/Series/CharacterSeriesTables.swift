import Guilds
import Postgres

extension StateSeries {
    /// What the character summary tells.
    static let characterState = StateSeries(
        table: "character_state", keys: character,
        values: [
            "name", "realm_slug", "level", "class_id", "race_id", "faction", "specialization_id",
            "guild_realm_id", "guild_id", "achievement_points", "average_item_level", "equipped_item_level",
            "last_login_at",
        ],
        feeds: { facts in if case .summary = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .summary(let summary) = facts else { return }
            try await rows.row { row in
                stamp.open(&row)
                row.summary(summary)
                stamp.close(&row)
            }
        })

    /// What a character wears in each slot; a null item says that the slot was emptied.
    ///
    /// Most rows of all are these, so that they are narrow: `ShortWord`, `IDList`, `ItemName`.
    static let equipment = StateSeries(
        table: "equipment", keys: character + ["slot"],
        values: [
            "item_id", "name_id", "quality", "item_level", "bonuses", "enchantments", "sockets", "set_id",
            "limit_category",
        ],
        owned: OwnedRows([.equipment], subject: "character_id", marker: "item_id"),
        feeds: { facts in if case .equipment = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .equipment(let equipment) = facts else { return }
            for item in equipment.items {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(equipment.character)
                    row.item(item)
                    stamp.close(&row)
                }
            }
        })

    /// How often a character killed a boss, by the raid and by the dungeon document.
    static let encounterKills = StateSeries(
        table: "encounter_kills", keys: character + ["source", "encounter_id", "difficulty"],
        values: ["kills", "last_kill_at"],
        owned: OwnedRows(
            [.raids, .dungeons], subject: "character_id", marker: nil, more: [("source", "kind")]),
        feeds: { facts in facts.encounters != nil },
        write: { facts, stamp, rows in
            guard let (source, encounters) = facts.encounters else { return }
            for kills in encounters.kills {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(encounters.character)
                    row.int16(source.rawValue)
                    row.int32(kills.encounterID)
                    row.int16(kills.difficulty.number)
                    row.int32(kills.count)
                    row.timestamp(kills.lastKill.map { moment in Microseconds(moment) })
                    stamp.close(&row)
                }
            }
        })

    static let character = ["bucket", "realm_id", "character_id"]
}

extension Facts {
    /// The kills that a raid or dungeon document tells, with the kind of document.
    var encounters: (source: DocumentKind, encounters: Encounters)? {
        switch self {
        case .raids(let encounters): (.raids, encounters)
        case .dungeons(let encounters): (.dungeons, encounters)
        default: nil
        }
    }
}

extension CopyRow {
    fileprivate mutating func summary(_ summary: CharacterSummary) {
        character(summary.key)
        text(summary.name)
        text(summary.realmSlug)
        int16(summary.level)
        int16(summary.characterClass.id)
        int16(summary.raceID)
        text(summary.faction?.rawValue)
        int32(summary.activeSpecialization?.id)
        int32(summary.guild?.realm.id)
        int64(summary.guild?.id)
        int32(summary.achievementPoints)
        int16(summary.averageItemLevel)
        int16(summary.equippedItemLevel)
        timestamp(summary.lastLogin.map { moment in Microseconds(moment) })
    }

    fileprivate mutating func item(_ item: EquippedItem) {
        text(ShortWord.slot.stored(item.slot.rawValue))
        int32(item.itemID)
        int32(ItemName.digest(item.name))
        text(ShortWord.quality.stored(item.quality))
        int16(item.itemLevel)
        text(IDList.stored(item.bonuses))
        text(IDList.stored(item.enchantments))
        text(IDList.stored(item.sockets))
        int32(item.setID)
        text(item.limitCategory)
    }
}
