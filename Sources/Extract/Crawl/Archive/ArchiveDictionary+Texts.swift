import Guilds

// Made of what documents of a kind have in common in the simulator, the most frequent last. They are never
// edited: bodies that were packed with one need it to be read. A better one gets a new id.
extension ArchiveDictionary {
    /// The first dictionaries: id 100 and the kind's number.
    static let first: [ArchiveDictionary] = [
        ArchiveDictionary(id: 100 + DocumentKind.guild.rawValue, text: guildText),
        ArchiveDictionary(id: 100 + DocumentKind.roster.rawValue, text: rosterText),
        ArchiveDictionary(id: 100 + DocumentKind.guildAchievements.rawValue, text: guildAchievementsText),
        ArchiveDictionary(id: 100 + DocumentKind.guildActivity.rawValue, text: guildActivityText),
        ArchiveDictionary(id: 100 + DocumentKind.summary.rawValue, text: summaryText),
        ArchiveDictionary(id: 100 + DocumentKind.equipment.rawValue, text: equipmentText),
        ArchiveDictionary(id: 100 + DocumentKind.specializations.rawValue, text: specializationsText),
        ArchiveDictionary(id: 100 + DocumentKind.achievements.rawValue, text: achievementsText),
        ArchiveDictionary(id: 100 + DocumentKind.raids.rawValue, text: raidsText),
        ArchiveDictionary(id: 100 + DocumentKind.dungeons.rawValue, text: dungeonsText),
        ArchiveDictionary(id: 100 + DocumentKind.keystoneProfile.rawValue, text: keystoneProfileText),
        ArchiveDictionary(
            id: 100 + DocumentKind.keystoneSeasonProfile.rawValue, text: keystoneSeasonProfileText),
        ArchiveDictionary(id: 100 + DocumentKind.professions.rawValue, text: professionsText),
        ArchiveDictionary(id: 100 + DocumentKind.reputations.rawValue, text: reputationsText),
        ArchiveDictionary(id: 100 + DocumentKind.pvpSummary.rawValue, text: pvpSummaryText),
    ]

