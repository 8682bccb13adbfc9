-- The workplace frame: a person's saved filters, ten minutes to take a message back, and the indexes that lists and
-- the search over 100,000 rows stand on.

create table saved_filter (
  id uuid constraint saved_filter_pkey primary key,
  account uuid not null constraint saved_filter_account_fkey references account (id),
  name text not null constraint saved_filter_name_length check (length(name) between 1 and 80),
  path text collate "C" not null constraint saved_filter_path_own check (path ~ '^/[a-z0-9]'),
  query text collate "C" not null constraint saved_filter_query_length check (length(query) <= 1000),
  created_at timestamptz not null default app_now(),
  constraint saved_filter_name_unique unique (account, path, name)
);
call protect('saved_filter');
-- Beside what holds for every table: nobody but its owner sees, makes or removes a filter, which tells what somebody
-- is looking for.
create policy saved_filter_own on saved_filter as restrictive to pt_app using (account = app_actor()) with check (account = app_actor());
grant select, insert, delete on saved_filter to pt_app;

alter table response add column set_aside_at timestamptz;
alter table response add constraint response_set_aside_has_time check (set_aside_at is null or state = 'set-aside');

-- Lists: the order of a column, then the id, in one index.
create index campaign_by_name on campaign (lower(name) collate "C", id);
create index campaign_by_life on campaign ((state not in ('running', 'paused', 'closing')), created_at, id);
create index campaign_by_state on campaign (state, created_at, id);
create index authorisation_by_end on authorisation (valid_until, campaign);
create index test_by_sector on test (campaign, sector, ordinal);
create index application_by_due on application (campaign, position, due_at, test);
create index application_by_state on application (campaign, position, state, test);
create index response_unmatched_by_age on response (received_at, id) where state = 'unmatched';
create index response_unmatched_by_sender on response (lower(envelope_from) collate "C", id) where state = 'unmatched';

-- Search: words of a name by their beginning; a test by its number; the tests of an employer.
create index campaign_words on campaign using gin (to_tsvector('simple'::regconfig, name));
create index employer_words on employer using gin (to_tsvector('simple'::regconfig, name));
create index test_by_number on test (ordinal, campaign);
create index test_by_employer on test (employer);
