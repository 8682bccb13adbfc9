-- The life of an authorisation, from draft to end: who asks, who checks, who records, what it covers and on which
-- conditions; and the switch by which nothing leaves at all.

-- The kill switch ---------------------------------------------------------------------------------------------------

-- One row for each time it was thrown; at most one stands open.
create table kill_switch (
  id uuid constraint kill_switch_pkey primary key,
  thrown_by uuid not null constraint kill_switch_thrower_fkey references account (id),
  thrown_at timestamptz not null default app_now(),
  reason text not null,
  released_by uuid constraint kill_switch_releaser_fkey references account (id),
  released_at timestamptz,
  released_reason text,
  constraint kill_switch_two_persons check (released_by is null or released_by <> thrown_by),
  constraint kill_switch_released_is_whole check ((released_by is null) = (released_at is null) and (released_by is null) = (released_reason is null))
);
create unique index kill_switch_one_on on kill_switch ((true)) where released_at is null;

create function kill_switch_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.released_by is not null or (app_actor() is not null and new.thrown_by <> app_actor()) then
      raise exception 'the switch is thrown in the own name' using errcode = 'restrict_violation', constraint = 'kill_switch_life';
    end if;
    return new;
  end if;
  if old.released_at is not null or new.released_at is null or (app_actor() is not null and new.released_by <> app_actor())
    or (to_jsonb(old) - array['released_by', 'released_at', 'released_reason']) is distinct from (to_jsonb(new) - array['released_by', 'released_at', 'released_reason']) then
    raise exception 'the switch is released once, in the own name' using errcode = 'restrict_violation', constraint = 'kill_switch_life';
  end if;
  return new;
end $$;
create trigger kill_switch_life before insert or update on kill_switch for each row execute function kill_switch_follows_its_life();

call protect('kill_switch');
drop policy kill_switch_actor on kill_switch;
create policy kill_switch_read on kill_switch for select to pt_app using ((select app_reads_campaigns()));
create policy kill_switch_thrown on kill_switch for insert to pt_app with check ((select app_keeps_teams()));
create policy kill_switch_released on kill_switch for update to pt_app using ((select app_keeps_teams())) with check ((select app_keeps_teams()));
grant select, insert, update on kill_switch to pt_app;

-- Whether nothing may leave: the gate asks it for every role, hence the owner's eyes.
create function nothing_may_leave() returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from kill_switch where released_at is null) $$;

-- A withdrawal that a person decided on goes out all the same: an employer is told whatever became of the campaign.
create function withdrawal_heeds_the_switch() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if nothing_may_leave() and not exists (select from account a where a.id = new.decided_by and a.kind = 'person') then
    raise exception 'sending refused: kill-switch-on' using errcode = 'restrict_violation', constraint = 'gate:kill-switch-on';
  end if;
  return new;
end $$;
create trigger withdrawal_switch before update on withdrawal for each row
  when (new.state = 'sending' and old.state <> 'sending') execute function withdrawal_heeds_the_switch();

-- What gives reason to test -------------------------------------------------------------------------------------------

create function app_reads_signals() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector,coordinator}') $$;
create function app_records_signals() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector}') $$;

-- A signal is about one employer or one sector, in a quarter and no closer; a random reference stands for it elsewhere.
create table signal (
  id uuid constraint signal_pkey primary key,
  reference text collate "C" not null constraint signal_reference_unique unique,
  kind text not null constraint signal_kind_known check (kind in ('objective-indication', 'complaint-or-report', 'datamining', 'vacancy-text',
    'employer-suspicion', 'sector-study', 'sector-data-comparison')),
  employer uuid constraint signal_employer_fkey references employer (id),
  sector text collate "C" not null constraint signal_sector_fkey references sector (code),
  grounds text[] not null constraint signal_grounds_some check (cardinality(grounds) > 0),
  period text not null constraint signal_period_form check (period ~ '^[0-9]{4}-Q[1-4]$'),
  facts text not null,
  recorded_by uuid not null constraint signal_recorder_fkey references account (id),
  recorded_at timestamptz not null default app_now()
);
create index signal_newest on signal (recorded_at desc, id);
create trigger signal_append_only before update or delete on signal for each row execute function refuse_change();

