/// What the world's documents would tell of one character, moment by moment, without serving a single one.
///
/// For benches that need years of many guilds: an observer who missed nothing.
package struct Chronicle: Sendable {
    /// A value from a moment on, in seconds since 1970.
    package struct Change<Value: Sendable>: Sendable {
        /// Seconds since 1970.
        package var time: Int
        /// The value from then on.
        package var value: Value
    }

    /// A boss that fell to the character, as it shows from a log-out on.
    package struct Kill: Sendable {
        /// The log-out after which the documents tell of it.
        package var shown: Int
        /// Seconds since 1970.
        package var time: Int
        /// The number of the encounter.
        package var encounter: Int
        /// How hard it was.
        package var difficulty: Difficulty
    }

    /// The index of the character in the world.
    package var character: Int
    /// The number of the person who plays it.
    package var person: Int
    /// The number of the class.
    package var playableClass: Int
    /// The rank in the guild; nil while outside.
    package var ranks: [Change<Int?>]
    /// Log-outs with the average item level that they show.
    package var logouts: [Change<Int>]
    /// The level at the last log-out.
    package var level: Int
    /// In order of time.
    package var kills: [Kill]
    /// Whether the profile answers at all.
    package var isVisible: Bool
}

extension World {
    /// The characters that were ever in a guild, up to a moment.
    package func chronicles(of guild: Int, until end: Int) -> [Chronicle] {
        guilds[guild].everMembers.map { index in
            let history = characters[index]
            let logouts = history.logouts.filter { logout in logout.time <= end }
            var levels = [Int](repeating: 0, count: Item.slots.count)
            var next = 0
            let shown = logouts.map { logout in
                while next < history.upgrades.count, history.upgrades[next].time <= logout.time {
                    levels[history.upgrades[next].slot] = history.upgrades[next].itemLevel
                    next += 1
                }
                return Chronicle.Change(time: logout.time, value: levels.reduce(0, +) / levels.count)
            }
            let kills = history.kills.compactMap { kill -> Chronicle.Kill? in
                guard let logout = logouts.first(where: { logout in logout.time >= kill.time }) else {
                    return nil
                }
                return Chronicle.Kill(
                    shown: logout.time, time: kill.time, encounter: kill.encounter,
                    difficulty: kill.difficulty)
            }
            let ranks = history.standings.filter { standing in standing.from <= end }.map { standing in
                Chronicle.Change(time: standing.from, value: standing.guild == guild ? standing.rank : nil)
            }
            return Chronicle(
                character: index, person: history.person,
                playableClass: PlayableClass.all[history.playableClass].id, ranks: ranks, logouts: shown,
                level: logouts.last?.level ?? history.level, kills: kills,
                isVisible: history.hidden == nil && !history.isForgotten)
        }
    }

    /// The raids of the world: number and name of each boss and of its raid, in order.
    package var raidBosses: [(encounter: Int, name: String, instance: Int, raid: String)] {
        Season.all.flatMap(\.raids).flatMap { raid in
            raid.encounters.map { encounter in (encounter.id, encounter.name, raid.id, raid.name) }
        }
    }

    /// The first weekly period of each season by the season's number, oldest first.
    package var seasonStarts: [(id: Int, firstPeriod: Int)] {
        Season.all.map { season in (season.id, season.firstPeriod) }
    }
}
