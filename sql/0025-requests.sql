-- The reasoned request: it rests on triggers that the legal basis knows, and what was sent stays as it was sent.

-- Which triggers a legal basis asks for, and which authorisation each of them needs; from the reference file, at every start.
alter table legal_basis
  add column triggers_needed text not null default 'none' constraint legal_basis_triggers_needed_known check (triggers_needed in ('none', 'one', 'all')),
  add column trigger_kinds jsonb not null default '{}' constraint legal_basis_trigger_kinds_form check (jsonb_typeof(trigger_kinds) = 'object');
-- Until the next start no trigger is known, so that a basis that asks for one lets nothing pass.
update legal_basis set triggers_needed = coalesce(document -> 'version' ->> 'triggersNeeded', 'none');

alter table authorisation_request
  add column signals uuid[] not null default '{}',
  -- The language of who decides, in which the request is printed.
  add column language text not null default 'nl' constraint authorisation_request_language check (language in ('nl', 'fr'));

-- Why a request cannot rest on the signals it names, or null: each is about a ground and a sector of the campaign and has an
-- exhibit; among them is the trigger that the basis asks for, or are all; and what is asked for is what they need. Where one
-- of them needs a magistrate, a magistrate is asked. For every role, hence the owner's eyes; src/campaigns/authorisations/rules.ts
-- says the same.
create function request_lacks(authorisation_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  with whole as (
    select a.kind, r.signals, c.id as campaign, c.ground, b.exercise, b.triggers_needed, b.trigger_kinds
    from authorisation a join authorisation_request r on r.authorisation = a.id join campaign c on c.id = a.campaign
      join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    where a.id = authorisation_id
  ), taken as (
    select s.*, w.trigger_kinds ->> s.kind as needs from whole w join signal s on s.id = any (w.signals)
  )
  select case
    when not exists (select from whole) then 'authorisation-unchecked'
    when (select count(*) from taken) <> (select cardinality(signals) from whole) then 'trigger-elsewhere'
    when exists (select from taken t, whole w where w.ground <> all (t.grounds)
      or t.sector not in (select k.sector from campaign_cell k where k.campaign = w.campaign)) then 'trigger-elsewhere'
    when exists (select from taken t where not exists (select from exhibit x where x.signal = t.id)) then 'trigger-without-exhibit'
    when (select exercise or triggers_needed = 'none' from whole) then null
    when (select triggers_needed = 'one' from whole) and not exists (select from taken where needs is not null) then 'trigger-missing'
    when (select triggers_needed = 'all' from whole) and exists (select from whole w, jsonb_object_keys(w.trigger_kinds) one (kind)
      where one.kind not in (select t.kind from taken t)) then 'trigger-missing'
    when exists (select from taken where needs = 'magistrate') then
      case when (select kind from whole) = 'magistrate' then null else 'trigger-other-kind' end
    when not exists (select from taken t, whole w where t.needs = w.kind) then 'trigger-other-kind'
  end
$$;

create function authorisation_rests_on_triggers() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare lacks text := request_lacks(new.id);
begin
  if lacks is not null then
    raise exception 'this request cannot be checked: %', lacks using errcode = 'restrict_violation', constraint = 'request:' || lacks;
  end if;
  return new;
end $$;
create trigger authorisation_triggers before update on authorisation for each row
  when (old.state = 'drafted' and new.state = 'checked') execute function authorisation_rests_on_triggers();

-- A request as it was sent: what it says, printed twice, each under its hash. Whatever changes later, this does not.
create table sent_request (
  authorisation uuid constraint sent_request_pkey primary key constraint sent_request_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint sent_request_campaign_fkey references campaign (id),
  version integer not null,
  body text not null,
  html text not null,
  pdf bytea not null,
  body_hash bytea not null constraint sent_request_body_hash check (body_hash = sha256(convert_to(body, 'UTF8'))),
  html_hash bytea not null constraint sent_request_html_hash check (html_hash = sha256(convert_to(html, 'UTF8'))),
  pdf_hash bytea not null constraint sent_request_pdf_hash check (pdf_hash = sha256(pdf)),
  sent_by uuid not null constraint sent_request_sender_fkey references account (id),
  sent_at timestamptz not null default app_now()
);
create trigger sent_request_append_only before update or delete on sent_request for each row execute function refuse_change();

-- What is frozen is the text that was checked, in the own name.
create function sent_request_is_the_checked_one() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation; asked authorisation_request; said jsonb := new.body::jsonb;
begin
  -- A copy of nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  select * into whole from authorisation where id = new.authorisation for update;
  select * into asked from authorisation_request where authorisation = new.authorisation;
  if whole.id is null or asked.authorisation is null or whole.campaign <> new.campaign or whole.state <> 'checked' then
    raise exception 'a request is checked before it is sent' using errcode = 'restrict_violation', constraint = 'authorisation_unchecked';
  end if;
  if app_actor() is not null and new.sent_by <> app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
  end if;
  if new.version <> asked.version or said ->> 'authorisation' is distinct from new.authorisation::text
    or said ->> 'campaign' is distinct from new.campaign::text
    or said -> 'request' is distinct from jsonb_build_object('version', asked.version, 'kind', whole.kind, 'language', asked.language,
      'addressee', asked.addressee, 'motivation', asked.motivation, 'necessity', asked.necessity, 'maxTests', asked.max_tests,
      'wantedFrom', asked.wanted_from, 'wantedUntil', asked.wanted_until, 'testTypes', asked.test_types, 'employers', asked.employers,
      'thirdPersons', asked.third_persons, 'excusedActs', asked.excused_acts)
    or array(select (one.said ->> 'id')::uuid from jsonb_array_elements(said -> 'signals') with ordinality one (said, place) order by one.place)
      is distinct from asked.signals then
    raise exception 'what is sent is what was checked' using errcode = 'restrict_violation', constraint = 'sent_request_as_checked';
  end if;
  return new;
end $$;
create trigger sent_request_checked before insert on sent_request for each row execute function sent_request_is_the_checked_one();

create function authorisation_leaves_a_copy() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not exists (select from sent_request s where s.authorisation = new.id) then
    raise exception 'a request that is sent is kept as sent' using errcode = 'restrict_violation', constraint = 'authorisation_sent_copy';
  end if;
  return new;
end $$;
create trigger authorisation_sent before update on authorisation for each row
  when (old.state = 'checked' and new.state = 'requested') execute function authorisation_leaves_a_copy();

call protect('sent_request');
drop policy sent_request_actor on sent_request;
-- It holds the facts of signals: for who of the own team reads those.
create policy sent_request_team on sent_request to pt_app
  using ((select app_is_system()) or ((select app_reads_signals()) and campaign in (select app_team_campaigns())))
  with check ((select app_reads_signals()) and campaign in (select app_team_campaigns()));
create trigger sent_request_interest before insert on sent_request for each row execute function bar_own_interest();
grant select, insert on sent_request to pt_app;
revoke execute on function request_lacks(uuid) from public;
grant execute on function request_lacks(uuid) to pt_app;

-- A grant narrower than the plan --------------------------------------------------------------------------------------

-- What the decision says of kinds of test and of third persons; null where it says nothing of it.
alter table authorisation
  add column test_types text[] constraint authorisation_test_types check (cardinality(test_types) > 0 and test_types <@ array['correspondence', 'client-call']),
  add column third_persons boolean;
-- A later end may come with fewer tests; null where their number stays.
alter table authorisation_extension
  add column max_tests integer constraint authorisation_extension_max_range check (max_tests > 0);

-- The kind of test that a sealed plan is of: asked for every role, hence the owner's eyes.
create function campaign_test_type(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when exists (select from test t where t.campaign = campaign_id) then 'correspondence' else 'client-call' end
$$;

-- As in sql/0018, with what a decision says of kinds of test and third persons, and an extension that may lower the number.
create or replace function authorisation_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare step text := old.state || '>' || new.state; mutable text[];
begin
  mutable := case
    when step = 'drafted>drafted' then array['kind']
    when step = 'drafted>checked' then array['state', 'checked_by', 'checked_at']
    when step = 'checked>drafted' then array['state', 'kind', 'checked_by', 'checked_at']
    when step = 'checked>requested' then array['state', 'sent_by']
    when step in ('requested>granted', 'requested>granted-with-conditions', 'requested>refused')
      then array['state', 'number', 'valid_from', 'valid_until', 'max_tests', 'document_hash', 'grounds', 'decided_on', 'recorded_by', 'test_types', 'third_persons']
    when new.state = 'extended' and authorisation_stands(old.state) then array['state', 'valid_until', 'max_tests']
    when new.state = 'withdrawn' and authorisation_stands(old.state) then array['state']
  end;
  if mutable is null or (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable) then
    raise exception 'an authorisation does not take the step %', step using errcode = 'restrict_violation', constraint = 'authorisation_life';
  end if;
  if app_actor() is not null and ((step = 'drafted>checked' and new.checked_by <> app_actor()) or (step = 'checked>requested' and new.sent_by <> app_actor())
      or (old.state = 'requested' and new.recorded_by <> app_actor())) then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
  end if;
  if new.state = 'extended' and (app_now() >= old.valid_until or new.valid_until <= old.valid_until or new.max_tests > old.max_tests or not exists (
      select from authorisation_extension x where x.authorisation = new.id and x.valid_until = new.valid_until
        and coalesce(x.max_tests, old.max_tests) = new.max_tests)) then
    raise exception 'an extension is decided before the end, ends later, and allows no more' using errcode = 'restrict_violation', constraint = 'authorisation_extension';
  end if;
  return new;
end $$;

-- The pairs and calls that wait and that the decision does not cover, by their place in the plan: at an employer whom it does
-- not name, or past the number that it allows, in the order of the plan.
create or replace function outside_authorisation(campaign_id uuid) returns setof integer language sql stable security definer set search_path = pt, pg_catalog as $$
  with granted as (
    select max_tests from authorisation where campaign = campaign_id and authorisation_stands(state)
  ), named as (
    -- Asked once, and of each test only where the decision names employers.
    select from authorisation_employer s where s.campaign = campaign_id limit 1
  ), pair as (
    select t.ordinal, not exists (select from named) or authorisation_covers(campaign_id, t.employer, t.vacancy) as covered,
      exists (select from application a where a.test = t.id and a.state in ('sending', 'sent', 'refused', 'in-doubt')) as begun,
      exists (select from application a where a.test = t.id and a.state in ('planned', 'due')) as waits
    from test t where t.campaign = campaign_id
      and exists (select from application a where a.test = t.id and a.state in ('planned', 'due', 'sending', 'sent', 'refused', 'in-doubt'))
  ), call as (
    select t.ordinal, t.state = 'done' or not exists (select from named) or authorisation_covers(campaign_id, t.employer, null) as covered, t.state = 'done' as begun,
      t.state = 'done' and not exists (select from call_outcome o where o.task = t.id and o.code <> 'not-reached') as free
    from call_task t where t.campaign = campaign_id and t.state <> 'cancelled'
  ), waiting as (
    select ordinal, covered, row_number() over (partition by covered order by ordinal)
      + (select count(*) from pair p where p.begun) as place from pair where not begun
    union all
    select ordinal, covered, row_number() over (partition by covered order by ordinal)
      + (select count(*) from call c where c.begun and not c.free) as place from call where not begun
  )
  select ordinal from waiting where not covered or place > (select max_tests from granted)
  union all
  -- A pair that has begun and whose second arm waits.
  select ordinal from pair where begun and waits and not covered
$$;

-- How many tests may still begin under the authorisation of a campaign: what is past that stays where it is.
create function authorisation_left(campaign_id uuid) returns integer language sql stable security definer set search_path = pt, pg_catalog as $$
  select a.max_tests - (select count(distinct p.test) from application p where p.campaign = campaign_id
    and p.state in ('sending', 'sent', 'refused', 'in-doubt'))::integer
  from authorisation a where a.campaign = campaign_id
$$;
revoke execute on function authorisation_left(uuid) from public;
grant execute on function authorisation_left(uuid) to pt_app;

-- What lies outside leaves the plan before the start; afterwards the gate holds it, one by one.
create or replace function campaign_starts_in_scope() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if exists (select from outside_authorisation(new.id)) then
    raise exception 'the plan holds tests that the authorisation does not cover' using errcode = 'restrict_violation', constraint = 'campaign_outside_authorisation';
  end if;
  return new;
end $$;
drop trigger campaign_scope on campaign;
create trigger campaign_scope before update on campaign for each row
  when (new.state = 'running' and old.state = 'ready') execute function campaign_starts_in_scope();

-- A tester who is no inspector is a third person: they get and begin no call under a decision that wants inspectors only.
create function call_is_by_whom_it_may() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from authorisation a where a.campaign = new.campaign and authorisation_stands(a.state) and a.third_persons is false)
    and not exists (select from account p where p.id = new.tester and 'inspector' = any (p.roles)) then
    raise exception 'calling refused: authorisation-inspectors-only' using errcode = 'restrict_violation', constraint = 'gate:' || 'authorisation-inspectors-only';
  end if;
  return new;
end $$;
create trigger call_task_by_whom before insert on call_task for each row
  when (new.tester is not null) execute function call_is_by_whom_it_may();
create trigger call_task_then_by_whom before update on call_task for each row
  when (new.tester is not null and (new.tester is distinct from old.tester or new.started_at is distinct from old.started_at))
  execute function call_is_by_whom_it_may();

-- As in sql/0009, for every tester who asks.
create or replace function call_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce(sending_refused_because(campaign_id),
    case when (select count(*) from call_task t join call_outcome o on o.task = t.id where t.campaign = campaign_id and o.code <> 'not-reached')
      >= (select max_tests from authorisation where campaign = campaign_id) then 'authorisation-used-up' end,
    case when actor_holds_role('{tester}') and not actor_holds_role('{inspector}')
      and (select third_persons is false from authorisation where campaign = campaign_id) then 'authorisation-inspectors-only' end)
$$;

-- The gate of sql/0018, with the kinds of test that the decision names.
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
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

revoke execute on function campaign_test_type(uuid) from public;
grant execute on function campaign_test_type(uuid) to pt_app;

-- The purpose wall ----------------------------------------------------------------------------------------------------

-- Who acted in one capacity for one purpose takes no other capacity for another purpose in the same sector, for so many months
-- after that campaign ended: employers of a baseline stay unknown to who enforces. The months are changed here, by the owner.
create table purpose_wall (
  purpose text not null,
  role text not null,
  other_purpose text not null,
  other_role text not null,
  months integer not null constraint purpose_wall_months_range check (months between 1 and 120),
  constraint purpose_wall_pkey primary key (purpose, role, other_purpose, other_role)
);
insert into purpose_wall (purpose, role, other_purpose, other_role, months) values
  ('baseline', 'fieldworker', 'enforcement', 'inspector', 24),
  ('enforcement', 'inspector', 'baseline', 'fieldworker', 24);
call protect('purpose_wall');
grant select on purpose_wall to pt_app;

-- The roles in which somebody came to know a campaign, as they held them then; before this file, as they hold them now.
alter table campaign_insider add column roles text[];
create function insider_keeps_roles() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  new.roles := (select a.roles from account a where a.id = new.account);
  return new;
end $$;
create trigger campaign_insider_roles before insert on campaign_insider for each row execute function insider_keeps_roles();

-- Whether what somebody did elsewhere bars them from a campaign. Asked for every role and about others, hence the owner's eyes.
create function purpose_wall_bars(who uuid, campaign_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (
    select from campaign c join account p on p.id = who
      join purpose_wall w on w.other_purpose = c.purpose and w.other_role = any (p.roles)
      join campaign_insider i on i.account = who and i.campaign <> c.id and w.role = any (coalesce(i.roles, p.roles))
      join campaign past on past.id = i.campaign and past.purpose = w.purpose
    where c.id = campaign_id
      and exists (select from campaign_cell k join campaign_cell o on o.sector = k.sector where k.campaign = c.id and o.campaign = past.id)
      -- A campaign that has not ended is of today.
      and coalesce((select max(e.at) from campaign_end e where e.campaign = past.id), app_now()) > app_now() - make_interval(months => w.months)
  )
$$;

create function team_keeps_the_wall() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if tg_table_name = 'campaign_member' then
    if purpose_wall_bars(new.account, new.campaign) then
      raise exception 'somebody who did the other in this sector' using errcode = 'restrict_violation', constraint = 'campaign_purpose_wall';
    end if;
  elsif exists (select from campaign_member m where m.campaign = new.campaign and purpose_wall_bars(m.account, m.campaign)) then
    raise exception 'somebody of the team did the other in this sector' using errcode = 'restrict_violation', constraint = 'campaign_purpose_wall';
  end if;
  return null;
end $$;
create trigger campaign_member_wall after insert on campaign_member for each row execute function team_keeps_the_wall();
-- Who designs a campaign is of its team before it has sectors.
create trigger campaign_cell_wall after insert on campaign_cell for each row execute function team_keeps_the_wall();
revoke execute on function purpose_wall_bars(uuid, uuid) from public;
grant execute on function purpose_wall_bars(uuid, uuid) to pt_app;
