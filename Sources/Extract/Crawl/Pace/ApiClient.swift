package import BattleNet

/// An API client as the crawl uses it: who sends, and whose budget pays.
package struct ApiClient: Sendable {
    /// The name under which the store keeps the budget; the client's public id, never its secret.
    package let budget: String
    /// What sends the requests.
    package let api: BattleNetClient

    /// A client of the API and the name of its budget.
    package init(budget: String, api: BattleNetClient) {
        self.budget = budget
        self.api = api
    }
}
