-- The data are the queue: one row per document that is fetched, with the confirmation of what it told.
-- lease_until, lease_gen and completed_gen belong to the database's clock and to fencing; every other time
-- is world time. lease_until is not indexed, so that a claim is a heap-only update; a completion moves
-- next_due_at and so enters both indexes, which have room for it.

create table target (
    bucket smallint not null,
    realm_id integer not null,
    subject bigint not null,
    kind smallint not null,
    part integer not null,
    realm_slug text,
    name text,
    next_due_at timestamptz not null,
    -- A wish to be fetched again that came during a visit, or before one and for later than it; it survives the
    -- completion.
    woken_due_at timestamptz,
    lease_until timestamptz not null default '-infinity',
    lease_gen bigint not null default 0,
    completed_gen bigint not null default 0,
    consecutive_failures smallint not null default 0,
    -- The first of the failures in a row; null when the last visit was answered.
    failing_since timestamptz,
    -- What the last visit brought: received, moved, unchanged, missing, hidden, or the kind of failure.
    last_outcome text,
    importance real not null default 1,
    -- What is learnt of how often it changes: changes expected to have happened, in so many days of looking.
    change_events real not null default 0,
    change_days real not null default 0,
    -- Members of the roster that we hold.
    size integer,
    -- What the discovering document last told of it, as a member's level in the roster: another number wakes.
    marker integer,
    -- What is remembered of the document we hold.
    last_modified timestamptz,
    digest bigint,
    decoder_version smallint,
    -- Confirmation: when the document was first received, last received or confirmed, last found changed,
    -- and since when it has been confirmed without a gap.
    first_seen_at timestamptz,
    confirmed_at timestamptz,
    changed_at timestamptz,
    span_since timestamptz,
    primary key (bucket, realm_id, subject, kind, part) with (fillfactor = 70)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index target_due on target (bucket, next_due_at) with (fillfactor = 70);
-- What is failing is rare, and asked for by reports and alarms.
create index target_failing on target (bucket, kind) where failing_since is not null;
-- Documents of kind status are promises: they are claimed ahead of everything else that is due.
create index target_promised on target (bucket, next_due_at) where kind = 41;

-- The buckets that hold targets, so that a claim can name each of them.
create table crawl_bucket (
    bucket smallint primary key
);

-- The confirmation of every document that ever answered.
create view document as
select bucket, realm_id, subject, kind, part, first_seen_at, confirmed_at, changed_at, span_since,
    completed_gen as generation
from target
where first_seen_at is not null;

-- The newest confirmation of all documents is the greatest of these: a connection keeps to its own slot, so that
-- loads side by side do not wait for each other.
create table newest_confirmation (
    slot smallint primary key,
    confirmed_at timestamptz not null
);

-- Closed spans of confirmation: a row is written only when a gap follows. The open span is in the target.
create table document_span (
    bucket smallint not null,
    realm_id integer not null,
    subject bigint not null,
    kind smallint not null,
    part integer not null,
    since_at timestamptz not null,
    until_at timestamptz not null,
    primary key (bucket, realm_id, subject, kind, part, since_at)
);

-- One row per observation; its id is (target, generation).
create table attempt (
    bucket smallint not null,
    realm_id integer not null,
    subject bigint not null,
    kind smallint not null,
    part integer not null,
    generation bigint not null,
    observed_at timestamptz not null,
    outcome text not null,
    verdict text not null,
    http_status smallint not null,
    bytes integer not null,
    rows integer not null,
    primary key (bucket, realm_id, subject, kind, part, observed_at, generation)
) partition by range (observed_at);
