-- Control and reference tables: few rows, not distributed.
-- Region numbers follow Battle.net: 1 us, 2 kr, 3 eu, 4 tw. Kinds of document are numbered in DocumentKind.

create table realm (
    region smallint not null,
    realm_id integer not null,
    name text not null,
    slug text not null,
    primary key (region, realm_id)
);
create index realm_by_slug on realm (region, slug);

-- Weeks come from the API's period documents, never from a constant. end_at is the last moment within.
create table period (
    region smallint not null,
    period_id integer not null,
    start_at timestamptz not null,
    end_at timestamptz not null,
    primary key (region, period_id)
);

create table keystone_season (
    region smallint not null,
    season_id integer not null,
    start_at timestamptz not null,
    end_at timestamptz,
    periods integer[] not null,
    primary key (region, season_id)
);

-- Index documents whose entries are numbers: seasons, periods, connected realms.
create table numbered_index (
    region smallint not null,
    kind smallint not null,
    ids integer[] not null,
    current_id integer,
    primary key (region, kind)
);

-- Classes, specializations, races, keystone dungeons, journal instances; kind is the document's.
create table named_entry (
    kind smallint not null,
    entry_id integer not null,
    name text not null,
    primary key (kind, entry_id)
);

create table encounter (
    encounter_id integer not null,
    name text not null,
    instance_id integer not null,
    instance_name text not null,
    primary key (encounter_id)
);

-- What is watched. The address is what a person gave; the identity is filled in once the API has told it.
create table watched_guild (
    region smallint not null,
    realm_slug text not null,
    name_slug text not null,
    added_at timestamptz not null,
    is_watched boolean not null default true,
    realm_id integer,
    guild_id bigint,
    primary key (region, realm_slug, name_slug)
);

-- One budget per API client: two leaky buckets, drained and filled by the database's clock alone. Rates are per
-- second, bursts in requests; a grant must find room in both. Each class is owed a share of what drains, kept
-- in its credit while it takes less; the other class leaves it alone as long as its owner asks.
create table budget (
    client text primary key,
    per_second integer not null,
    per_hour integer not null,
    second_rate double precision not null,
    second_burst double precision not null,
    hour_rate double precision not null,
    hour_burst double precision not null,
    valid_for interval not null,
    asked_share double precision not null,
    -- Granted and not drained yet, as of drained_at.
    second_used double precision not null default 0,
    hour_used double precision not null default 0,
    drained_at timestamptz not null default '-infinity',
    routine_credit double precision not null default 0,
    asked_credit double precision not null default 0,
    routine_at timestamptz not null default '-infinity',
    asked_at timestamptz not null default '-infinity',
    -- 429 and Retry-After: nothing before blocked_until, and from pace_at on this part of the rates.
    blocked_until timestamptz not null default '-infinity',
    pace double precision not null default 1,
    pace_at timestamptz not null default '-infinity',
    slowed_at timestamptz not null default '-infinity',
    granted bigint not null default 0
);
