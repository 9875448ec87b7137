-- Documents whose facts the database refused, with what they told, until somebody replays or drops them: 30 days at
-- most. One row per observation; its target goes on as malformed.

create table quarantine (
    bucket smallint not null,
    realm_id integer not null,
    subject bigint not null,
    kind smallint not null,
    part integer not null,
    -- Of the lease under which it was fetched, and world time of the fetch.
    generation bigint not null,
    observed_at timestamptz not null,
    -- The server's SQLSTATE and words at the last try.
    sql_state text not null,
    reason text not null,
    tries integer not null default 1,
    -- The completion as JSON: text, since jsonb cannot hold every string. Null when the bucket held too many.
    completion text,
    -- Whom it names, so that they can be forgotten.
    named_realm_ids integer[] not null,
    named_ids bigint[] not null,
    primary key (bucket, realm_id, subject, kind, part, generation)
);
