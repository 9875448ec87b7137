import Guilds
import Yams

/// Reads `jobs/*.yaml`.
package enum JobFile {
    private static let keys = [
        "name", "description", "schedule", "stages", "catch_up", "overlap", "timeout", "importance",
    ]

    /// The job that a file's text defines; `path` is named in errors.
    package static func parse(_ text: String, path: String) throws(JobFileError) -> Job {
        let root = try JobNode(text, path: path)
        try root.expectMapping("a job is a mapping of name and stages")
        try root.expectKeys(keys, of: "a job")
        let name = try root.required("name")
        var job = Job(
            name: try jobName(name), description: try root.required("description").text(),
            stages: try stages(root))
        if let schedule = root["schedule"] { job.schedule = try ScheduleReader.schedule(schedule) }
        if let policy = root["catch_up"] { job.catchUp = try policy.choice() }
        if let policy = root["overlap"] { job.overlap = try policy.choice() }
        if let timeout = root["timeout"] { job.timeout = try timeout.duration() }
        if let importance = root["importance"] { job.importance = try importance.positive() }
        return job
    }

    private static func jobName(_ node: JobNode) throws(JobFileError) -> String {
        let name = try node.text()
        let isPlain = name.unicodeScalars.allSatisfy { letter in
            letter.isASCII
                && (letter.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(letter))
        }
        guard isPlain, name.count <= 60 else {
            throw node.error("“name” consists of at most 60 letters, digits, - and _")
        }
        return name
    }

    private static func stages(_ root: JobNode) throws(JobFileError) -> [Job.Stage] {
        guard let list = root["stages"], let items = list.items, !items.isEmpty else {
            throw (root["stages"] ?? root).error("“stages” must be a list")
        }
        var stages: [Job.Stage] = []
        for item in items { stages.append(try stage(item)) }
        return stages
    }

    /// `crawl`, or `{stage: crawl, guild: eu/stormrage/my-guild, limit: 500}`.
    private static func stage(_ node: JobNode) throws(JobFileError) -> Job.Stage {
        guard node.isMapping else { return Job.Stage(try kind(node)) }
        let kind = try kind(node.required("stage"))
        let known =
            switch kind {
            case .crawl: ["stage", "guild", "limit"]
            case .identify: ["stage", "region"]
            case .analyze, .report: ["stage", "guild", "region"]
            case .retention: ["stage"]
            }
        try node.expectKeys(known, of: "the stage \(kind.rawValue)")
        var stage = Job.Stage(kind)
        if let guild = node["guild"] { stage.guild = try guild.guild() }
        if let region = node["region"] { stage.region = try region.region() }
        if let limit = node["limit"] { stage.limit = try limit.count() }
        if stage.guild != nil, let region = node["region"] {
            throw region.error("give “guild” or “region”, not both")
        }
        return stage
    }

    private static func kind(_ node: JobNode) throws(JobFileError) -> Job.Stage.Kind {
        guard let kind = node.string.flatMap(Job.Stage.Kind.init) else {
            let known = Job.Stage.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error("“\(node.string ?? "?")” is not a stage; there are \(known)")
        }
        return kind
    }
}
