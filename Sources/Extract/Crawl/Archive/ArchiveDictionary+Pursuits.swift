// The kinds that came later; see the note beside the first dictionaries.
extension ArchiveDictionary {
    static let professionsText = #"""
        {"_links":{"self":{"href":"https://eu.api.blizzard.com/profile/wow/character//professions?namespace=\#
        profile-eu"}},"character":{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/?namespa\#
        ce=profile-eu"},"name":","id":,"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/?n\#
        amespace=dynamic-eu"},"name":","id":,"slug":"}},"secondaries":[{"profession":{"key":{"href":"https:/\#
        /eu.api.blizzard.com/data/wow/profession/185?namespace=static-"Cooking","id":185},"tiers":[{"profess\#
        ion":{"key":{"href":"https://eu.api.blizzard.com/data/wow/profession/356?namespace=static-"Fishing",\#
        "id":356},"primaries":[{"profession":{"key":{"href":"https://eu.api.blizzard.com/data/wow/profession\#
        /-eu"},"name":"Engineering","id":202},"tiers":[-eu"},"name":"Enchanting","id":333},"tiers":[-eu"},"n\#
        ame":"Blacksmithing","id":164},"tiers":[-eu"},"name":"Alchemy","id":171},"tiers":[{"skill_points":30\#
        0,"max_skill_points":300,"tier":{"name":"Old }},{"skill_points":100,"max_skill_points":100,"tier":{"\#
        name":"New ","id":},"known_recipes":[{"key":{"href":"https://eu.api.blizzard.com/data/wow/recipe/?na\#
        mespace=static-eu"},"name":"Recipe ","id":},
        """#

    static let reputationsText = #"""
        {"_links":{"self":{"href":"https://eu.api.blizzard.com/profile/wow/character//reputations?namespace=\#
        profile-eu"}},"character":{"key":{"href":"https://eu.api.blizzard.com/profile/wow/character/?namespa\#
        ce=profile-eu"},"name":","id":,"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/?n\#
        amespace=dynamic-eu"},"name":","id":,"slug":"}},"reputations":[,"max":2500,"renown_level":,"name":"R\#
        enown "}},"paragon":{"raw":,"value":,"max":10000}},"max":0,"tier":7,"name":"Exalted"}},"max":21000,"\#
        tier":6,"name":"Revered"}},"max":12000,"tier":5,"name":"Honored"}},"max":6000,"tier":4,"name":"Frien\#
        dly"}},"max":3000,"tier":3,"name":"Neutral"}},{"faction":{"key":{"href":"https://eu.api.blizzard.com\#
        /data/wow/reputation-faction/?namespace=static-eu"},"name":","id":},"standing":{"raw":,"value":,"max\#
        ":,"tier":
        """#

    static let pvpSummaryText = #"""
        {"_links":{"self":{"href":"https://eu.api.blizzard.com/profile/wow/character//pvp-summary?namespace=\#
        profile-eu"}},"brackets":[{"href":"https://eu.api.blizzard.com/profile/wow/character//pvp-bracket/2v\#
        2?namespace=profile-eu"}],"honor_level":,"pvp_map_statistics":[{"world_map":{"name":","id":},"match_\#
        statistics":{"played":,"won":,"lost":}},{"world_map":{"name":"}],"honorable_kills":,"character":{"ke\#
        y":{"href":"https://eu.api.blizzard.com/profile/wow/character/?namespace=profile-eu"},"name":","id":\#
        ,"realm":{"key":{"href":"https://eu.api.blizzard.com/data/wow/realm/?namespace=dynamic-eu"},"name":"\#
        ,"id":,"slug":"}}}
        """#
}
