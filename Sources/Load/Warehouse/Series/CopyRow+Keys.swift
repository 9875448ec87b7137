import Guilds
import Postgres

extension CopyRow {
    /// `bucket, realm_id, character_id`.
    mutating func character(_ key: CharacterKey) {
        int16(key.bucket.rawValue)
        int32(key.realm.id)
        int64(key.id)
    }

    /// `bucket, realm_id, guild_id`.
    mutating func guild(_ key: GuildKey) {
        int16(key.bucket.rawValue)
        int32(key.realm.id)
        int64(key.id)
    }

    /// `bucket, realm_id, subject, kind, part`.
    mutating func document(_ id: DocumentID) {
        int16(id.bucket.rawValue)
        int32(id.realm.id)
        int64(id.subject)
        int16(id.kind.rawValue)
        int32(id.part)
    }

    mutating func int32Array(_ values: [Int32]?) {
        parameter(.int32Array(values?.map(Optional.some)))
    }
}

extension Microseconds {
    /// World time, which has milliseconds. What no 64 bits of microseconds hold becomes a time that the server
    /// refuses as out of range.
    init(_ timestamp: Timestamp) {
        let (value, overflow) = timestamp.milliseconds.multipliedReportingOverflow(by: 1000)
        self.init(overflow ? .min + 1 : value)
    }
}

extension Timestamp {
    /// The moment, rounded down to milliseconds.
    init(_ microseconds: Microseconds) {
        let (quotient, remainder) = microseconds.rawValue.quotientAndRemainder(dividingBy: 1000)
        self.init(milliseconds: remainder < 0 ? quotient - 1 : quotient)
    }
}
