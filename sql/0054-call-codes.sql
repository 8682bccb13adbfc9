-- What an agency answered in a call is coded as answers to applications are: by two coders who know neither the agency nor what
-- the tester or each other made of it; a third settles their difference. What the tester chose is a first impression.

-- What a coder may read of what they said: without the name, the place and the number of the agency.
alter table call_outcome add column told text;
drop trigger call_outcome_append_only on call_outcome;
-- Of answers from before: the name goes as a whole, in any case.
update call_outcome o set told = coalesce(regexp_replace(o.note, regexp_replace(e.name, '([^[:alnum:][:space:]])', '\\\1', 'g'), '▇▇▇', 'gi'), '')
  from call_task t join employer e on e.id = t.employer where t.id = o.task and o.code not in ('not-reached', 'stopped') and o.erased_at is null;
create trigger call_outcome_append_only before update or delete on call_outcome for each row execute function refuse_change_but_erasing('note', 'deviations', 'told');
alter table call_outcome add constraint call_outcome_told_is_whole check (code in ('not-reached', 'stopped') or told is not null or erased_at is not null);

-- An answer comes with what they said, and what coders read of it does not name whom was called.
create function call_outcome_is_told() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if coalesce(length(btrim(new.note)), 0) < 3 then
    raise exception 'an answer comes with what they said' using errcode = 'restrict_violation', constraint = 'call_outcome_answer_is_whole';
  end if;
  if exists (select from call_task t join employer e on e.id = t.employer where t.id = new.task
      and lower(new.told) ~ ('(^|[^[:alnum:]])' || regexp_replace(lower(e.name), '([^[:alnum:][:space:]])', '\\\1', 'g') || '($|[^[:alnum:]])')) then
    raise exception 'coders do not read whom was called' using errcode = 'restrict_violation', constraint = 'call_outcome_told_is_blind';
  end if;
  return new;
end $$;
-- Named to come after the gate: another tester's call is refused first.
create trigger call_outcome_told before insert on call_outcome for each row
  when (new.code not in ('not-reached', 'stopped')) execute function call_outcome_is_told();

-- What one coder made of one answer, and what a third decided.
create table call_coding (
  id uuid constraint call_coding_pkey primary key,
  task uuid not null constraint call_coding_task_fkey references call_outcome (task),
  campaign uuid not null constraint call_coding_campaign_fkey references campaign (id),
  coder uuid not null constraint call_coding_coder_fkey references account (id),
  code text not null constraint call_coding_code_known check (code in ('COMPLY-OPEN', 'COMPLY-HIDDEN', 'EVADE', 'REFUSE', 'REFUSE-LAW', 'REPORTS')),
  asked_reason boolean not null,
  named_ban boolean not null,
  adjudication boolean not null,
  at timestamptz not null default app_now(),
  constraint call_coding_once unique (task, coder)
);
create index call_coding_campaign on call_coding (campaign);
create index call_coding_coder on call_coding (coder);

-- A coder's own change of mind, with its reason; the first code stays readable, and kappa is over first codes.
create table call_coding_change (
  id uuid constraint call_coding_change_pkey primary key,
  coding uuid not null constraint call_coding_change_coding_fkey references call_coding (id),
  task uuid not null constraint call_coding_change_task_fkey references call_outcome (task),
  campaign uuid not null constraint call_coding_change_campaign_fkey references campaign (id),
  from_code text not null,
  from_asked boolean not null,
  from_named boolean not null,
  to_code text not null constraint call_coding_change_code_known check (to_code in ('COMPLY-OPEN', 'COMPLY-HIDDEN', 'EVADE', 'REFUSE', 'REFUSE-LAW', 'REPORTS')),
  to_asked boolean not null,
  to_named boolean not null,
  reason text not null constraint call_coding_change_reason_given check (length(reason) between 10 and 2000),
  at timestamptz not null default app_now(),
  erased_at timestamptz,
  constraint call_coding_change_is_one check ((from_code, from_asked, from_named) <> (to_code, to_asked, to_named))
);
create index call_coding_change_coding on call_coding_change (coding, at);
create trigger call_coding_change_append_only before update or delete on call_coding_change for each row execute function refuse_change_but_erasing('reason');

