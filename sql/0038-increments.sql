-- The rolling frame: a plan grows by numbered increments, chained to its seal; and whose made-up persons may be sent.

-- A campaign whose plan fills up from vacancies that come later. False for every campaign from before this file.
alter table campaign add column rolling boolean not null default false;

-- Of which increment a test is. Null only for a test from before this file, whose plan has no root and no release.
alter table test add column increment integer;
alter table test add constraint test_increment_known check (increment >= 0 and increment is not null) not valid;
create index test_increment on test (campaign, increment);

-- One drawing of tests: which vacancies were looked at, and the Merkle root over the leaves of the tests that came of it.
create table plan_increment (
  campaign uuid not null constraint plan_increment_campaign_fkey references campaign (id),
  number integer not null constraint plan_increment_number_range check (number >= 0),
  body text not null,
  -- The hash of the increment before it; of the first after the sealing, the seal's. Null for the one that is sealed itself.
  previous bytea constraint plan_increment_previous_length check (length(previous) = 32),
  hash bytea not null constraint plan_increment_hash_length check (length(hash) = 32),
  root bytea not null constraint plan_increment_root_length check (length(root) = 32),
  tests integer not null constraint plan_increment_tests_range check (tests >= 1),
  signature bytea not null constraint plan_increment_signature_length check (length(signature) = 64),
  signed_with bytea not null constraint plan_increment_key_length check (length(signed_with) = 32),
  drawn_by uuid not null constraint plan_increment_drawer_fkey references account (id),
  drawn_at timestamptz not null default app_now(),
  constraint plan_increment_pkey primary key (campaign, number)
);
create trigger plan_increment_append_only before update or delete on plan_increment for each row execute function refuse_change();

-- Tests come before the row that closes their increment; then no test joins it any more. The first is drawn while sealing.
create function tests_join_an_open_increment() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made m join plan_increment p on p.campaign = m.campaign and p.number = m.increment)
    or exists (select from made m join campaign c on c.id = m.campaign where (m.increment = 0) <> (c.state = 'draft')) then
    raise exception 'a drawn increment takes no more tests' using errcode = 'restrict_violation', constraint = 'test_increment_open';
  end if;
  return null;
end $$;
create trigger test_increment_open after insert on test referencing new table as made for each statement execute function tests_join_an_open_increment();

-- An increment follows the one before it, says what its columns say, and stays within what was sealed and authorised.
create function plan_increment_follows() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare c campaign; said jsonb; most integer;
begin
  -- An increment of nothing is refused by its column.
  if new.campaign is null then
    return new;
  end if;
  -- One at a time: two would follow the same.
  select * into c from campaign where id = new.campaign for update;
  if (new.number = 0 and c.state <> 'draft') or (new.number > 0 and (not c.rolling or c.state not in ('ready', 'running', 'paused'))) then
    raise exception 'a campaign that is % takes no such increment', c.state using errcode = 'restrict_violation', constraint = 'increment_state';
  end if;
  if app_actor() is not null and new.drawn_by <> app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'increment_chain';
  end if;
  if new.number <> (select count(*) from plan_increment p where p.campaign = new.campaign)
    or (new.number = 0 and new.previous is not null)
    or (new.number > 0 and new.previous is distinct from coalesce(
      (select p.hash from plan_increment p where p.campaign = new.campaign and p.number > 0 order by p.number desc limit 1),
      (select s.hash from seal s where s.campaign = new.campaign))) then
    raise exception 'an increment follows the one before it' using errcode = 'restrict_violation', constraint = 'increment_chain';
  end if;
  said := new.body::jsonb;
  if new.hash <> sha256(convert_to('praktijktest/increment/1', 'UTF8') || coalesce(new.previous, '') || convert_to(new.body, 'UTF8'))
    or said ->> 'number' is distinct from new.number::text or said ->> 'root' is distinct from encode(new.root, 'hex')
    or said ->> 'tests' is distinct from new.tests::text
    or new.tests <> (select count(*) from test t where t.campaign = new.campaign and t.increment = new.number) then
    raise exception 'an increment says what its columns say' using errcode = 'restrict_violation', constraint = 'increment_chain';
  end if;
  if exists (select from campaign_cell k where k.campaign = new.campaign
      and (select count(*) from test t where t.campaign = k.campaign and t.sector = k.sector and t.ground = k.ground) > k.quota) then
    raise exception 'more tests than were sealed' using errcode = 'restrict_violation', constraint = 'increment_quota';
  end if;
  if new.number = 0 then
    return new;
  end if;
  if exists (select from test t where t.campaign = new.campaign and t.increment = new.number
      and not authorisation_covers(new.campaign, t.employer, t.vacancy)) then
    raise exception 'an increment holds employers whom the authorisation does not cover' using errcode = 'restrict_violation', constraint = 'increment_not_authorised';
  end if;
  select a.max_tests into most from authorisation a where a.campaign = new.campaign and authorisation_stands(a.state);
  if most is null or most < (select count(*) from test t where t.campaign = new.campaign
      and exists (select from application a where a.test = t.id and a.state <> 'cancelled')) then
    raise exception 'more tests than the authorisation allows' using errcode = 'restrict_violation', constraint = 'increment_past_number';
  end if;
  return new;
