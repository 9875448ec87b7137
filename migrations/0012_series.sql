-- Series of what characters pursue beside levels and gear, and the guild's own news. As in migration 3: current
-- states in <table>_now, the history partitioned by recorded_at, keys that hold the document's subject, nothing
-- that would be stored apart.

-- The text that says that an item is embellished, or otherwise limited. Null where nothing is told.
alter table equipment add column limit_category text;
alter table equipment_now add column limit_category text;
alter table equipment_now alter limit_category set storage plain;

-- From the professions document: one row for each tier of a profession, tier 0 for one without tiers. A null
-- is_primary: the profession was given up. recipes are counted, not listed.
create table profession_skill (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    profession_id integer not null, tier_id integer not null,
    is_primary boolean, points integer, maximum integer, recipes integer,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, profession_id, tier_id, recorded_at)
) partition by range (recorded_at);
create table profession_skill_now (
    like profession_skill, primary key (bucket, realm_id, character_id, profession_id, tier_id)
) with (fillfactor = 80);

-- From the reputations document. Null points: the faction is no longer listed, as after a change of side.
create table reputation (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    faction_id integer not null,
    points integer, tier smallint, renown smallint, paragon integer,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, faction_id, recorded_at)
) partition by range (recorded_at);
create table reputation_now (
    like reputation, primary key (bucket, realm_id, character_id, faction_id)
) with (fillfactor = 80);

-- From the player-versus-player summary; brackets are those that a rating stands in.
create table pvp_summary (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    honor_level integer not null, honorable_kills integer not null, brackets text[] not null,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, recorded_at)
) partition by range (recorded_at);
create table pvp_summary_now (
    like pvp_summary, primary key (bucket, realm_id, character_id)
) with (fillfactor = 80);
alter table pvp_summary_now alter brackets set storage plain;

-- From the same document: matches so far on each map.
create table pvp_map (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    map_id integer not null,
    played integer not null, won integer not null, lost integer not null,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    primary key (bucket, realm_id, character_id, map_id, recorded_at)
) partition by range (recorded_at);
create table pvp_map_now (
    like pvp_map, primary key (bucket, realm_id, character_id, map_id)
) with (fillfactor = 80);

-- From the guild's activity feed: an achievement of a member (member_realm_id, member_id; difficulty 0), or a
-- boss that the guild killed (members 0).
create table guild_activity (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    happened_at timestamptz not null, achievement_id integer not null, encounter_id integer not null,
    difficulty smallint not null, member_realm_id integer not null, member_id bigint not null,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (
        bucket, realm_id, guild_id, happened_at, achievement_id, encounter_id, difficulty, member_realm_id,
        member_id)
);
