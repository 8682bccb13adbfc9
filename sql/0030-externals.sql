-- People from outside with a place of their own: magistrates, who decide on the requests that were addressed to them, and test
-- firms, whose testers call for a service under a contract.

-- Magistrates ---------------------------------------------------------------------------------------------------------

-- The account that a request went to; null where it went on paper.
alter table sent_request add column addressed_to uuid constraint sent_request_addressee_fkey references account (id);
create index sent_request_addressed on sent_request (addressed_to) where addressed_to is not null;

-- Whether somebody is a magistrate who can sign in. Asked for every role, hence the owner's eyes.
create function is_magistrate(one uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from account where id = one and kind = 'person' and state = 'active' and 'magistrate' = any (roles)) $$;

-- The requests that were addressed to who acts: all that a magistrate sees hangs on these.
create function app_own_requests() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select s.authorisation from sent_request s where s.addressed_to = app_actor() and is_magistrate(app_actor()) $$;

-- Those of them that wait for a decision; a campaign that was abandoned meanwhile asks for none.
create function app_open_requests() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select a.id from authorisation a join campaign c on c.id = a.campaign
    where a.state = 'requested' and c.state = 'sealed' and a.id in (select app_own_requests()) $$;

-- The magistrate who alone decides on a request; null where it went on paper, or where that account is shut by now.
create function request_addressee(one uuid) returns uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select s.addressed_to from sent_request s where s.authorisation = one and is_magistrate(s.addressed_to) $$;

-- As in sql/0025, with the account it goes to: a magistrate's, for what a magistrate decides, once the plan is sealed.
create or replace function sent_request_is_the_checked_one() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
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
  if new.addressed_to is not null and (whole.kind <> 'magistrate' or not is_magistrate(new.addressed_to)
      or not exists (select from campaign c where c.id = new.campaign and c.state = 'sealed')) then
    raise exception 'a request goes to a magistrate once the plan is sealed' using errcode = 'restrict_violation', constraint = 'sent_request_addressee';
  end if;
  if new.version <> asked.version or said ->> 'authorisation' is distinct from new.authorisation::text
    or said ->> 'campaign' is distinct from new.campaign::text
    or said -> 'to' ->> 'account' is distinct from new.addressed_to::text
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

-- What a magistrate decided, as the product printed it. Writing one is the act itself: the authorisation follows it.
create table magistrate_decision (
  authorisation uuid not null constraint magistrate_decision_authorisation_fkey references authorisation (id),
  number integer not null constraint magistrate_decision_number_range check (number > 0),
  campaign uuid not null constraint magistrate_decision_campaign_fkey references campaign (id),
  step text not null constraint magistrate_decision_step_known check (step in ('granted', 'refused', 'extended', 'withdrawn')),
  body text not null,
  html text not null,
  pdf bytea not null,
  body_hash bytea not null constraint magistrate_decision_body_hash check (body_hash = sha256(convert_to(body, 'UTF8'))),
  html_hash bytea not null constraint magistrate_decision_html_hash check (html_hash = sha256(convert_to(html, 'UTF8'))),
  pdf_hash bytea not null constraint magistrate_decision_pdf_hash check (pdf_hash = sha256(pdf)),
  decided_by uuid not null constraint magistrate_decision_decider_fkey references account (id),
  decided_at timestamptz not null default app_now(),
  constraint magistrate_decision_pkey primary key (authorisation, number)
);
create index magistrate_decision_campaign on magistrate_decision (campaign);
create trigger magistrate_decision_append_only before update or delete on magistrate_decision for each row execute function refuse_change();

