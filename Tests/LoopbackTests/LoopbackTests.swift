import HTTPTypes
import HummingbirdCore
import Loopback
import NIOCore
import Testing

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_582_934_400, "Sat, 29 Feb 2020 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ])
    func `an HTTP date reads as it is written`(seconds: Int, text: String) {
        #expect(HTTPDate.string(seconds) == text)
        #expect(HTTPDate.seconds(text) == seconds)
    }

    @Test(arguments: ["", "yesterday", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT"])
    func `another form is no date`(text: String) {
        #expect(HTTPDate.seconds(text) == nil)
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("Ärger", "%C3%84rger"), ("Экс", "%D0%AD%D0%BA%D1%81"), ("a/b c", "a%2Fb%20c"),
        ("a-b.c_d~", "a-b.c_d~"),
    ])
    func `a name survives its encoding`(name: String, encoded: String) {
        #expect(PercentEncoding.encode(name) == encoded)
        #expect(PercentEncoding.decode(encoded) == name)
    }

    @Test(arguments: ["%", "%4", "%zz", "%C3"])
    func `a broken escape decodes to nothing`(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }
}

@Suite struct LoopbackServerTests {
    @Test func `an error thrown from a body closes the connection half-way`() async throws {
        struct Stop: Error {}
        let server = LoopbackServer { _ in
            Response(
                status: .ok,
                body: ResponseBody(contentLength: 100) { writer in
                    try await writer.write(ByteBuffer(string: "half"))
                    throw Stop()
                })
        }
        let response = try await server.serving { port in try await RawClient(port: port).send("/") }
        #expect(response.status == 200)
        #expect(response.text == "half")
        #expect(response.isTruncated)
    }

    @Test func `a port that is taken is an error, not a hang`() async throws {
        let server = LoopbackServer { _ in Response(status: .ok) }
        try await server.serving { (port: Int) -> Void in
            await #expect(throws: (any Error).self) { try await server.serving(port: port) { _ in } }
        }
    }
}
