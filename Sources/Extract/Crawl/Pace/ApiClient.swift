package import BattleNet

/// An API client as the crawl uses it: who sends, and whose budget pays.
package struct ApiClient: Sendable {
    /// The name under which the store keeps the budget; the client's public id, never its secret.
    package let budget: String
    package let api: BattleNetClient

    package init(budget: String, api: BattleNetClient) {
        self.budget = budget
        self.api = api
    }
}