-- It is made by who was asked, in the own name, on what waits or stands, and never reaches further than what was asked.
create function magistrate_decision_is_theirs() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation; asked sent_request; stage text; said jsonb := new.body::jsonb; wanted jsonb; given jsonb;
begin
  -- A decision on nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  -- The campaign first, as in every act on one.
  select state into stage from campaign where id = new.campaign for update;
  select * into whole from authorisation where id = new.authorisation for update;
  select * into asked from sent_request where authorisation = new.authorisation;
  if whole.id is null or whole.campaign <> new.campaign or new.decided_by is distinct from asked.addressed_to or not is_magistrate(new.decided_by)
    or (app_actor() is not null and new.decided_by <> app_actor()) then
    raise exception 'who was asked decides' using errcode = 'restrict_violation', constraint = 'magistrate_decision_own';
  end if;
  if new.number <> 1 + (select count(*) from magistrate_decision d where d.authorisation = new.authorisation)
    or (case when new.step in ('granted', 'refused') then whole.state <> 'requested' or stage <> 'sealed' else not authorisation_stands(whole.state) end) then
    raise exception 'this is not open to a decision' using errcode = 'restrict_violation', constraint = 'magistrate_decision_in_time';
  end if;
  wanted := asked.body::jsonb -> 'request';
  given := said -> 'granted';
  if (said ->> 'authorisation' = new.authorisation::text and said ->> 'campaign' = new.campaign::text and said ->> 'number' = new.number::text
      and said ->> 'step' = new.step and said ->> 'requestHash' = encode(asked.pdf_hash, 'hex')
      and case new.step when 'granted' then jsonb_typeof(given) = 'object' when 'extended' then jsonb_typeof(said -> 'extended') = 'object'
        else length(btrim(said ->> 'reason')) >= 10 end) is not true then
    raise exception 'a decision says what it is' using errcode = 'restrict_violation', constraint = 'magistrate_decision_as_said';
  end if;
  if new.step = 'granted' and ((given ->> 'maxTests')::integer between 1 and (wanted ->> 'maxTests')::integer
      and (given ->> 'validFrom')::date >= (wanted ->> 'wantedFrom')::date and (given ->> 'validUntil')::date <= (wanted ->> 'wantedUntil')::date
      and jsonb_array_length(given -> 'testTypes') > 0 and given -> 'testTypes' <@ (wanted -> 'testTypes')
      and (jsonb_array_length(wanted -> 'employers') = 0 or (jsonb_array_length(given -> 'employers') > 0 and given -> 'employers' <@ (wanted -> 'employers')))
      and ((wanted ->> 'thirdPersons')::boolean or not (given ->> 'thirdPersons')::boolean)) is not true then
    raise exception 'a decision reaches no further than the request' using errcode = 'restrict_violation', constraint = 'magistrate_decision_within';
  end if;
  return new;
end $$;
create trigger magistrate_decision_checked before insert on magistrate_decision for each row execute function magistrate_decision_is_theirs();

-- The authorisation as the decision says it: no clerk takes it over.
create function authorisation_follows_the_magistrate() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare said jsonb := new.body::jsonb; given jsonb := said -> 'granted'; later jsonb := said -> 'extended'; today date := (app_now() at time zone 'Europe/Brussels')::date;
begin
  case new.step
  when 'granted' then
    insert into authorisation_employer (authorisation, campaign, number)
      select new.authorisation, new.campaign, one from jsonb_array_elements_text(given -> 'employers') one;
    insert into authorisation_condition (authorisation, campaign, position, of_basis, words)
      select new.authorisation, new.campaign, one.place, false, jsonb_build_object('nl', one.said, 'en', one.said, 'fr', one.said)
      from jsonb_array_elements_text(given -> 'conditions') with ordinality one (said, place);
    update authorisation set state = case when jsonb_array_length(given -> 'conditions') > 0 then 'granted-with-conditions' else 'granted' end,
      number = given ->> 'number', valid_from = (given ->> 'validFrom')::timestamp at time zone 'Europe/Brussels',
      valid_until = (given ->> 'validUntil')::timestamp at time zone 'Europe/Brussels', max_tests = (given ->> 'maxTests')::integer,
      test_types = array(select jsonb_array_elements_text(given -> 'testTypes')), third_persons = (given ->> 'thirdPersons')::boolean,
      decided_on = today, document_hash = new.pdf_hash, recorded_by = new.decided_by
    where id = new.authorisation;
    update campaign set state = 'ready', state_reason = null where id = new.campaign;
  when 'refused' then
    update authorisation set state = 'refused', decided_on = today, document_hash = new.pdf_hash, recorded_by = new.decided_by where id = new.authorisation;
  when 'extended' then
    insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, max_tests, recorded_by)
      values (gen_random_uuid(), new.authorisation, new.campaign, later ->> 'number', today,
        (later ->> 'validUntil')::timestamp at time zone 'Europe/Brussels', new.pdf_hash, (later ->> 'maxTests')::integer, new.decided_by);
    update authorisation set state = 'extended', valid_until = (later ->> 'validUntil')::timestamp at time zone 'Europe/Brussels',
      max_tests = coalesce((later ->> 'maxTests')::integer, max_tests) where id = new.authorisation;
  when 'withdrawn' then
    update authorisation set state = 'withdrawn' where id = new.authorisation;
  end case;
  return null;
