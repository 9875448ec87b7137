/// The lines of a roster, from the captured JSON and from the database.
enum RosterLines {
    static func membership(_ member: Node) -> String {
        let character = member["character"]
        return "\(character["realm"]["id"].line) \(character["id"].line) \(member["rank"].line)"
    }

    static func memberships(of guild: Int64) -> String {
        """
        SELECT concat_ws(' ', member_realm_id, member_id, coalesce(rank::text, '-')) FROM membership_now
        WHERE guild_id = \(guild)
        """
    }

    static func state(_ member: Node) -> String {
        let character = member["character"]
        return [
            character["realm"]["id"], character["id"], character["name"], character["realm"]["slug"],
            character["level"], character["playable_class"]["id"], character["playable_race"]["id"],
        ].map(\.line).joined(separator: " ")
    }

    static func states(of guild: Int64) -> String {
        """
        SELECT concat_ws(' ', realm_id, character_id, name, realm_slug, level, class_id, race_id)
        FROM roster_member_state_now WHERE guild_id = \(guild)
        """
    }
}

/// The lines of a character's documents, from the captured JSON and from the database.
enum CharacterLines {
    static func summary(_ node: Node) -> String {
        [
            node["realm"]["id"], node["id"], node["name"], node["realm"]["slug"], node["level"],
            node["character_class"]["id"], node["race"]["id"], node["active_spec"]["id"],
            node["guild"]["realm"]["id"], node["guild"]["id"], node["achievement_points"],
            node["average_item_level"], node["equipped_item_level"], node["last_login_timestamp"],
        ].map(\.line).joined(separator: " ")
    }

    static func summaries(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', realm_id, character_id, name, realm_slug, level, class_id, race_id,
            coalesce(specialization_id::text, '-'), coalesce(guild_realm_id::text, '-'),
            coalesce(guild_id::text, '-'), coalesce(achievement_points::text, '-'),
            coalesce(average_item_level::text, '-'), coalesce(equipped_item_level::text, '-'),
            coalesce((extract(epoch from last_login_at) * 1000)::bigint::text, '-'))
        FROM character_state_now WHERE character_id = \(id)
        """
    }

    static func item(_ node: Node) -> String {
        let lists = [
            node["bonus_list"].items.map(\.line),
            node["enchantments"].items.map { enchantment in enchantment["enchantment_id"].line },
            node["sockets"].items.map { socket in String(socket["item"]["id"].integer ?? 0) },
        ].map { list in "{\(list.joined(separator: ","))}" }
        let single = [
            node["slot"]["type"], node["item"]["id"], node["name"], node["quality"]["type"],
            node["level"]["value"],
        ].map(\.line)
        return (single + lists + [node["set"]["item_set"]["id"].line]).joined(separator: " ")
    }

    static func items(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', (ARRAY[\(list(slots))])[ascii(e.slot) - 96], e.item_id, n.name,
            (ARRAY[\(list(qualities))])[ascii(e.quality) - 96], e.item_level, \(array("bonuses")),
            \(array("enchantments")), \(array("sockets")), coalesce(e.set_id::text, '-'))
        FROM equipment_now e JOIN item_name n USING (item_id, name_id) WHERE e.character_id = \(id)
        """
    }

    /// The words for which slots and qualities have the letters a, b, c …
    private static let slots = [
        "HEAD", "NECK", "SHOULDER", "SHIRT", "CHEST", "WAIST", "LEGS", "FEET", "WRIST", "HANDS", "FINGER_1",
        "FINGER_2", "TRINKET_1", "TRINKET_2", "BACK", "MAIN_HAND", "OFF_HAND", "RANGED", "TABARD",
    ]
    private static let qualities = [
        "POOR", "COMMON", "UNCOMMON", "RARE", "EPIC", "LEGENDARY", "ARTIFACT", "HEIRLOOM", "WOW_TOKEN",
    ]

    private static func list(_ words: [String]) -> String {
        words.map { word in "'\(word)'" }.joined(separator: ", ")
    }

    private static func array(_ column: String) -> String {
        "'{' || replace(coalesce(e.\(column), ''), ';', ',') || '}'"
    }

    /// The numbers under which difficulties are kept.
    private static let difficulties: [String: Int] = [
        "LFR": 1, "NORMAL": 3, "HEROIC": 4, "MYTHIC": 5, "MYTHIC_KEYSTONE": 8, "LEGACY_10_MAN": 13,
        "LEGACY_25_MAN": 14, "LEGACY_10_MAN_HEROIC": 15, "LEGACY_25_MAN_HEROIC": 16,
    ]

    static func kills(_ document: Node) -> Set<String> {
        var lines = Set<String>()
        for instance in document["expansions"].items.flatMap({ expansion in expansion["instances"].items }) {
            for mode in instance["modes"].items {
                guard let difficulty = difficulties[mode["difficulty"]["type"].line] else { continue }
                for entry in mode["progress"]["encounters"].items where entry["completed_count"].integer != 0
                {
                    lines.insert(
                        "\(entry["encounter"]["id"].line) \(difficulty) \(entry["completed_count"].line) "
                            + entry["last_kill_timestamp"].line)
                }
            }
        }
        return lines
    }

    static func kills(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', encounter_id, difficulty, kills,
            coalesce((extract(epoch from last_kill_at) * 1000)::bigint::text, '-'))
        FROM encounter_kills_now WHERE character_id = \(id) AND source = 45
        """
    }

    static func earned(_ document: Node) -> Set<String> {
        Set(
            document["achievements"].items.filter { entry in entry["completed_timestamp"].exists }
                .map { entry in "\(entry["id"].line) \(entry["completed_timestamp"].line)" })
    }

    static func earned(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', achievement_id, (extract(epoch from completed_at) * 1000)::bigint)
        FROM achievement_earned WHERE character_id = \(id)
        """
    }
}

/// The lines of the best runs of a season, from the captured JSON and from the database.
enum RunLines {
    private static func key(_ run: Node) -> String {
        "\(run["completed_timestamp"].line) \(run["dungeon"]["id"].line)"
    }

    static func run(_ run: Node) -> String {
        let affixes = run["keystone_affixes"].items.map { affix in affix["id"].line }
        return [
            key(run), run["keystone_level"].line, run["duration"].line,
            run["is_completed_within_time"].integer == 1 ? "t" : "f", "{\(affixes.joined(separator: ","))}",
        ].joined(separator: " ")
    }

    static func runs(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', (extract(epoch from completed_at) * 1000)::bigint, dungeon_id, level,
            duration_ms, timed, affixes)
        FROM keystone_run WHERE character_id = \(id) AND source = 48
        """
    }

    static func members(_ run: Node) -> [String] {
        run["members"].items.map { member in
            [
                key(run), member["character"]["realm"]["id"].line, member["character"]["id"].line,
                member["specialization"]["id"].line, member["equipped_item_level"].line,
            ].joined(separator: " ")
        }
    }

    static func members(of id: Int64) -> String {
        """
        SELECT concat_ws(' ', (extract(epoch from completed_at) * 1000)::bigint, dungeon_id,
            member_realm_id, member_id, coalesce(specialization_id::text, '-'),
            coalesce(item_level::text, '-'))
        FROM keystone_run_member WHERE character_id = \(id) AND source = 48
        """
    }
}