end $$;
create trigger plan_increment_chained before insert on plan_increment for each row execute function plan_increment_follows();

-- The seal names the root of what was drawn with it.
create function seal_names_its_root() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if (new.body::jsonb ->> 'root') is distinct from (select encode(p.root, 'hex') from plan_increment p where p.campaign = new.campaign and p.number = 0)
    or (exists (select from test t where t.campaign = new.campaign) and (new.body::jsonb ->> 'root') is null) then
    raise exception 'a seal names the root of its tests' using errcode = 'restrict_violation', constraint = 'increment_chain';
  end if;
  return new;
end $$;
create trigger seal_root before insert on seal for each row execute function seal_names_its_root();

-- Made-up persons ----------------------------------------------------------------------------------------------------

-- A second person looked at the made-up persons of an increment and lets them be sent: not who had them, or others of that
-- campaign, drawn.
create table identity_release (
  campaign uuid not null,
  increment integer not null,
  root bytea not null constraint identity_release_root_length check (length(root) = 32),
  released_by uuid not null constraint identity_release_releaser_fkey references account (id),
  released_at timestamptz not null default app_now(),
  constraint identity_release_pkey primary key (campaign, increment),
  constraint identity_release_increment_fkey foreign key (campaign, increment) references plan_increment (campaign, number)
);
create trigger identity_release_append_only before update or delete on identity_release for each row execute function refuse_change();

create function identity_release_by_another() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare drawn plan_increment; state text;
begin
  select * into drawn from plan_increment p where p.campaign = new.campaign and p.number = new.increment;
  select c.state into state from campaign c where c.id = new.campaign for share;
  if state not in ('sealed', 'ready', 'running', 'paused') then
    raise exception 'persons of a campaign that is % are not released', state using errcode = 'restrict_violation', constraint = 'identity_release_state';
  end if;
  if exists (select from plan_increment p where p.campaign = new.campaign and p.drawn_by = new.released_by)
    or (app_actor() is not null and new.released_by <> app_actor()) then
    raise exception 'another releases what one had drawn, in the own name' using errcode = 'restrict_violation', constraint = 'identity_two_persons';
  end if;
  if new.root <> drawn.root then
    raise exception 'what is released is what was drawn' using errcode = 'restrict_violation', constraint = 'identity_release_root';
  end if;
  return new;
end $$;
create trigger identity_release_checked before insert on identity_release for each row execute function identity_release_by_another();

-- A made-up person that is never sent (again), whatever else is decided: set aside while checking, known outside, or seen through.
create table identity_retirement (
  application uuid constraint identity_retirement_pkey primary key constraint identity_retirement_application_fkey references application (id),
  campaign uuid not null constraint identity_retirement_campaign_fkey references campaign (id),
  reason text not null constraint identity_retirement_reason_known check (reason in ('rejected', 'disclosed', 'detected')),
  note text constraint identity_retirement_note_given check (length(note) between 10 and 2000),
  retired_by uuid constraint identity_retirement_retirer_fkey references account (id),
  retired_at timestamptz not null default app_now(),
  constraint identity_retirement_has_source check ((reason = 'detected') = (note is null) and (note is null) = (retired_by is null))
);
create index identity_retirement_campaign on identity_retirement (campaign);
create trigger identity_retirement_append_only before update or delete on identity_retirement for each row execute function refuse_change();
create trigger identity_retirement_campaign before insert on identity_retirement for each row execute function take_campaign_of_application();

