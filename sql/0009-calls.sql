-- Client calls: the tasks of testers, what they heard, and the number by which a tester is known.

alter table employer add column phone text constraint employer_phone_form check (phone ~ '^\+?[0-9][0-9 ./-]{5,24}$');

-- Whether who acts holds one of these roles, as the account says at this moment. Asked by policies, so that the wall
-- between testers does not hang on the program.
create function actor_holds_role(wanted text[]) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from account where id = app_actor() and roles && wanted) $$;

-- Testers are known by number to all but the coordinator; whoever gets the role gets a number, once and for good.
create table tester (
  account uuid constraint tester_pkey primary key constraint tester_account_fkey references account (id),
  number integer not null generated always as identity constraint tester_number_unique unique
);

create function number_tester() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not exists (select from tester where account = new.id) then
    insert into tester (account) values (new.id) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger account_tester after insert or update on account for each row when ('tester' = any (new.roles)) execute function number_tester();
insert into tester (account) select id from account where 'tester' = any (roles) order by created_at, id;

-- The name under which who acts may know an account.
create function shown_name(who uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when t.number is null or who = app_actor() or actor_holds_role('{coordinator}') then a.name else 'Tester ' || t.number end
  from account a left join tester t on t.account = a.id where a.id = who
$$;

-- A script as it was when calls were planned with it; every edit has another hash.
create table call_script (
  hash bytea constraint call_script_pkey primary key constraint call_script_hash_length check (length(hash) = 32),
  scenario text collate "C" not null,
  version integer not null,
  body jsonb not null
);
create trigger call_script_append_only before update or delete on call_script for each row execute function refuse_change();

-- One call to make: an agency (unit) in a wave. `turn` counts the calls to one unit in one wave.
create table call_task (
  id uuid constraint call_task_pkey primary key,
  number integer not null generated always as identity constraint call_task_number_unique unique,
  campaign uuid not null constraint call_task_campaign_fkey references campaign (id),
  ordinal integer not null,
  wave integer not null constraint call_task_wave_range check (wave between 1 and 99),
  turn smallint not null constraint call_task_turn_range check (turn between 1 and 9),
  employer uuid not null constraint call_task_employer_fkey references employer (id),
  employer_unit text collate "C" not null,
  sector text collate "C" not null,
  ground text not null,
  script bytea not null constraint call_task_script_fkey references call_script (hash),
  leaf bytea not null constraint call_task_leaf_length check (length(leaf) = 32),
  phone text constraint call_task_phone_form check (phone ~ '^\+?[0-9][0-9 ./-]{5,24}$'),
  tester uuid constraint call_task_tester_fkey references tester (account),
  planned_on date not null,
  state text not null default 'planned' constraint call_task_state_known check (state in ('planned', 'done', 'cancelled')),
  state_reason text,
  started_at timestamptz,
  constraint call_task_once unique (campaign, wave, employer_unit, turn),
  constraint call_task_ordinal_unique unique (campaign, ordinal),
  constraint call_task_cancelled_has_reason check (state <> 'cancelled' or state_reason is not null)
);
create index call_task_tester on call_task (tester, planned_on) where state = 'planned';

-- What the tester heard: one per task, written once.
create table call_outcome (
  task uuid constraint call_outcome_pkey primary key constraint call_outcome_task_fkey references call_task (id),
  code text not null constraint call_outcome_code_known check (code in
    ('COMPLY-OPEN', 'COMPLY-HIDDEN', 'EVADE', 'REFUSE', 'REFUSE-LAW', 'REPORTS', 'not-reached', 'stopped')),
  asked_reason boolean,
  named_ban boolean,
  times_said smallint constraint call_outcome_times_said_range check (times_said between 0 and 9),
  deviations jsonb not null constraint call_outcome_deviations_listed check (jsonb_typeof(deviations) = 'array'),
  note text,
  void_reason text constraint call_outcome_void_reason_known check (void_reason in ('wish-repeated', 'wish-not-said', 'deviation')),
  started_at timestamptz,
  ended_at timestamptz not null,
  recorded_by uuid not null constraint call_outcome_recorder_fkey references tester (account),
  constraint call_outcome_answered_is_whole check (code in ('not-reached', 'stopped')
    or (asked_reason is not null and named_ban is not null and times_said is not null)),
  constraint call_outcome_void_is_marked check (code in ('not-reached', 'stopped') or void_reason is not null
    or (times_said = 1 and not deviations @> '[{"spoils": true}]')),
  constraint call_outcome_range check (started_at is null or ended_at >= started_at)
);
create trigger call_outcome_append_only before update or delete on call_outcome for each row execute function refuse_change();

-- Why no call of this campaign may be made now, or null: the gate of applications, and the authorised number of tests.
-- It counts every tester's calls, which the tester who asks may not see: hence the owner's eyes.
create function call_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce(sending_refused_because(campaign_id),
    case when (select count(*) from call_task t join call_outcome o on o.task = t.id where t.campaign = campaign_id and o.code <> 'not-reached')
      >= (select max_tests from authorisation where campaign = campaign_id) then 'authorisation-used-up' end)
$$;

-- A call starts as planned, by who plans, for a campaign that is not over, within the authorised number.
create function call_task_starts_planned() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
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
  select max_tests into most from authorisation where campaign = new.campaign and state = 'granted' for update;
  if (select count(*) from call_task where campaign = new.campaign and state <> 'cancelled') >= most then
    raise exception 'more calls than the authorisation allows' using errcode = 'restrict_violation', constraint = 'gate:authorisation-used-up';
  end if;
  return new;
end $$;
create trigger call_task_start before insert on call_task for each row execute function call_task_starts_planned();

-- The life of a call, whoever changes the row. What was planned is frozen; tester, number and day move while it is open.
create function call_task_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text;
begin
  if (to_jsonb(old) - array['tester', 'phone', 'planned_on', 'state', 'state_reason', 'started_at'])
     is distinct from (to_jsonb(new) - array['tester', 'phone', 'planned_on', 'state', 'state_reason', 'started_at']) then
    raise exception 'a planned call is not changed' using errcode = 'restrict_violation', constraint = 'call_task_frozen';
  end if;
  if old.state <> 'planned' then
    raise exception 'a call that is over is not changed' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if app_actor() is not null and (new.state = 'cancelled' or (old.tester, old.phone, old.planned_on) is distinct from (new.tester, new.phone, new.planned_on))
    and not actor_holds_role('{coordinator,fieldworker,inspector,system}') then
    raise exception 'a tester does not change the plan' using errcode = 'restrict_violation', constraint = 'call_task_by_planner';
  end if;
  if new.state = 'done' and not exists (select from call_outcome o where o.task = new.id) then
    raise exception 'a call is done when its outcome is recorded' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if new.started_at is distinct from old.started_at then
    reason := call_refused_because(new.campaign);
    if reason is not null then
      raise exception 'calling refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
    end if;
  end if;
  return new;
end $$;
create trigger call_task_life before update on call_task for each row execute function call_task_follows_its_life();

-- The gate of a call, whoever writes the row: its own tester, an open task, and a campaign that may call now. That a call
-- was broken off or nobody answered can always be told.
create function call_outcome_passes_the_gate() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare planned call_task; reason text;
begin
  select * into planned from call_task where id = new.task for update;
  -- A task that is not there is for the foreign key to refuse, and an insert without an actor for the policy.
  if planned.id is null then return new; end if;
  if planned.tester is distinct from new.recorded_by or (app_actor() is not null and new.recorded_by <> app_actor()) then
    raise exception 'only its tester records a call' using errcode = 'restrict_violation', constraint = 'call_outcome_by_tester';
  end if;
  if new.code in ('not-reached', 'stopped') then return new; end if;
  if planned.state <> 'planned' then
    raise exception 'this call is not open' using errcode = 'restrict_violation', constraint = 'call_outcome_open';
  end if;
  perform from authorisation where campaign = planned.campaign for update;
  reason := call_refused_because(planned.campaign);
  if reason is not null then
    raise exception 'calling refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;
create trigger call_outcome_gate before insert on call_outcome for each row execute function call_outcome_passes_the_gate();

call protect('tester', 'call_script', 'call_task', 'call_outcome');

-- A tester sees and touches the own tasks and outcomes only; who plans or analyses sees all. Nobody else sees any.
drop policy call_task_actor on call_task;
create policy call_task_actor on call_task to pt_app
  using (app_actor() is not null and (tester = app_actor() or actor_holds_role('{coordinator,fieldworker,inspector,analyst,system}')))
  with check (app_actor() is not null and (tester = app_actor() or actor_holds_role('{coordinator,fieldworker,inspector,analyst,system}')));
drop policy call_outcome_actor on call_outcome;
create policy call_outcome_actor on call_outcome to pt_app
  using (app_actor() is not null and (recorded_by = app_actor() or actor_holds_role('{coordinator,fieldworker,inspector,analyst,system}')))
  with check (app_actor() is not null and (recorded_by = app_actor() or actor_holds_role('{coordinator,fieldworker,inspector,analyst,system}')));

grant select on tester to pt_app;
grant select, insert on call_script, call_outcome to pt_app;
grant select, insert, update on call_task to pt_app;
