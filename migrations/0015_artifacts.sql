-- Charts and reports of a snapshot, by language and edition, each known by the digest of its bytes. What was drawn
-- before said neither, so that it goes; the next report draws it anew.
drop table artifact;

create table artifact (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null, digest text not null,
    language text not null,
    name text not null,
    -- Who may read it: whoever serves a row by its id asks for this too.
    edition text not null check (edition in ('members', 'officers')),
    media_type text not null,
    alt_text text,
    bytes bytea not null,
    id text not null generated always as (encode(sha256(bytes), 'hex')) stored,
    primary key (bucket, realm_id, guild_id, as_of, digest, language, name)
);

create index artifact_id on artifact (bucket, realm_id, guild_id, id);

-- In what language a guild's digest is written and by whose clock; null is English and UTC.
alter table watched_guild add column language text, add column time_zone text;
