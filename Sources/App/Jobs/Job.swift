/// A named piece of work: stages that run one after the other.
package struct Job: Sendable, Hashable {
    /// What a job can do; each is also a subcommand.
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        case crawl
        case analyze
        case report
    }

    package var name: String
    package var description: String
    package var stages: [Stage]

    package init(name: String, description: String, stages: [Stage]) {
        self.name = name
        self.description = description
        self.stages = stages
    }
}
