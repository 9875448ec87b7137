/// Lives through the whole time of a world, day by day, and writes down what happens.
///
/// Everything is drawn from streams that are keyed by what they are for, so the result is a function of the
/// settings alone.
struct WorldBuilder {
    /// Something that is going to happen on a day.
    enum Event {
        case leave(person: Int, hazard: Double)
        case comeBack(person: Int, guild: Int)
        case join(guild: Int)
        case newAlt(person: Int)
        case rename(character: Int)
        case transfer(character: Int)
        case changeFaction(character: Int)
        case delete(character: Int)
        case hide(character: Int)
    }

    /// Weeks that are lived beyond the end of the clock, so that the truth knows who is about to leave.
    static let weeksAfter = 4

    let settings: WorldSettings
    /// The second the history begins.
    let beginning: Int
    var people: [Person] = []
    var characters: [CharacterHistory] = []
    var guilds: [GuildHistory] = []
    var runs: [Run] = []
    var departures: [Truth.Departure] = []
    var names = Names()
    var idsByRealm: [Int: Int] = [:]
    var events: [Int: [Event]] = [:]
    /// The best rating by character and dungeon, of the season at hand.
    var ratings: [Int: [Int: Double]] = [:]
    var ratedSeason: [Region: Int] = [:]

    init(_ settings: WorldSettings) {
        self.settings = settings
        beginning = settings.start - settings.weeksBefore * week
    }

    /// Lives through all of it.
    mutating func live() {
        for index in settings.guilds.indices { found(index) }
        let days = (settings.weeksBefore + settings.weeks + Self.weeksAfter) * 7
        for number in 0..<days {
            let start = beginning + number * day
            if start == settings.start { scheduleOneOfEach(from: number) }
            for guild in guilds.indices { beginWeek(of: guild, day: number, start: start) }
            happen(on: number, start: start)
            for guild in guilds.indices {
                let region = guilds[guild].plan.region
                playEvening(
                    Evening(self, region: region, guild: guild, day: number, people: guilds[guild].people))
            }
            for region in Region.allCases {
                let roamers = people.indices.filter { index in
                    people[index].guild == nil && people[index].region == region && !people[index].hasQuit
                }
                playEvening(Evening(self, region: region, guild: nil, day: number, people: roamers))
            }
        }
        for index in characters.indices { characters[index].sort() }
        for index in guilds.indices { guilds[index].rosterChanges.sort() }
    }

    /// A stream for a purpose.
    func random(_ purpose: Int, _ parts: Int...) -> Random {
        var seed = Random.mix(settings.seed ^ Random.mix(UInt64(purpose)))
        for part in parts { seed = Random.mix(seed ^ Random.mix(UInt64(bitPattern: Int64(part)))) }
        return Random(seed: seed)
    }

    mutating func schedule(_ event: Event, day number: Int) {
        events[number, default: []].append(event)
    }

    /// One change of every kind in the first weeks after the start, so that small worlds have them too.
    private mutating func scheduleOneOfEach(from first: Int) {
        for guild in guilds.indices.prefix(2) {
            let active = guilds[guild].people.filter { index in !people[index].isDormant }
            guard active.count >= 7 else { continue }
            schedule(.rename(character: people[active[1]].main), day: first + 2 + guild)
            schedule(.transfer(character: people[active[2]].main), day: first + 4 + guild)
            schedule(.leave(person: active[3], hazard: 0), day: first + 3 + guild)
            schedule(.comeBack(person: active[3], guild: guild), day: first + 17 + guild)
            schedule(.hide(character: people[active[4]].main), day: first + 8 + guild)
            schedule(.join(guild: guild), day: first + 5 + guild)
            let doomed = people[active[5]].characters.last ?? people[active[5]].main
            schedule(.delete(character: doomed), day: first + 6 + guild)
        }
    }
}