end $$;
create trigger magistrate_decision_followed after insert on magistrate_decision for each row execute function authorisation_follows_the_magistrate();

-- Nobody records over the magistrate whom a request went to, nor beside them.
create function authorisation_is_its_addressee_s() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whom uuid := request_addressee(case when tg_table_name = 'authorisation' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'authorisation')::uuid end);
begin
  if whom is not null and app_actor() is not null and app_actor() <> whom then
    raise exception 'the magistrate who was asked decides' using errcode = 'restrict_violation', constraint = 'authorisation_of_magistrate';
  end if;
  return new;
end $$;
create trigger authorisation_addressee before update on authorisation for each row
  when (old.state in ('requested', 'granted', 'granted-with-conditions', 'extended')) execute function authorisation_is_its_addressee_s();
create trigger authorisation_employer_addressee before insert on authorisation_employer for each row execute function authorisation_is_its_addressee_s();
create trigger authorisation_condition_addressee before insert on authorisation_condition for each row execute function authorisation_is_its_addressee_s();
create trigger authorisation_extension_addressee before insert on authorisation_extension for each row execute function authorisation_is_its_addressee_s();

call protect('magistrate_decision');
drop policy magistrate_decision_actor on magistrate_decision;
create policy magistrate_decision_made on magistrate_decision for insert to pt_app
  with check (decided_by = app_actor() and authorisation in (select app_own_requests()));
-- For the magistrate, and for who of the own team reads the request that it answers.
create policy magistrate_decision_read on magistrate_decision for select to pt_app
  using ((select app_is_system()) or authorisation in (select app_own_requests())
    or ((select app_reads_signals()) and campaign in (select app_team_campaigns())));
grant select, insert on magistrate_decision to pt_app;

-- A magistrate reads the own requests, what was decided on them and what was reported of it; no campaign, test or employer.
create policy sent_request_addressee on sent_request for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_addressee on authorisation for select to pt_app using (id in (select app_own_requests()));
create policy authorisation_condition_addressee on authorisation_condition for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_extension_addressee on authorisation_extension for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_employer_addressee on authorisation_employer for select to pt_app using (authorisation in (select app_own_requests()));
create policy action_report_addressee on action_report for select to pt_app using (authorisation in (select app_own_requests()));

-- Mail to a magistrate says that something waits, and no more. Who of the team lets it be written never sees the address.
alter table notice_mail drop constraint notice_mail_kind_known;
alter table notice_mail add constraint notice_mail_kind_known check (kind in ('invitation', 'announcement', 'request'));
create function tell_magistrate(notice uuid, one uuid, title text, sealed bytea) returns boolean
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into notice_mail (id, account, kind, address, subject, body, next_at)
    select notice, l.account, 'request', l.login, title, sealed, app_now()
    from sent_request s join account_login l on l.account = s.addressed_to
    where s.authorisation = one and is_magistrate(s.addressed_to) and position('@' in l.login) > 1 and s.campaign in (select app_team_campaigns());
  return found;
end $$;

revoke execute on function is_magistrate(uuid), app_own_requests(), app_open_requests(), request_addressee(uuid), tell_magistrate(uuid, uuid, text, bytea) from public;
grant execute on function is_magistrate(uuid), app_own_requests(), app_open_requests(), request_addressee(uuid), tell_magistrate(uuid, uuid, text, bytea) to pt_app;

-- Test firms ----------------------------------------------------------------------------------------------------------

-- A firm that calls for the service under a contract. `valid_until` is the first day on which it no longer holds.
create table test_firm (
  id uuid constraint test_firm_pkey primary key,
  name text not null constraint test_firm_name_unique unique constraint test_firm_name_length check (length(btrim(name)) between 2 and 120),
  contract text not null constraint test_firm_contract_length check (length(btrim(contract)) between 2 and 120),
  valid_from date not null,
  valid_until date not null,
  made_by uuid not null constraint test_firm_maker_fkey references account (id),
  made_at timestamptz not null default app_now(),
  constraint test_firm_range check (valid_until > valid_from)
);

