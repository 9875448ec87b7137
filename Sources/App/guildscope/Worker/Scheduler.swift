import Crawl
import Guilds
import Jobs
import Synchronization
import Warehouse

/// Sees the slots that have come due and records what becomes of each.
///
/// Slots follow world time: the database's clock, or a simulator's. Any number of schedulers may look at once.
final class Scheduler: Sendable {
    private let jobs: [(job: Job, schedule: Schedule)]
    private let warehouse: Warehouse
    private let world: WorldSource
    private let settings: RunSettings
    private let resets = Mutex(Resets())

    /// The known weekly resets, which change once a week.
    private struct Resets {
        var byRegion: [Region: [Timestamp]] = [:]
        var readAt: ContinuousClock.Instant?
    }

    init(_ jobs: [Job], _ warehouse: Warehouse, _ world: WorldSource, _ settings: RunSettings) {
        self.jobs = jobs.compactMap { job in job.schedule.map { schedule in (job, schedule) } }
        self.warehouse = warehouse
        self.world = world
        self.settings = settings
    }

    /// World time as schedules see it.
    static func now(_ world: WorldSource, _ warehouse: Warehouse) async throws -> Timestamp {
        guard world.isVirtual else { return try await warehouse.databaseClock() }
        try await world.refresh()
        return world.clock.now
    }

    /// Records every slot up to now that nobody has recorded.
    func look() async throws {
        guard !jobs.isEmpty else { return }
        let now = try await Self.now(world, warehouse)
        let handled = try await warehouse.sight(jobs.map(\.job.name), now: now)
        let resets = try await knownResets()
        // What counts as late is real time; a simulator's hour may pass in a second.
        let grace = settings.grace * max(1, world.pace)
        for (job, schedule) in jobs {
            let plan = SlotPlan(
                job: job, schedule: schedule, now: now, grace: grace,
                resets: schedule.region.flatMap { region in resets[region] } ?? [])
            guard let start = handled[job.name], plan.hasSlots(after: start) else { continue }
            try await warehouse.schedule(job.name, importance: job.importance) { state in plan.plan(state) }
        }
    }

    private func knownResets() async throws -> [Region: [Timestamp]] {
        let known = resets.withLock { known in known }
        let regions = Set(jobs.compactMap(\.schedule.region))
        if let readAt = known.readAt, ContinuousClock.now < readAt + settings.poll * 10 {
            return known.byRegion
        }
        var byRegion: [Region: [Timestamp]] = [:]
        for region in regions {
            byRegion[region] = Period.resets(of: try await warehouse.periods(of: region))
        }
        let fresh = Resets(byRegion: byRegion, readAt: .now)
        resets.withLock { known in known = fresh }
        return byRegion
    }
}

/// What one look at a job's schedule brings.
private struct SlotPlan: Sendable {
    let job: Job
    let schedule: Schedule
    let now: Timestamp
    let grace: Duration
    let resets: [Timestamp]

    /// Slots dealt with in one transaction; those after them have their turn with the next look.
    private static let limit = 5000

    func hasSlots(after start: Timestamp) -> Bool {
        !schedule.slots(after: start, through: now, resets: resets, limit: 1).isEmpty
    }

    func plan(_ state: JobState) -> RunPlan? {
        let slots = schedule.slots(
            after: state.handledThrough, through: now, resets: resets, limit: Self.limit)
        guard let last = slots.last else { return nil }
        let due = DueSlots(
            slots, now: now, grace: grace, catchUp: job.catchUp, overlap: job.overlap, isOpen: state.isOpen)
        return RunPlan(
            due.decisions.map { decision in RunPlan.Slot(decision.slot, skip: decision.skip?.outcome) },
            through: slots.count < Self.limit ? now : last)
    }
}

extension DueSlots.Skip {
    fileprivate var outcome: RunOutcome { self == .missed ? .missed : .overlapped }
}