-- What supports a signal: the file is hashed at the door and kept by who adds it.
create table exhibit (
  id uuid constraint exhibit_pkey primary key,
  signal uuid not null constraint exhibit_signal_fkey references signal (id),
  kind text not null constraint exhibit_kind_known check (kind in ('vacancy', 'report', 'statement', 'data', 'correspondence', 'other')),
  facts text not null,
  file_hash bytea not null constraint exhibit_hash_length check (length(file_hash) = 32),
  added_by uuid not null constraint exhibit_adder_fkey references account (id),
  added_at timestamptz not null default app_now(),
  constraint exhibit_once unique (signal, file_hash)
);
create trigger exhibit_append_only before update or delete on exhibit for each row execute function refuse_change();

call protect('signal', 'exhibit');
drop policy signal_actor on signal;
create policy signal_read on signal for select to pt_app using ((select app_reads_signals()));
create policy signal_made on signal for insert to pt_app with check ((select app_records_signals()) and recorded_by = app_actor());
drop policy exhibit_actor on exhibit;
create policy exhibit_read on exhibit for select to pt_app using ((select app_reads_signals()));
create policy exhibit_made on exhibit for insert to pt_app with check ((select app_records_signals()) and added_by = app_actor());
grant select, insert on signal, exhibit to pt_app;

-- The authorisation -------------------------------------------------------------------------------------------------

alter table authorisation
  add column checked_by uuid constraint authorisation_checker_fkey references account (id),
  add column checked_at timestamptz,
  add column sent_by uuid constraint authorisation_sender_fkey references account (id),
  add column decided_on date;
alter table authorisation drop constraint authorisation_state_known, drop constraint authorisation_two_persons, drop constraint authorisation_granted_is_whole;
alter table authorisation
  add constraint authorisation_state_known
    check (state in ('drafted', 'checked', 'requested', 'granted', 'granted-with-conditions', 'extended', 'refused', 'withdrawn')),
  add constraint authorisation_check_two_persons check (checked_by is null or checked_by <> requested_by),
  add constraint authorisation_two_persons check (recorded_by is null or (recorded_by <> requested_by and recorded_by is distinct from sent_by)),
  add constraint authorisation_checked_is_whole check ((checked_by is null) = (checked_at is null)
    and (state <> 'drafted' or checked_by is null) and (state <> 'checked' or checked_by is not null)),
  add constraint authorisation_granted_is_whole check (state not in ('granted', 'granted-with-conditions', 'extended')
    or (number is not null and valid_from is not null and valid_until is not null and valid_until > valid_from and max_tests is not null
      and document_hash is not null and recorded_by is not null));

-- The states in which something may be done under it; whether it is expired or used up is a fact of the day.
create function authorisation_stands(state text) returns boolean language sql immutable parallel safe
  as $$ select state in ('granted', 'granted-with-conditions', 'extended') $$;

-- The employers that a decision names, by KBO number or establishment number; without a row it names none, and covers
-- every employer. For the own team's eyes: who is targeted is not for others to know.
create table authorisation_employer (
  authorisation uuid not null constraint authorisation_employer_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint authorisation_employer_campaign_fkey references campaign (id),
  number text collate "C" not null constraint authorisation_employer_form check (number ~ '^[0-9]{10}$'),
  constraint authorisation_employer_pkey primary key (authorisation, number)
);

-- What must be met before anything leaves: what the decision asks, and what the legal basis asks as it read at the grant.
create table authorisation_condition (
  authorisation uuid not null constraint authorisation_condition_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint authorisation_condition_campaign_fkey references campaign (id),
  position smallint not null,
  of_basis boolean not null,
  words jsonb not null constraint authorisation_condition_words check (words ?& array['nl', 'en', 'fr']),
  met_by uuid constraint authorisation_condition_person_fkey references account (id),
  met_at timestamptz,
  note text,
  constraint authorisation_condition_pkey primary key (authorisation, position),
  constraint authorisation_condition_met_is_whole check ((met_by is null) = (met_at is null) and (met_by is null) = (note is null))
);

