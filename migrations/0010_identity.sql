-- Who is who: links between identities with their evidence, what officers decided about them, and the persons
-- that follow. Nothing is rewritten: a link or a membership that no longer holds gets an end.
--
-- Every row lies in the bucket of its character; a link between two has a row at each end, so that whatever is
-- known of a character is found, and forgotten, by its own key. Characters of one person are of one region.

-- What the last look of the matching saw of a character; another value makes it look again.
create table identity_seen (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    name text, achievements_at timestamptz, gone_since timestamptz,
    primary key (bucket, realm_id, character_id)
);

-- Sketches: a few of the achievements of each character, by which those with the same history are found.
create table identity_anchor (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    anchor bigint not null,
    primary key (bucket, realm_id, character_id, anchor)
);
create index identity_anchor_holders on identity_anchor (anchor, bucket);

create table identity_link (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    -- A digest of kind and keys, as commands name the link.
    link_id bigint not null,
    -- World time: when it was first held in this form, and until when.
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    kind text not null check (kind in ('rename', 'transfer', 'faction_change', 'new_id', 'alt')),
    other_realm_id integer not null, other_id bigint not null,
    -- Whether this end is the earlier identity; of an alt link the end with the smaller key.
    is_from boolean not null,
    confidence double precision not null,
    happened_after timestamptz,
    happened_before timestamptz,
    names text[] not null,
    evidence jsonb not null,
    -- Made by a person, not found by the matching.
    is_manual boolean not null,
    primary key (bucket, realm_id, character_id, link_id, recorded_at)
);
create index identity_link_name on identity_link (link_id, bucket);

-- Decisions of officers, each kept for ever: the newest about a link counts. Times are the database's.
create table identity_decision (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    link_id bigint not null,
    decided_at timestamptz not null,
    action text not null check (action in ('confirm', 'reject', 'undo', 'join', 'split')),
    decided_by text not null,
    reason text not null,
    other_realm_id integer not null, other_id bigint not null,
    primary key (bucket, realm_id, character_id, link_id, decided_at)
);
create index identity_decision_name on identity_decision (link_id, bucket);

-- To which person a character belongs and because of which links; whoever has no open row is a person of their
-- own. World times.
create table person_member (
    bucket smallint not null, realm_id integer not null, character_id bigint not null,
    since timestamptz not null,
    until timestamptz,
    person bigint not null,
    links bigint[] not null,
    primary key (bucket, realm_id, character_id, since)
);
create index person_member_person on person_member (person, bucket) where until is null;