-- A coder who knows which agency it is leaves it to another.
create table call_recusal (
  task uuid not null constraint call_recusal_task_fkey references call_outcome (task),
  campaign uuid not null constraint call_recusal_campaign_fkey references campaign (id),
  coder uuid not null constraint call_recusal_coder_fkey references account (id),
  at timestamptz not null default app_now(),
  constraint call_recusal_pkey primary key (task, coder)
);
create trigger call_recusal_append_only before update or delete on call_recusal for each row execute function refuse_change();
call protect('call_coding', 'call_coding_change', 'call_recusal');

-- What stands of each answer: what two coders agree on, or what a third decided. Nothing else is counted.
create view call_final with (security_invoker = true) as
  select c.task, c.campaign,
    coalesce(min(c.code) filter (where c.adjudication), min(c.code)) as code,
    coalesce(bool_and(c.asked_reason) filter (where c.adjudication), bool_and(c.asked_reason)) as asked_reason,
    coalesce(bool_and(c.named_ban) filter (where c.adjudication), bool_and(c.named_ban)) as named_ban,
    case when bool_or(c.adjudication) then 'adjudication' else 'agreement' end as how
  from call_coding c group by c.task, c.campaign
  having bool_or(c.adjudication) or (count(*) = 2 and count(distinct (c.code, c.asked_reason, c.named_ban)) = 1);

-- What a coder sees of a call: the wish as the script says it, what they said, and what the tester noted of their questions.
-- Never the agency, its sector, the tester, the first impression or another's code. Not of a campaign that they planned, called
-- in or have an own interest in, nor what they left to another. What is void, broken off or reached nobody needs no code.
create view call_coding_item with (security_barrier = true) as
  select o.task, s.body ->> 'wish' as wish, s.body ->> 'language' as language, s.body -> 'outcomes' as outcomes, o.told, o.asked_reason, o.named_ban,
    n.settled or (n.codings = 2 and n.kinds = 1) as done, case when n.codings < 2 then 'code' else 'settle' end as step, n.mine
  from call_outcome o join call_task t on t.id = o.task join call_script s on s.hash = t.script
    cross join lateral (select count(*) filter (where not c.adjudication) as codings,
      count(distinct (c.code, c.asked_reason, c.named_ban)) filter (where not c.adjudication) as kinds,
      coalesce(bool_or(c.adjudication), false) as settled, coalesce(bool_or(c.coder = app_actor()), false) as mine
      from call_coding c where c.task = o.task) n
  where o.code not in ('not-reached', 'stopped') and o.void_reason is null and o.erased_at is null and (select app_codes())
    and (n.mine or (case when n.codings < 2 then (select actor_holds_role('{coder}')) else (select actor_holds_role('{adjudicator}')) end))
    and t.campaign not in (select i.campaign from campaign_insider i where i.account = app_actor()
      union all select w.campaign from own_interest w where w.account = app_actor() and w.withdrawn_at is null)
    and not exists (select from call_recusal x where x.task = o.task and x.coder = app_actor());

-- One codes in one's own name, what waits for it, and not in a campaign that one planned or called in.
create function call_coding_keeps_blind() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is not null and new.coder <> app_actor() then
    raise exception 'one codes in one''s own name' using errcode = 'restrict_violation', constraint = 'coding_in_own_name';
  end if;
  perform from call_outcome o where o.task = new.task for update;
  -- A call that is not there is for the foreign key to refuse.
  if not found then return new; end if;
  if not exists (select from call_outcome o join call_task t on t.id = o.task where o.task = new.task and t.campaign = new.campaign
      and o.code not in ('not-reached', 'stopped') and o.void_reason is null and o.erased_at is null) then
    raise exception 'there is nothing to code' using errcode = 'restrict_violation', constraint = 'call_coding_order';
  end if;
  if exists (select from campaign_insider i where i.campaign = new.campaign and i.account = new.coder) then
    raise exception 'who planned a campaign or called in it does not code it' using errcode = 'restrict_violation', constraint = 'coding_by_outsider';
  end if;
  return new;
end $$;
create trigger call_coding_blind before insert on call_coding for each row execute function call_coding_keeps_blind();
create trigger call_coding_interest before insert on call_coding for each row execute function bar_own_interest();

