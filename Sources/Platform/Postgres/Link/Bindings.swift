/// Parameters laid out as libpq wants them: parallel arrays of types, addresses, lengths and forms.
struct Bindings {
    private let types: [UInt32]
    private let bytes: [CChar]
    private let starts: [Int?]
    private let lengths: [Int32]
    private let forms: [Int32]

    /// The most parameters a statement can have: their number is sent in 16 bits.
    private static let limit = 65_535

    init(_ parameters: [Parameter]) throws(PostgresError) {
        guard parameters.count <= Self.limit else {
            throw PostgresError(.invalidQuery, detail: "\(parameters.count) parameters; bind arrays instead")
        }
        var bytes: [CChar] = []
        var starts: [Int?] = []
        for (number, parameter) in parameters.enumerated() {
            guard let value = parameter.bytes else {
                starts.append(nil)
                continue
            }
            if parameter.form == .text, value.contains(0) {
                throw PostgresError(.invalidData, detail: "text of $\(number + 1) contains U+0000")
            }
            starts.append(bytes.count)
            unsafe value.withUnsafeBytes { value in
                unsafe bytes.append(contentsOf: value.bindMemory(to: CChar.self))
            }
            bytes.append(0)
        }
        self.bytes = bytes
        self.starts = starts
        types = parameters.map(\.type.rawValue)
        lengths = parameters.map { parameter in Int32(truncatingIfNeeded: parameter.bytes?.count ?? 0) }
        forms = parameters.map { parameter in parameter.form == .binary ? 1 : 0 }
    }

    /// The arrays for libpq, valid during the call only.
    @unsafe struct Pointers {
        let count: Int32
        let types: UnsafePointer<UInt32>?
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let forms: UnsafePointer<Int32>?
    }

    func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let values: [UnsafePointer<CChar>?] = unsafe starts.map { start in
                guard let start, let base = bytes.baseAddress else { return nil }
                return unsafe base + start
            }
            return unsafe values.withUnsafeBufferPointer { values in
                unsafe withNumbers(values.baseAddress, body)
            }
        }
    }

    private func withNumbers<Result>(
        _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ body: (Pointers) -> Result
    ) -> Result {
        unsafe types.withUnsafeBufferPointer { types in
            unsafe lengths.withUnsafeBufferPointer { lengths in
                unsafe forms.withUnsafeBufferPointer { forms in
                    unsafe body(
                        Pointers(
                            count: Int32(types.count), types: types.baseAddress, values: values,
                            lengths: lengths.baseAddress, forms: forms.baseAddress))
                }
            }
        }
    }
}
