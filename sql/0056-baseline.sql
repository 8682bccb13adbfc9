-- Before the figures of a baseline are approved, its plan is drawn once more and laid beside what is stored. What it was drawn
-- from is kept from now on, sealed under the secret of the server: the seed alone does not say what the register held then.

-- Scenario and pools as a plan was drawn with them; every edit has another hash.
create table drawn_material (
  hash bytea constraint drawn_material_pkey primary key constraint drawn_material_hash_length check (length(hash) = 32),
  body text not null,
  constraint drawn_material_hashed check (hash = sha256(convert_to(body, 'UTF8')))
);
create trigger drawn_material_append_only before update or delete on drawn_material for each row execute function refuse_change();

-- What one drawing of a baseline looked at: the frame without persons, what was tested before, the calendar. Drawings are the
-- increments of a plan, and the waves of calls, from 0. Its text names employers, so it goes with them.
create table plan_input (
  campaign uuid not null constraint plan_input_campaign_fkey references campaign (id),
  drawing integer not null constraint plan_input_drawing_range check (drawing >= 0),
  hash bytea not null constraint plan_input_hash_length check (length(hash) = 32),
  sealed bytea not null,
  erased_at timestamptz,
  constraint plan_input_pkey primary key (campaign, drawing),
  constraint plan_input_erased_is_empty check ((erased_at is null) = (length(sealed) > 0))
);
create trigger plan_input_append_only before update or delete on plan_input for each row execute function refuse_change_but_erasing('sealed');

call protect('drawn_material', 'plan_input');
drop policy plan_input_actor on plan_input;
create policy plan_input_team on plan_input for select to pt_app using (campaign in (select app_team_campaigns()));
create policy plan_input_kept on plan_input for insert to pt_app with check (campaign in (select app_team_campaigns()));
grant select, insert on drawn_material, plan_input to pt_app;
create trigger plan_input_interest before insert on plan_input for each row execute function bar_own_interest();

-- It is kept before what closes its drawing, in order, and for a baseline alone.
create function plan_input_is_in_order() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare c campaign;
begin
  if app_actor() is null or new.campaign is null then
    return new;
  end if;
  select * into c from campaign where id = new.campaign for update;
  if c.purpose <> 'baseline' or (new.drawing = 0) <> (c.state = 'draft') or c.state in ('closing', 'closed', 'stopped', 'abandoned') or new.erased_at is not null
    or new.drawing <> (select count(*) from plan_input i where i.campaign = new.campaign) then
    raise exception 'what a drawing looked at is kept with it' using errcode = 'restrict_violation', constraint = 'plan_input_order';
  end if;
  return new;
end $$;
create trigger plan_input_order before insert on plan_input for each row execute function plan_input_is_in_order();

-- Whether a drawing of a campaign is kept as it must be: all of a baseline, but those of a plan that began before this file.
create function input_is_kept(campaign_id uuid, which integer, said text) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when not exists (select from campaign c where c.id = campaign_id and c.purpose = 'baseline')
      or (which > 0 and not exists (select from plan_input i where i.campaign = campaign_id)) then said is null
    else coalesce((select encode(i.hash, 'hex') from plan_input i where i.campaign = campaign_id and i.drawing = which) = said, false) end
$$;
revoke execute on function input_is_kept(uuid, integer, text) from public;
create function increment_names_its_input() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.campaign is not null and not input_is_kept(new.campaign, new.number, new.body::jsonb ->> 'input') then
    raise exception 'an increment names what it was drawn from' using errcode = 'restrict_violation', constraint = 'plan_input_named';
  end if;
  return new;
end $$;
create trigger plan_increment_named before insert on plan_increment for each row execute function increment_names_its_input();
create function seal_names_its_input() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.campaign is not null and not input_is_kept(new.campaign, 0, new.body::jsonb ->> 'input') then
    raise exception 'a seal names what its plan was drawn from' using errcode = 'restrict_violation', constraint = 'plan_input_named';
  end if;
  return new;
end $$;
-- Named to come after seal_interest, as the two others: an own interest is said first.
create trigger seal_named before insert on seal for each row execute function seal_names_its_input();
create function wave_keeps_its_input() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is not null and exists (select from plan_input i where i.campaign = new.campaign)
    and not exists (select from plan_input i where i.campaign = new.campaign and i.drawing = new.wave - 1) then
    raise exception 'a wave keeps what it was drawn from' using errcode = 'restrict_violation', constraint = 'plan_input_named';
  end if;
  return new;