-- The first two codings are by coders, the third settles their difference, and there is no fourth.
create function call_coding_keeps_order() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare before integer; different boolean;
begin
  select count(*), count(distinct (c.code, c.asked_reason, c.named_ban)) > 1 into before, different from call_coding c where c.task = new.task;
  if new.adjudication <> (before >= 2) or before > 2 or (before = 2 and not different) then
    raise exception 'two code, and a third settles their difference' using errcode = 'restrict_violation', constraint = 'call_coding_order';
  end if;
  if exists (select from call_recusal x where x.task = new.task and x.coder = new.coder) then
    raise exception 'who stepped aside does not code' using errcode = 'restrict_violation', constraint = 'call_coding_order';
  end if;
  return new;
end $$;
create trigger call_coding_order before insert on call_coding for each row execute function call_coding_keeps_order();

-- A coding changes only with its change written beside it, and never in a campaign that is closed.
create function call_coding_follows_a_change() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(old) - array['code', 'asked_reason', 'named_ban']) is distinct from (to_jsonb(new) - array['code', 'asked_reason', 'named_ban'])
    or not exists (select from call_coding_change x where x.coding = old.id and x.at = app_now()
      and (x.from_code, x.from_asked, x.from_named) = (old.code, old.asked_reason, old.named_ban)
      and (x.to_code, x.to_asked, x.to_named) = (new.code, new.asked_reason, new.named_ban)) then
    raise exception 'a coding changes with its change written down' using errcode = 'restrict_violation', constraint = 'call_coding_change_written';
  end if;
  if exists (select from campaign c where c.id = old.campaign and c.state = 'closed') then
    raise exception 'a closed campaign keeps its codes' using errcode = 'restrict_violation', constraint = 'outcome_closed';
  end if;
  return new;
end $$;
create trigger call_coding_change_first before update or delete on call_coding for each row execute function call_coding_follows_a_change();

-- A campaign is closed when every answer that counts has its code.
create function campaign_closes_coded() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from call_task t join call_outcome o on o.task = t.id where t.campaign = new.id and o.code not in ('not-reached', 'stopped')
      and o.void_reason is null and not exists (select from call_final f where f.task = o.task)) then
    raise exception 'a call waits for its code' using errcode = 'restrict_violation', constraint = 'campaign_calls_coded';
  end if;
  return new;
end $$;
create trigger campaign_calls_coded before update of state on campaign for each row
  when (new.state = 'closed' and old.state <> 'closed') execute function campaign_closes_coded();

-- As in sql/0013: nor does who coded its calls join the team of a campaign.
create or replace function team_keeps_coders_out() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from coding c where c.coder = new.account and campaign_of_response(c.response) = new.campaign)
    or exists (select from call_coding c where c.coder = new.account and c.campaign = new.campaign) then
    raise exception 'who codes a campaign does not learn its arms' using errcode = 'restrict_violation', constraint = 'campaign_member_no_coder';
  end if;
  return new;
end $$;

-- Locks an answer for its coder: its campaign (for the log), how many codings it has, and whether its code stands.
create function open_call_to_code(one uuid) returns table (campaign uuid, codings integer, final boolean)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
begin
  if not app_codes() then return; end if;
  perform from call_outcome o where o.task = one for update;
  return query select t.campaign, (select count(*)::integer from call_coding c where c.task = one), exists (select from call_final f where f.task = one)
    from call_outcome o join call_task t on t.id = o.task
    where o.task = one and o.code not in ('not-reached', 'stopped') and o.void_reason is null and o.erased_at is null;
end $$;

-- What stands of an answer, for who coded it: before that, another's code would lead the hand.
create function call_code_of(one uuid) returns table (code text, how text) language sql stable security definer set search_path = pt, pg_catalog as $$
  select f.code, f.how from call_final f
  where f.task = one and exists (select from call_coding own where own.task = one and own.coder = app_actor())
$$;

-- What the two coders chose, in an order that tells nothing, for who is to settle it.
create function call_codes_to_settle(one uuid) returns table (code text, asked_reason boolean, named_ban boolean)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.code, c.asked_reason, c.named_ban from call_coding c where c.task = one and not c.adjudication and actor_holds_role('{adjudicator}')
    and exists (select from call_coding_item i where i.task = one and i.step = 'settle' and not i.mine) order by c.code collate "C", c.asked_reason, c.named_ban
$$;

