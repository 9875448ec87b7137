/// What a specialization does in a group.
package enum Role: String, Sendable, Hashable, CaseIterable, Codable {
    case tank
    case healer
    case damage

    /// The word people use.
    package var name: String {
        switch self {
        case .tank: "Tank"
        case .healer: "Healer"
        case .damage: "Damage"
        }
    }
}