-- An answer that is coded as detection retires the person that it saw through.
create function retire_detected() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into identity_retirement (application, campaign, reason) select r.application, new.campaign, 'detected' from response r where r.id = new.response
    on conflict do nothing;
  return null;
end $$;
create trigger suspicion_retires after insert on suspicion for each row when (new.response is not null) execute function retire_detected();
insert into identity_retirement (application, campaign, reason, retired_at)
  select distinct on (r.application) r.application, s.campaign, 'detected', s.raised_at from suspicion s join response r on r.id = s.response
  order by r.application, s.raised_at;

call protect('plan_increment', 'identity_release', 'identity_retirement');
drop policy plan_increment_actor on plan_increment;
create policy plan_increment_read on plan_increment for select to pt_app using ((select app_reads_campaigns()));
-- Drawn by who may seal: the roles of campaign.seal are those of app_keeps_teams.
create policy plan_increment_drawn on plan_increment for insert to pt_app
  with check (drawn_by = app_actor() and (select app_keeps_teams()) and campaign in (select app_team_campaigns()));
drop policy identity_release_actor on identity_release;
create policy identity_release_read on identity_release for select to pt_app using ((select app_reads_campaigns()));
create policy identity_release_made on identity_release for insert to pt_app
  with check (released_by = app_actor() and (select actor_holds_role('{inspector,coordinator}')) and campaign in (select app_team_campaigns()));
drop policy identity_retirement_actor on identity_retirement;
create policy identity_retirement_team on identity_retirement for select to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy identity_retirement_made on identity_retirement for insert to pt_app
  with check (retired_by = app_actor() and (select actor_holds_role('{inspector,coordinator}')) and campaign in (select app_team_campaigns()));
grant select, insert on plan_increment, identity_release, identity_retirement to pt_app;
create trigger plan_increment_interest before insert on plan_increment for each row execute function bar_own_interest();
create trigger identity_release_interest before insert on identity_release for each row execute function bar_own_interest();
-- Who takes a person out of use makes a pair void: as in sql/0032 for who says that a vacancy is closed. Named to come after
-- identity_retirement_campaign, which says in which campaign.
create trigger identity_retirement_interest before insert on identity_retirement for each row
  when (new.retired_by is not null) execute function bar_own_interest();
create trigger identity_retirement_looker before insert on identity_retirement for each row
  when (new.retired_by is not null) execute function lookers_do_not_act();
create trigger identity_retirement_insider after insert on identity_retirement for each row
  when (new.retired_by is not null) execute function note_insider('void');

-- Whether some of a plan may be sent as far as its made-up persons go; a plan from before this file, and calls, have none.
create function identities_wait(campaign_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from plan_increment p where p.campaign = campaign_id)
    and not exists (select from identity_release r where r.campaign = campaign_id)
