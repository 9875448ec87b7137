extension IdentityMatcher {
    /// Two identities as one character that went from one to the other.
    struct Move {
        let old: CharacterTrace
        let new: CharacterTrace
        let comparison: AchievementComparison
        let step: Succession.Move
        /// How often the character went to and fro between both, this step included.
        let steps: Int

        /// There, back, and no further: more turns are two characters played in turns.
        private static let stepsAtMost = 2

        static func proposals(
            _ left: CharacterTrace, _ right: CharacterTrace, _ comparison: AchievementComparison
        ) -> [IdentityProposal] {
            // A class never changes.
            guard let one = left.characterClass, one == right.characterClass else { return [] }
            let steps = Succession(left, right).moves
            guard (1...stepsAtMost).contains(steps.count) else { return [] }
            return steps.enumerated().map { place, step in
                let (old, new) = step.from == left.key ? (left, right) : (right, left)
                return Move(
                    old: old, new: new, comparison: comparison, step: step, steps: steps.count
                ).proposal(isLast: place == steps.count - 1)
            }
        }

        private func proposal(isLast: Bool) -> IdentityProposal {
            let reasons = [
                fingerprint, differences, succession, absence(isLast: isLast), level(isLast: isLast), nature,
            ]
            let product = reasons.reduce(1) { product, reason in product * reason.weight }
            let carried = equipment
            // What was carried over halves the doubt at most: guild mates wear the same items of a season.
            let confidence = 1 - (1 - product) * (1 - 0.5 * (carried?.weight ?? 0))
            return IdentityProposal(
                kind, from: old.key, to: new.key, confidence: product < 0.05 ? product : confidence,
                after: step.after, before: step.before, evidence: reasons + [carried].compactMap(\.self))
        }

        private var kind: IdentityKind {
            if old.key.realm != new.key.realm { return .transfer }
            if let before = old.faction, let after = new.faction, before != after { return .factionChange }
            return .newID
        }

        private var fingerprint: IdentityEvidence {
            IdentityEvidence(
                .fingerprint, weight: 1 - IdentityMatcher.halved(Double(comparison.days) / 2),
                "\(comparison.equal) achievements with the same second were carried over, of "
                    + "\(comparison.days) different days.")
        }

        /// Each achievement that was not carried over halves the confidence, of a long history a few.
        private var differences: IdentityEvidence {
            let count = comparison.different + comparison.lacking
            let borne = 1 + 0.002 * Double(comparison.equal)
            return IdentityEvidence(
                .differences, weight: IdentityMatcher.halved(Double(count) / borne),
                count == 0
                    ? "No achievement differs between the two."
                    : "\(comparison.different) have different times, \(comparison.lacking) are on one of the "
                        + "two only.")
        }

        private var succession: IdentityEvidence {
            let gap = step.before - step.after
            let weight = gap <= .days(14) ? 1 : gap <= .days(90) ? 0.95 : 0.85
            let days = gap.components.seconds / 86_400
            let turns = steps == 1 ? "" : ", and they never overlap although it came back"
            return IdentityEvidence(
                .succession, weight: weight,
                "The old one was last seen on \(day(step.after)), the new one first on "
                    + "\(day(step.before)), \(days) days apart\(turns).")
        }

        /// The old identity of the last step must be gone; that of an earlier step has come back.
        private func absence(isLast: Bool) -> IdentityEvidence {
            if !isLast {
                return IdentityEvidence(
                    .gone, weight: 1, "The old one came back later, when the new was gone.")
            }
            if let since = old.goneSince {
                return IdentityEvidence(
                    .gone, weight: 1, "The old profile has not been found since \(day(since)).")
            }
            let left =
                !old.stays.isEmpty
                && old.stays.allSatisfy { stay in stay.until <= step.before + .days(1) }
            return left
                ? IdentityEvidence(.gone, weight: 0.85, "The old one is in no roster any more.")
                : IdentityEvidence(.gone, weight: 0.5, "The old profile is still found.")
        }

        /// Of an old identity that came back, only the level of today is known.
        private func level(isLast: Bool) -> IdentityEvidence {
            if !isLast { return IdentityEvidence(.level, weight: 1, "Its level of then is not compared.") }
            guard let before = old.level, let after = new.level else {
                return IdentityEvidence(.level, weight: 0.9, "A level is not known.")
            }
            return IdentityEvidence(
                .level, weight: after >= before ? 1 : 0.2, "The level went from \(before) to \(after).")
        }

        private var nature: IdentityEvidence {
            let isSameRace = old.raceID == new.raceID
            let sides = old.faction != new.faction ? "the other faction" : "the same faction"
            return IdentityEvidence(
                .nature, weight: isSameRace || old.faction != new.faction ? 1 : 0.9,
                "The same class, \(isSameRace ? "the same race" : "another race"), \(sides).")
        }

        /// Nil when the equipment of one is not known or nothing was carried over.
        private var equipment: IdentityEvidence? {
            let carried = old.wornLast.intersection(new.wornEver).count
            guard carried > 0 else { return nil }
            return IdentityEvidence(
                .equipment, weight: Double(carried) / Double(old.wornLast.count),
                "\(carried) of \(old.wornLast.count) items were worn on.")
        }

        private func day(_ moment: Timestamp) -> String { CalendarDate(moment).iso }
    }
}
