import CPQ

extension Handle {
    /// Opens a connection, giving up when the settings' time is over or the task is cancelled.
    static func opening(_ settings: ConnectionSettings) throws(PostgresError) -> Handle {
        let words = settings.keywords
        guard let raw = unsafe Self.start(words) else {
            throw PostgresError(.connectionFailed, detail: "out of memory")
        }
        let handle = unsafe Handle(raw)
        // The state of a failed attempt is only in a verbose message.
        unsafe PQsetErrorVerbosity(raw, PQERRORS_VERBOSE)
        unsafe cpq_silence_notices(raw)
        try handle.awaitOpen(until: .now + settings.connectTimeout)
        unsafe PQsetErrorVerbosity(raw, PQERRORS_DEFAULT)
        return handle
    }

    private static func start(_ words: [String: String]) -> OpaquePointer? {
        let keys = CStrings(Array(words.keys))
        let values = CStrings(Array(words.values))
        return unsafe keys.withPointers { keys in
            unsafe values.withPointers { values in unsafe PQconnectStartParams(keys, values, 1) }
        }
    }

    private func awaitOpen(until deadline: ContinuousClock.Instant) throws(PostgresError) {
        let raw = try unsafe pointer()
        var next = PGRES_POLLING_WRITING
        while unsafe PQstatus(raw) != CONNECTION_BAD, next != PGRES_POLLING_OK {
            guard ContinuousClock.now < deadline else {
                throw PostgresError(.connectionFailed, detail: "no answer within the connect timeout")
            }
            guard !Task.isCancelled else { throw PostgresError(.queryCancelled) }
            let reads = next == PGRES_POLLING_READING
            // In slices, to see a cancelled task and the deadline.
            let readiness = ready(reading: reads, writing: !reads, milliseconds: 50)
            if readiness.reading || readiness.writing { next = unsafe PQconnectPoll(raw) }
            if next == PGRES_POLLING_FAILED { break }
        }
        guard next == PGRES_POLLING_OK else {
            throw PostgresError.connecting(message: unsafe String(cString: PQerrorMessage(raw)))
        }
    }
}

/// Zero-terminated strings and the array of their addresses, ended by a null, for a C call.
private struct CStrings {
    private var bytes: [CChar] = []
    private var starts: [Int] = []

    init(_ strings: [String]) {
        for string in strings {
            starts.append(bytes.count)
            bytes += string.utf8CString
        }
    }

    func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var pointers: [UnsafePointer<CChar>?] = unsafe starts.map { start in
                guard let base = bytes.baseAddress else { return nil }
                return unsafe base + start
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
