/// Why a text is not the JSON that was expected.
package struct JSONError: Error, Hashable {
    /// The kinds of failure that callers tell apart.
    package enum Code: String, Sendable {
        /// Not JSON at all, or cut off.
        case invalid
        /// A member that must be there is missing or null.
        case missing
        /// A value of another type, or outside what is allowed for it.
        case mismatch
    }

    /// What is wrong: the text itself, a member, or a value.
    package let code: Code
    /// Where, as `members[12].character.id`; empty for the whole text.
    package let path: String
    private let detail: String

    init(_ code: Code, path: String = "", detail: String) {
        self.code = code
        self.path = path
        self.detail = detail
    }
}

extension JSONError: CustomStringConvertible, CustomDebugStringConvertible {
    /// `members[12].character.id: expected an integer, found a string`; never quotes a text of the document.
    package var description: String { path.isEmpty ? detail : "\(path): \(detail)" }

    /// For logs: the code before the description, which holds no text of the document either.
    package var debugDescription: String { "JSONError(\(code.rawValue), \(description))" }
}