-- Who works for a firm: its own accounts, and its testers. Once and for good: who leaves is blocked, and the row tells for whom
-- their calls were made.
create table firm_member (
  account uuid constraint firm_member_pkey primary key constraint firm_member_account_fkey references account (id),
  firm uuid not null constraint firm_member_firm_fkey references test_firm (id),
  added_by uuid not null constraint firm_member_adder_fkey references account (id),
  added_at timestamptz not null default app_now()
);
create index firm_member_firm on firm_member (firm);
create trigger firm_member_append_only before update or delete on firm_member for each row execute function refuse_change();

-- The firm that who acts keeps the testers of; null for everybody else. The owner's eyes: policies hang on these.
create function app_own_firm() returns uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select m.firm from firm_member m join account a on a.id = m.account
    where m.account = app_actor() and a.state = 'active' and 'test-firm' = any (a.roles) $$;
create function app_own_testers() returns setof uuid language sql stable parallel safe rows 50 security definer set search_path = pt, pg_catalog
  as $$ select m.account from firm_member m join account a on a.id = m.account where m.firm = app_own_firm() and 'tester' = any (a.roles) $$;
create function firm_of(one uuid) returns uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select firm from firm_member where account = one $$;
-- Whether a firm's contract holds today.
create function firm_holds(one uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from test_firm f, (select (app_now() at time zone 'Europe/Brussels')::date as today) d
    where f.id = one and d.today >= f.valid_from and d.today < f.valid_until) $$;

-- A firm's own account is made with its firm by who looks after accounts; a firm itself adds testers alone, newly made and
-- not yet invited, so that it takes nobody from elsewhere.
create function firm_member_is_taken_in() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole account;
begin
  select * into whole from account where id = new.account;
  if whole.id is null then
    return new;
  end if;
  if app_actor() is not null and new.added_by <> app_actor() then
    raise exception 'one adds in the own name' using errcode = 'restrict_violation', constraint = 'firm_member_taken_in';
  end if;
  if app_actor() is null or app_keeps_accounts() then
    if not ('test-firm' = any (whole.roles) or whole.roles = '{tester}') then
      raise exception 'only a firm account or a tester is of a firm' using errcode = 'restrict_violation', constraint = 'firm_member_taken_in';
    end if;
  elsif whole.roles <> '{tester}' or whole.state <> 'invited' or not firm_holds(new.firm)
    or exists (select from account_login l where l.account = new.account) or exists (select from capacity c where c.account = new.account) then
    raise exception 'a firm takes in testers of its own, while its contract holds' using errcode = 'restrict_violation', constraint = 'firm_member_taken_in';
  end if;
  return new;
end $$;
create trigger firm_member_taken before insert on firm_member for each row execute function firm_member_is_taken_in();

-- Somebody of a firm keeps to what they are for it: no other role comes beside.
create function firm_member_keeps_to_it() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.roles is distinct from old.roles and firm_of(new.id) is not null and new.roles not in ('{tester}', '{test-firm}', '{}') then
    raise exception 'somebody of a test firm has no role of the service' using errcode = 'restrict_violation', constraint = 'firm_member_role';
  end if;
  return new;
end $$;
create trigger account_of_firm before update of roles on account for each row execute function firm_member_keeps_to_it();

