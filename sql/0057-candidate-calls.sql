-- Candidates who apply by telephone: two callers whose voices were matched ask about one vacancy, each on a day of their own.

-- The number that a vacancy gives to call; where it gives none, that of its employer.
alter table vacancy add column contact_phone text constraint vacancy_contact_phone_form check (contact_phone ~ '^\+?[0-9][0-9 ./-]{5,24}$');

-- Where a person applies by hand is an address of the web, or a number to call.
alter table application add constraint application_by_hand_address check (form_url ~ '^(https://|tel:\+?[0-9]{6,15}$)');
create function is_call(address text) returns boolean language sql immutable parallel safe set search_path = pt, pg_catalog
  as $$ select coalesce(address like 'tel:%', false) $$;

-- As in 0025, with candidates who call: every application of a plan goes the same way then.
create or replace function campaign_test_type(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when (select is_call(a.form_url) from application a where a.campaign = campaign_id limit 1) then 'candidate-call'
    when exists (select from test t where t.campaign = campaign_id) then 'correspondence' else 'client-call' end
$$;
alter table authorisation drop constraint authorisation_test_types;
alter table authorisation add constraint authorisation_test_types
  check (cardinality(test_types) > 0 and test_types <@ array['correspondence', 'candidate-call', 'client-call']);
alter table authorisation_request drop constraint authorisation_request_types;
alter table authorisation_request add constraint authorisation_request_types
  check (cardinality(test_types) > 0 and test_types <@ array['correspondence', 'candidate-call', 'client-call']);

-- Which two testers call for a pair: each for one arm, their voices matched. Who has called stays.
create table pair_callers (
  test uuid constraint pair_callers_pkey primary key constraint pair_callers_test_fkey references test (id),
  campaign uuid not null constraint pair_callers_campaign_fkey references campaign (id),
  control uuid not null constraint pair_callers_control_fkey references tester (account),
  treatment uuid not null constraint pair_callers_treatment_fkey references tester (account),
  assigned_by uuid not null constraint pair_callers_assigner_fkey references account (id),
  assigned_at timestamptz not null default app_now(),
  constraint pair_callers_are_two check (control <> treatment)
);
create index pair_callers_campaign on pair_callers (campaign);
create index pair_callers_control on pair_callers (control);
create index pair_callers_treatment on pair_callers (treatment);
call protect('pair_callers');
drop policy pair_callers_actor on pair_callers;
-- A caller is not told who the other is: by a function each learns of their own half alone.
create policy pair_callers_team on pair_callers to pt_app
  using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns()));
grant select, insert, update on pair_callers to pt_app;

create function caller_of(application_id uuid) returns uuid language sql stable security definer set search_path = pt, pg_catalog as $$
  select case a.arm when 'control' then p.control else p.treatment end from application a join pair_callers p on p.test = a.test where a.id = application_id
$$;