end $$;
create trigger call_task_kept before insert on call_task for each row execute function wave_keeps_its_input();

-- The plan as it is stored, as one hash over its leaves: what a plan that was drawn again must come to.
create function plan_leaves_hash(campaign_id uuid) returns bytea language sql stable security definer set search_path = pt, pg_catalog as $$
  select sha256(convert_to('praktijktest/replay/1', 'UTF8') || coalesce((select string_agg(p.leaf, ''::bytea order by p.ordinal)
    from (select t.ordinal, t.leaf from test t where t.campaign = campaign_id
      union all select k.ordinal, k.leaf from call_task k where k.campaign = campaign_id) p), ''))
$$;
revoke execute on function plan_leaves_hash(uuid) from public;
alter table figure_approval add column replay_hash bytea constraint figure_approval_replay_length check (length(replay_hash) = 32),
  add column replayed_at timestamptz,
  add constraint figure_approval_replay_whole check ((replay_hash is null) = (replayed_at is null));

-- As in 0052, after a replay of its plan that came to what is stored.
create or replace function approval_is_lawful() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare reason text;
begin
  -- Without an actor it is for the policy to refuse.
  if app_actor() is null then
    return new;
  end if;
  if new.approved_by is distinct from app_actor() or not actor_holds_role('{coordinator}') then
    raise exception 'a coordinator approves in the own name' using errcode = 'restrict_violation', constraint = 'figure_approval_own_name';
  end if;
  -- Nobody lays down an outcome while this is looked at.
  perform pg_advisory_xact_lock(hashtextextended('count/' || new.campaign, 0));
  reason := approval_refused_because(new.campaign);
  if reason = 'approval-given' then
    return new;
  end if;
  if reason is not null then
    raise exception 'not approved: %', reason using errcode = 'restrict_violation', constraint = reason;
  end if;
  if new.publication_hash is distinct from (select p.hash from publication p where p.campaign = new.campaign) then
    raise exception 'another set was published' using errcode = 'restrict_violation', constraint = 'figure_approval_other_set';
  end if;
  if new.replay_hash is distinct from (case when exists (select from plan_input i where i.campaign = new.campaign)
      or exists (select from seal s where s.campaign = new.campaign and s.body::jsonb ->> 'input' is not null)
      or exists (select from plan_increment p where p.campaign = new.campaign and p.body::jsonb ->> 'input' is not null) then plan_leaves_hash(new.campaign) end) then
    raise exception 'its plan was not drawn again' using errcode = 'restrict_violation', constraint = 'figure_approval_replayed';
  end if;
  return new;
end $$;

-- As in 0052, with the replay.
drop function baselines_approved();
create function baselines_approved() returns table (campaign uuid, name text, approved_at timestamptz, replay_hash bytea, replayed_at timestamptz, erased_at timestamptz,
    tests integer, employers integer, answers integer, marks integer, review_on date) language sql stable security definer set search_path = pt, pg_catalog as $$
  select f.campaign, c.name, f.approved_at, f.replay_hash, f.replayed_at, e.erased_at, e.tests, e.employers, e.answers, e.marks,
    case when e.erased_at is null then (select max(h.review_on) from legal_hold h where h.campaign = f.campaign and h.lifted_at is null) end
  from figure_approval f join campaign c on c.id = f.campaign left join employer_erasure e on e.campaign = f.campaign
  where app_reads_campaigns() or app_reads_protection() order by f.approved_at desc, f.campaign
$$;
revoke execute on function baselines_approved() from public;
grant execute on function baselines_approved() to pt_app;

-- A baseline of calls --------------------------------------------------------------------------------------------------

-- Which agency was called stands on a call until it is erased, and never again after it. Calls count in no cap, so no mark is left.
alter table call_task alter column employer drop not null;
create function calls_name_their_employers() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  -- Without an actor it is for the policy to refuse.
  if new.employer is null and app_actor() is not null then
    raise exception 'a call is to an employer' using errcode = 'restrict_violation', constraint = 'call_task_employer_given';
  end if;
  return new;
end $$;
create trigger call_task_employer before insert on call_task for each row execute function calls_name_their_employers();
create trigger call_task_employer_erased before update on call_task for each row
  when (old.employer is null and (new.employer is not null or new.phone is not null or new.employer_unit <> old.employer_unit)) execute function erased_employer_stays_so();
