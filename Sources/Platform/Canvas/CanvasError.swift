/// A failure to draw or to encode a picture.
package struct CanvasError: Error, Hashable {
    /// What could not be done.
    package enum Code: String, Sendable {
        /// Width or height is not positive, not a number, or beyond 16,384 by 32,767 device pixels.
        case invalidSize
        case outOfMemory
        /// Cairo refused a command; the picture would be incomplete.
        case drawingFailed
        /// libpng refused the picture.
        case encodingFailed
    }

    /// Which step failed; only `outOfMemory` may pass by itself.
    package let code: Code
    /// The library's own message.
    package let detail: String

    init(_ code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Whether the same picture could succeed later.
    package var isTransient: Bool { code == .outOfMemory }
}

extension CanvasError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For users: what failed, without the library's words.
    package var description: String {
        switch code {
        case .invalidSize: "the picture's size is not one that can be drawn"
        case .outOfMemory: "not enough memory to draw the picture"
        case .drawingFailed: "the picture could not be drawn"
        case .encodingFailed: "the picture could not be written as PNG"
        }
    }

    /// For logs: the code and the library's own message.
    package var debugDescription: String { "CanvasError(\(code.rawValue), \(detail))" }
}
