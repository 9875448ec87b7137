import HummingbirdCore
import NIOCore

/// Bodies that are not what they should be.
enum FaultyBody {
    /// Thrown from a body's writer: the server closes the connection.
    struct BrokenOff: Error {}

    static let html =
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Be back soon.</body></html>"

    /// Announces everything and sends half of it.
    static func truncated(_ body: [UInt8]) -> ResponseBody {
        ResponseBody(contentLength: body.count) { writer in
            try await writer.write(ByteBuffer(bytes: body.prefix(body.count / 2)))
            throw BrokenOff()
        }
    }

    /// Sends a few bytes, waits, and so on.
    static func slow(_ body: [UInt8], pause: Double) -> ResponseBody {
        ResponseBody(contentLength: body.count) { writer in
            for start in stride(from: 0, to: body.count, by: 16) {
                try await writer.write(ByteBuffer(bytes: body[start..<min(start + 16, body.count)]))
                try await Task.sleep(for: .seconds(pause))
            }
            try await writer.finish(nil)
        }
    }

    /// An array of zeros without end in sight.
    static func huge(_ size: Int) -> ResponseBody {
        ResponseBody(contentLength: size) { writer in
            try await writer.write(ByteBuffer(string: "["))
            var rest = size - 2
            let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
            while rest > 0 {
                try await writer.write(piece.getSlice(at: 0, length: min(rest, 1 << 20)) ?? piece)
                rest -= 1 << 20
            }
            try await writer.write(ByteBuffer(string: "]"))
            try await writer.finish(nil)
        }
    }

    /// Every number of an `id` becomes a string, every `name` a number.
    static func wrongTypes(_ body: [UInt8]) -> [UInt8] {
        var text = String(decoding: body, as: UTF8.self)
        text.replace(#/"id":(\d+)/#) { match in "\"id\":\"x\(match.1)\"" }
        text.replace(#/"name":"[^"]*"/#, with: "\"name\":7")
        return Array(text.utf8)
    }

    /// The first array of the document under another key.
    static func missingArray(_ body: [UInt8]) -> [UInt8] {
        var text = String(decoding: body, as: UTF8.self)
        if let match = text.firstMatch(of: #/"([a-z_]+)":\[/#) {
            text.replaceSubrange(match.range, with: "\"former_\(match.1)\":[")
        }
        return Array(text.utf8)
    }

    /// A roster of which two members of three are gone: each begins with `{"character":`.
    static func shrunkenRoster(_ body: [UInt8]) -> [UInt8] {
        let text = String(decoding: body, as: UTF8.self)
        guard let members = text.firstRange(of: "\"members\":["), let end = text.lastIndex(of: "]") else {
            return body
        }
        let mark = "{\"character\":"
        let listed = text[members.upperBound..<end].split(separator: mark, omittingEmptySubsequences: true)
        let kept = listed.enumerated().filter { place, _ in place % 3 == 0 }
            .map { _, member in mark + (member.last == "," ? member.dropLast() : member) }
        return Array((text[..<members.upperBound] + kept.joined(separator: ",") + text[end...]).utf8)
    }

    /// A roster without the characters at these `realm/name`, in lower case.
    static func roster(_ body: [UInt8], without deleted: Set<String>) -> [UInt8] {
        let text = String(decoding: body, as: UTF8.self)
        guard let begin = text.firstRange(of: "\"members\":[")?.upperBound else { return body }
        let members = text[begin...].dropLast(2).split(separator: ",{\"character\":").filter { member in
            guard let name = member.firstMatch(of: #/"name":"([^"]*)"/#)?.1,
                let realm = member.firstMatch(of: #/"slug":"([^"]*)"/#)?.1
            else { return true }
            return !deleted.contains("\(realm)/\(name)".lowercased())
        }
        let kept = members.map { member in
            member.hasPrefix("{\"character\":") ? String(member) : "{\"character\":" + member
        }
        return Array((text[..<begin] + kept.joined(separator: ",") + "]}").utf8)
    }

    /// A roster whose members are gone.
    static func emptyRoster(_ body: [UInt8]) -> [UInt8] {
        let text = String(decoding: body, as: UTF8.self)
        guard let members = text.firstRange(of: "\"members\":[") else { return body }
        return Array((text[..<members.upperBound] + "]}").utf8)
    }
}
