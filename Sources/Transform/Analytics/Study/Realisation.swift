import Guilds

/// What came of the predictions of one metric, as a later study of the same guild tells it.
struct Realisation: Sendable {
    let metric: String
    /// Nil while it is not known; of a chance, 1 where it came true and 0 where it did not.
    let value: @Sendable (Prediction, Study) -> Double?
}
