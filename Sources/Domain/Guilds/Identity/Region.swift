/// A region of the Battle.net API, each with its own host, realms, seasons and weekly reset.
package enum Region: String, Sendable, Hashable, CaseIterable, Codable {
    case us
    case eu
    case kr
    case tw

    /// The number that stands for the region in keys, as Battle.net's region documents number it.
    package var number: Int16 {
        switch self {
        case .us: 1
        case .kr: 2
        case .eu: 3
        case .tw: 4
        }
    }

    /// The region with this number, nil when there is none.
    package init?(number: Int16) {
        guard let region = Region.allCases.first(where: { region in region.number == number }) else {
            return nil
        }
        self = region
    }
}

extension Region: CustomStringConvertible {
    /// The region's two letters, lower case, as in the API's host names.
    package var description: String { rawValue }
}
