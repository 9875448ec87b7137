/// SQL of the reference tables: realms, periods, seasons, indexes, names.
///
/// Each is written only where it differs, so that the number of rows says whether the document told news.
enum ReferenceQueries {
    /// `$1` region, `$2` ids, `$3` names, `$4` slugs.
    static let putRealms = """
        INSERT INTO realm (region, realm_id, name, slug)
        SELECT DISTINCT ON (r.realm_id) $1, r.* FROM unnest($2::integer[], $3::text[], $4::text[])
            AS r (realm_id, name, slug)
        ORDER BY r.realm_id
        ON CONFLICT (region, realm_id) DO UPDATE SET name = excluded.name, slug = excluded.slug
        WHERE (realm.name, realm.slug) IS DISTINCT FROM (excluded.name, excluded.slug)
        """

    /// `$1` region, `$2` realm id, `$3` id of the connected realm.
    static let putConnection = """
        INSERT INTO realm_connection (region, realm_id, connected_realm_id) VALUES ($1, $2, $3)
        ON CONFLICT (region, realm_id) DO UPDATE SET connected_realm_id = excluded.connected_realm_id
        WHERE realm_connection.connected_realm_id <> excluded.connected_realm_id
        """

    /// `$1` region, `$2` kind, `$3` ids, `$4` the current one.
    static let putIndex = """
        INSERT INTO numbered_index (region, kind, ids, current_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (region, kind) DO UPDATE SET ids = excluded.ids, current_id = excluded.current_id
        WHERE (numbered_index.ids, numbered_index.current_id)
            IS DISTINCT FROM (excluded.ids, excluded.current_id)
        """

    /// `$1` region, `$2` id, `$3` start, `$4` end.
    static let putPeriod = """
        INSERT INTO period (region, period_id, start_at, end_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (region, period_id) DO UPDATE SET start_at = excluded.start_at, end_at = excluded.end_at
        WHERE (period.start_at, period.end_at) IS DISTINCT FROM (excluded.start_at, excluded.end_at)
        """

    /// `$1` region, `$2` id, `$3` start, `$4` end, `$5` periods.
    static let putSeason = """
        INSERT INTO keystone_season (region, season_id, start_at, end_at, periods)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (region, season_id) DO UPDATE SET start_at = excluded.start_at,
            end_at = excluded.end_at, periods = excluded.periods
        WHERE (keystone_season.start_at, keystone_season.end_at, keystone_season.periods)
            IS DISTINCT FROM (excluded.start_at, excluded.end_at, excluded.periods)
        """

    /// `$1` kind, `$2` ids, `$3` names.
    static let putNames = """
        INSERT INTO named_entry (kind, entry_id, name)
        SELECT DISTINCT ON (n.entry_id) $1, n.* FROM unnest($2::integer[], $3::text[]) AS n (entry_id, name)
        ORDER BY n.entry_id
        ON CONFLICT (kind, entry_id) DO UPDATE SET name = excluded.name
        WHERE named_entry.name <> excluded.name
        """

    /// As `putNames`, for names that come along in other documents: only those that are not known.
    static let addNames = """
        INSERT INTO named_entry (kind, entry_id, name)
        SELECT DISTINCT ON (n.entry_id) $1, n.* FROM unnest($2::integer[], $3::text[]) AS n (entry_id, name)
        WHERE NOT EXISTS (SELECT FROM named_entry k WHERE k.kind = $1 AND k.entry_id = n.entry_id)
        ORDER BY n.entry_id
        ON CONFLICT DO NOTHING
        """

    /// `$1` ids, `$2` names, `$3` instance ids, `$4` instance names: those that are not known.
    static let addEncounters = """
        INSERT INTO encounter (encounter_id, name, instance_id, instance_name)
        SELECT DISTINCT ON (n.encounter_id) n.*
        FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[])
            AS n (encounter_id, name, instance_id, instance_name)
        WHERE NOT EXISTS (SELECT FROM encounter k WHERE k.encounter_id = n.encounter_id)
        ORDER BY n.encounter_id
        ON CONFLICT DO NOTHING
        """

    /// `$1` ids of items, `$2` digests, `$3` names: those that are not known.
    static let addItemNames = """
        INSERT INTO item_name (item_id, name_id, name)
        SELECT DISTINCT ON (n.item_id, n.name_id) n.*
        FROM unnest($1::integer[], $2::integer[], $3::text[]) AS n (item_id, name_id, name)
        WHERE NOT EXISTS (SELECT FROM item_name k WHERE k.item_id = n.item_id AND k.name_id = n.name_id)
        ORDER BY n.item_id, n.name_id
        ON CONFLICT DO NOTHING
        """

    /// `$1` region.
    static let realms = "SELECT realm_id, name, slug FROM realm WHERE region = $1 ORDER BY realm_id"

    /// `$1` region, `$2` slug.
    static let realmBySlug = """
        SELECT realm_id, name, slug FROM realm WHERE region = $1 AND slug = $2 ORDER BY realm_id LIMIT 1
        """

    /// `$1` region.
    static let periods = """
        SELECT period_id, start_at, end_at FROM period WHERE region = $1 ORDER BY start_at, period_id
        """

    /// `$1` region.
    static let seasons = """
        SELECT season_id, start_at, end_at, periods FROM keystone_season WHERE region = $1
        ORDER BY start_at, season_id
        """

    /// `$1` region, `$2` kind.
    static let currentOfIndex = "SELECT current_id FROM numbered_index WHERE region = $1 AND kind = $2"

    /// `$1` kind.
    static let names = "SELECT entry_id, name FROM named_entry WHERE kind = $1 ORDER BY entry_id"
}
