-- Series: states are written when they change. Each has its current state, unpartitioned, and its history,
-- partitioned by recorded_at. Each is fed by one kind of document, and its key holds the document's subject,
-- so that loads of different targets commute.
--
--   valid_from       the source's time of the document, else recorded_at
--   recorded_at      when it was observed (world time)
--   unchanged_until  the document's confirmation before: the change came after it; null at the first sight
--   generation       of the lease under which it was fetched
--
-- A bucket tells its region (bucket / 256), so realm ids beside it need no region.
--
-- Each loading connection has staging tables like those of the current states and of the events, emptied at
-- every commit. A column that may be stored apart gives its staging table a side table and an index that have to
-- be emptied too, which costs more than all else of a small commit. None of these values is large, so they are
-- kept in the row ("storage plain"), here and in the events.

-- The partition of a table that holds a moment; made beside the table and attached, so that readers and
-- writers of the table go on meanwhile. Months divide a year: 12, 3 or 1.
create function ensure_partition(parent text, months integer, moment timestamptz) returns void
language plpgsql as $$
declare
    utc timestamp := moment at time zone 'UTC';
    first timestamp := date_trunc('year', utc)
        + make_interval(months => (extract(month from utc)::integer - 1) / months * months);
    child text := parent || '_' || to_char(first, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtextextended('guildscope partition ' || parent, 0));
    if to_regclass(child) is not null then
        return;
    end if;
    execute format('create table %I (like %I including all)', child, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child,
        first at time zone 'UTC', (first + make_interval(months => months)) at time zone 'UTC');
end
$$;

-- Who was ever seen; everything else about a character is history attached to this identity.
create table character (
    bucket smallint not null,
    realm_id integer not null,
    character_id bigint not null,
    first_seen_at timestamptz not null,
    primary key (bucket, realm_id, character_id)
);

-- From the guild document.
create table guild_state (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    name text not null, realm_slug text not null, faction text, achievement_points integer not null,
    member_count integer not null, created_at timestamptz,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, guild_id, recorded_at)
) partition by range (recorded_at);
create table guild_state_now (
    like guild_state, primary key (bucket, realm_id, guild_id)
) with (fillfactor = 80);
alter table guild_state_now
    alter name set storage plain, alter realm_slug set storage plain,
    alter faction set storage plain;

-- From the roster, keyed by the guild's bucket. A null rank: not in the roster any more.
create table membership (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    member_realm_id integer not null, member_id bigint not null,
    rank smallint,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, guild_id, member_realm_id, member_id, recorded_at)
) partition by range (recorded_at);
create table membership_now (
    like membership, primary key (bucket, realm_id, guild_id, member_realm_id, member_id)
) with (fillfactor = 80);

-- What a guild's roster tells of a member, keyed by the member's bucket.
create table roster_member_state (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    guild_realm_id integer not null, guild_id bigint not null,
    name text not null, realm_slug text not null, level smallint not null, class_id smallint not null,
    race_id smallint not null,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, guild_realm_id, guild_id, recorded_at)
) partition by range (recorded_at);
create table roster_member_state_now (
    like roster_member_state, primary key (bucket, realm_id, character_id, guild_realm_id, guild_id)
) with (fillfactor = 80);
alter table roster_member_state_now
    alter name set storage plain, alter realm_slug set storage plain;

-- From the character summary.
create table character_state (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    name text not null, realm_slug text not null, level smallint not null, class_id smallint not null,
    race_id smallint not null, faction text, specialization_id integer, guild_realm_id integer,
    guild_id bigint, achievement_points integer, average_item_level smallint,
    equipped_item_level smallint, last_login_at timestamptz,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, recorded_at)
) partition by range (recorded_at);
create table character_state_now (
    like character_state, primary key (bucket, realm_id, character_id)
) with (fillfactor = 80);
alter table character_state_now
    alter name set storage plain, alter realm_slug set storage plain,
    alter faction set storage plain;

-- From the keystone profile. A null rating is unknown, not zero.
create table keystone_rating (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    rating double precision, period_id integer not null,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, recorded_at)
) partition by range (recorded_at);
create table keystone_rating_now (
    like keystone_rating, primary key (bucket, realm_id, character_id)
) with (fillfactor = 80);

-- From the keystone season documents.
create table keystone_season_rating (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    season_id integer not null,
    rating double precision,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, season_id, recorded_at)
) partition by range (recorded_at);
create table keystone_season_rating_now (
    like keystone_season_rating, primary key (bucket, realm_id, character_id, season_id)
) with (fillfactor = 80);

-- From the equipment document. A null item: the slot was emptied.
create table equipment (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    slot text not null,
    item_id integer, name text, quality text, item_level smallint, bonuses integer[],
    enchantments integer[], sockets integer[], set_id integer,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, slot, recorded_at)
) partition by range (recorded_at);
create table equipment_now (
    like equipment, primary key (bucket, realm_id, character_id, slot)
) with (fillfactor = 80);
alter table equipment_now
    alter slot set storage plain, alter name set storage plain,
    alter quality set storage plain, alter bonuses set storage plain,
    alter enchantments set storage plain, alter sockets set storage plain;

-- From the raid and the dungeon encounters; source is the kind of document.
create table encounter_kills (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    source smallint not null, encounter_id integer not null, difficulty smallint not null,
    kills integer not null, last_kill_at timestamptz,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, source, encounter_id, difficulty, recorded_at)
) partition by range (recorded_at);
create table encounter_kills_now (
    like encounter_kills, primary key (bucket, realm_id, character_id, source, encounter_id, difficulty)
) with (fillfactor = 80);
