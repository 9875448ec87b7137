-- Events happen once and are inserted once, under the document that told them first.

create table achievement_earned (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    achievement_id integer not null, completed_at timestamptz not null,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (bucket, realm_id, character_id, achievement_id)
);

create table guild_achievement (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    achievement_id integer not null, completed_at timestamptz not null,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (bucket, realm_id, guild_id, achievement_id)
);

-- A run as one character's document tells it; source is the kind of document.
create table keystone_run (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    source smallint not null, completed_at timestamptz not null, dungeon_id integer not null,
    level smallint not null, duration_ms bigint not null, timed boolean not null, rating double precision,
    affixes integer[] not null,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (bucket, realm_id, character_id, source, completed_at, dungeon_id)
);
alter table keystone_run alter affixes set storage plain;

-- Who took part, without names: a fellow player need not be a member of a watched guild.
create table keystone_run_member (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    source smallint not null, completed_at timestamptz not null, dungeon_id integer not null,
    member_realm_id integer not null, member_id bigint not null,
    specialization_id integer, item_level smallint,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (
        bucket, realm_id, character_id, source, completed_at, dungeon_id, member_realm_id, member_id)
);

-- A group on a connected realm's leaderboard; members_digest tells groups apart, its members are keys only.
create table leaderboard_run (
    bucket smallint not null, realm_id integer not null, dungeon_id integer not null,
    period_id integer not null, completed_at timestamptz not null, duration_ms bigint not null,
    members_digest bigint not null,
    level smallint not null, member_realm_ids integer[] not null, member_ids bigint[] not null,
    specialization_ids integer[] not null,
    recorded_at timestamptz not null, generation bigint not null,
    primary key (bucket, realm_id, dungeon_id, period_id, completed_at, duration_ms, members_digest)
);
alter table leaderboard_run
    alter member_realm_ids set storage plain, alter member_ids set storage plain,
    alter specialization_ids set storage plain;
