-- What came in, as it came in; what must be forgotten; and who may only read.

-- The bodies of accepted character and guild documents, compressed by the program. A day is a partition: old
-- ones are dropped, never emptied. A body that was stored on the same day under the same document is null here.
-- recorded_at, valid_from, unchanged_until and generation are those of the rows that the document told.
create table archive (
    bucket smallint not null,
    realm_id integer not null,
    subject bigint not null,
    kind smallint not null,
    part integer not null,
    recorded_at timestamptz not null,
    generation bigint not null,
    valid_from timestamptz not null,
    unchanged_until timestamptz,
    digest bigint not null,
    decoder_version smallint not null,
    -- Which of the program's dictionaries the body was compressed with, and its size before.
    dictionary smallint not null,
    size integer not null,
    body bytea,
    primary key (bucket, realm_id, subject, kind, part, recorded_at, generation)
) partition by range (recorded_at);
-- Compressed already.
alter table archive alter body set storage external;

-- The partition of the archive that holds a moment: archive_2026_11_23.
create function ensure_archive_day(moment timestamptz) returns void
language plpgsql as $$
declare
    first timestamp := date_trunc('day', moment at time zone 'UTC');
    child text := 'archive_' || to_char(first, 'YYYY_MM_DD');
begin
    perform pg_advisory_xact_lock(hashtextextended('guildscope partition archive', 0));
    -- Not to_regclass: it may remember from before the wait that there was no such table.
    if exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'archive'::regclass and c.relname = child) then
        return;
    end if;
    execute format('create table %I (like archive including all)', child);
    execute format('alter table archive attach partition %I for values from (%L) to (%L)', child,
        first at time zone 'UTC', (first + interval '1 day') at time zone 'UTC');
end
$$;

-- Characters that are never fetched or stored again; the key alone, since that is what recognises them.
create table opt_out (
    bucket smallint not null,
    realm_id integer not null,
    character_id bigint not null,
    since timestamptz not null,
    -- A person's words on why; never shown outside the command that lists them.
    reason text,
    primary key (bucket, realm_id, character_id)
);

-- Finds whose runs somebody took part in, when that somebody must be taken out of them.
create index keystone_run_member_by_member on keystone_run_member (bucket, member_realm_id, member_id);

-- The last look at who must go: one row. Halted when so many would have gone at once that it looked like a fault.
create table retention (
    is_only boolean primary key default true check (is_only),
    looked_at timestamptz not null,
    halted_since timestamptz,
    -- How many were to go, and how many wait for more evidence.
    candidates integer not null,
    held_back integer not null,
    purged_ever bigint not null default 0
);

-- For the fronts: a role that reads, where we may make one. Where we may not, connections that read are set to
-- read only. Roles belong to the server, not to this database, so that another database may have made it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'guildscope_reader') then
        create role guildscope_reader nologin;
    end if;
exception
    when insufficient_privilege or duplicate_object or unique_violation then null;
end
$$;
do $$
begin
    if exists (select from pg_roles where rolname = 'guildscope_reader')
        and not pg_has_role('guildscope_reader', 'member') then
        execute format('grant guildscope_reader to %I', current_user);
    end if;
exception
    -- Another database on the server may be granting at this moment (internal_error): the next question asks
    -- whether we are a member, whoever made us one.
    when insufficient_privilege or internal_error or unique_violation then null;
end
$$;
-- A role that somebody else made may still be read by: what it may see is for us to say, its use is for the
-- server's owner. Bodies, and who wants to be forgotten, are for nobody's eyes.
do $$
begin
    if exists (select from pg_roles where rolname = 'guildscope_reader') then
        execute format('grant usage on schema %I to guildscope_reader', current_schema());
        execute format('grant select on all tables in schema %I to guildscope_reader', current_schema());
        execute format('alter default privileges in schema %I grant select on tables to guildscope_reader',
            current_schema());
        revoke all on archive, opt_out from guildscope_reader;
    end if;
exception
    when insufficient_privilege or undefined_object then null;
end
$$;