    private static let guildText = #"""
        /activity?namespace=profile-eu"}},"activity":{"href":"https://eu.api.blizzard.com/data/wow/guild//ac\#
        hievements?namespace=profile-eu"},"created_timestamp":/roster?namespace=profile-eu"},"achievements":\#
        {"href":"https://eu.api.blizzard.com/data/wow/guild/}}}},"roster":{"href":"https://eu.api.blizzard.c\#
        om/data/wow/guild/}}},"background":{"color":{"id":,"media":{"key":{"href":"https://eu.api.blizzard.c\#
        om/data/wow/media/guild-crest/border/}}},"border":{"id":,"media":{"key":{"href":"https://eu.api.bliz\#
        zard.com/data/wow/media/guild-crest/emblem/"},"crest":{"emblem":{"id":,"slug":"?namespace=dynamic-eu\#
        "},"name":"Tarren Mill","id":,"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/,"m\#
        ember_count":","faction":{"type":"ALLIANCE","name":"Alliance"},"achievement_points":,"name":"?namesp\#
        ace=profile-eu"}},"id":{"_links":{"self":{"href":"https://eu.api.blizzard.com/data/wow/guild/},"colo\#
        r":{"id":-eu"},"id":?namespace=static-,"rgba":{"r":
        """#

    private static let rosterText = #"""
        },{"character":{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/"},"level":,"slug":\#
        "}},"rank":},"playable_race":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-race/,"pl\#
        ayable_class":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-class/?namespace=dynamic\#
        -eu"},"id":,"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/-eu"},"id":?namespace\#
        =static-
        """#

    private static let guildAchievementsText = #"""
        },{"achievement":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achievement/},"timestamp":-eu"\#
        },"name":"Guild Chronicle },{"category":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achieve\#
        ment-category/,"points":},"quantity":-eu"},"name":"Chapter ,"is_completed":true}]},"completed_timest\#
        amp":,"is_completed":true,"child_criteria":[{"id":,"is_completed":true},"completed_timestamp":-eu"},\#
        "name":"The Long Road, Part },"criteria":{"id":,"achievement":{"key":{"href":"https://eu.api.blizzar\#
        d.com/data/wow/achievement/?namespace=static-,"is_completed":true},{"id":,"amount":
        """#

    private static let guildActivityText = #"""
        ,"slug":"?namespace=dynamic-eu"},"name":"Tarren Mill","id":,"realm":{"key":{"href":"https://eu.api.b\#
        lizzard.com/data/wow/realm/?namespace=profile-eu"},"name":"/activity?namespace=profile-eu"}},"guild"\#
        :{"key":{"href":"https://eu.api.blizzard.com/data/wow/guild/{"_links":{"self":{"href":"https://eu.ap\#
        i.blizzard.com/data/wow/guild/
        """#

    private static let summaryText = #"""
        -eu"},"name":"Protection","id":-eu"},"name":"Warrior","id":-eu"},"name":"Dwarf","id":","gender":{"ty\#
        pe":"FEMALE","name":"Female"},"faction":{"type":"ALLIANCE","name":"Alliance"},"race":{"key":{"href":\#
        "https://eu.api.blizzard.com/data/wow/playable-race/","gender":{"type":"MALE","name":"Male"},"factio\#
        n":{"type":"ALLIANCE","name":"Alliance"},"race":{"key":{"href":"https://eu.api.blizzard.com/data/wow\#
        /playable-race/,"display_string":"{name}, Wayfarer"}}-eu"},"name":"Wayfarer","id":,"active_title":{"\#
        key":{"href":"https://eu.api.blizzard.com/data/wow/title/,"equipped_item_level":,"average_item_level\#
        ":,"achievements":{"href":"https://eu.api.blizzard.com/profile/wow/character/,"achievement_points":,\#
        "experience":"}},"level":?namespace=profile-eu"},"name":""},"guild":{"key":{"href":"https://eu.api.b\#
        lizzard.com/data/wow/guild/},"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/},"a\#
        ctive_spec":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/},"characte\#
        r_class":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-class/{"_links":{"self":{"hre\#
        f":"https://eu.api.blizzard.com/profile/wow/character/?namespace=dynamic-eu"},"name":"Tarren Mill","\#
        id":,"slug":"?namespace=static-
        """#

    private static let equipmentText = #"""
        ","name":"Ring },"slot":{"type":"FINGER_,"type":"PERMANENT"}}]},{"item":{"key":{"href":"https://eu.a\#
        pi.blizzard.com/data/wow/item/}}]},{"item":{"key":{"href":"https://eu.api.blizzard.com/data/wow/item\#
        / Mastery","media":{"key":{"href":"https://eu.api.blizzard.com/data/wow/media/item/ Haste and +},"di\#
        splay_string":"+-eu"},"name":"Deepwater Gem","id":"},"level":{"value":"},"quantity":,"enchantment_sl\#
        ot":{"id":},"enchantment_id":-eu"},"name":"Formula of Tides","id":"},"enchantments":[{"display_strin\#
        g":"Enchanted: Radiant Tide","source_item":{"key":{"href":"https://eu.api.blizzard.com/data/wow/item\#
        /"}},"name_description":{"display_string":"Midnight Season","color":{"r":},"binding":{"type":"ON_ACQ\#
        UIRE","name":"Binds when picked up"},"stats":[{"type":{"type":"STRENGTH","name":"Strength"},"value":\#
        "},"name_description":{"display_string":"Midnight Season","color":{"r":,"display_string":"Durabilit\#
        y },"durability":{"value":},"display_string":"Transmogrified to:\nGarb of the First Tide","item_modi\#
        fied_appearance_id":-eu"},"name":"Garb of the First Tide","id":"}},"transmog":{"item":{"key":{"href"\#
        :"https://eu.api.blizzard.com/data/wow/item/ Armor"},"stats":[{"type":{"type":"STRENGTH","name":"Str\#
        ength"},"value":},"binding":{"type":"ON_ACQUIRE","name":"Binds when picked up"},"armor":{"value":"}}\#
        ,{"item":{"key":{"href":"https://eu.api.blizzard.com/data/wow/item/-eu"},"name":"Armor","id":,"displ\#
        ay_string":"Item Level ","copper":"","silver":","display_strings":{"header":"Sell Price:","gold":"}}\#
        ,"sell_price":{"value":,"display_string":"Requires Level  yards for the same amount. The echo grow\#
        s with every dungeon."}],"requirements":{"level":{"value":}}}],"spells":[{"spell":{"key":{"href":"ht\#
        tps://eu.api.blizzard.com/data/wow/spell/ Mastery","color":{"r":}}},{"type":{"type":"MASTERY_RATING"\#
        ,"name":"Mastery"},"value": Haste","color":{"r":}}},{"type":{"type":"HASTE_RATING","name":"Haste"},"\#
        value": Stamina","color":{"r":}}},{"type":{"type":"STAMINA","name":"Stamina"},"value": Strength","co\#
        lor":{"r":-eu"},"name":"Plate","id":/item-subclass/},"item_subclass":{"key":{"href":"https://eu.api.\#
        blizzard.com/data/wow/item-class/},"item_class":{"key":{"href":"https://eu.api.blizzard.com/data/wow\#
        /item-class/,"media":{"key":{"href":"https://eu.api.blizzard.com/data/wow/media/item/,"bonus_list":[\#
        ,"context": sec to an enemy and healing an injured ally within },"description":"Equip: Your attack\#
        s have a chance to call an echo of the deep, dealing damage over -eu"},"name":"Undertow ,"is_equip_b\#
        onus":true,"display":{"display_string":"+,"display":{"display_string":"+-eu"},"id":?namespace=static\#
        -
        """#

    private static let specializationsText = #"""
        -eu"},"name":"Guardian","id":-eu"},"name":"Brewmaster","id":-eu"},"name":"Discipline","id":-eu"},"na\#
        me":"Restoration","id":-eu"},"name":"Elemental","id":-eu"},"name":"Unholy","id":-eu"},"name":"Fury",\#
        "id":-eu"},"name":"Arms","id":-eu"},"name":"Protection","id":?namespace=dynamic-eu"},"name":"Tarre\#
        n Mill","id":,"slug":","realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/},"charact\#
        er":{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/}]}],"active_specialization":{\#
        "key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/{"_links":{"self":{"href\#
        ":"https://eu.api.blizzard.com/profile/wow/character/}]},{"specialization":{"key":{"href":"https://e\#
        u.api.blizzard.com/data/wow/playable-specialization/}],"pvp_talent_slots":[{"selected":{"talent":{"k\#
        ey":{"href":"https://eu.api.blizzard.com/data/wow/pvp-talent/},"talents":[{"talent":{"key":{"href":"\#
        https://eu.api.blizzard.com/data/wow/talent/},{"selected":{"talent":{"key":{"href":"https://eu.api.b\#
        lizzard.com/data/wow/pvp-talent/ yards for the same amount. The echo grows with every dungeon.","cas\#
        t_time":"Passive"}},"slot_number":},{"talent":{"key":{"href":"https://eu.api.blizzard.com/data/wow/t\#
        alent/,"column_index": yards for the same amount. The echo grows with every dungeon.","cast_time":"P\#
        assive"},"tier_index": sec to an enemy and healing an injured ally within },"description":"Your atta\#
        cks have a chance to call an echo of the deep, dealing damage over -eu"},"name":"Echo of the Deep },\#
        "spell_tooltip":{"spell":{"key":{"href":"https://eu.api.blizzard.com/data/wow/spell/-eu"},"name":"Ta\#
        lent ?namespace=static-
        """#

    private static let achievementsText = #"""
        ,"slug":"}],"character":{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/}],"recent\#
        _events":[{"achievement":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achievement/}],"catego\#
        ry_progress":[{"category":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achievement-category/\#
        ,"achievements":[{"id":,"total_points":{"_links":{"self":{"href":"https://eu.api.blizzard.com/profil\#
        e/wow/character/},{"achievement":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achievement/},\#
        "timestamp":-eu"},"name":"Deeds of an Old Age -eu"},"name":"Level ,"is_completed":false}]}},{"id":,"\#
        is_completed":false,"child_criteria":[{"id":,"is_completed":false}},{"id":},{"category":{"key":{"hre\#
        f":"https://eu.api.blizzard.com/data/wow/achievement-category/,"points":},"quantity":-eu"},"name":"C\#
        hapter ,"is_completed":false},{"id":,"is_completed":true}]},"completed_timestamp":,"is_completed":tr\#
        ue,"child_criteria":[{"id":,"is_completed":true},"completed_timestamp":-eu"},"name":"The Long Road\#
        , Part },"criteria":{"id":,"achievement":{"key":{"href":"https://eu.api.blizzard.com/data/wow/achiev\#
        ement/?namespace=static-,"is_completed":true},{"id":,"amount":
        """#

    private static let raidsText = #"""
        -eu"},"name":"Midnight","id":?namespace=dynamic-eu"},"name":"Tarren Mill","id":}]}}]}]}]},"slug":","\#
        realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/{"_links":{"self":{"href":"https:/\#
        /eu.api.blizzard.com/profile/wow/character/-eu"},"name":"The Sleepless Root","id":-eu"},"name":"Th\#
        e Dreamrift","id":-eu"},"name":"The Voidspire","id":},"modes":[{"difficulty":{"type":"LFR","name":"R\#
        aid Finder"},"status":{"type":"IN_PROGRESS","name":"In Progress"},"progress":{"completed_count":-eu"\#
        },"name":"Age }]}}]}]},{"expansion":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-exp\#
        ansion/},"instances":[{"instance":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-insta\#
        nce/}]}},{"difficulty":{"type":"HEROIC","name":"Heroic"},"status":{"type":"COMPLETE","name":"Complet\#
        e"},"progress":{"completed_count":}]}}]},{"instance":{"key":{"href":"https://eu.api.blizzard.com/dat\#
        a/wow/journal-instance/}]}},{"difficulty":{"type":"NORMAL","name":"Normal"},"status":{"type":"COMPLE\#
        TE","name":"Complete"},"progress":{"completed_count":-eu"},"name":"Citadel },"modes":[{"difficulty":\#
        {"type":"LFR","name":"Raid Finder"},"status":{"type":"COMPLETE","name":"Complete"},"progress":{"comp\#
        leted_count":,"encounters":[{"encounter":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journa\#
        l-encounter/,"total_count":},{"encounter":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journ\#
        al-encounter/-eu"},"name":"Lord of Hall ,"last_kill_timestamp":},"completed_count":?namespace=static\#
        -
        """#

    private static let dungeonsText = #"""
        -eu"},"name":"Skyreach","id":-eu"},"name":"Last Guardian of Windrunner Spire","id":-eu"},"name":"Win\#
        drunner Spire","id":-eu"},"name":"Last Guardian of Nexus-Point Xenas","id":-eu"},"name":"Nexus-Poin\#
        t Xenas","id":-eu"},"name":"Midnight","id":}]}}]}]}]}{"_links":{"self":{"href":"https://eu.api.blizz\#
        ard.com/profile/wow/character/},"modes":[{"difficulty":{"type":"MYTHIC","name":"Mythic"},"status":{"\#
        type":"COMPLETE","name":"Complete"},"progress":{"completed_count":}]}}]}]},{"expansion":{"key":{"hre\#
        f":"https://eu.api.blizzard.com/data/wow/journal-expansion/-eu"},"name":"Age },"instances":[{"instan\#
        ce":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-instance/}]}},{"difficulty":{"type"\#
        :"HEROIC","name":"Heroic"},"status":{"type":"COMPLETE","name":"Complete"},"progress":{"completed_cou\#
        nt":}]}}]},{"instance":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-instance/}]}},{"\#
        difficulty":{"type":"NORMAL","name":"Normal"},"status":{"type":"COMPLETE","name":"Complete"},"progre\#
        ss":{"completed_count":},"modes":[{"difficulty":{"type":"LFR","name":"Raid Finder"},"status":{"type"\#
        :"COMPLETE","name":"Complete"},"progress":{"completed_count":-eu"},"name":"Citadel ,"encounters":[{"\#
        encounter":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-encounter/,"total_count":},{\#
        "encounter":{"key":{"href":"https://eu.api.blizzard.com/data/wow/journal-encounter/-eu"},"name":"Lor\#
        d of Hall ,"last_kill_timestamp":},"completed_count":?namespace=static-
        """#

    private static let keystoneProfileText = #"""
        }},"seasons":[{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/?namespace=dynamic-e\#
        u"},"name":"Nexus-Point Xenas","id":},{"character":{"name":"Jiven","id":-eu"},"name":"Tauren","id":-\#
        eu"},"name":"Orc","id":}},{"completed_timestamp":?namespace=dynamic-eu"},"name":"Skyreach","id":,"sl\#
        ug":"hyjal"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-special\#
        ization/-eu"},"name":"Gnome","id":},{"character":{"name":"Elpha","id":-eu"},"name":"Protection","id"\#
        :,"slug":"ragnaros"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable\#
        -specialization/-eu"},"name":"Vengeance","id":-eu"},"name":"Elemental","id":,"slug":"howling-fjord"}\#
        },"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/-eu"\#
        },"name":"Lightforged Draenei","id":-eu"},"name":"Unholy","id":-eu"},"name":"Worgen","id":,"slug":"k\#
        azzak"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specializati\#
        on/-eu"},"name":"Frost","id":,"slug":"archimonde"}},"specialization":{"key":{"href":"https://eu.api.\#
        blizzard.com/data/wow/playable-specialization/-eu"},"name":"Human","id":}}]},"seasons":[{"key":{"hre\#
        f":"https://eu.api.blizzard.com/profile/wow/character/-eu"},"name":"Demonology","id":-eu"},"name":"H\#
        oly","id":-eu"},"name":"Mechagnome","id":},"best_runs":[{"completed_timestamp":},"is_completed_withi\#
        n_time":true,"mythic_rating":{"color":{"r":"}},"current_mythic_rating":{"color":{"r":?namespace=dyna\#
        mic-eu"},"name":"Tarren Mill","id":}],"character":{"key":{"href":"https://eu.api.blizzard.com/profil\#
        e/wow/character/?namespace=profile-eu"},"id":},"map_rating":{"color":{"r":}],"dungeon":{"key":{"href\#
        ":"https://eu.api.blizzard.com/data/wow/mythic-keystone/dungeon/-eu"},"name":"Fortified","id":-eu"},\#
        "name":"Tyrannical","id":-eu"},"name":"Xal'atath's Bargain: Voidbound","id":,"keystone_affixes":[{"k\#
        ey":{"href":"https://eu.api.blizzard.com/data/wow/keystone-affix/,"keystone_level":,"duration":{"_li\#
        nks":{"self":{"href":"https://eu.api.blizzard.com/profile/wow/character/"}},"specialization":{"key":\#
        {"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/},{"key":{"href":"https://eu.a\#
        pi.blizzard.com/data/wow/keystone-affix/,"slug":"},"rating":},"equipped_item_level":},"race":{"key":\#
        {"href":"https://eu.api.blizzard.com/data/wow/playable-race/,"realm":{"key":{"href":"https://eu.api.\#
        blizzard.com/data/wow/realm/?namespace=dynamic-eu"},"id":?namespace=static-
        """#

    private static let keystoneSeasonProfileText = #"""
        ,"slug":"draenor"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-s\#
        pecialization/,"slug":"ravencrest"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/da\#
        ta/wow/playable-specialization/?namespace=dynamic-eu"},"name":"Skyreach","id":,"slug":"eversong"}},"\#
        specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/,"slug"\#
        :"howling-fjord"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-sp\#
        ecialization/-eu"},"name":"Demonology","id":-eu"},"name":"Worgen","id":-eu"},"name":"Earthen","id":?\#
        namespace=dynamic-eu"},"name":"Windrunner Spire","id":-eu"},"name":"Troll","id":-eu"},"name":"Outlaw\#
        ","id":-eu"},"name":"Unholy","id":-eu"},"name":"Mistweaver","id":?namespace=dynamic-eu"},"name":"Tar\#
        ren Mill","id":?namespace=dynamic-eu"},"name":"Nexus-Point Xenas","id":-eu"},"name":"Restoration","i\#
        d":-eu"},"name":"Shadow","id":"}},"mythic_rating":{"color":{"r":}}],"character":{"key":{"href":"http\#
        s://eu.api.blizzard.com/profile/wow/character/},"is_completed_within_time":false,"mythic_rating":{"c\#
        olor":{"r":-eu"},"name":"Frost","id":,"slug":"hyjal"}},"specialization":{"key":{"href":"https://eu.a\#
        pi.blizzard.com/data/wow/playable-specialization/-eu"},"name":"Human","id":-eu"},"name":"Elemental",\#
        "id":-eu"},"name":"Dwarf","id":},"best_runs":[{"completed_timestamp":?namespace=profile-eu"}},"seaso\#
        n":{"key":{"href":"https://eu.api.blizzard.com/data/wow/mythic-keystone/season/{"_links":{"self":{"h\#
        ref":"https://eu.api.blizzard.com/profile/wow/character/-eu"},"name":"Holy","id":-eu"},"name":"Mecha\#
        gnome","id":,"slug":"archimonde"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data\#
        /wow/playable-specialization/-eu"},"name":"Tauren","id":-eu"},"name":"Xal'atath's Bargain: Ascendant\#
        ","id":,"slug":"ragnaros"}},"specialization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/pl\#
        ayable-specialization/-eu"},"name":"Gnome","id":,"slug":"kazzak"}},"specialization":{"key":{"href":"\#
        https://eu.api.blizzard.com/data/wow/playable-specialization/-eu"},"name":"Dracthyr","id":-eu"},"nam\#
        e":"Protection","id":-eu"},"name":"Pandaren","id":-eu"},"name":"Xal'atath's Bargain: Voidbound","id"\#
        :}},{"completed_timestamp":},"is_completed_within_time":true,"mythic_rating":{"color":{"r":},"map_ra\#
        ting":{"color":{"r":}],"dungeon":{"key":{"href":"https://eu.api.blizzard.com/data/wow/mythic-keyston\#
        e/dungeon/-eu"},"name":"Tyrannical","id":-eu"},"name":"Fortified","id":,"keystone_affixes":[{"key":{\#
        "href":"https://eu.api.blizzard.com/data/wow/keystone-affix/,"keystone_level":,"duration":"}},"speci\#
        alization":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-specialization/},{"key":{"h\#
        ref":"https://eu.api.blizzard.com/data/wow/keystone-affix/,"slug":"},"rating":},"equipped_item_level\#
        ":},"race":{"key":{"href":"https://eu.api.blizzard.com/data/wow/playable-race/,"realm":{"key":{"href\#
        ":"https://eu.api.blizzard.com/data/wow/realm/?namespace=dynamic-eu"},"id":?namespace=static-
        """#
}