create function pair_is_called_by_whom_it_may() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare c record; t record; spoken text; wrong text;
begin
  -- Whoever acts in nobody's name is refused by the table's own rules.
  if app_actor() is null then return new; end if;
  -- Who begins to call holds the application: then this waits, and sees it.
  perform from application a where a.test = new.test order by a.position for update;
  if new.assigned_by <> app_actor() or not actor_holds_role('{coordinator,fieldworker}') then
    raise exception 'who plans calls says who makes them, in the own name' using errcode = 'restrict_violation', constraint = 'pair_callers_by_planner';
  end if;
  if tg_op = 'UPDATE' and (new.test <> old.test or exists (select from application a join attempt x on x.application = a.id where a.test = new.test
      and (case a.arm when 'control' then old.control <> new.control else old.treatment <> new.treatment end))) then
    raise exception 'who has called stays' using errcode = 'restrict_violation', constraint = 'pair_callers_began';
  end if;
  select a.profile ->> 'nameOrigin' as origin, a.profile ->> 'sex' as sex, a.form_url, a.campaign into c from application a where a.test = new.test and a.arm = 'control';
  select a.profile ->> 'nameOrigin' as origin, a.profile ->> 'sex' as sex into t from application a where a.test = new.test and a.arm = 'treatment';
  if not is_call(c.form_url) or c.campaign is distinct from new.campaign then
    raise exception 'these applications are not made by telephone' using errcode = 'restrict_violation', constraint = 'pair_callers_of_calls';
  end if;
  select s.body ->> 'language' into spoken from campaign k join call_script s on s.hash = k.scenario_hash where k.id = new.campaign;
  wrong := callers_match(new.control, new.treatment, spoken, array[c.origin], array[t.origin]);
  if wrong is null and ((last_voice(new.control, spoken, c.origin)).sex <> c.sex or (last_voice(new.treatment, spoken, t.origin)).sex <> t.sex) then
    wrong := 'voice-other-sex';
  end if;
  if wrong is not null then
    raise exception 'these callers do not fit this pair: %', wrong using errcode = 'restrict_violation', constraint = 'pair_callers_match';
  end if;
  if not (new.control in (select free_testers(new.campaign)) and new.treatment in (select free_testers(new.campaign)))
    or exists (select from coding k where k.coder in (new.control, new.treatment) and campaign_of_response(k.response) = new.campaign) then
    raise exception 'a caller may not act in this campaign' using errcode = 'restrict_violation', constraint = 'pair_callers_free';
  end if;
  return new;
end $$;
create trigger pair_callers_fit before insert or update on pair_callers for each row execute function pair_is_called_by_whom_it_may();
create trigger pair_callers_interest before insert or update on pair_callers for each row execute function bar_own_interest();
create trigger pair_callers_looker before insert or update on pair_callers for each row execute function lookers_do_not_act();
create trigger pair_callers_insider after insert or update on pair_callers for each row execute function note_insider('plan-calls');
-- Who is to call knows a half of the pair from that moment on, and codes none of its campaign.
create function callers_are_insiders() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into campaign_insider (campaign, account, duty) values (new.campaign, new.control, 'call'), (new.campaign, new.treatment, 'call') on conflict do nothing;
  return null;
end $$;
create trigger pair_callers_insiders after insert or update on pair_callers for each row execute function callers_are_insiders();

-- What somebody who called was told, sealed, until it is kept as an answer.
create table call_answer (
  attempt uuid constraint call_answer_pkey primary key constraint call_answer_attempt_fkey references attempt (id),
  application uuid not null constraint call_answer_application_fkey references application (id),
  campaign uuid not null constraint call_answer_campaign_fkey references campaign (id),
  -- Empty once it was kept: then the answer holds it.
  sealed bytea not null,
  sha256 bytea not null constraint call_answer_sha256_length check (length(sha256) = 32),
  received_at timestamptz not null,
  response uuid constraint call_answer_response_fkey references response (id)
);
create index call_answer_waits on call_answer (received_at) where response is null;
create index call_answer_campaign on call_answer (campaign);
create index call_answer_application on call_answer (application);
create index call_answer_response on call_answer (response);
call protect('call_answer');
drop policy call_answer_actor on call_answer;
create policy call_answer_system on call_answer to pt_app using ((select app_is_system())) with check ((select app_is_system()));
grant select, update on call_answer to pt_app;
create function call_answer_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (to_jsonb(old) - array['sealed', 'response']) is distinct from (to_jsonb(new) - array['sealed', 'response']) or length(new.sealed) > 0
    or (old.response is not null and new.response is distinct from old.response) then
    raise exception 'what was heard is kept once' using errcode = 'restrict_violation', constraint = 'call_answer_life';
  end if;
  return new;
end $$;
create trigger call_answer_life before update on call_answer for each row execute function call_answer_follows_its_life();

-- How a call may end: somebody was spoken to (sent), nobody was (tried again on another day), or it cannot be made.
alter table attempt drop constraint attempt_result_known;
alter table attempt add constraint attempt_result_known check (result in
  ('sent', 'deferred', 'not-taken', 'refused', 'in-doubt', 'settled-sent', 'settled-not-sent', 'not-possible', 'given-back',
   'no-answer', 'busy', 'voicemail', 'call-back-later', 'cut-off', 'wrong-number', 'stopped'));