-- Changes the own coding of a call until its campaign is closed; what stands follows. Gives why not, or what stands now and how.
create function change_call_code(change uuid, one uuid, new_code text, asked boolean, named boolean, why text) returns table (refused text, code text, how text)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare own call_coding;
begin
  if not exists (select from call_coding_item i where i.task = one and i.mine) then return query select 'nothing-to-change', null, null; return; end if;
  perform from call_outcome o where o.task = one for update;
  select * into own from call_coding c where c.task = one and c.coder = app_actor();
  if (own.code, own.asked_reason, own.named_ban) = (new_code, asked, named) then return query select 'nothing-to-change', null, null; return; end if;
  if exists (select from campaign p where p.id = own.campaign and p.state = 'closed') then
    return query select 'closed-to-codes', null, null; return; end if;
  if not own.adjudication and exists (select from call_coding c where c.task = one and c.adjudication) then
    return query select 'settled-already', null, null; return; end if;
  insert into call_coding_change (id, coding, task, campaign, from_code, from_asked, from_named, to_code, to_asked, to_named, reason)
    values (change, own.id, one, own.campaign, own.code, own.asked_reason, own.named_ban, new_code, asked, named, why);
  update call_coding set code = new_code, asked_reason = asked, named_ban = named where id = own.id;
  return query select null, f.code, f.how from (select) nothing left join call_final f on f.task = one;
end $$;

-- Cohen's kappa of the coders of a campaign's calls over their first codes, as `coding_kappa` of sql/0024.
create function call_coding_kappa(one uuid) returns double precision
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with first as (
      select c.task, c.coder, coalesce((select x.from_code from call_coding_change x where x.coding = c.id order by x.at, x.id limit 1), c.code) as code
      from call_coding c where c.campaign = one and not c.adjudication),
    pair as (
      select a.code, b.code as other, count(*)::double precision as n
      from first a join first b on b.task = a.task and a.coder < b.coder group by a.code, b.code),
    total as (select sum(n) as n, coalesce(sum(n) filter (where code = other), 0) as same from pair),
    chance as (
      select coalesce(sum(l.n * r.n), 0) as n from (select code, sum(n) as n from pair group by code) l
        join (select other as code, sum(n) as n from pair group by other) r using (code))
  select case when t.n > 0 and c.n < t.n * t.n then (t.same / t.n - c.n / (t.n * t.n)) / (1 - c.n / (t.n * t.n)) end from total t, chance c
$$;
create or replace function coders_disagree(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce(coding_kappa(one) < 0.70, false) or coalesce(call_coding_kappa(one) < 0.70, false) $$;

drop policy call_coding_actor on call_coding;
create policy call_coding_read on call_coding for select to pt_app
  using (coder = app_actor() or (select app_is_system()) or campaign in (select app_team_campaigns()));
create policy call_coding_made on call_coding for insert to pt_app with check (coder = app_actor()
  and exists (select from call_coding_item i where i.task = call_coding.task and not i.done and not i.mine));
drop policy call_coding_change_actor on call_coding_change;
create policy call_coding_change_read on call_coding_change for select to pt_app using ((select app_is_system())
  or exists (select from call_coding c where c.id = coding and c.coder = app_actor()) or campaign in (select app_team_campaigns()));
drop policy call_recusal_actor on call_recusal;
create policy call_recusal_read on call_recusal for select to pt_app
  using (coder = app_actor() or (select app_is_system()) or campaign in (select app_team_campaigns()));
create policy call_recusal_made on call_recusal for insert to pt_app with check (coder = app_actor()
  and exists (select from call_coding_item i where i.task = call_recusal.task and not i.done and not i.mine));

revoke execute on function open_call_to_code(uuid), call_code_of(uuid), call_codes_to_settle(uuid), change_call_code(uuid, uuid, text, boolean, boolean, text),
  call_coding_kappa(uuid), call_outcome_is_told(), call_coding_keeps_blind(), call_coding_keeps_order(), call_coding_follows_a_change(), campaign_closes_coded() from public;
grant execute on function open_call_to_code(uuid), call_code_of(uuid), call_codes_to_settle(uuid), change_call_code(uuid, uuid, text, boolean, boolean, text) to pt_app;
grant select, insert on call_coding, call_recusal to pt_app;
grant select on call_coding_change, call_final, call_coding_item to pt_app;

-- Whether one may begin to call now: in office hours of a working day, as applications leave (sql/0051). An exercise calls nobody, so
-- that it only says so.
create function call_hours(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when is_office_time(app_now()) then 'open' when b.exercise then 'exercise' else 'shut' end
  from campaign c join legal_basis b on b.code = c.basis_code and b.version = c.basis_version where c.id = campaign_id
$$;
