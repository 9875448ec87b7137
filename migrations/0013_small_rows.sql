-- Equipment in narrow rows: most rows of all are these.
--
--   slot, quality   a letter for each word that is known, the word itself for any other; a word that begins like a
--                   letter of ours has "=" before it
--   name_id         FNV-1a with 32 bits of the item's name, which stands in item_name
--   lists           6652;10395 as text, null for an empty one: an array takes 21 bytes before its first number
--   columns         in the order that leaves the least space between them
--
-- Rows are copied while readers go on; loads wait. Then the tables change places under an exclusive lock that is
-- waited for two seconds at a time, without giving up the copy.

create table item_name (
    item_id integer not null,
    name_id integer not null,
    name text not null,
    primary key (item_id, name_id)
);

create table small_equipment (
    bucket smallint not null, slot text not null, realm_id integer not null, character_id bigint not null,
    valid_from timestamptz not null, recorded_at timestamptz not null, unchanged_until timestamptz,
    generation bigint not null,
    item_id integer, name_id integer, set_id integer, item_level smallint, quality text, bonuses text,
    enchantments text, sockets text, limit_category text,
    primary key (bucket, realm_id, character_id, slot, recorded_at)
) partition by range (recorded_at);
create table small_equipment_now (
    like small_equipment, primary key (bucket, realm_id, character_id, slot)
) with (fillfactor = 80);
alter table small_equipment_now
    alter slot set storage plain, alter quality set storage plain, alter bonuses set storage plain,
    alter enchantments set storage plain, alter sockets set storage plain,
    alter limit_category set storage plain;

create function pg_temp.name_id(name text) returns integer language plpgsql immutable as $$
declare
    bytes bytea := convert_to(name, 'UTF8');
    digest bigint := 2166136261;
begin
    for place in 0 .. length(bytes) - 1 loop
        digest := ((digest # get_byte(bytes, place)) * 16777619) & 4294967295;
    end loop;
    return digest - case when digest > 2147483647 then 4294967296 else 0 end;
end
$$;
create function pg_temp.short(word text, words text[]) returns text language sql immutable as $$
    select coalesce(chr(96 + array_position(words, word)),
        case when ascii(word) = 61 or ascii(word) between 97 and 122 then '=' || word else word end)
$$;

lock table equipment, equipment_now in share row exclusive mode;

insert into item_name
select item_id, pg_temp.name_id(name), name from (
    select item_id, name from equipment where item_id is not null and name is not null
    union
    select item_id, name from equipment_now where item_id is not null and name is not null
) told
on conflict do nothing;

do $$
declare
    part record;
begin
    for part in
        select c.relname, pg_get_expr(c.relpartbound, c.oid) as bounds, obj_description(c.oid, 'pg_class') as comment
        from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'equipment'::regclass
    loop
        execute format('create table %I (like small_equipment including all)', 'small_' || part.relname);
        execute format('alter table small_equipment attach partition %I %s', 'small_' || part.relname, part.bounds);
        if part.comment is not null then
            execute format('comment on table %I is %L', 'small_' || part.relname, part.comment);
        end if;
    end loop;
    for part in select * from (values ('equipment'), ('equipment_now')) as t (name) loop
        execute format('
            insert into %I (bucket, slot, realm_id, character_id, valid_from, recorded_at, unchanged_until, generation,
                item_id, name_id, set_id, item_level, quality, bonuses, enchantments, sockets, limit_category)
            select e.bucket, pg_temp.short(e.slot, %L), e.realm_id, e.character_id, e.valid_from, e.recorded_at,
                e.unchanged_until, e.generation, e.item_id, n.name_id, e.set_id, e.item_level,
                pg_temp.short(e.quality, %L), nullif(array_to_string(e.bonuses, '';''), ''''),
                nullif(array_to_string(e.enchantments, '';''), ''''), nullif(array_to_string(e.sockets, '';''), ''''),
                e.limit_category
            from %I e left join item_name n on n.item_id = e.item_id and n.name = e.name',
            'small_' || part.name,
            array['HEAD', 'NECK', 'SHOULDER', 'SHIRT', 'CHEST', 'WAIST', 'LEGS', 'FEET', 'WRIST', 'HANDS', 'FINGER_1',
                'FINGER_2', 'TRINKET_1', 'TRINKET_2', 'BACK', 'MAIN_HAND', 'OFF_HAND', 'RANGED', 'TABARD'],
            array['POOR', 'COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY', 'ARTIFACT', 'HEIRLOOM', 'WOW_TOKEN'],
            part.name);
    end loop;
end
$$;

-- Who asks for a lock in vain lets those pass who queued up behind; the copies and the loads wait meanwhile.
do $$
begin
    for try in 1 .. 100 loop
        begin
            lock table equipment, equipment_now in access exclusive mode;
            exit;
        exception
            when lock_not_available or deadlock_detected then perform pg_sleep(0.5);
        end;
    end loop;
end
$$;
drop table equipment, equipment_now;
do $$
declare
    part record;
begin
    for part in
        select relname, relkind from pg_class
        where relname like 'small\_equipment%' and relnamespace = current_schema()::regnamespace
            and relkind in ('r', 'p', 'i', 'I')
    loop
        execute format('alter %s %I rename to %I', case when part.relkind in ('r', 'p') then 'table' else 'index' end,
            part.relname, substr(part.relname, 7));
    end loop;
end
$$;
drop function pg_temp.name_id(text), pg_temp.short(text, text[]);