-- Ends a tester of the own firm: the door shuts, the invitation lapses, and calls that are not made go back to the firm.
-- @returns the calls that went back
create function end_own_tester(one uuid) returns table (task uuid, campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if one is null or one not in (select app_own_testers()) then return; end if;
  update account set state = 'blocked' where id = one;
  update session set ended_at = app_now(), ended_by = 'blocked' where account = one and ended_at is null;
  update invitation set withdrawn_at = app_now() where account = one and used_at is null and withdrawn_at is null;
  delete from notice_mail where account = one and kind = 'invitation' and state = 'queued';
  return query update call_task t set tester = null where t.tester = one and t.state = 'planned' and t.firm = app_own_firm() and t.started_at is null
    returning t.id, t.campaign;
end $$;

-- What a planner gives a firm, instead of to one tester: the firm then says which of its testers calls.
alter table call_task add column firm uuid constraint call_task_firm_fkey references test_firm (id);
create index call_task_firm on call_task (firm) where firm is not null;

create function call_task_is_of_its_firm() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.firm is distinct from (case when new.tester is null then new.firm else firm_of(new.tester) end) then
    raise exception 'a tester of a firm calls for that firm, and nobody else does' using errcode = 'restrict_violation', constraint = 'call_task_firm';
  end if;
  if new.firm is not null and (tg_op = 'INSERT' or new.firm is distinct from old.firm or new.tester is distinct from old.tester and new.tester is not null)
    and not firm_holds(new.firm) then
    raise exception 'calling refused: firm-contract-over' using errcode = 'restrict_violation', constraint = 'gate:' || 'firm-contract-over';
  end if;
  if new.firm is not null and exists (select from authorisation a where a.campaign = new.campaign and authorisation_stands(a.state) and a.third_persons is false)
    and (tg_op = 'INSERT' or new.firm is distinct from old.firm) then
    raise exception 'calling refused: authorisation-inspectors-only' using errcode = 'restrict_violation', constraint = 'gate:' || 'authorisation-inspectors-only';
  end if;
  return new;
end $$;
create trigger call_task_firm before insert or update of firm, tester on call_task for each row execute function call_task_is_of_its_firm();

-- As in sql/0009: the plan is the planners', but a firm says which of its testers makes a call that it was given.
create or replace function call_task_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text;
begin
  if (to_jsonb(old) - array['tester', 'firm', 'phone', 'planned_on', 'state', 'state_reason', 'started_at'])
     is distinct from (to_jsonb(new) - array['tester', 'firm', 'phone', 'planned_on', 'state', 'state_reason', 'started_at']) then
    raise exception 'a planned call is not changed' using errcode = 'restrict_violation', constraint = 'call_task_frozen';
  end if;
  if old.state <> 'planned' then
    raise exception 'a call that is over is not changed' using errcode = 'restrict_violation', constraint = 'call_task_life';
  end if;
  if app_actor() is not null and (new.state = 'cancelled' or (old.tester, old.firm, old.phone, old.planned_on) is distinct from (new.tester, new.firm, new.phone, new.planned_on))
    and not actor_holds_role('{coordinator,fieldworker,inspector,system}')
    and not (old.firm is not null and old.firm = app_own_firm() and old.started_at is null and (to_jsonb(old) - 'tester') = (to_jsonb(new) - 'tester')) then
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

-- As in sql/0025, and a tester of a firm whose contract is over calls no more.
create or replace function call_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce(sending_refused_because(campaign_id),
    case when (select count(*) from call_task t join call_outcome o on o.task = t.id where t.campaign = campaign_id and o.code <> 'not-reached')
      >= (select max_tests from authorisation where campaign = campaign_id) then 'authorisation-used-up' end,
    case when actor_holds_role('{tester}') and not actor_holds_role('{inspector}')
      and (select third_persons is false from authorisation where campaign = campaign_id) then 'authorisation-inspectors-only' end,
    case when firm_of(app_actor()) is not null and not firm_holds(firm_of(app_actor())) then 'firm-contract-over' end)
$$;

-- As in sql/0026, for planners: testers of a firm are the firm's to hand out.
create or replace function free_testers(campaign_id uuid) returns setof uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select t.account from tester t join account a on a.id = t.account
    where 'tester' = any (a.roles) and (app_keeps_teams() or campaign_id in (select app_team_campaigns())) and firm_of(t.account) is null
      and not exists (select from own_interest i where i.account = t.account and i.campaign = campaign_id and i.withdrawn_at is null)
      and ('inspector' = any (a.roles) or not exists (select from authorisation d
        where d.campaign = campaign_id and authorisation_stands(d.state) and d.third_persons is false)) $$;

-- The calls of the own firm: which, when, in what language, by whom, and how far. No agency, no campaign, no answer.
create view firm_task with (security_barrier = true) as
  select t.id, t.number, t.planned_on, t.tester, s.body ->> 'language' as language, t.started_at is not null as begun,
    case when t.state = 'done' and exists (select from call_outcome o where o.task = t.id and o.code = 'not-reached') then 'not-reached'
      when t.state = 'planned' then 'to-do' else t.state end as state
  from call_task t join call_script s on s.hash = t.script where t.firm is not null and t.firm = (select app_own_firm());

-- Gives a call of the own firm to one of its testers, or takes it back (null). By the rules that hold for every tester: who has
-- an own interest or is kept out by the decision gets none, and no agency hears the same voice in two waves running, nor twice
-- in one. @returns the campaign, for the log; no row where the call is not the firm's to give, and a verdict where it is refused
create function hand_out(one uuid, whom uuid) returns table (campaign uuid, refused text) language plpgsql security definer set search_path = pt, pg_catalog as $$
declare task call_task;
begin
  select * into task from call_task t where t.id = one and t.firm = app_own_firm() for update;
  if task.id is null then return; end if;
  if task.state <> 'planned' or task.started_at is not null then
    return query select task.campaign, 'call-over'; return;
  end if;
  if whom is not null then
    -- One voice at a time: two tasks of one employer, handed out at once, would not see each other.
    perform from account a where a.id = whom for no key update;
    if not firm_holds(task.firm) then
      return query select task.campaign, 'firm-contract-over'; return;
    end if;
    if whom not in (select app_own_testers()) or not exists (select from account a where a.id = whom and a.state = 'active')
      or exists (select from own_interest i where i.account = whom and i.campaign = task.campaign and i.withdrawn_at is null)
      or exists (select from authorisation d where d.campaign = task.campaign and authorisation_stands(d.state) and d.third_persons is false)
      or exists (select from call_task o where o.campaign = task.campaign and o.employer_unit = task.employer_unit and o.tester = whom
        and o.id <> task.id and o.state <> 'cancelled' and o.wave in (task.wave, task.wave - 1)) then
      return query select task.campaign, 'unknown-tester'; return;
    end if;
  end if;
  update call_task t set tester = whom where t.id = one;
  return query select task.campaign, null::text;
end $$;

call protect('test_firm', 'firm_member');
drop policy test_firm_actor on test_firm;
drop policy firm_member_actor on firm_member;
create policy test_firm_read on test_firm for select to pt_app
  using ((select app_keeps_accounts()) or id = (select app_own_firm()) or (select actor_holds_role('{coordinator,fieldworker}')));
create policy test_firm_made on test_firm for insert to pt_app with check ((select app_keeps_accounts()) and made_by = app_actor());
create policy test_firm_changed on test_firm for update to pt_app using ((select app_keeps_accounts())) with check ((select app_keeps_accounts()));
create policy firm_member_read on firm_member for select to pt_app
  using ((select app_keeps_accounts()) or firm = (select app_own_firm()) or account = app_actor());
create policy firm_member_made on firm_member for insert to pt_app
  with check ((select app_keeps_accounts()) or (firm = (select app_own_firm()) and added_by = app_actor()));
grant select, insert on firm_member to pt_app;
grant select, insert, update on test_firm to pt_app;
grant select on firm_task to pt_app;

-- A firm makes accounts of testers, and nothing else of accounts; of its own testers it sees login and invitation.
create policy account_of_firm on account for insert to pt_app
  with check ((select app_own_firm()) is not null and kind = 'person' and roles = '{tester}' and state = 'invited' and not practice);
create policy account_login_firm on account_login for select to pt_app using (account in (select app_own_testers()));
create policy account_login_firm_made on account_login for insert to pt_app with check (account in (select app_own_testers()));
create policy invitation_firm on invitation to pt_app using (account in (select app_own_testers())) with check (account in (select app_own_testers()) and made_by = app_actor());
create policy notice_mail_firm on notice_mail to pt_app using (account in (select app_own_testers()) and kind = 'invitation')
  with check (account in (select app_own_testers()) and kind = 'invitation');

revoke execute on function app_own_firm(), app_own_testers(), firm_of(uuid), firm_holds(uuid), end_own_tester(uuid), hand_out(uuid, uuid) from public;
grant execute on function app_own_firm(), app_own_testers(), firm_of(uuid), firm_holds(uuid), end_own_tester(uuid), hand_out(uuid, uuid) to pt_app;
