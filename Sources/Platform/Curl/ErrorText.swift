internal import CCurl

/// The buffer that libcurl writes its words about a failure to; freed with this value.
@safe final class ErrorText {
    let start: UnsafeMutablePointer<CChar>

    init() {
        unsafe start = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe start.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { unsafe start.deallocate() }

    func clear() { unsafe start.pointee = 0 }

    /// Nil when libcurl had nothing to say.
    var text: String? {
        let words = unsafe String(cString: start)
        return words.isEmpty ? nil : words
    }
}