alter table attempt drop constraint attempt_result_fits;
alter table attempt add constraint attempt_result_fits check (case when taken_by is null
  then coalesce(result, 'sent') not in ('not-possible', 'given-back', 'no-answer', 'busy', 'voicemail', 'call-back-later', 'cut-off', 'wrong-number', 'stopped')
    and reference is null
  else coalesce(result, 'sent') not in ('deferred', 'not-taken', 'refused', 'settled-sent', 'settled-not-sent') end);
create function is_unreached(result text) returns boolean language sql immutable parallel safe set search_path = pt, pg_catalog
  as $$ select coalesce(result in ('no-answer', 'busy', 'voicemail', 'call-back-later', 'cut-off'), false) $$;

-- As in 0051, with who calls in the place of who fills in: one of the two of the pair, at most once a day and three times in vain.
create or replace function attempt_is_by_hand() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare asked record; today date := (app_now() at time zone 'Europe/Brussels')::date; wrong text;
  erased constant text[] := array['message', 'reply', 'reference'];
begin
  if tg_op = 'INSERT' then
    select a.form_url, a.position, a.due_at, a.test, a.campaign, t.vacancy, v.exclusion into asked
      from application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy where a.id = new.application;
    wrong := case
      when (asked.form_url is null) <> (new.taken_by is null) then 'attempt_fits_its_way'
      when new.taken_by is null then null
      when app_actor() is not null and app_actor() <> new.taken_by then 'attempt_own_name'
      when is_call(asked.form_url) and (caller_of(new.application) is distinct from new.taken_by
          or not exists (select from account w where w.id = new.taken_by and w.state <> 'blocked' and 'tester' = any (w.roles)))
        then 'attempt_by_caller'
      when not is_call(asked.form_url) and not exists (select from account w where w.id = new.taken_by and w.state <> 'blocked' and 'fieldworker' = any (w.roles))
        then 'attempt_by_fieldworker'
      when is_call(asked.form_url) and exists (select from attempt x where x.application = new.application and x.result in ('wrong-number', 'stopped'))
        then 'candidate_call_tried_enough'
      when is_call(asked.form_url) and exists (select from attempt x where x.application = new.application and is_unreached(x.result)
          and (x.started_at at time zone 'Europe/Brussels')::date = today) then 'candidate_call_tried_today'
      when is_call(asked.form_url) and (select count(*) from attempt x where x.application = new.application and is_unreached(x.result)) >= 3
        then 'candidate_call_tried_enough'
      when is_call(asked.form_url) and exists (select from authorisation d where d.campaign = asked.campaign and authorisation_stands(d.state) and d.third_persons is false)
        and not exists (select from account w where w.id = new.taken_by and 'inspector' = any (w.roles)) then 'gate:authorisation-inspectors-only'
      when (asked.due_at at time zone 'Europe/Brussels')::date <> today then 'form_other_day'
      when not is_office_time(app_now()) then 'form_office_closed'
      when asked.exclusion is not null then 'form_vacancy_over'
      when asked.position = 2 and not exists (select from application f where f.test = asked.test and f.position = 1
          and f.state in ('sent', 'refused') and coalesce((f.sent_at at time zone 'Europe/Brussels')::date < today, true)) then 'form_first_arm'
    end;
    if wrong is null and new.taken_by is not null then
      select case when k.verdict <> 'open' then 'form_vacancy_over' when k.at < app_now() - interval '24 hours' then 'form_vacancy_unchecked' end
        into wrong from vacancy_check k where k.vacancy = asked.vacancy order by k.at desc limit 1;
      if not found then wrong := 'form_vacancy_unchecked'; end if;
    end if;
    if wrong is not null then
      raise exception 'this form cannot be taken: %', wrong using errcode = 'restrict_violation', constraint = wrong;
    end if;
    return new;
  end if;
  if app_is_system() and (to_jsonb(old) - erased) = (to_jsonb(new) - erased) then return new; end if;
  if new.taken_by is distinct from old.taken_by then
    raise exception 'who took a form is kept' using errcode = 'restrict_violation', constraint = 'attempt_kept';
  end if;
  if old.taken_by is null then return new; end if;
  if old.ended_at is not null
    or (to_jsonb(old) - array['ended_at', 'result', 'reply', 'reference']) is distinct from (to_jsonb(new) - array['ended_at', 'result', 'reply', 'reference']) then
    raise exception 'what was said of a form is kept' using errcode = 'restrict_violation', constraint = 'attempt_kept';
  end if;
  if app_actor() is not null and app_actor() <> old.taken_by
    and not (new.result is not distinct from 'in-doubt' and old.lease_until <= app_now() and actor_holds_role('{coordinator}')) then
    raise exception 'only who took a form says what became of it' using errcode = 'restrict_violation', constraint = 'attempt_by_taker';
  end if;
  return new;