-- A later end, decided and recorded as the grant was.
create table authorisation_extension (
  id uuid constraint authorisation_extension_pkey primary key,
  authorisation uuid not null constraint authorisation_extension_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint authorisation_extension_campaign_fkey references campaign (id),
  number text not null,
  decided_on date not null,
  valid_until timestamptz not null,
  document_hash bytea not null constraint authorisation_extension_document_length check (length(document_hash) = 32),
  recorded_by uuid not null constraint authorisation_extension_recorder_fkey references account (id),
  recorded_at timestamptz not null default app_now()
);
create index authorisation_extension_of on authorisation_extension (authorisation);
create trigger authorisation_extension_append_only before update or delete on authorisation_extension for each row execute function refuse_change();
create trigger authorisation_employer_append_only before update or delete on authorisation_employer for each row execute function refuse_change();

-- What is asked for, and why, as the team writes it; frozen once a second person checked it.
create table authorisation_request (
  authorisation uuid constraint authorisation_request_pkey primary key constraint authorisation_request_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint authorisation_request_campaign_fkey references campaign (id),
  version integer not null default 1,
  addressee text not null,
  motivation text not null,
  necessity text not null,
  max_tests integer not null constraint authorisation_request_max_range check (max_tests > 0),
  wanted_from date not null,
  wanted_until date not null,
  test_types text[] not null constraint authorisation_request_types check (cardinality(test_types) > 0
    and test_types <@ array['correspondence', 'client-call']),
  employers text[] not null,
  third_persons boolean not null,
  excused_acts text,
  remark text,
  constraint authorisation_request_range check (wanted_until > wanted_from)
);

-- An authorisation begins as a draft, which a second person checks before it is sent. An exercise may begin as requested.
create function authorisation_starts_drafted() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.state not in ('drafted', 'requested') or new.checked_by is not null or new.sent_by is not null or new.recorded_by is not null then
    raise exception 'an authorisation begins as a draft' using errcode = 'restrict_violation', constraint = 'authorisation_life';
  end if;
  -- Without an actor the row policies refuse it, or it is the owner's own work.
  if new.state = 'requested' and app_actor() is not null and not exists (select from campaign c join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
      where c.id = new.campaign and b.exercise) then
    raise exception 'a request is checked before it is sent' using errcode = 'restrict_violation', constraint = 'authorisation_unchecked';
  end if;
  return new;
end $$;
create trigger authorisation_start before insert on authorisation for each row execute function authorisation_starts_drafted();

drop trigger authorisation_kind on authorisation;
create trigger authorisation_kind before insert or update of kind on authorisation for each row execute function authorisation_is_of_its_basis();

-- What each step changes, and nothing else; who steps does so in the own name.
create or replace function authorisation_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare step text := old.state || '>' || new.state; mutable text[];
begin
  mutable := case
    when step = 'drafted>drafted' then array['kind']
    when step = 'drafted>checked' then array['state', 'checked_by', 'checked_at']
    when step = 'checked>drafted' then array['state', 'kind', 'checked_by', 'checked_at']
    when step = 'checked>requested' then array['state', 'sent_by']
    when step in ('requested>granted', 'requested>granted-with-conditions', 'requested>refused')
      then array['state', 'number', 'valid_from', 'valid_until', 'max_tests', 'document_hash', 'grounds', 'decided_on', 'recorded_by']
    when new.state = 'extended' and authorisation_stands(old.state) then array['state', 'valid_until']
    when new.state = 'withdrawn' and authorisation_stands(old.state) then array['state']
  end;
  if mutable is null or (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable) then
    raise exception 'an authorisation does not take the step %', step using errcode = 'restrict_violation', constraint = 'authorisation_life';
  end if;
  if app_actor() is not null and ((step = 'drafted>checked' and new.checked_by <> app_actor()) or (step = 'checked>requested' and new.sent_by <> app_actor())
      or (old.state = 'requested' and new.recorded_by <> app_actor())) then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
  end if;
  if new.state = 'extended' and (app_now() >= old.valid_until or new.valid_until <= old.valid_until or not exists (
      select from authorisation_extension x where x.authorisation = new.id and x.valid_until = new.valid_until)) then
    raise exception 'an extension is decided before the end, and ends later' using errcode = 'restrict_violation', constraint = 'authorisation_extension';
  end if;
  return new;
end $$;

