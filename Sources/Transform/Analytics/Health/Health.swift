import Guilds

extension Analysis {
    /// How the guild is doing, as a few components with their evidence and never as one number.
    static let health = Analysis(name: "guild-health", version: 2) { study in
        let components = HealthEvidence(study).components
        let known = components.count(where: \.isKnown)
        let missing = Finding.reason(components.count - known) { _ in
            components.filter { component in !component.isKnown }.map { component in
                "\(component.name.lowercased()): \(component.missing)"
            }.joined(separator: "; ")
        }
        let table = Finding(
            metric: "health.components", n: known, basis: "components known",
            coverage: Finding.share(known, of: components.count), missing: missing,
            figure: .table(columns: HealthComponent.columns, rows: components.map(\.row)),
            sentence: attention(components))
        return [table, summary(components, known: known, missing: missing)]
    }

    private static func attention(_ components: [HealthComponent]) -> String {
        let worries = components.filter(\.needsAttention)
        guard !worries.isEmpty else {
            return components.contains(where: \.isKnown)
                ? "Nothing that is known calls for attention." : "Nothing is known of the guild's health yet."
        }
        return worries.map { component in
            let value = component.value.map { value in Wording.number(value) } ?? ""
            let course = component.direction == .declining ? ", declining" : ""
            let remark = component.remark.map { remark in "; \(remark)" } ?? ""
            return "\(component.name): \(value) \(component.unit) (\(component.evidence))\(course)\(remark)."
        }.joined(separator: " ")
    }

    /// How many components head where, with their names: the parts are never lost.
    private static func summary(_ components: [HealthComponent], known: Int, missing: String?) -> Finding {
        let states = ["improving", "steady", "declining", "too early to tell", "known", "unknown"]
        let groups = states.map { state in (state, components.filter { $0.state == state }) }
        return Finding(
            metric: "health.summary", n: known, basis: "components known",
            coverage: Finding.share(known, of: components.count), missing: missing,
            figure: .distribution(
                groups.map { state, members in
                    Insight.Share(
                        key: state.replacing(" ", with: "-"), label: label(state), count: members.count)
                }),
            sentence: groups.filter { _, members in !members.isEmpty }.map { state, members in
                let names = members.map(\.name).joined(separator: ", ")
                return "\(label(state)): \(names.lowercased())."
            }.joined(separator: " "))
    }

    private static func label(_ state: String) -> String {
        state == "known" ? "Without a course" : state.prefix(1).uppercased() + state.dropFirst()
    }
}