end $$;
-- As in 0051, with the ways in which a call ends.
create or replace function application_follows_its_form() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare last record;
begin
  select x.result, x.started_at into last from attempt x where x.application = new.id order by x.number desc limit 1;
  if last.result is null or not (new.state || '<' || last.result = any (array['sent<sent', 'in-doubt<in-doubt', 'due<given-back', 'due<not-possible',
      'due<no-answer', 'due<busy', 'due<voicemail', 'due<call-back-later', 'due<cut-off', 'due<wrong-number', 'due<stopped'])) then
    raise exception 'what became of a form is said by who took it' using errcode = 'restrict_violation', constraint = 'application_form_ended';
  end if;
  if new.state = 'sent' and (new.sent_at < last.started_at or new.sent_at > app_now() + interval '1 minute') then
    raise exception 'a form is sent between taking it and saying so' using errcode = 'restrict_violation', constraint = 'application_form_sent_at';
  end if;
  return new;
end $$;

-- Nobody is given up before the third day.
create function application_not_reached_after_three() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if (select count(*) from attempt x where x.application = new.id and is_unreached(x.result)) < 3 then
    raise exception 'a candidate call is not reached after three attempts' using errcode = 'restrict_violation', constraint = 'application_after_three';
  end if;
  return new;
end $$;
create trigger application_not_reached before update of state on application for each row
  when (new.state = 'cancelled' and old.state <> 'cancelled' and new.state_reason = 'not-reached') execute function application_not_reached_after_three();

-- What a tester knows of the calls that are theirs to make: their own half of a pair, and of a call that is over no employer. The
-- other half, the arm and the plan stay unknown: no table of applications is open to testers.
create function own_candidate_calls() returns table (id uuid, number integer, "position" smallint, campaign uuid, state text, reason text, due_at timestamptz,
    began_at timestamptz, employer text, place text, title text, phone text, voice text, profile jsonb, script jsonb, refusal text, unchecked boolean, tried jsonb)
  language sql stable security definer rows 20 set search_path = pt, pg_catalog as $$
  select a.id, t.ordinal + 1, a.position, a.campaign, a.state, a.state_reason, a.due_at,
    (select x.started_at from attempt x where x.application = a.id and x.ended_at is null),
    case when o.open then e.name end, case when o.open then v.place end, case when o.open then v.title end, case when o.open then substring(a.form_url from 5) end,
    s.body -> 'arms' -> a.arm ->> 'voice', case when o.open then a.profile - 'match' end, s.body,
    case when o.open then coalesce(sending_refused_because(a.campaign), identity_bars(a.id),
      case when not authorisation_covers(a.campaign, t.employer, t.vacancy) then 'authorisation-other-employer'
        when exists (select from authorisation d where d.campaign = a.campaign and authorisation_stands(d.state) and d.third_persons is false)
          and not actor_holds_role('{inspector}') then 'authorisation-inspectors-only' end) end,
    o.open and not exists (select from vacancy_check k where k.vacancy = t.vacancy and k.verdict = 'open' and k.at >= app_now() - interval '24 hours'),
    coalesce((select jsonb_agg(jsonb_build_object('how', x.result, 'on', to_char(x.started_at at time zone 'Europe/Brussels', 'YYYY-MM-DD')) order by x.number)
      from attempt x where x.application = a.id and is_unreached(x.result)), '[]')
  from pair_callers p join application a on a.test = p.test and case a.arm when 'control' then p.control else p.treatment end = app_actor()
    join test t on t.id = a.test join campaign c on c.id = a.campaign join call_script s on s.hash = c.scenario_hash
    left join vacancy v on v.id = t.vacancy left join employer e on e.id = t.employer
    cross join lateral (select a.state in ('planned', 'due', 'sending') as open) o
  where actor_holds_role('{tester}')