$$;
-- Why the made-up person of an application keeps it here; its pair's counts too, unless the pair was seen through: that is
-- for who decides on the suspicion.
create function identity_bars(application_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when t.increment is not null and not exists (select from identity_release r where r.campaign = t.campaign and r.increment = t.increment)
      then 'identity-unreleased'
    when exists (select from identity_retirement x join application p on p.id = x.application
      where p.test = a.test and (p.id = a.id or x.reason <> 'detected')) then 'identity-retired' end
  from application a join test t on t.id = a.test where a.id = application_id
$$;
create function application_person_is_free() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text := identity_bars(new.id);
begin
  if reason is not null then
    raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;
-- Named to come after application_life: the campaign's own reasons are said first.
create trigger application_person before update on application for each row
  when (new.state = 'sending' and old.state <> 'sending') execute function application_person_is_free();

-- Names that were retired, each with where it lived: nobody of that name is drawn there again. For who seals.
create function identities_retired() returns table (name text, municipality text) language sql stable security definer set search_path = pt, pg_catalog as $$
  select distinct a.from_name, a.profile ->> 'municipality' from identity_retirement x join application a on a.id = x.application where app_keeps_teams()
$$;

-- The gate of sql/0025, and last whether anybody of the plan may be sent at all.
create or replace function sending_refused_because(campaign_id uuid) returns text language sql stable set search_path = pt, pg_catalog as $$
  select case
    when c.id is null then 'not-found'
    when nothing_may_leave() then 'kill-switch-on'
    when c.state <> 'running' then 'campaign-not-running'
    when not exists (select from seal s where s.campaign = c.id) then 'not-sealed'
    when b.exercise and k.mode <> 'demo' then 'exercise-outside-demo'
    when not (c.purpose = any (b.purposes)) then 'basis-other-purpose'
    when not (c.service = any (b.services) or 'any' = any (b.services)) then 'basis-not-competent'
    when (app_now() at time zone 'Europe/Brussels')::date < b.valid_from
      or (b.valid_until is not null and (app_now() at time zone 'Europe/Brussels')::date >= b.valid_until) then 'basis-not-valid'
    when not b.exercise and not exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.confirmed_at is not null and f.withdrawn_at is null) then case
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.withdrawn_at is null) then 'basis-unconfirmed'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.confirmed_at is not null) then 'basis-withdrawn'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.confirmed_at is not null and f.withdrawn_at is null) then 'basis-changed'
      else 'basis-unconfirmed' end
    when a.id is null or not authorisation_stands(a.state) then 'not-authorised'
    when app_now() < a.valid_from then 'authorisation-not-yet'
    when app_now() >= a.valid_until then 'authorisation-expired'
    when a.grounds is not null and c.ground <> all (a.grounds) then 'authorisation-other-ground'
    when a.test_types is not null and campaign_test_type(c.id) <> all (a.test_types) then 'authorisation-other-test-type'
    when exists (select from authorisation_condition m where m.authorisation = a.id and m.met_at is null) then 'authorisation-conditions-open'
    when identities_wait(c.id) then 'identities-unreleased'
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

revoke execute on function identities_wait(uuid), identity_bars(uuid), identities_retired() from public;
grant execute on function identities_wait(uuid), identity_bars(uuid), identities_retired() to pt_app;

-- Requests ------------------------------------------------------------------------------------------------------------

-- What a sent request says of its signals is what they say, with all that supports them: a magistrate decides on these facts.
create function sent_request_tells_its_signals() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (
    select from jsonb_array_elements(new.body::jsonb -> 'signals') one (said)
      left join signal s on s.id = (one.said ->> 'id')::uuid left join employer e on e.id = s.employer
    where s.id is null
      or (one.said ->> 'reference', one.said -> 'kind' ->> 'code', one.said -> 'sector' ->> 'code', one.said ->> 'period', one.said ->> 'facts',
          one.said -> 'employer' ->> 'number') is distinct from (s.reference, s.kind, s.sector, s.period, s.facts, e.kbo)
      or array(select g.said ->> 'code' from jsonb_array_elements(one.said -> 'grounds') with ordinality g (said, place) order by g.place)
        is distinct from s.grounds
      or array(select concat_ws(chr(31), x.said ->> 'kind', x.said ->> 'facts', x.said ->> 'fileHash') collate "C" as whole
          from jsonb_array_elements(one.said -> 'exhibits') x (said) order by 1)
        is distinct from array(select concat_ws(chr(31), x.kind, x.facts, encode(x.file_hash, 'hex')) collate "C" as whole
          from exhibit x where x.signal = s.id order by 1)) then
    raise exception 'what is sent tells its signals as they are' using errcode = 'restrict_violation', constraint = 'sent_request_as_checked';
  end if;
  return new;
end $$;
-- Named to come after sent_request_checked: whether it is the checked one is said first.
create trigger sent_request_tells before insert on sent_request for each row execute function sent_request_tells_its_signals();
