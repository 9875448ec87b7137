import Guilds

/// Reads the `schedule` of a job file.
enum ScheduleReader {
    private static let kinds = "cron, every, before_reset or after_reset"

    static func schedule(_ node: JobNode) throws(JobFileError) -> Schedule {
        try node.expectMapping("a schedule is a mapping, as in {every: 15m}")
        if let cron = node["cron"] { return try self.cron(cron, in: node) }
        if let every = node["every"] {
            try node.expectKeys(["every"], of: "a schedule with “every”")
            return .every(try interval(every))
        }
        if let before = node["before_reset"] {
            try node.expectKeys(["before_reset", "region"], of: "a schedule with “before_reset”")
            return .reset(try node.required("region").region(), offset: .zero - (try offset(before)))
        }
        if let after = node["after_reset"] {
            try node.expectKeys(["after_reset", "region"], of: "a schedule with “after_reset”")
            return .reset(try node.required("region").region(), offset: try offset(after))
        }
        throw node.error("a schedule has \(kinds)")
    }

    private static func cron(_ cron: JobNode, in node: JobNode) throws(JobFileError) -> Schedule {
        try node.expectKeys(["cron", "time_zone"], of: "a schedule with “cron”")
        let zone = try node["time_zone"].map(orThrow: zone) ?? .utc
        do throws(CronError) {
            return .cron(try Cron(try text(of: cron)), zone)
        } catch {
            throw cron.error(error.reason)
        }
    }

    private static func text(of node: JobNode) throws(CronError) -> String {
        guard let text = node.string else { throw CronError(reason: "a cron schedule is a text of 5 fields") }
        return text
    }

    private static func zone(_ node: JobNode) throws(JobFileError) -> Zone {
        guard let zone = node.string.flatMap(Zone.init) else {
            throw node.error("“\(node.string ?? "?")” is not a time zone; write one as in Europe/Berlin")
        }
        return zone
    }

    private static func interval(_ node: JobNode) throws(JobFileError) -> Duration {
        let interval = try node.duration()
        guard interval >= .seconds(10) else { throw node.error("“every” is 10s at least") }
        return interval
    }

    /// The week has seven days: an offset that passes another reset is a slip.
    private static func offset(_ node: JobNode) throws(JobFileError) -> Duration {
        let offset = try node.duration()
        guard offset < .days(7) else { throw node.error("the time to a weekly reset is less than 7d") }
        return offset
    }
}

extension Optional {
    fileprivate func map<Value, Failure: Error>(
        orThrow transform: (Wrapped) throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        guard let self else { return nil }
        return try transform(self)
    }
}
