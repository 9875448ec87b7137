internal import CCurl

/// The libcurl multi handle of an event loop; freed with this value, after its easy handles are removed.
@safe struct MultiHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard libraryIsReady, let raw = unsafe curl_multi_init() else {
            throw CurlError(.engineFailed, detail: "curl_multi_init")
        }
        unsafe self.raw = raw
    }

    /// Sets the limits on connections; further transfers wait inside libcurl.
    func configure(_ settings: HTTPClient.Settings) throws(CurlError) {
        let total = max(1, settings.maximumConnections)
        try set(CURLMOPT_MAX_TOTAL_CONNECTIONS, total)
        try set(CURLMOPT_MAXCONNECTS, total)
        try set(CURLMOPT_MAX_HOST_CONNECTIONS, max(1, settings.maximumConnectionsPerHost))
    }

    deinit { unsafe curl_multi_cleanup(raw) }

    var waker: shim_waker { unsafe shim_waker(multi: raw) }

    func add(_ easy: borrowing EasyHandle) -> CURLMcode { unsafe curl_multi_add_handle(raw, easy.raw) }

    /// Ends the transfer of the handle if it still runs; its connection is then closed, not kept.
    func remove(_ easy: borrowing EasyHandle) {
        _ = unsafe curl_multi_remove_handle(raw, easy.raw)
    }

    /// Does all that can be done without waiting.
    func perform() -> CURLMcode {
        var running: Int32 = 0
        return unsafe curl_multi_perform(raw, &running)
    }

    /// Sleeps until a socket, a timer of libcurl, a wake-up or the given time.
    func wait(milliseconds: Int32) -> CURLMcode { unsafe curl_multi_poll(raw, nil, 0, milliseconds, nil) }

    /// The next transfer that has ended, with its result.
    func nextEnded() -> (transfer: Transfer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(raw, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            guard let easy = unsafe message.pointee.easy_handle else { continue }
            guard let transfer = unsafe Transfer.behind(easy) else { continue }
            return (transfer, unsafe shim_message_result(message))
        }
        return nil
    }

    private func set(_ option: CURLMoption, _ value: Int) throws(CurlError) {
        guard unsafe shim_multi_set_long(raw, option, value) == CURLM_OK else {
            throw CurlError(.engineFailed, detail: "multi option \(option.rawValue)")
        }
    }
}

/// Evaluated once, before the first handle.
private let libraryIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
