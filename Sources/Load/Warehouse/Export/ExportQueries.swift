import Guilds
import Postgres

/// SQL of an export. COPY takes no parameters: what is written into the text are numbers of ours alone.
struct ExportQueries {
    let request: ExportRequest

    /// Settings of the transaction: bytes that do not depend on the server's, and room for sorting. Of whole tables
    /// no row is fetched by an index, which takes twice as long as to read them as they lie and sort them.
    var settings: String {
        """
        SELECT set_config('enable_indexscan', '\(request.guilds == nil ? "off" : "on")', true),
            set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true),
            set_config('extra_float_digits', '1', true), set_config('work_mem', '64MB', true),
            set_config('jit', 'off', true), set_config('client_encoding', 'UTF8', true)
        """
    }

    /// `$1` names of tables: how many rows each has, as the last ANALYZE of its partitions estimates.
    static let estimates = """
        SELECT n.name, coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
        FROM unnest($1::text[]) AS n (name) JOIN pg_class c ON c.relkind = 'r' AND (
            c.oid = to_regclass(n.name)
            OR c.oid IN (SELECT p.relid FROM pg_partition_tree(to_regclass(n.name)) p))
        GROUP BY n.name
        """

    /// The rows of a table, in the order of its key.
    func select(_ table: ExportTable) -> String {
        let columns = table.columns.map { column in
            "\(column.expression) AS \(SQL.identifier(column.name))"
        }
        let conditions = [scope(table), times(table)].compactMap(\.self)
        return "SELECT \(columns.joined(separator: ", ")) FROM \(source(table)) t\(names(table))"
            + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
            + " ORDER BY " + order(table)
    }

    private func source(_ table: ExportTable) -> String {
        table.scope == .document ? "(\(spans))" : table.name
    }

    /// The table of names that rows `t` refer to, as `i`.
    private func names(_ table: ExportTable) -> String {
        table.columns.contains { column in column.stored == .itemName }
            ? " LEFT JOIN item_name i ON i.item_id = t.item_id AND i.name_id = t.name_id" : ""
    }

    /// By the bytes of texts, so that the order is the same under every collation.
    private func order(_ table: ExportTable) -> String {
        table.order.map { name in
            let isText = table.columns.contains { column in
                column.column == name && column.isStoredAsText
            }
            return "t.\(name)" + (isText ? " COLLATE \"C\"" : "")
        }.joined(separator: ", ")
    }

    private func times(_ table: ExportTable) -> String? {
        guard let known = table.known else { return nil }
        // A span is of interest as long as it reaches into the time asked for.
        let since = request.since.map { moment in
            "t.\(table.scope == .document ? "until_at" : known) >= \(literal(moment))"
        }
        let until = request.asOf.map { moment in "t.\(known) <= \(literal(moment))" }
        return [since, until].compactMap(\.self).isEmpty
            ? nil : [since, until].compactMap(\.self).joined(separator: " AND ")
    }

    private func scope(_ table: ExportTable) -> String? {
        guard let guilds = request.guilds else { return nil }
        switch table.scope {
        case .guild: return "(t.bucket, t.realm_id, t.guild_id) IN (\(list(guilds)))"
        case .character: return "(t.bucket, t.realm_id, t.character_id) IN (\(members(of: guilds)))"
        case .document:
            return """
                (t.kind >= 40 AND (t.bucket, t.realm_id, t.subject) IN (\(members(of: guilds)))
                OR t.kind BETWEEN 20 AND 39 AND (t.bucket, t.realm_id, t.subject) IN (\(list(guilds))))
                """
        case .region:
            let regions = Set(guilds.map(\.region.number)).sorted().map { number in "\(number)" }
            return "t.region IN (\(regions.joined(separator: ", ")))"
        case .board, .world: return nil
        }
    }

    private func list(_ guilds: [GuildKey]) -> String {
        guilds.map { guild in "(\(guild.bucket.rawValue), \(guild.realm.id), \(guild.id))" }
            .joined(separator: ", ")
    }

    /// Everybody who was ever seen in one of the rosters; the bucket is that of the member's realm.
    private func members(of guilds: [GuildKey]) -> String {
        let until = request.asOf.map { moment in " AND m.recorded_at <= \(literal(moment))" } ?? ""
        return """
            SELECT DISTINCT ((m.bucket::integer & -256) | (m.member_realm_id & 63))::smallint,
                m.member_realm_id, m.member_id
            FROM membership m WHERE (m.bucket, m.realm_id, m.guild_id) IN (\(list(guilds)))\(until)
            """
    }

    /// Closed spans and open ones; a span that goes on after the moment asked for ends at the last confirmation
    /// up to it, which the attempts know.
    private var spans: String {
        let open = "coalesce(confirmed_at, span_since)"
        let both = """
            SELECT bucket, realm_id, subject, kind, part, since_at, until_at FROM document_span
            WHERE kind >= 20
            UNION ALL
            SELECT bucket, realm_id, subject, kind, part, span_since, \(open) FROM target
            WHERE kind >= 20 AND span_since IS NOT NULL
            """
        guard let asOf = request.asOf.map(literal) else { return both }
        return """
            SELECT bucket, realm_id, subject, kind, part, since_at,
                CASE WHEN until_at <= \(asOf) THEN until_at ELSE coalesce((
                    SELECT a.observed_at FROM attempt a
                    WHERE a.bucket = s.bucket AND a.realm_id = s.realm_id AND a.subject = s.subject
                        AND a.kind = s.kind AND a.part = s.part AND a.observed_at <= \(asOf)
                        AND a.outcome IN ('received', 'unchanged')
                    ORDER BY a.observed_at DESC LIMIT 1), \(asOf)) END AS until_at
            FROM (\(both)) s WHERE since_at <= \(asOf)
            """
    }

    private func literal(_ moment: Timestamp) -> String {
        "(timestamptz 'epoch' + \(moment.milliseconds) * interval '1 millisecond')"
    }
}
