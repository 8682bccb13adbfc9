-- Words of names, looked up with the owner's eyes. The word index answers through an operator that may not run before a
-- row-level policy, so under a policy every row would be read. These give ids alone: what a row says is read under the
-- policies of who asks. `most` null gives them all.

create function campaigns_named(words text, most integer) returns setof uuid language sql stable security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from campaign where app_actor() is not null and to_tsvector('simple', name) @@ to_tsquery('simple', words) limit most $$;

create function employers_named(words text) returns setof uuid language sql stable security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from employer where app_actor() is not null and to_tsvector('simple', name) @@ to_tsquery('simple', words) $$;

revoke execute on function campaigns_named(text, integer), employers_named(text) from public;
grant execute on function campaigns_named(text, integer), employers_named(text) to pt_app;

-- The sender as the list compares it. A column, because a function of a column may not run before a policy either.
alter table response add column sender text collate "C" not null generated always as (lower(envelope_from)) stored;
drop index response_unmatched_by_sender;
create index response_unmatched_by_sender on response (sender, id) where state = 'unmatched';

-- Who acts is asked once for a statement and not once for a row.
do $$
declare wide record;
begin
  for wide in select tablename, policyname from pg_policies
      where schemaname = 'pt' and policyname = tablename || '_actor' and qual = '(app_actor() IS NOT NULL)' loop
    execute format('alter policy %I on %I using ((select app_actor()) is not null) with check ((select app_actor()) is not null)', wide.policyname, wide.tablename);
  end loop;
end $$;
create or replace procedure protect(variadic names text[]) language plpgsql as $$
declare name text;
begin
  foreach name in array names loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy %I on %I to pt_owner using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on %I to pt_app using ((select app_actor()) is not null) with check ((select app_actor()) is not null)', name || '_actor', name);
  end loop;
end $$;
