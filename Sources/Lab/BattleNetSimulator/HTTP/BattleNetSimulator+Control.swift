import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Loopback
import NIOCore

extension BattleNetSimulator {
    private struct Step: Decodable {
        var seconds: Int
    }

    private struct Rules: Codable {
        var rules: [Fault]
    }

    /// `POST /oauth/token` as the token host answers it.
    func issueToken(_ request: Request) async -> Response {
        guard request.method == .post else { return answer(.methodNotAllowed, body: []) }
        if let fault = faults.draw("/oauth/token") {
            return refusal(HTTPResponse.Status(code: fault.status ?? 503))
        }
        let body = await text(of: request)
        guard let client = tokens.client(basic: request.headers[.authorization]) else {
            let error = #"{"error":"unauthorized","error_description":"Bad client credentials"}"#
            return answer(.unauthorized, body: Array(error.utf8))
        }
        guard body.contains("grant_type=client_credentials") else {
            let error = #"{"error":"invalid_request","error_description":"Missing grant type"}"#
            return answer(.badRequest, body: Array(error.utf8))
        }
        let (token, lifetime) = tokens.issue(to: client)
        var writer = JSONWriter(capacity: 120)
        writer.object { writer in
            writer.set("access_token", token)
            writer.set("token_type", "bearer")
            writer.set("expires_in", lifetime)
            writer.set("sub", client)
        }
        return answer(.ok, body: writer.bytes)
    }

    /// The paths that steer the simulator.
    func control(_ path: Substring, _ request: Request) async -> Response {
        switch (request.method, path) {
        case (.get, "/simulator/clock"): return clockDocument()
        case (.post, "/simulator/step"):
            guard let step = await decoded(Step.self, request) else { return refusal(.badRequest) }
            return self.clock.step(seconds: step.seconds) == nil ? refusal(.conflict) : clockDocument()
        case (.get, "/simulator/counters"): return counters()
        case (.get, "/simulator/faults"): return faultDocument()
        case (.post, "/simulator/faults"):
            guard let rules = await decoded(Rules.self, request) else { return refusal(.badRequest) }
            faults.replace(rules.rules)
            return faultDocument()
        case (.delete, "/simulator/faults"):
            faults.replace([])
            return faultDocument()
        case (.post, "/simulator/revoke"):
            tokens.revokeAll()
            return answer(.noContent, body: [])
        case (.get, "/simulator/guilds"): return guildDocument()
        default: return refusal(.notFound)
        }
    }

    private func clockDocument() -> Response {
        respond { writer in
            writer.set("now", clock.now * 1000)
            writer.set("start", clock.start * 1000)
            writer.set("end", clock.end * 1000)
            switch clock.mode {
            case .barrier: writer.set("mode", "barrier")
            case .scaled(let scale):
                writer.set("mode", "scaled")
                writer.set("scale", scale)
            }
        }
    }

    private func guildDocument() -> Response {
        respond { writer in
            writer.array("guilds", world.guilds) { writer, guild in
                writer.object { writer in
                    writer.set("region", guild.plan.region.rawValue)
                    writer.set("realm", guild.plan.realm)
                    writer.set("slug", guild.slug)
                    writer.set("name", guild.plan.name)
                }
            }
        }
    }

    private func faultDocument() -> Response {
        respond { writer in
            writer.array("rules", faults.faults) { writer, entry in
                writer.object { writer in
                    writer.set("kind", entry.fault.kind.rawValue)
                    if let path = entry.fault.path { writer.set("path", path) }
                    if let probability = entry.fault.probability { writer.set("probability", probability) }
                    if let count = entry.fault.count { writer.set("count", count) }
                    writer.set("hits", entry.hits)
                }
            }
        }
    }

    private func counters() -> Response {
        respond { writer in
            writer.set("tokens", tokens.issued)
            writer.array("clients", meter.counts) { writer, entry in
                writer.object { writer in
                    writer.set("id", entry.client)
                    writer.set("requests", entry.count.requests)
                    writer.set("bytes", entry.count.bytes)
                    writer.set("max_per_second", entry.count.second.most)
                    writer.set("max_per_hour", entry.count.hour.most)
                    writer.object("by_status") { writer in
                        for (status, count) in entry.count.byStatus.sorted(by: { a, b in a.key < b.key }) {
                            writer.set(dynamic: "\(status)", count)
                        }
                    }
                    writer.object("by_kind") { writer in
                        for (kind, count) in entry.count.byKind.sorted(by: { a, b in a.key < b.key }) {
                            writer.set(dynamic: kind, count)
                        }
                    }
                }
            }
        }
    }

    private func respond(_ body: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        writer.object(body)
        return answer(.ok, body: writer.bytes)
    }

    private func text(of request: Request) async -> String {
        var request = request
        // A body that is too large or broken off is as good as none: the request is refused for what is missing.
        let buffer = try? await request.collectBody(upTo: 1 << 20)
        return buffer.map { buffer in String(buffer: buffer) } ?? ""
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ request: Request) async -> Value? {
        let body = await text(of: request)
        // What does not decode is answered with 400; the reason interests nobody.
        return try? JSONDecoder().decode(type, from: Data(body.utf8))
    }
}
