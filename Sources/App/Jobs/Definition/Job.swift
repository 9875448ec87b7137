package import Guilds

/// A named piece of work: stages that run one after the other, and when they do.
package struct Job: Sendable, Hashable {
    /// A step of a job with its arguments; each kind is also a subcommand.
    package struct Stage: Sendable, Hashable {
        /// What a job can do.
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case crawl
            case identify
            case analyze
            case report
            /// Removes what must not be kept; it knows no arguments.
            case retention
        }

        /// What is done.
        package var kind: Kind
        /// Only this guild; nil for all that are watched.
        package var guild: GuildAddress?
        /// Only this region, of analysis and report its watched guilds; a crawl does not know it.
        package var region: Region?
        /// The most targets that a crawl visits; nil for no limit.
        package var limit: Int?

        /// A stage with its arguments; without any it works on everything.
        package init(
            _ kind: Kind, guild: GuildAddress? = nil, region: Region? = nil, limit: Int? = nil
        ) {
            self.kind = kind
            self.guild = guild
            self.region = region
            self.limit = limit
        }
    }

    /// What it is called in commands and records: unique among the files.
    package var name: String
    /// A sentence for people.
    package var description: String
    /// When it runs; nil for a job that only runs when a person asks for it.
    package var schedule: Schedule?
    /// What is done, in this order.
    package var stages: [Stage]
    /// What becomes of slots that nobody was there to run.
    package var catchUp: CatchUp
    /// What becomes of a slot whose job is still at work.
    package var overlap: Overlap
    /// After so long a run is ended, whatever it does.
    package var timeout: Duration
    /// The higher goes first where more is waiting than may run at once.
    package var importance: Double

    /// How long a run may take where its file does not say.
    package static let defaultTimeout = Duration.hours(1)

    /// A job as its file defines it; what is left out has the defaults of a file.
    package init(
        name: String, description: String, schedule: Schedule? = nil, stages: [Stage],
        catchUp: CatchUp = .once, overlap: Overlap = .skip, timeout: Duration = Job.defaultTimeout,
        importance: Double = 1
    ) {
        self.name = name
        self.description = description
        self.schedule = schedule
        self.stages = stages
        self.catchUp = catchUp
        self.overlap = overlap
        self.timeout = timeout
        self.importance = importance
    }
}

/// What becomes of slots that passed while no worker was there.
package enum CatchUp: String, Sendable, Hashable, CaseIterable {
    /// They are recorded as skipped.
    case skip
    /// One run makes up for all of them, that of the newest slot.
    case once
    /// Each is run, the oldest first.
    case each
}

/// What becomes of a slot while an earlier run of the same job is waiting or at work.
package enum Overlap: String, Sendable, Hashable, CaseIterable {
    /// It is recorded as skipped.
    case skip
    /// It waits for its turn: a job never runs twice at once.
    case queue
}
