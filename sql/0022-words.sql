-- The words of a campaign's name, kept beside it: a list in another order is walked, and each row compared, when a word is
-- so common that looking up all its rows would cost more. Computing the words of every row walked would cost most of all.
alter table campaign add column name_words tsvector not null generated always as (to_tsvector('simple'::regconfig, name)) stored;
drop index campaign_words;
create index campaign_words on campaign using gin (name_words);
-- The walk by name compares words without visiting a row that it passes. A name has at most 120 characters, so an entry fits.
drop index campaign_by_name;
create index campaign_by_name on campaign (lower(name) collate "C", id) include (name, name_words);
create or replace function campaigns_named(words text, most integer) returns setof uuid language sql stable parallel safe security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from campaign where app_reads_campaigns() and name_words @@ to_tsquery('simple', words) limit most $$;

-- A generated column has no value yet when a trigger looks at a row before it is written: it follows from the name.
create or replace function campaign_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.state = new.state then
    if old.state <> 'draft' and (to_jsonb(old) - 'state_reason' - 'name_words') is distinct from (to_jsonb(new) - 'state_reason' - 'name_words') then
      raise exception 'a sealed campaign is not changed' using errcode = 'restrict_violation', constraint = 'campaign_sealed';
    end if;
    return new;
  end if;
  if not (old.state || '>' || new.state = any (array['draft>sealed', 'draft>abandoned', 'sealed>ready', 'sealed>abandoned', 'ready>running', 'ready>abandoned',
      'running>paused', 'running>closing', 'running>stopped', 'paused>running', 'paused>closing', 'paused>stopped', 'closing>closed', 'closing>stopped'])) then
    raise exception 'a campaign does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'campaign_life';
  end if;
  if (to_jsonb(old) - 'state_reason' - 'state' - 'name_words') is distinct from (to_jsonb(new) - 'state_reason' - 'state' - 'name_words') then
    raise exception 'a change of state changes nothing else' using errcode = 'restrict_violation', constraint = 'campaign_sealed';
  end if;
  return new;
end $$;

-- How many employers carry a word decides how their tests are looked up: by their ids when they are few.
drop function employers_named(text);
create function employers_named(words text, most integer) returns setof uuid language sql stable parallel safe security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from employer where app_reads_register() and to_tsvector('simple', name) @@ to_tsquery('simple', words) limit most $$;
revoke execute on function employers_named(text, integer) from public;
grant execute on function employers_named(text, integer) to pt_app;
