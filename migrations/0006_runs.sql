-- Jobs and their runs: few rows, not distributed. Slots are world time; leases, starts and ends follow the
-- database's clock. A job is what its file says; a row here only remembers up to where its slots were seen.

create table job (
    name text primary key,
    first_seen_at timestamptz not null,
    -- Every slot up to this moment has a row in run, or lies before the first sighting.
    handled_through timestamptz not null
);

-- One row per slot of a job: whoever finds it waiting may run it, so that there is no leader to lose.
create table run (
    job text not null references job,
    slot timestamptz not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'ended')),
    outcome text check (outcome in (
        'succeeded', 'partial', 'failed', 'timed_out', 'stopped', 'abandoned', 'missed', 'overlapped')),
    -- Asked for by a person rather than due.
    asked boolean not null default false,
    importance real not null default 1,
    -- Tries that began; one that is given back does not count.
    attempt integer not null default 0,
    generation bigint not null default 0,
    lease_until timestamptz not null default '-infinity',
    queued_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,
    requests bigint not null default 0,
    counts jsonb not null default '{}',
    -- Why it failed, in words safe for everybody.
    error text,
    code_version text,
    primary key (job, slot),
    check ((state = 'ended') = (outcome is not null)),
    check ((state = 'ended') = (ended_at is not null))
);
create index run_open on run (importance desc, slot) where state in ('queued', 'running');
-- A job never runs twice at once.
create unique index run_under_way on run (job) where state = 'running';
