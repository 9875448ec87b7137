internal import CCurl

/// One libcurl easy handle; freed with this value.
@safe struct EasyHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard let raw = unsafe curl_easy_init() else {
            throw CurlError(.engineFailed, detail: "curl_easy_init")
        }
        unsafe self.raw = raw
    }

    deinit { unsafe curl_easy_cleanup(raw) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(unsafe shim_set_long(raw, option, value), option)
    }

    func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
        try check(unsafe shim_set_string(raw, option, value), option)
    }

    func set(_ option: CURLoption, offset: Int) throws(CurlError) {
        try check(unsafe shim_set_offset(raw, option, curl_off_t(offset)), option)
    }

    /// The pointer must stay valid until it is replaced or the handle is freed.
    @unsafe func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) throws(CurlError) {
        try check(unsafe shim_set_pointer(raw, option, pointer), option)
    }

    @unsafe func set(_ option: CURLoption, receiver: shim_receiver) throws(CurlError) {
        try check(unsafe shim_set_receiver(raw, option, receiver), option)
    }

    @unsafe func set(_ option: CURLoption, gate: shim_gate) throws(CurlError) {
        try check(unsafe shim_set_gate(raw, option, gate), option)
    }

    /// The body of a POST, copied by libcurl; also makes the request a POST.
    func set(postedBody body: [UInt8]) throws(CurlError) {
        try set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
        let result = unsafe body.withUnsafeBytes { bytes in
            unsafe shim_set_pointer(
                raw, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
        try check(result, CURLOPT_COPYPOSTFIELDS)
        try set(CURLOPT_POST, 1)
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe shim_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe shim_get_offset(raw, info, &value) == CURLE_OK ? Int(value) : 0
    }

    private func check(_ result: CURLcode, _ option: CURLoption) throws(CurlError) {
        guard result != CURLE_OK else { return }
        let reason = unsafe String(cString: curl_easy_strerror(result))
        throw CurlError(.engineFailed, detail: "option \(option.rawValue): \(reason)")
    }
}
