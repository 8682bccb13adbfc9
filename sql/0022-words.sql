-- The words of a campaign's name, kept beside it: a list in another order is walked, and each row compared, when a word is
-- so common that looking up all its rows would cost more. Computing the words of every row walked would cost most of all.
alter table campaign add column name_words tsvector not null generated always as (to_tsvector('simple'::regconfig, name)) stored;
drop index campaign_words;
create index campaign_words on campaign using gin (name_words);
create or replace function campaigns_named(words text, most integer) returns setof uuid language sql stable security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from campaign where app_actor() is not null and name_words @@ to_tsquery('simple', words) limit most $$;
