internal import CCurl

/// An easy handle with what one request at a time has received; used again for later requests.
///
/// Lives on the event-loop thread. libcurl holds an unretained pointer to it, so that it must outlive every
/// call into its handle: the handle is its own stored property.
final class Transfer {
    private static let maximumHeaderBytes = 256 << 10

    let easy: EasyHandle
    private(set) var order: Order?
    private(set) var deadline = ContinuousClock.now
    private var target: RequestTarget?
    private var headerList: HeaderList?
    private let errorText = ErrorText()
    private var maximumBodyBytes = 0
    private var headers = HTTPHeaders()
    private var headerBytes = 0
    private var body: [UInt8] = []
    /// Why a callback of ours made libcurl stop.
    private var refusal: CurlError.Code?
    private var wasWritten = false

    init(settings: HTTPClient.Settings) throws(CurlError) {
        easy = try EasyHandle()
        try easy.configure(settings)
        unsafe try easy.set(CURLOPT_ERRORBUFFER, pointer: errorText.start)
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe try easy.set(CURLOPT_PRIVATE, pointer: context)
        unsafe try easy.set(CURLOPT_WRITEDATA, pointer: context)
        unsafe try easy.set(CURLOPT_HEADERDATA, pointer: context)
        unsafe try easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let transfer = unsafe Transfer.at(context) else { return 0 }
            return unsafe transfer.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe try easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let transfer = unsafe Transfer.at(context) else { return 0 }
            return unsafe transfer.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe try easy.set(CURLOPT_PREREQDATA, pointer: context)
        unsafe try easy.set(CURLOPT_PREREQFUNCTION) { context, _, _, _, _ in
            unsafe Transfer.at(context)?.mayBeWritten == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    /// The transfer of a handle that libcurl names.
    @unsafe static func behind(_ raw: UnsafeMutableRawPointer) -> Transfer? {
        var context: UnsafeMutableRawPointer?
        guard unsafe shim_get_private(raw, &context) == CURLE_OK else { return nil }
        return unsafe at(context)
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged.fromOpaque(context).takeUnretainedValue()
    }

    /// Makes the handle ready for the order, which it holds until `release`.
    func prepare(_ order: Order, settings: HTTPClient.Settings) throws(CurlError) {
        let request = order.request
        guard let target = RequestTarget(url: request.url) else {
            throw CurlError(.invalidRequest, detail: "not an http or https URL")
        }
        guard request.headers.areSendable else {
            throw CurlError(.invalidRequest, target: target, detail: "a header has forbidden characters")
        }
        let timeout = request.totalTimeout ?? settings.totalTimeout
        maximumBodyBytes = max(0, request.maximumBodyBytes ?? settings.maximumBodyBytes)
        deadline = .now + .milliseconds(timeout.boundedMilliseconds)
        errorText.clear()
        let list = try HeaderList(request.headers)
        try easy.apply(request, target: target, timeout: timeout, maximumBodyBytes: maximumBodyBytes)
        unsafe try easy.set(CURLOPT_HTTPHEADER, pointer: list.start)
        headerList = list
        self.target = target
        self.order = order
    }

    /// The order, after which the handle holds nothing of it and can serve another.
    func release() -> Order? {
        // Fails only without memory, and then the next request reports it.
        if order?.request.method == .post { try? easy.set(postedBody: []) }
        defer {
            order = nil
            target = nil
            headers = HTTPHeaders()
            headerBytes = 0
            body = []
            refusal = nil
            wasWritten = false
        }
        return order
    }

    /// What the finished transfer amounts to.
    func outcome(_ result: CURLcode) -> Order.Outcome {
        guard result == CURLE_OK, refusal == nil else {
            let code = refusal ?? CurlError.Code(result, interrupted: headerBytes > 0)
            let words = unsafe errorText.text ?? String(cString: curl_easy_strerror(result))
            return .failure(failure(code, words))
        }
        let response = HTTPResponse(
            status: easy.long(CURLINFO_RESPONSE_CODE), headers: headers, body: body, metrics: easy.metrics)
        return .success(response)
    }

    /// An error that names this transfer's target.
    func failure(_ code: CurlError.Code, _ detail: String = "") -> CurlError {
        CurlError(code, target: target, detail: detail)
    }
}

// MARK: Called back by libcurl; taking fewer bytes than given aborts the transfer

extension Transfer {
    /// Whether the request may be written now; false ends the transfer.
    private var mayBeWritten: Bool {
        guard let sendBefore = order?.request.sendBefore else { return true }
        if wasWritten {
            refusal = .connectionLost
        } else if ContinuousClock.now >= sendBefore {
            refusal = .tooLate
        } else {
            wasWritten = true
        }
        return refusal == nil
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= maximumBodyBytes else {
            refusal = .bodyTooLarge
            return 0
        }
        if body.isEmpty {
            // Content-Length is a hint: of a compressed body it is less than what comes, and it may lie.
            let announced = easy.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
            body.reserveCapacity(min(max(announced, bytes.count), maximumBodyBytes, 1 << 20))
        }
        unsafe body.append(contentsOf: bytes)
        return bytes.count
    }

    private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= Self.maximumHeaderBytes else {
            refusal = .protocolError
            return 0
        }
        // A status line begins the header of a further response: after 1xx or a followed redirect.
        if unsafe bytes.starts(with: "HTTP/".utf8) {
            headers = HTTPHeaders()
            headers.reserveUsualCapacity()
        } else if let colon = unsafe bytes.firstIndex(of: UInt8(ascii: ":")) {
            var (start, end) = (colon + 1, bytes.count)
            while start < end, unsafe bytes[start] <= 0x20 { start += 1 }
            while end > start, unsafe bytes[end - 1] <= 0x20 { end -= 1 }
            unsafe headers.add(name: bytes[..<colon], value: bytes[start..<end])
        }
        return bytes.count
    }
}
