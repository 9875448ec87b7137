import NIOCore
import NIOPosix

/// A client that shows a response as it came over the wire, broken ones too.
///
/// One request per connection, read to the end of the connection. For tests: a proper client hides what a
/// faulty server did.
package struct RawClient: Sendable {
    /// A response split at its first empty line.
    package struct Response: Sendable {
        /// The status code; 0 when the server sent no status line.
        package var status: Int
        /// The fields by lower-case name.
        package var fields: [String: String]
        /// The bytes after the head, however many came.
        package var body: [UInt8]

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }
        /// Whether fewer bytes came than the head announced.
        package var isTruncated: Bool {
            fields["content-length"].flatMap { length in Int(length) }.map { length in body.count < length }
                ?? false
        }
    }

    private let port: Int

    /// A client of the server on this port of 127.0.0.1.
    package init(port: Int) {
        self.port = port
    }

    /// Sends one request and reads until the server closes the connection.
    ///
    /// Stops after `limit` body bytes; throws only when the connection cannot be made or written.
    package func send(
        _ path: String, method: String = "GET", fields: [String: String] = [:], body: String = "",
        limit: Int = .max
    ) async throws -> Response {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        var lines = ["\(method) \(path) HTTP/1.1", "host: 127.0.0.1", "connection: close"]
        lines += fields.sorted { a, b in a.key < b.key }.map { name, value in "\(name): \(value)" }
        if !body.isEmpty { lines.append("content-length: \(body.utf8.count)") }
        let request = ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(request)
            var received = ByteBuffer()
            do {
                for try await part in inbound {
                    received.writeImmutableBuffer(part)
                    if received.readableBytes > limit { break }
                }
            } catch is IOError {
                // A server that resets the connection ends the response; what came before it counts.
            }
            return Self.parse(Array(received.readableBytesView))
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Response {
        let separator = Array("\r\n\r\n".utf8)
        guard bytes.count >= separator.count,
            let end = bytes.indices.dropLast(3).first(where: { index in
                bytes[index] == 13 && bytes[index..<index + 4].elementsEqual(separator)
            })
        else { return Response(status: 0, fields: [:], body: bytes) }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { code in Int(code) } ?? 0
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { character in character == " " }
            fields[line[..<colon].lowercased()] = String(value)
        }
        var body = Array(bytes[(end + 4)...])
        if fields["transfer-encoding"] == "chunked" { body = dechunked(body) }
        return Response(status: status, fields: fields, body: body)
    }

    private static func dechunked(_ bytes: [UInt8]) -> [UInt8] {
        var rest = bytes[...]
        var body: [UInt8] = []
        while let end = rest.firstIndex(of: 13),
            let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16), size > 0
        {
            body += rest.dropFirst(end - rest.startIndex + 2).prefix(size)
            rest = rest.dropFirst(end - rest.startIndex + 4 + size)
        }
        return body
    }
}
