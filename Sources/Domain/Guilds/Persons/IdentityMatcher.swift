#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Compares two characters and says what they may be to each other; pure, and the same from either side.
///
/// A moved character shows the very history of the one before, second by second, and never beside it. An alt
/// shows the account's seconds and beside them a life of its own: achievements of characters that both
/// earned, each at its own second. Comrades agree only on evenings they spent together, and were seen
/// together.
package enum IdentityMatcher {
    /// Less than this is not proposed.
    package static let floor = 0.3

    /// What the evidence suggests about two different characters; `meetings` counts the moments at which both
    /// were seen in one group. The links of moves come in order of time; they ask for no meetings, since
    /// kills and runs are carried over and a character seems to have met its former self.
    package static func proposals(
        _ left: CharacterTrace, _ right: CharacterTrace, meetings: Int = 0
    ) -> [IdentityProposal] {
        guard left.key != right.key, left.key.region == right.key.region else { return [] }
        let comparison = AchievementComparison(left.earned, right.earned)
        let moves = Move.proposals(left, right, comparison)
        if moves.contains(where: { move in move.confidence >= IdentityStatus.bar }) { return moves }
        let alt = alt(left, right, comparison, meetings: meetings)
        return (moves + [alt]).filter { proposal in proposal.confidence >= floor }
    }

    /// One more name of the same id.
    package static func rename(
        of key: CharacterKey, from old: String, to new: String, after: Timestamp?, before: Timestamp
    ) -> IdentityProposal {
        IdentityProposal(
            .rename, from: key, to: key, confidence: 1, after: after, before: before, names: [old, new],
            evidence: [
                IdentityEvidence(
                    .sameID, weight: 1, "The same realm and id are listed under another name.")
            ])
    }

    /// Seconds of the account on both; halved doubt for every third day, less where much differs.
    private static func alt(
        _ left: CharacterTrace, _ right: CharacterTrace, _ comparison: AchievementComparison, meetings: Int
    ) -> IdentityProposal {
        let amount = 1 - halved(Double(comparison.days) / 3)
        let agreement = smoothStep(comparison.share, from: 0.25, to: 0.6)
        let apart = meetings == 0 ? 1 : 0.05
        var evidence = [
            IdentityEvidence(
                .account, weight: amount,
                "\(comparison.equal) achievements were completed at the same second, "
                    + "on \(comparison.days) different days."),
            IdentityEvidence(
                .differences, weight: agreement,
                "That is \(percent(comparison.share)) of what both have; \(comparison.different) have "
                    + "different times."),
        ]
        if meetings > 0 {
            evidence.append(
                IdentityEvidence(
                    .together, weight: apart,
                    "Both were seen in the same group at \(meetings) moments: two people were playing."))
        }
        return IdentityProposal(
            .alt, from: left.key, to: right.key, confidence: amount * agreement * apart, evidence: evidence)
    }

    static func halved(_ times: Double) -> Double { exp2(-times) }

    static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded(.down))) %" }

    private static func smoothStep(_ value: Double, from low: Double, to high: Double) -> Double {
        let place = min(max((value - low) / (high - low), 0), 1)
        return place * place * (3 - 2 * place)
    }
}