$$;

-- Begins a call in the name of who makes it: the attempt with what is to be said, then its application, within every rule of an
-- application by hand. Nothing when there is no such call of the actor's, or it is not its time.
create function begin_candidate_call(application_id uuid, attempt_id uuid, by_server text, lease timestamptz)
  returns table (campaign uuid, number integer, message_hash text) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare a application; what bytea;
begin
  select * into a from application p where p.id = application_id for update;
  if a.id is null or caller_of(a.id) is distinct from app_actor() or not is_call(a.form_url) or a.state <> 'due' then return; end if;
  what := convert_to(a.subject || E'\n\n' || a.body, 'UTF8');
  insert into attempt (id, application, number, server, message, lease_until, taken_by)
    values (attempt_id, a.id, a.attempts + 1, by_server, what, lease, app_actor());
  update application p set state = 'sending', attempts = a.attempts + 1 where p.id = a.id;
  return query select a.campaign, a.attempts + 1, encode(sha256(what), 'hex');
end $$;

create function held_candidate_call(application_id uuid) returns uuid language sql stable security definer set search_path = pt, pg_catalog as $$
  select x.id from attempt x join application a on a.id = x.application
    where a.id = application_id and a.state = 'sending' and is_call(a.form_url) and x.ended_at is null and x.taken_by = app_actor()
$$;

-- Says how the call that the actor holds ended; what was heard comes sealed. Null when the actor holds none.
create function end_candidate_call(application_id uuid, how text, note text, heard bytea, heard_hash bytea) returns uuid
  language plpgsql security definer set search_path = pt, pg_catalog as $$
declare held attempt; ended timestamptz := app_now();
begin
  perform from application a where a.id = application_id for update;
  select x.* into held from attempt x where x.id = held_candidate_call(application_id);
  if held.id is null then return null; end if;
  if (how = 'sent') <> (heard is not null) then
    raise exception 'what was heard stands with a call in which somebody was spoken to' using errcode = 'restrict_violation', constraint = 'call_answer_given';
  end if;
  update attempt set ended_at = ended, result = how, reply = note where id = held.id;
  if how = 'sent' then
    update application set state = 'sent', next_attempt_at = null, sent_at = held.started_at, window_ends_at = held.started_at + interval '30 days' where id = application_id;
    insert into call_answer (attempt, application, campaign, sealed, sha256, received_at) values (held.id, application_id, held.campaign, heard, heard_hash, ended);
  else
    update application set state = 'due', next_attempt_at = ended where id = application_id;
  end if;
  return held.id;
end $$;

-- Erasing a test empties what was heard in its calls too; its attempts lose their notes as in 0051.
create function call_answers_go_with_their_test() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  update call_answer set sealed = '' where application = new.id and length(sealed) > 0;
  return null;
end $$;
create trigger application_call_answers after update of erased_at on application for each row
  when (old.erased_at is null and new.erased_at is not null) execute function call_answers_go_with_their_test();

