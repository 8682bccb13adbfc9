-- A call that reached nobody: tried again on another day, three times at most; then it is closed as not reached. No words are
-- kept, so nothing of a person is in it.
create table call_attempt (
  task uuid not null constraint call_attempt_task_fkey references call_task (id),
  n smallint not null constraint call_attempt_n_range check (n between 1 and 3),
  campaign uuid not null constraint call_attempt_campaign_fkey references campaign (id),
  how text not null constraint call_attempt_how_known check (how in ('no-answer', 'busy', 'wrong-number', 'voicemail', 'call-back-later', 'cut-off')),
  on_day date not null,
  started_at timestamptz,
  ended_at timestamptz not null,
  -- When it is tried again; none after the last.
  next_on date,
  recorded_by uuid not null constraint call_attempt_recorder_fkey references tester (account),
  constraint call_attempt_pkey primary key (task, n),
  constraint call_attempt_once_a_day unique (task, on_day),
  constraint call_attempt_range check (started_at is null or ended_at >= started_at),
  constraint call_attempt_is_tried_again check ((n = 3) = (next_on is null)),
  constraint call_attempt_on_another_day check (next_on > on_day)
);
create trigger call_attempt_append_only before update or delete on call_attempt for each row execute function refuse_change();

-- The last attempt of a call.
create function last_attempt(call uuid) returns call_attempt language sql stable set search_path = pt, pg_catalog
  as $$ select a from call_attempt a where a.task = call order by a.n desc limit 1 $$;

-- Its own tester tells of an attempt at an open call, one after another, on the day itself. That nobody was reached can always
-- be told, whatever the gate says.
create function call_attempt_follows_the_last() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare planned call_task;
begin
  select * into planned from call_task where id = new.task for update;
  if planned.id is null then return new; end if;
  if planned.tester is distinct from new.recorded_by or (app_actor() is not null and new.recorded_by <> app_actor()) then
    raise exception 'only its tester records a call' using errcode = 'restrict_violation', constraint = 'call_outcome_by_tester';
  end if;
  if planned.state <> 'planned' then
    raise exception 'this call is not open' using errcode = 'restrict_violation', constraint = 'call_outcome_open';
  end if;
  if new.campaign <> planned.campaign or new.on_day <> (new.ended_at at time zone 'Europe/Brussels')::date
    or new.n <> coalesce((last_attempt(new.task)).n, 0) + 1 then
    raise exception 'attempts follow one another' using errcode = 'restrict_violation', constraint = 'call_attempt_order';
  end if;
  return new;
end $$;
create trigger call_attempt_order before insert on call_attempt for each row execute function call_attempt_follows_the_last();
create trigger call_attempt_insider after insert on call_attempt for each row execute function note_insider('call');
create trigger call_attempt_interest before insert on call_attempt for each row execute function bar_own_interest();
create trigger call_attempt_looker before insert on call_attempt for each row execute function lookers_do_not_act();

-- Nobody is given up before the third attempt.
create function not_reached_after_three() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if (last_attempt(new.task)).n is distinct from 3 then
    raise exception 'a call is not reached after three attempts' using errcode = 'restrict_violation', constraint = 'call_outcome_after_three';
  end if;
  return new;
end $$;
create trigger call_outcome_after_three before insert on call_outcome for each row
  when (new.code = 'not-reached') execute function not_reached_after_three();

-- As in sql/0030, and an attempt moves the call to the day on which it is tried again; a wrong number is asked of the planners.
create or replace function call_task_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text; tried call_attempt; moved boolean;
begin
  if (to_jsonb(old) - array['tester', 'firm', 'phone', 'planned_on', 'state', 'state_reason', 'started_at'])
     is distinct from (to_jsonb(new) - array['tester', 'firm', 'phone', 'planned_on', 'state', 'state_reason', 'started_at']) then
    raise exception 'a planned call is not changed' using errcode = 'restrict_violation', constraint = 'call_task_frozen';
  end if;
  if old.state <> 'planned' then
    raise exception 'a call that is over is not changed' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  tried := last_attempt(new.id);
  moved := coalesce(tried.next_on = new.planned_on and tried.recorded_by = new.tester and new.started_at is null
    and (new.phone is not distinct from old.phone or new.phone is null and tried.how = 'wrong-number')
    and (to_jsonb(old) - array['phone', 'planned_on', 'started_at']) = (to_jsonb(new) - array['phone', 'planned_on', 'started_at']), false);
  if app_actor() is not null and (new.state = 'cancelled' or (old.tester, old.firm, old.phone, old.planned_on) is distinct from (new.tester, new.firm, new.phone, new.planned_on))
    and not actor_holds_role('{coordinator,fieldworker,inspector,system}')
    and not (moved and new.tester = app_actor())
    and not (old.firm is not null and old.firm = app_own_firm() and old.started_at is null and (to_jsonb(old) - 'tester') = (to_jsonb(new) - 'tester')) then
    raise exception 'a tester does not change the plan' using errcode = 'restrict_violation', constraint = 'call_task_by_planner';
  end if;
  if new.state = 'done' and not exists (select from call_outcome o where o.task = new.id) then
    raise exception 'a call is done when its outcome is recorded' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if new.started_at is null and old.started_at is not null and not moved then
    raise exception 'a call that began ends by what was heard' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if new.started_at is not null and new.started_at is distinct from old.started_at then
    reason := coalesce(call_refused_because(new.campaign),
      case when tried.on_day = (new.started_at at time zone 'Europe/Brussels')::date then 'call-tried-today' end);
    if reason is not null then
      raise exception 'calling refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
    end if;
  end if;
  return new;
end $$;

call protect('call_attempt');
drop policy call_attempt_actor on call_attempt;
create policy call_attempt_team on call_attempt for select to pt_app
  using ((select app_is_system()) or recorded_by = app_actor() or campaign in (select app_team_campaigns())
    or task in (select t.id from call_task t where t.tester = app_actor()));
create policy call_attempt_own on call_attempt for insert to pt_app with check (recorded_by = app_actor());
grant select, insert on call_attempt to pt_app;
