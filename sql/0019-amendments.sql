-- Amendments: what changes after the sealing stands beside the seal, numbered and chained to it, never in its place.
-- And designs: the answers of a wizard that is not finished, seen by nobody but their maker.

create table amendment (
  id uuid constraint amendment_pkey primary key,
  campaign uuid not null constraint amendment_campaign_fkey references campaign (id),
  number integer not null constraint amendment_number_range check (number >= 1),
  kind text not null constraint amendment_kind_known check (kind in ('void-tests', 'statement')),
  body text not null,
  previous bytea not null constraint amendment_previous_length check (length(previous) = 32),
  hash bytea not null constraint amendment_hash_length check (length(hash) = 32),
  reason text not null constraint amendment_reason_length check (length(reason) between 10 and 2000),
  made_by uuid not null constraint amendment_maker_fkey references account (id),
  made_at timestamptz not null default app_now(),
  constraint amendment_number_unique unique (campaign, number)
);
create trigger amendment_append_only before update or delete on amendment for each row execute function refuse_change();

-- A test that an amendment takes out of the plan. It stays in the plan's leaves; nothing of it is ever sent.
create table voided_test (
  test uuid constraint voided_test_pkey primary key constraint voided_test_test_fkey references test (id),
  campaign uuid not null constraint voided_test_campaign_fkey references campaign (id),
  amendment uuid not null constraint voided_test_amendment_fkey references amendment (id)
);
create index voided_test_campaign on voided_test (campaign);
create trigger voided_test_append_only before update or delete on voided_test for each row execute function refuse_change();

-- An amendment follows the one before it, or the seal; its hash is over both; and who designed the plan does not amend it.
create function amendment_follows() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare c campaign; said jsonb;
begin
  -- One at a time: two would follow the same.
  select * into c from campaign where id = new.campaign for update;
  if c.state not in ('sealed', 'ready', 'running', 'paused', 'closing') or (new.kind = 'void-tests' and c.state not in ('sealed', 'ready')) then
    raise exception 'a campaign that is % is not amended so', c.state using errcode = 'restrict_violation', constraint = 'amendment_state';
  end if;
  if c.created_by = new.made_by then
    raise exception 'who designed a plan does not amend it' using errcode = 'restrict_violation', constraint = 'amendment_two_persons';
  end if;
  if new.number <> 1 + (select count(*) from amendment a where a.campaign = new.campaign)
    or new.previous is distinct from coalesce((select a.hash from amendment a where a.campaign = new.campaign order by a.number desc limit 1),
      (select s.hash from seal s where s.campaign = new.campaign)) then
    raise exception 'an amendment follows the one before it' using errcode = 'restrict_violation', constraint = 'amendment_chain';
  end if;
  said := new.body::jsonb;
  if new.hash <> sha256(convert_to('praktijktest/amendment/1', 'UTF8') || new.previous || convert_to(new.body, 'UTF8'))
    or said ->> 'number' is distinct from new.number::text or said ->> 'kind' is distinct from new.kind or said ->> 'stateThen' is distinct from c.state
    or said ->> 'reasonHash' is distinct from encode(sha256(convert_to(new.reason, 'UTF8')), 'hex') then
    raise exception 'an amendment says what its columns say' using errcode = 'restrict_violation', constraint = 'amendment_chain';
  end if;
  return new;
end $$;
create trigger amendment_chained before insert on amendment for each row execute function amendment_follows();

-- Only what nothing was sent of is taken out, by an amendment of that campaign that names it, and once it was ended.
create function voided_tests_are_named() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if (select count(*) from made) <> (
      with said as (select a.id, a.campaign, (e ->> 'ordinal')::integer as ordinal, e ->> 'leaf' as leaf
        from amendment a cross join lateral jsonb_array_elements(a.body::jsonb -> 'tests') e
        where a.kind = 'void-tests' and a.id in (select m.amendment from made m))
      select count(*) from made m join test t on t.id = m.test and t.campaign = m.campaign
        join said s on s.id = m.amendment and s.campaign = m.campaign and s.ordinal = t.ordinal and s.leaf = encode(t.leaf, 'hex')) then
    raise exception 'the amendment does not name this test' using errcode = 'restrict_violation', constraint = 'voided_test_named';
  end if;
  if exists (select from application p join made m on m.test = p.test where p.state <> 'cancelled') then
    raise exception 'a test that is taken out is ended first' using errcode = 'restrict_violation', constraint = 'voided_test_ended';
  end if;
  return null;
end $$;
create trigger voided_test_named after insert on voided_test referencing new table as made for each statement execute function voided_tests_are_named();

-- What is not finished: the answers to the questions of the wizard, as far as they were given.
create table campaign_design (
  id uuid constraint campaign_design_pkey primary key,
  account uuid not null constraint campaign_design_account_fkey references account (id),
  answers jsonb not null constraint campaign_design_size check (length(answers::text) <= 20000),
  made_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now()
);
create index campaign_design_own on campaign_design (account, changed_at);

call protect('amendment', 'voided_test', 'campaign_design');

-- As the seal: for the roles that read campaigns; made by the campaign's own team in the maker's own name.
drop policy amendment_actor on amendment;
create policy amendment_read on amendment for select to pt_app using ((select app_reads_campaigns()));
create policy amendment_made on amendment for insert to pt_app
  with check (made_by = app_actor() and ((select app_is_system()) or campaign in (select app_team_campaigns())));
-- As the test: for the campaign's own team.
drop policy voided_test_actor on voided_test;
create policy voided_test_team on voided_test to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy campaign_design_own on campaign_design as restrictive to pt_app using (account = app_actor()) with check (account = app_actor());

grant select, insert on amendment, voided_test to pt_app;
grant select, insert, update, delete on campaign_design to pt_app;
