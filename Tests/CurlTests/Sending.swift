import Curl
import Testing

/// The error that sending ends with; records an issue when a response comes instead.
func failure(
    of client: HTTPClient, _ request: HTTPRequest, sourceLocation: SourceLocation = #_sourceLocation
) async -> CurlError? {
    do throws(CurlError) {
        let response = try await client.send(request)
        Issue.record("a response with status \(response.status)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

extension HTTPClient {
    /// A client that is closed when the body has ended.
    ///
    /// Its limits are far off, so that a busy machine meets only those that a test sets.
    static func with<Result>(
        _ adjust: (inout Settings) -> Void = { _ in }, _ body: (HTTPClient) async throws -> Result
    ) async throws -> Result {
        var settings = Settings()
        settings.totalTimeout = .seconds(600)
        settings.lowSpeedDuration = .zero
        adjust(&settings)
        let client = try HTTPClient(settings: settings)
        do {
            let result = try await body(client)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }
}