create function heard_in_call(application_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce((select is_call(a.form_url) or exists (select from call_answer w where w.application = a.id)
    from application a where a.id = application_id), false) $$;

-- As in 0051, with the number to call.
create or replace function erase_vacancies(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record; today date := (app_now() at time zone 'Europe/Brussels')::date;
begin
  for one in
    select v.id from vacancy v cross join lateral (select greatest(v.touched_at, (select max(k.at) from vacancy_check k where k.vacancy = v.id),
        (select max(e.at) from test t join campaign_end e on e.campaign = t.campaign where t.vacancy = v.id)) as at) used
    where v.erased_at is null and term_passed('employers-and-vacancies', v.touched_at) and term_passed('employers-and-vacancies', used.at)
      and not exists (select from test t join campaign c on c.id = t.campaign
        where t.vacancy = v.id and (c.state not in ('closed', 'stopped', 'abandoned') or is_held(c.id)))
    order by used.at, v.id limit most
  loop
    update vacancy v set contact_name = null, contact_address = '', contact_phone = null, form_url = null, erased_at = app_now(),
        open_until = least(coalesce(v.open_until, 'infinity'), greatest(today, v.open_from + 1))
      where v.id = one.id;
    update vacancy_check k set fields = null where k.vacancy = one.id and k.fields is not null;
    update vacancy_snapshot p set sealed = '', erased_at = app_now() where p.vacancy = one.id and p.attempt is null and p.erased_at is null;
    return query select null::uuid;
  end loop;
end $$;

-- A request to send a curriculum vitae, which only a candidate who calls can hear; it counts as a callback sensu lato.
do $$ declare one record; begin
  for one in select c.conrelid::regclass::text as t, c.conname, pg_get_constraintdef(c.oid) as d from pg_constraint c
    where c.contype = 'c' and c.connamespace = 'pt'::regnamespace and pg_get_constraintdef(c.oid) like '%''ACK-A''::text%' loop
    execute format('alter table %s drop constraint %I', one.t, one.conname);
    execute format('alter table %s add constraint %I %s', one.t, one.conname, replace(one.d, '''INF''::text', '''INF''::text, ''SEND-CV''::text'));
  end loop;
end $$;

-- As in 0027, and whether the answer was heard in a call that a candidate made: then it may be a request for a curriculum vitae.
create or replace view coding_item with (security_barrier = true) as
  select r.id as response, r.redacted_subject as subject, r.redacted_text as text, r.suggestion, r.suggestion_words, r.code is not null as done,
    case when n.codings < 2 then 'code' else 'settle' end as step, n.mine, 
    (exists (select from application p where p.id = r.application and p.form_url like 'tel:%')
      or exists (select from call_answer w where w.application = r.application)) as by_call
  from response r cross join lateral (select count(*) filter (where not c.adjudication) as codings,
      coalesce(bool_or(c.coder = app_actor()), false) as mine from coding c where c.response = r.id) n
  where r.state = 'matched' and not r.to_release and (select app_codes())
    and (n.mine or (case when n.codings < 2 then (select actor_holds_role('{coder}')) else (select actor_holds_role('{adjudicator}')) end))
    and r.campaign not in (select i.campaign from campaign_insider i where i.account = app_actor()
      union all select o.campaign from own_interest o where o.account = app_actor() and o.withdrawn_at is null)
    and not exists (select from recusal x where x.response = r.id and x.coder = app_actor());
create function send_cv_is_said_in_a_call() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not exists (select from response r where r.id = new.response and heard_in_call(r.application)) then
    raise exception 'only who calls is asked to send a curriculum vitae' using errcode = 'restrict_violation', constraint = 'send_cv_in_a_call';
  end if;
  return new;
end $$;
create trigger coding_send_cv before insert on coding for each row when (new.code = 'SEND-CV') execute function send_cv_is_said_in_a_call();
create trigger coding_change_send_cv before insert on coding_change for each row when (new.to_code = 'SEND-CV') execute function send_cv_is_said_in_a_call();
revoke execute on function send_cv_is_said_in_a_call() from public;

revoke execute on function caller_of(uuid), heard_in_call(uuid), pair_is_called_by_whom_it_may(), callers_are_insiders(), application_not_reached_after_three(), own_candidate_calls(),
  begin_candidate_call(uuid, uuid, text, timestamptz), held_candidate_call(uuid), end_candidate_call(uuid, text, text, bytea, bytea), call_answers_go_with_their_test() from public;
grant execute on function own_candidate_calls(), begin_candidate_call(uuid, uuid, text, timestamptz), held_candidate_call(uuid),
  end_candidate_call(uuid, text, text, bytea, bytea) to pt_app;
