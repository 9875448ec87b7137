/// An HTTP client: any number of requests at once on one event-loop thread.
///
/// The thread ends in `close()`, or when the client is released.
package final class HTTPClient: Sendable {
    private let mailbox: Mailbox

    /// Starts the event-loop thread; fails with `engineFailed` when libcurl or the system refuses.
    package init(settings: Settings = Settings()) throws(CurlError) {
        mailbox = try EventLoop.start(settings: settings)
    }

    deinit { mailbox.close() }

    /// Transfers that hold a handle or wait for one.
    package var liveTransfers: Int { mailbox.liveTransfers }

    /// The response, whatever its status.
    ///
    /// Cancelling the task aborts the transfer, which ends with `cancelled`; closing the client ends it
    /// with `closed`.
    package func send(_ request: HTTPRequest) async throws(CurlError) -> HTTPResponse {
        let id = mailbox.nextID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.submit(Order(id: id, request: request, continuation: continuation))
                // The handler below may have run before the order was in the mailbox.
                if Task.isCancelled { mailbox.cancel(id) }
            }
        } onCancel: {
            mailbox.cancel(id)
        }
        return try result.get()
    }

    /// Ends running requests with `closed` and returns when the thread has freed everything.
    package func close() async {
        await withCheckedContinuation { continuation in mailbox.close(then: continuation) }
    }
}
