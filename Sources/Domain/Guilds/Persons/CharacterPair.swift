/// Two characters in no order.
package struct CharacterPair: Sendable, Hashable {
    /// The one with the smaller key.
    package let one: CharacterKey
    /// The one with the greater key.
    package let other: CharacterKey

    /// A pair; it does not matter which is given first.
    package init(_ left: CharacterKey, _ right: CharacterKey) {
        (one, other) = left < right ? (left, right) : (right, left)
    }
}