-- A grant takes the conditions of its legal basis as the text stands; its own are recorded before it, or there are none.
create function authorisation_takes_conditions() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (new.state = 'granted-with-conditions') <> exists (select from authorisation_condition k where k.authorisation = new.id) then
    raise exception 'the conditions of a grant are recorded with it' using errcode = 'restrict_violation', constraint = 'authorisation_conditions';
  end if;
  insert into authorisation_condition (authorisation, campaign, position, of_basis, words)
    select new.id, new.campaign, 100 + one.place, true, one.asked -> 'text'
    from campaign c join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
      cross join lateral jsonb_array_elements(b.document -> 'version' -> 'conditions') with ordinality one (asked, place)
    where c.id = new.campaign and not b.exercise;
  return new;
end $$;
create trigger authorisation_takes before update on authorisation for each row
  when (old.state = 'requested' and new.state in ('granted', 'granted-with-conditions')) execute function authorisation_takes_conditions();

-- Conditions, employers and extensions belong to a decision that is being recorded or stands; a condition is met once,
-- in the own name.
create function authorisation_part_in_time() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation;
begin
  -- A part of nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  select * into whole from authorisation where id = new.authorisation for update;
  if whole.id is null or whole.campaign <> new.campaign
    or whole.state <> all (case when tg_table_name = 'authorisation_extension' then array['granted', 'granted-with-conditions', 'extended']
      when tg_table_name = 'authorisation_request' then array['drafted'] else array['requested'] end) then
    raise exception 'this authorisation takes no % now', tg_table_name using errcode = 'restrict_violation', constraint = 'authorisation_life';
  end if;
  if tg_table_name = 'authorisation_condition' and tg_op = 'INSERT' then
    if new.met_at is not null then
      raise exception 'a condition begins unmet' using errcode = 'restrict_violation', constraint = 'authorisation_condition_once';
    end if;
  end if;
  if tg_table_name = 'authorisation_extension' then
    if new.recorded_by = whole.requested_by or new.recorded_by is not distinct from whole.sent_by then
      raise exception 'another records what one asked for' using errcode = 'restrict_violation', constraint = 'authorisation_two_persons';
    end if;
    if app_actor() is not null and new.recorded_by <> app_actor() then
      raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
    end if;
  end if;
  return new;
end $$;
create trigger authorisation_extension_time before insert on authorisation_extension for each row execute function authorisation_part_in_time();
create trigger authorisation_employer_time before insert on authorisation_employer for each row execute function authorisation_part_in_time();
create trigger authorisation_condition_time before insert on authorisation_condition for each row execute function authorisation_part_in_time();
create trigger authorisation_request_time before insert or update on authorisation_request for each row execute function authorisation_part_in_time();

create function authorisation_condition_is_met_once() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (to_jsonb(old) - array['met_by', 'met_at', 'note']) is distinct from (to_jsonb(new) - array['met_by', 'met_at', 'note'])
    or old.met_at is not null or new.met_at is null or (app_actor() is not null and new.met_by <> app_actor()) then
    raise exception 'a condition is met once, in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_condition_once';
  end if;
  return new;
end $$;
create trigger authorisation_condition_once before update on authorisation_condition for each row execute function authorisation_condition_is_met_once();

call protect('authorisation_employer', 'authorisation_condition', 'authorisation_extension', 'authorisation_request');
do $$
declare name text;
begin
  foreach name in array array['authorisation_employer', 'authorisation_condition', 'authorisation_extension', 'authorisation_request'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
    execute format('create trigger %I before insert or update on %I for each row execute function bar_own_interest()', name || '_interest', name);
  end loop;
  foreach name in array array['authorisation_condition', 'authorisation_extension'] loop
    execute format('create policy %I on %I for select to pt_app using ((select app_reads_campaigns()))', name || '_read', name);
    execute format('create policy %I on %I for insert to pt_app with check ((select app_keeps_teams()) or campaign in (select app_team_campaigns()))', name || '_made', name);
  end loop;
end $$;
create policy authorisation_condition_met on authorisation_condition for update to pt_app using (campaign in (select app_team_campaigns()))
  with check (campaign in (select app_team_campaigns()));
create policy authorisation_employer_read on authorisation_employer for select to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy authorisation_employer_made on authorisation_employer for insert to pt_app with check ((select app_keeps_teams()) or campaign in (select app_team_campaigns()));
create policy authorisation_request_team on authorisation_request to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns()));
grant select, insert on authorisation_employer, authorisation_extension to pt_app;
grant select, insert, update on authorisation_condition, authorisation_request to pt_app;

-- Scope -------------------------------------------------------------------------------------------------------------

