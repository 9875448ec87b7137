-- Each loading connection has staging tables like these, emptied at every commit. A column that may be stored
-- apart gives its staging table a side table and an index that have to be emptied too, which costs more than
-- all else of a small commit. None of these values is large, so they are kept in the row.

do $$
declare
    one record;
begin
    for one in
        select c.relname, a.attname
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
            and a.attstorage <> 'p'
            and c.relname in (
                'guild_state_now', 'roster_member_state_now', 'character_state_now', 'equipment_now',
                'keystone_run', 'leaderboard_run')
    loop
        execute format('alter table %I alter column %I set storage plain', one.relname, one.attname);
    end loop;
end
$$;
