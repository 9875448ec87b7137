internal import CCurl
import Glibc

/// The thread that drives all transfers of a client; nothing of it is touched by another thread.
final class EventLoop {
    /// How often transfers are checked against their deadline.
    ///
    /// libcurl has no timer for a transfer that waits for a free connection; running ones it ends in time.
    private static let sweepInterval = Duration.milliseconds(200)

    private let settings: HTTPClient.Settings
    private let multi: MultiHandle
    fileprivate let mailbox: Mailbox
    private var live: [UInt64: Transfer] = [:]
    private var idle: [Transfer] = []
    private var nextSweep = ContinuousClock.now

    private init(settings: HTTPClient.Settings) throws(CurlError) {
        self.settings = settings
        multi = try MultiHandle()
        mailbox = unsafe Mailbox(waker: multi.waker)
        try multi.configure(settings)
        // Fails here rather than at the first request when libcurl refuses a setting.
        idle.append(try Transfer(settings: settings))
    }

    /// Starts a thread that lives until the mailbox is closed.
    static func start(settings: HTTPClient.Settings) throws(CurlError) -> Mailbox {
        let loop = try EventLoop(settings: settings)
        let mailbox = loop.mailbox
        let context = unsafe Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let failure = unsafe pthread_create(&thread, nil, eventLoopMain, context.toOpaque())
        guard failure == 0 else {
            unsafe context.release()
            throw CurlError(.engineFailed, detail: "pthread_create: \(failure)")
        }
        pthread_detach(thread)
        return mailbox
    }

    fileprivate func run() {
        var commands: [Mailbox.Command] = []
        while mailbox.exchange(&commands) {
            for command in commands { obey(command) }
            commands.removeAll(keepingCapacity: true)
            step()
            guard mailbox.fallAsleep() else { continue }
            let wait: Int32 = live.isEmpty ? 60_000 : Int32(Self.sweepInterval.boundedMilliseconds)
            let result = multi.wait(milliseconds: wait)
            if result != CURLM_OK { failAll(.engineFailed, "curl_multi_poll: \(result.rawValue)") }
        }
        for command in commands {
            guard case .start(let order) = command else { continue }
            mailbox.settle(order, .failure(CurlError(.closed, target: RequestTarget(url: order.request.url))))
        }
        failAll(.closed)
        idle = []
        mailbox.dropWaker()
    }

    private func step() {
        let result = multi.perform()
        if result != CURLM_OK { failAll(.engineFailed, "curl_multi_perform: \(result.rawValue)") }
        while let (transfer, result) = multi.nextEnded() { finish(transfer, transfer.outcome(result)) }
        sweep()
    }
}

extension EventLoop {
    private func obey(_ command: Mailbox.Command) {
        switch command {
        case .start(let order): start(order)
        case .cancel(let id):
            guard let transfer = live[id] else { return }
            finish(transfer, .failure(transfer.failure(.cancelled)))
        }
    }

    private func start(_ order: Order) {
        do throws(CurlError) {
            let transfer = try freeTransfer()
            try transfer.prepare(order, settings: settings)
            let result = multi.add(transfer.easy)
            guard result == CURLM_OK else {
                throw CurlError(.engineFailed, detail: "curl_multi_add_handle: \(result.rawValue)")
            }
            live[order.id] = transfer
        } catch {
            mailbox.settle(order, .failure(error))
        }
    }

    private func freeTransfer() throws(CurlError) -> Transfer {
        if let transfer = idle.popLast() { return transfer }
        return try Transfer(settings: settings)
    }

    /// Frees the handle for others before the waiting task learns the outcome.
    private func finish(_ transfer: Transfer, _ outcome: Order.Outcome) {
        multi.remove(transfer.easy)
        guard let order = transfer.release() else { return }
        live[order.id] = nil
        if idle.count < settings.maximumConnections { idle.append(transfer) }
        mailbox.settle(order, outcome)
    }

    private func failAll(_ code: CurlError.Code, _ detail: String = "") {
        for transfer in Array(live.values) { finish(transfer, .failure(transfer.failure(code, detail))) }
    }

    private func sweep() {
        guard !live.isEmpty else { return }
        let now = ContinuousClock.now
        guard now >= nextSweep else { return }
        nextSweep = now + Self.sweepInterval
        for transfer in live.values.filter({ transfer in transfer.deadline < now }) {
            finish(transfer, .failure(transfer.failure(.timedOut, "no free connection")))
        }
    }
}

private func eventLoopMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    blockPipeSignal()
    let mailbox: Mailbox
    // The handles are freed with the loop, before those who wait in `close` go on.
    do {
        let loop = unsafe Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue()
        mailbox = loop.mailbox
        loop.run()
    }
    mailbox.announceEnd()
    return nil
}

/// Writing to a connection that the peer has closed must be an error, not the end of the process.
private func blockPipeSignal() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
}
