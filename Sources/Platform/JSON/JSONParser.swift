internal import CSimdjson
internal import Synchronization

/// A JSON parser that keeps its buffers from one text to the next.
///
/// Callers of one parser wait for each other; a parser per task costs a few times the longest text it has seen.
package final class JSONParser: Sendable {
    private let handle: Mutex<ParserHandle>

    /// Traps when the system has no memory for an empty parser.
    package init() {
        handle = Mutex(ParserHandle())
    }

    /// What the closure makes of the root of the text.
    ///
    /// Values are views into the parser's buffers: the compiler keeps them inside the closure.
    package func parse<Result: ~Copyable>(
        _ bytes: [UInt8], _ body: (JSONValue) throws(JSONError) -> sending Result
    ) throws(JSONError) -> sending Result {
        try handle.withLock { handle throws(JSONError) -> sending Result in
            let tape = try unsafe handle.parse(bytes)
            return try body(unsafe JSONValue(tape: tape.tape, strings: tape.strings, owner: handle))
        }
    }
}

/// Owns one simdjson parser.
@safe struct ParserHandle: ~Copyable {
    private let raw: OpaquePointer

    init() {
        guard let raw = unsafe guildscope_json_create() else { fatalError("no memory for a JSON parser") }
        unsafe self.raw = raw
    }

    deinit { unsafe guildscope_json_free(raw) }

    @unsafe mutating func parse(_ bytes: [UInt8]) throws(JSONError) -> guildscope_json_tape {
        var tape = unsafe guildscope_json_tape()
        let failure = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe guildscope_json_parse(raw, buffer.baseAddress, buffer.count, &tape)
        }
        if let failure = unsafe failure {
            throw JSONError(.invalid, detail: "not valid JSON: \(unsafe String(cString: failure))")
        }
        return unsafe tape
    }
}
