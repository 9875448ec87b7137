-- What was computed of a guild: written once, never changed. Names lie beside it, so that forgetting a person
-- adds a revision of the directory and touches no number.

create table snapshot (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null,
    -- Fingerprint of manifest and parts: the same inputs give the same row.
    digest text not null,
    manifest text not null,
    member_part text not null,
    officer_part text not null,
    -- By the database's clock; decides only which of two snapshots of the same moment is newer.
    published_at timestamptz not null default clock_timestamp(),
    primary key (bucket, realm_id, guild_id, as_of, digest)
);

create table snapshot_directory (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null, digest text not null,
    revision integer not null,
    names text not null,
    primary key (bucket, realm_id, guild_id, as_of, digest, revision)
);

-- Charts and reports of a snapshot; worker and web share no disk.
create table artifact (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null, digest text not null,
    name text not null,
    media_type text not null,
    bytes bytea not null,
    content_digest text not null,
    primary key (bucket, realm_id, guild_id, as_of, digest, name)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'snapshots are never changed' using errcode = 'restrict_violation';
end
$$;

create trigger snapshot_is_immutable before update or delete on snapshot
for each row execute function refuse_change();
