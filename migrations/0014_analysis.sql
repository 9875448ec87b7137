-- What the analysis stage keeps beside the snapshots: what was learnt over all guilds, what each guild's snapshot was
-- computed from, and what came of the predictions. None of it names or keys a person.

-- Immutable; learnt at a weekly reset from what was known then.
create table population (
    as_of timestamptz not null,
    digest text not null,
    guilds integer not null,
    content text not null,
    -- By the database's clock; decides only which of two of the same moment is newer.
    learnt_at timestamptz not null default clock_timestamp(),
    primary key (as_of, digest)
);

create trigger population_is_immutable before update or delete on population
for each row execute function refuse_change();

-- The guild's snapshots that were computed: asked for again with the same inputs and methods, nothing is to do.
create table analysis_ledger (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null,
    -- How much had been loaded of the guild and its members.
    inputs text not null,
    -- Fingerprint of the methods with their versions, the population and the renderer.
    methods text not null,
    digest text not null,
    primary key (bucket, realm_id, guild_id, as_of)
);

-- Up to which moment the predictions of a snapshot were scored.
create table snapshot_score (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null, digest text not null,
    scored_until timestamptz not null,
    primary key (bucket, realm_id, guild_id, as_of, digest)
);

-- What came of one prediction; number is its place among those of its snapshot.
create table claim_score (
    bucket smallint not null, realm_id integer not null, guild_id bigint not null,
    as_of timestamptz not null, digest text not null,
    number integer not null,
    metric text not null,
    is_officer boolean not null,
    -- The claim with its outcome, about nobody in particular.
    claim text not null,
    primary key (bucket, realm_id, guild_id, as_of, digest, number)
);
