/// The number PostgreSQL gives a data type (`pg_type.oid`; the built-in ones never change).
struct TypeID: Hashable, Sendable {
    let rawValue: UInt32

    init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// Lets the server infer the type of a parameter.
    static let inferred = TypeID(0)
    static let bool = TypeID(16)
    static let bytea = TypeID(17)
    static let char = TypeID(18)
    static let name = TypeID(19)
    static let int8 = TypeID(20)
    static let int2 = TypeID(21)
    static let int4 = TypeID(23)
    static let text = TypeID(25)
    static let oid = TypeID(26)
    static let json = TypeID(114)
    static let xml = TypeID(142)
    static let float4 = TypeID(700)
    static let float8 = TypeID(701)
    static let unknown = TypeID(705)
    static let bpchar = TypeID(1042)
    static let varchar = TypeID(1043)
    static let date = TypeID(1082)
    static let timestamp = TypeID(1114)
    static let timestamptz = TypeID(1184)
    static let numeric = TypeID(1700)
    static let uuid = TypeID(2950)
    static let jsonb = TypeID(3802)
    static let void = TypeID(2278)

    static let boolArray = TypeID(1000)
    static let int2Array = TypeID(1005)
    static let int4Array = TypeID(1007)
    static let textArray = TypeID(1009)
    static let int8Array = TypeID(1016)
    static let float8Array = TypeID(1022)
    static let timestamptzArray = TypeID(1185)

    private static let textual: Set<TypeID> = [
        char, name, text, json, xml, unknown, bpchar, varchar, void, inferred,
    ]

    /// True when the binary form is the text itself. Types made by `CREATE TYPE` start at 16384 and are taken
    /// for enumerations, whose binary form is their label.
    var isTextual: Bool { Self.textual.contains(self) || rawValue >= 16_384 }

    /// The arrays of the types above: `pg_type.typarray`.
    private static let arrays: Set<UInt32> = [
        199, 1000, 1001, 1002, 1003, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1028, 1115, 1182, 1185,
        1231,
        2951, 3807,
    ]

    /// True when the binary form is an array; arrays of types made by `CREATE TYPE` have high numbers too.
    var isArray: Bool { Self.arrays.contains(rawValue) || rawValue >= 16_384 }
}