drop trigger call_task_scope on call_task;
create trigger call_task_scope before insert or update on call_task for each row
  when (new.state <> 'cancelled' and new.employer is not null) execute function call_is_in_scope();

-- As in 0053, and a call begins in its hours (0054); it lets go of its agency in an erasure.
create or replace function call_task_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text; tried call_attempt; moved boolean;
begin
  if current_user = 'pt_owner' and old.employer is not null and new.employer is null then
    if being_erased(old.campaign) and (to_jsonb(old) - array['employer', 'employer_unit', 'phone', 'state_reason'])
        = (to_jsonb(new) - array['employer', 'employer_unit', 'phone', 'state_reason']) then
      return new;
    end if;
  end if;
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
      case when tried.on_day = (new.started_at at time zone 'Europe/Brussels')::date then 'call-tried-today' end,
      case when call_hours(new.campaign) = 'shut' then 'call-outside-hours' end);
    if reason is not null then
      raise exception 'calling refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
    end if;
  end if;
  return new;
end $$;

-- As in 0052, for calls too.
create or replace function approval_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when c.id is null or c.purpose <> 'baseline' or not (exists (select from test t where t.campaign = c.id) or exists (select from call_task k where k.campaign = c.id)) then 'approval-no-baseline'
    when exists (select from figure_approval f where f.campaign = c.id) then 'approval-given'
    when c.state <> 'closed' or not exists (select from publication p where p.campaign = c.id) then 'approval-unpublished'
    when exists (select from application a where a.campaign = c.id and a.sent_at > app_now() - interval '60 days') then 'approval-late-answers'
    when exists (select from call_task k where k.campaign = c.id and k.state = 'planned')
      or exists (select from call_outcome o join call_task k on k.id = o.task where k.campaign = c.id and o.code not in ('not-reached', 'stopped')
        and o.void_reason is null and not exists (select from call_final f where f.task = o.task))
      or exists (select from application a where a.campaign = c.id and a.state in ('planned', 'due', 'sending', 'in-doubt'))
      or exists (select from response r where r.campaign = c.id and r.code is null and r.erased_at is null and r.state <> 'set-aside')
      or exists (select from triage g where g.campaign = c.id and g.expects is null)
      or exists (select from withdrawal w where w.campaign = c.id and w.state in ('open', 'due', 'sending', 'in-doubt', 'failed'))
      or exists (select from suspicion s where s.campaign = c.id and s.cleared_at is null) then 'approval-open-work' end
  from (select campaign_id as wanted) w left join campaign c on c.id = w.wanted
$$;

-- As in 0052; what the plan was drawn from goes with its seed. Of a call: which agency it was, its number, and what was typed.
create or replace function erase_baseline(campaign_id uuid, key bytea, marks jsonb) returns boolean language plpgsql security definer set search_path = pt, pg_catalog as $$
declare
  one record;
  given integer;
  tested integer;
  employers_ integer;
  answers_ integer;
  freed uuid[];
