-- Leaderboards as sensors of their connected realms.

-- Which connected realm a realm belongs to, as the realm's own document tells.
create table realm_connection (
    region smallint not null,
    realm_id integer not null,
    connected_realm_id integer not null,
    primary key (region, realm_id)
);

-- The last moment at which what the document tells can change, as the end of a leaderboard's week; null where none
-- is known. A column without default: the table is not rewritten.
alter table target add column settles_at timestamptz;

-- The runs of a connected realm in a stretch of time; no board was fetched before this migration.
create index leaderboard_run_by_time on leaderboard_run (bucket, realm_id, completed_at);