-- Whether the decision covers an employer, or the establishment of its vacancy: asked for every role, hence the owner's eyes.
create function authorisation_covers(campaign_id uuid, employer_id uuid, vacancy_id uuid) returns boolean
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select not exists (select from authorisation_employer s where s.campaign = campaign_id)
    or exists (select from authorisation_employer s join employer e on e.kbo = s.number where s.campaign = campaign_id and e.id = employer_id)
    or exists (select from authorisation_employer s join vacancy v on v.establishment = s.number where s.campaign = campaign_id and v.id = vacancy_id)
$$;
create index authorisation_employer_campaign on authorisation_employer (campaign);

-- The pairs and calls that wait to be done at an employer whom the decision does not cover, by their place in the plan.
create function outside_authorisation(campaign_id uuid) returns setof integer language sql stable security definer set search_path = pt, pg_catalog as $$
  select t.ordinal from test t where t.campaign = campaign_id and exists (select from authorisation_employer s where s.campaign = campaign_id)
    and not authorisation_covers(campaign_id, t.employer, t.vacancy)
    and exists (select from application a where a.test = t.id and a.state in ('planned', 'due'))
  union all
  select t.ordinal from call_task t where t.campaign = campaign_id and t.state = 'planned' and not authorisation_covers(campaign_id, t.employer, null)
$$;

create function application_is_in_scope() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not exists (select from test t where t.id = new.test and authorisation_covers(new.campaign, t.employer, t.vacancy)) then
    raise exception 'sending refused: authorisation-other-employer' using errcode = 'restrict_violation', constraint = 'gate:' || 'authorisation-other-employer';
  end if;
  return new;
end $$;
-- Named to come after application_life: the campaign's own reasons are said first.
create trigger application_scope before update on application for each row
  when (new.state = 'sending' and old.state <> 'sending') execute function application_is_in_scope();

create function call_is_in_scope() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not authorisation_covers(new.campaign, new.employer, null) then
    raise exception 'calling refused: authorisation-other-employer' using errcode = 'restrict_violation', constraint = 'gate:' || 'authorisation-other-employer';
  end if;
  return new;
end $$;
create trigger call_task_scope before insert or update on call_task for each row
  when (new.state <> 'cancelled') execute function call_is_in_scope();

-- A campaign starts within its authorisation: what lies outside leaves the plan first.
create function campaign_starts_in_scope() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if exists (select from outside_authorisation(new.id)) then
    raise exception 'the plan holds employers whom the authorisation does not cover' using errcode = 'restrict_violation', constraint = 'campaign_outside_authorisation';
  end if;
  return new;
end $$;
create trigger campaign_scope before update on campaign for each row
  when (new.state = 'running' and old.state <> 'running') execute function campaign_starts_in_scope();

-- The gate ----------------------------------------------------------------------------------------------------------

-- The gate of sql/0014, with the switch before everything, the states in which an authorisation stands, and its conditions.
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
    when exists (select from authorisation_condition m where m.authorisation = a.id and m.met_at is null) then 'authorisation-conditions-open'
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

-- As in sql/0009, for every state in which an authorisation stands.
create or replace function call_task_starts_planned() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare most integer;
begin
  if new.state <> 'planned' or new.started_at is not null then
    raise exception 'a call starts as planned' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if app_actor() is not null and not actor_holds_role('{coordinator,fieldworker}') then
    raise exception 'a tester plans no calls' using errcode = 'restrict_violation', constraint = 'call_task_by_planner';
  end if;
  if exists (select from campaign where id = new.campaign and state in ('closing', 'closed', 'stopped', 'abandoned')) then
    raise exception 'the campaign is over' using errcode = 'restrict_violation', constraint = 'gate:campaign-not-running';
  end if;
  select max_tests into most from authorisation where campaign = new.campaign and authorisation_stands(state) for update;
  if (select count(*) from call_task where campaign = new.campaign and state <> 'cancelled') >= most then
    raise exception 'more calls than the authorisation allows' using errcode = 'restrict_violation', constraint = 'gate:authorisation-used-up';
  end if;
  return new;
end $$;

revoke execute on function nothing_may_leave(), authorisation_covers(uuid, uuid, uuid), outside_authorisation(uuid) from public;
grant execute on function nothing_may_leave(), authorisation_covers(uuid, uuid, uuid), outside_authorisation(uuid) to pt_app;
