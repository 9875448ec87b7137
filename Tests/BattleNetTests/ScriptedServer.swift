import Foundation

/// One answer of the scripted server.
struct ScriptedAnswer: Codable {
    var status = 200
    var headers: [String: String] = [:]
    var body = ""
    /// Whether the answer never comes.
    var hangs = false
    /// Bytes announced beyond those that are sent.
    var missingBytes = 0
}

/// What was asked of the scripted server.
struct SeenRequest: Codable {
    var method: String
    var path: String
    var query: String
    var headers: [String: String]
    var body: String
}

/// A child process that answers each path with its list of answers in turn, the last one for ever.
///
/// It refuses documents with 401 unless they come with one of `tokens`, and ends when this value goes.
final class ScriptedServer: Sendable {
    private struct Script: Codable {
        var answers: [String: [ScriptedAnswer]]
        var tokens: [String]
    }

    private let input: FileHandle
    let base: String

    init(_ answers: [String: [ScriptedAnswer]], tokens: [String] = ["token-1"]) throws {
        let process = Process()
        let (feed, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-S", "-c", Self.program]
        process.standardInput = feed
        process.standardOutput = output
        try process.run()
        input = feed.fileHandleForWriting
        var script = try JSONEncoder().encode(Script(answers: answers, tokens: tokens))
        script.append(UInt8(ascii: "\n"))
        try input.write(contentsOf: script)
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            line.append(byte)
        }
        base = "http://127.0.0.1:\(String(decoding: line, as: UTF8.self))"
    }

    deinit { try? input.close() }  // Fails only when the process is gone already.

    private static let program = """
        import json, sys, threading, http.server
        script = json.loads(sys.stdin.readline())
        seen, lock = [], threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *arguments): pass
            def send(self, answer):
                if answer["hangs"]: threading.Event().wait()
                body = answer["body"].encode()
                self.send_response(answer["status"])
                for name, value in answer["headers"].items(): self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) + answer["missingBytes"]))
                self.end_headers()
                self.wfile.write(body)
                if answer["missingBytes"]: self.close_connection = True
            def answer(self):
                path, _, query = self.path.partition("?")
                if path == "/seen":
                    with lock: text = json.dumps(seen)
                    return self.send({"status": 200, "headers": {}, "body": text, "missingBytes": 0, "hangs": False})
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                with lock:
                    seen.append(dict(method=self.command, path=path, query=query, headers=headers, body=body))
                    token = headers.get("authorization", "").removeprefix("Bearer ")
                    if path != "/oauth/token" and token not in script["tokens"]:
                        answer = {"status": 401, "headers": {}, "body": "", "missingBytes": 0, "hangs": False}
                    else:
                        answers = script["answers"].get(path) or [
                            {"status": 404, "headers": {}, "body": '{"code":404}', "missingBytes": 0, "hangs": False}]
                        answer = answers.pop(0) if len(answers) > 1 else answers[0]
                self.send(answer)
            do_GET = do_POST = answer

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        sys.stdin.read()
        """
}