begin
  if not app_is_system() then
    raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
  end if;
  perform from campaign c where c.id = campaign_id for update;
  if exists (select from employer_erasure e where e.campaign = campaign_id) then
    return false;
  end if;
  if not being_erased(campaign_id) then
    raise exception 'its figures are not approved' using errcode = 'restrict_violation', constraint = 'employer_erasure_approved';
  end if;
  if is_held(campaign_id) then
    raise exception 'a legal hold stands' using errcode = 'restrict_violation', constraint = 'employer_erasure_held';
  end if;
  if (select jsonb_agg(jsonb_build_array(c.kind, c.counts_on) order by c.kind, c.counts_on) from caps_of_baseline(campaign_id) c)
      is distinct from (select jsonb_agg(jsonb_build_array(m.kind, m.counts_on) order by m.kind, m.counts_on)
        from jsonb_to_recordset(marks) m (kind text, counts_on date))
    or (select jsonb_object_agg(n.kind, n.many) from (select c.kind, count(distinct c.value) as many from caps_of_baseline(campaign_id) c group by c.kind) n)
      is distinct from (select jsonb_object_agg(n.kind, n.many) from (select m.kind, count(distinct m.mark) as many
        from jsonb_to_recordset(marks) m (kind text, mark text) group by m.kind) n) then
    raise exception 'the caps would not hold on' using errcode = 'restrict_violation', constraint = 'employer_erasure_uncapped';
  end if;
  -- In an order that tells nothing of the plan.
  insert into cap_mark (kind, key_id, mark, counts_on)
    select m.kind, key, decode(m.mark, 'hex'), m.counts_on from jsonb_to_recordset(marks) m (kind text, mark text, counts_on date) order by random();
  get diagnostics given = row_count;

  select count(*), count(distinct t.employer) into tested, employers_
    from (select employer from test where campaign = campaign_id union all select employer from call_task where campaign = campaign_id) t;
  select (select count(*) from response r where r.campaign = campaign_id and r.erased_at is null)
    + (select count(*) from call_outcome o join call_task k on k.id = o.task where k.campaign = campaign_id and o.erased_at is null) into answers_;
  for one in select t.id from test t where t.campaign = campaign_id order by t.ordinal loop
    perform erase_test(one.id);
  end loop;
  -- Reasons that a person typed may name somebody; those of the product are codes.
  update application a set state_reason = 'erased' where a.campaign = campaign_id and a.state_reason !~ '^[a-z]+(-[a-z]+)*$';
  update withdrawal w set state_reason = 'erased' where w.campaign = campaign_id and w.state_reason !~ '^[a-z]+(-[a-z]+)*$';
  update suspicion s set employer = null, note = case when s.note is not null then 'gewist met de werkgevers' end, cleared_reason = 'gewist met de werkgevers'
    where s.campaign = campaign_id;
  freed := array(select distinct t.vacancy from test t where t.campaign = campaign_id and t.vacancy is not null);

  -- A unit goes on under a name that was thrown, the same in every table of this campaign and nowhere else.
  with unit as materialized (
    select u.employer_unit as was, 'erased:' || gen_random_uuid() as now from (select distinct employer_unit from test where campaign = campaign_id) u
  ), who as materialized (
    select e.employer as was, gen_random_uuid() as now from (select distinct employer from test where campaign = campaign_id) e
  ), tests as (
    update test t set employer = null, vacancy = null, employer_unit = u.now from unit u where t.campaign = campaign_id and u.was = t.employer_unit
  ), counted as (
    update counted_test c set employer = w.now, employer_unit = u.now from unit u, who w
      where c.campaign = campaign_id and u.was = c.employer_unit and w.was = c.employer
  ), series as (
    update evidence v set employer_unit = u.now from unit u where v.campaign = campaign_id and u.was = v.employer_unit
  )
  update employer_count k set employer = w.now from who w where k.campaign = campaign_id and w.was = k.employer;
  with unit as materialized (
    select u.employer_unit as was, 'erased:' || gen_random_uuid() as now from (select distinct employer_unit from call_task where campaign = campaign_id) u
  )
  update call_task k set employer = null, phone = null, employer_unit = u.now,
      state_reason = case when k.state_reason !~ '^[a-z]+(-[a-z]+)*$' then 'erased' else k.state_reason end
    from unit u where k.campaign = campaign_id and u.was = k.employer_unit;
  update call_coding_change h set reason = 'gewist met de werkgevers', erased_at = app_now() where h.campaign = campaign_id and h.erased_at is null;
  update call_outcome o set note = null, told = null, erased_at = app_now(),
      deviations = coalesce((select jsonb_agg(jsonb_set(d, '{text}', '""')) from jsonb_array_elements(o.deviations) d), '[]')
    where o.erased_at is null and o.task in (select k.id from call_task k where k.campaign = campaign_id);
  update seal s set seed_sealed = '', erased_at = app_now() where s.campaign = campaign_id;
  update plan_input i set sealed = '', erased_at = app_now() where i.campaign = campaign_id;

  -- That somebody looked at a vacancy tells that it was tested: looks and pages of what no other campaign tests go, and the
  -- number by which the log names it leads to nothing.
  freed := array(select v.id from vacancy v where v.id = any (freed) and not exists (select from test t where t.vacancy = v.id));
  delete from vacancy_check k where k.vacancy = any (freed);
  -- What a form's site showed leads from its attempt to the vacancy, whoever else tests that.
  delete from vacancy_snapshot p where p.campaign = campaign_id;
  delete from vacancy_snapshot p where p.vacancy = any (freed);
  update vacancy v set id = gen_random_uuid() where v.id = any (freed);
  insert into employer_erasure (campaign, tests, employers, answers, marks) values (campaign_id, tested, employers_, answers_, given);
  return true;
end $$;
