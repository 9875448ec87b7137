/// A value bound to a statement's `$1`, `$2`, …; never part of the SQL text.
///
/// Numbers, times, bytes and arrays are bound with their own type, so `$1` has the type of the case, also when
/// the value is nil. Text and `.null` leave the type to the server, so that text fits `jsonb`, `uuid`, `date`
/// and enumerations too; where the server cannot tell, write `$1::text`.
package struct Parameter: Hashable, Sendable {
    /// Text must end with a zero for libpq and is therefore not sent in the binary form.
    enum Form: Hashable {
        case text
        case binary
    }

    let type: TypeID
    let form: Form
    let bytes: [UInt8]?

    init(type: TypeID, form: Form = .binary, bytes: [UInt8]?) {
        self.type = type
        self.form = form
        self.bytes = bytes
    }

    private init<Integer: FixedWidthInteger>(_ type: TypeID, _ value: Integer?) {
        self.init(
            type: type,
            bytes: value.map { value in
                var bytes: [UInt8] = []
                bytes.appendBigEndian(value)
                return bytes
            })
    }

    /// NULL of the type that the server infers.
    package static let null = Parameter(type: .inferred, form: .text, bytes: nil)

    /// A `bool`.
    package static func bool(_ value: Bool?) -> Parameter {
        Parameter(.bool, value.map { value in UInt8(value ? 1 : 0) })
    }

    /// A `smallint`.
    package static func int16(_ value: Int16?) -> Parameter { Parameter(.int2, value) }
    /// An `integer`.
    package static func int32(_ value: Int32?) -> Parameter { Parameter(.int4, value) }
    /// A `bigint`.
    package static func int64(_ value: Int64?) -> Parameter { Parameter(.int8, value) }
    /// A `bigint`.
    package static func int(_ value: Int?) -> Parameter { Parameter(.int8, value.map(Int64.init)) }

    /// A `double precision`.
    package static func double(_ value: Double?) -> Parameter { Parameter(.float8, value?.bitPattern) }

    /// Text of the type that the server infers; it must not contain U+0000.
    package static func text(_ value: String?) -> Parameter {
        Parameter(type: .inferred, form: .text, bytes: value.map { value in [UInt8](value.utf8) })
    }

    /// JSON text as `jsonb`. Malformed JSON fails with `.invalidData`.
    package static func jsonb(_ value: String?) -> Parameter {
        Parameter(type: .jsonb, bytes: value.map { value in [1] + value.utf8 })
    }

    /// A `bytea`.
    package static func bytes(_ value: [UInt8]?) -> Parameter { Parameter(type: .bytea, bytes: value) }

    /// A `timestamptz`.
    package static func timestamp(_ value: Microseconds?) -> Parameter {
        Parameter(.timestamptz, value?.serverValue)
    }
}

extension Parameter: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    /// `nil` is NULL of the type that the server infers.
    package init(nilLiteral: ()) { self = .null }
    /// `true` and `false` are a `bool`.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `7` is a `bigint`, which the server narrows when it is stored in a smaller column.
    package init(integerLiteral value: Int64) { self = .int64(value) }
    /// `0.5` is a `double precision`, never a `numeric`.
    package init(floatLiteral value: Double) { self = .double(value) }
    /// `"…"` is text of the type that the server infers.
    package init(stringLiteral value: String) { self = .text(value) }
}
