-- Fieldwork: who may see how evidence grows and that they looked; what is kept and for how long; whether a vacancy is still open.

-- Watching a campaign.

-- Who looks at the evidence of a campaign that still runs calls, settles, matches and voids nothing in it any more: kept for good.
alter table campaign_insider drop constraint campaign_insider_duty_known;
alter table campaign_insider add constraint campaign_insider_duty_known
  check (duty in ('design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match', 'void', 'look'));

-- Whether a look could still steer a campaign: not one of enforcement or of a contract clause, whose team sees its cases, and not
-- one that ended.
create function evidence_is_shut(campaign_id uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from campaign c where c.id = campaign_id
    and c.purpose in ('baseline', 'self-regulation') and c.state not in ('closed', 'stopped', 'abandoned')) $$;

-- The campaigns of the own team whose evidence who acts may see: who codes, calls, settles, matches or voids in one that runs does not.
create function app_evidence_campaigns() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select m.c from app_team_campaigns() m (c) where not evidence_is_shut(m.c)
    or not exists (select from campaign_insider i where i.campaign = m.c and i.account = app_actor() and i.duty in ('call', 'settle', 'match', 'void')) $$;

drop policy flag_team on flag;
create policy flag_read on flag for select to pt_app using ((select app_is_system())
  or ((select app_reads_figures()) and campaign in (select app_evidence_campaigns())));
create policy flag_made on flag for insert to pt_app with check ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy flag_changed on flag for update to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns()));

-- Opens the evidence of a campaign to who acts, and keeps that they looked; false for who may not.
create function look_at_evidence(campaign_id uuid) returns boolean language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  -- One waits for the other, so that nobody acts and looks at once.
  perform from account a where a.id = app_actor() for no key update;
  if not app_reads_figures() or campaign_id not in (select app_evidence_campaigns()) then return false; end if;
  if evidence_is_shut(campaign_id) then
    insert into campaign_insider (campaign, account, duty) values (campaign_id, app_actor(), 'look') on conflict do nothing;
  end if;
  return true;
end $$;

create function lookers_do_not_act() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare place uuid;
begin
  if app_actor() is null or app_is_system() then return new; end if;
  perform from account a where a.id = app_actor() for no key update;
  if tg_table_name = 'response' then select a.campaign into place from application a where a.id = coalesce(new.application, old.application);
  elsif tg_table_name = 'call_outcome' then select t.campaign into place from call_task t where t.id = new.task;
  else place := new.campaign;
  end if;
  if evidence_is_shut(place) and exists (select from campaign_insider i where i.campaign = place and i.account = app_actor() and i.duty = 'look') then
    raise exception 'who looked at the evidence leaves the outcome to others' using errcode = 'restrict_violation', constraint = 'looker_does_not_act';
  end if;
  return new;
end $$;
create trigger application_looker before update of state on application for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function lookers_do_not_act();
create trigger response_looker before update of application on response for each row
  when (new.application is distinct from old.application) execute function lookers_do_not_act();
create trigger call_outcome_looker before insert on call_outcome for each row execute function lookers_do_not_act();

revoke execute on function look_at_evidence(uuid), app_evidence_campaigns(), evidence_is_shut(uuid) from public;
grant execute on function look_at_evidence(uuid), app_evidence_campaigns(), evidence_is_shut(uuid) to pt_app;

-- Data protection: how long what is kept, what is erased, what must be kept longer, and who asked about their data.

-- The terms of scenarios/reference/data-protection.yaml, so that the database erases nothing before them.
create table retention_term (
  data_class text collate "C" constraint retention_term_pkey primary key,
  -- Null where it is kept for good or goes at once.
  months integer constraint retention_term_months_range check (months between 1 and 1200),
  kept_by text not null constraint retention_term_kept_by_known check (kept_by in ('job', 'product', 'hand'))
);

-- A campaign of which nothing may be erased, until somebody says otherwise; looked at again on a day.
create table legal_hold (
  id uuid constraint legal_hold_pkey primary key,
  campaign uuid not null constraint legal_hold_campaign_fkey references campaign (id),
  reason text not null constraint legal_hold_reason_given check (length(reason) between 10 and 2000),
  review_on date not null,
  placed_by uuid not null constraint legal_hold_placer_fkey references account (id),
  placed_at timestamptz not null default app_now(),
  lifted_by uuid constraint legal_hold_lifter_fkey references account (id),
  lifted_at timestamptz,
  lifted_reason text constraint legal_hold_lifted_reason_given check (length(lifted_reason) between 10 and 2000),
  constraint legal_hold_lifted_is_whole check ((lifted_by is null) = (lifted_at is null) and (lifted_by is null) = (lifted_reason is null))
);
create unique index legal_hold_one_open on legal_hold (campaign) where lifted_at is null;

-- What a run of the terms erased, per data class.
create table retention_run (
  id uuid constraint retention_run_pkey primary key,
  at timestamptz not null default app_now(),
  erased jsonb not null constraint retention_run_erased_listed check (jsonb_typeof(erased) = 'array')
);
create index retention_run_at on retention_run (at);
create trigger retention_run_append_only before update or delete on retention_run for each row execute function refuse_change();

-- Who asked about their data, with the clock of one month (art. 12.3 GDPR).
create table data_request (
  id uuid constraint data_request_pkey primary key,
  number integer not null generated always as identity constraint data_request_number_unique unique,
  kind text not null constraint data_request_kind_known check (kind in ('access', 'rectification', 'erasure', 'objection')),
  subject text not null constraint data_request_subject_given check (length(subject) between 2 and 200),
  details text not null constraint data_request_details_given check (length(details) between 10 and 4000),
  received_on date not null,
  due_on date not null generated always as ((received_on + interval '1 month')::date) stored,
  recorded_by uuid not null constraint data_request_recorder_fkey references account (id),
  recorded_at timestamptz not null default app_now()
);
create trigger data_request_append_only before update or delete on data_request for each row execute function refuse_change();

create table data_request_act (
  id uuid constraint data_request_act_pkey primary key,
  request uuid not null constraint data_request_act_request_fkey references data_request (id),
  kind text not null constraint data_request_act_kind_known check (kind in ('searched', 'postponed', 'answered')),
  -- Why it takes longer: it is much work (to three months in all), or telling now would harm an inquiry (art. 23).
  ground text constraint data_request_act_ground_known check (ground in ('complex', 'inquiry')),
  reason text,
  until date,
  review_on date,
  -- How many places a search found.
  found integer,
  actor uuid not null constraint data_request_act_actor_fkey references account (id),
  at timestamptz not null default app_now(),
  constraint data_request_act_is_whole check (case kind
    when 'searched' then found is not null and reason is null and until is null and review_on is null and ground is null
    when 'postponed' then length(reason) between 10 and 4000 and until is not null and review_on is not null and ground is not null and review_on <= until
    else length(reason) between 10 and 4000 and until is null and review_on is null and ground is null end)
);
create index data_request_act_request on data_request_act (request, at);
create unique index data_request_act_one_answer on data_request_act (request) where kind = 'answered';
create trigger data_request_act_append_only before update or delete on data_request_act for each row execute function refuse_change();

create function data_request_act_fits() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare asked data_request; today date := (app_now() at time zone 'Europe/Brussels')::date;
begin
  select * into asked from data_request r where r.id = new.request for update;
  if app_actor() is not null and new.actor <> app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'data_request_own_name';
  end if;
  if exists (select from data_request_act a where a.request = new.request and a.kind = 'answered') then
    raise exception 'a request is answered once' using errcode = 'restrict_violation', constraint = 'data_request_answered';
  end if;
  if new.kind = 'postponed' and (new.until <= today or new.review_on < today
    or (new.ground = 'complex' and new.until > (asked.received_on + interval '3 months')::date)
    or (new.ground = 'inquiry' and new.review_on > (today + interval '6 months')::date)) then
    raise exception 'a postponement has its bounds' using errcode = 'restrict_violation', constraint = 'data_request_postponed_too_far';
  end if;
  return new;
end $$;
create trigger data_request_act_checked before insert on data_request_act for each row execute function data_request_act_fits();

create function legal_hold_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare who uuid := case when tg_op = 'INSERT' then new.placed_by else new.lifted_by end;
begin
  if app_actor() is not null and who is distinct from app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'data_request_own_name';
  end if;
  if tg_op = 'UPDATE' and (old.lifted_at is not null
    or (to_jsonb(old) - array['lifted_by', 'lifted_at', 'lifted_reason']) is distinct from (to_jsonb(new) - array['lifted_by', 'lifted_at', 'lifted_reason'])) then
    raise exception 'a hold is lifted once, and changes in nothing else' using errcode = 'restrict_violation', constraint = 'legal_hold_frozen';
  end if;
  return new;
end $$;
create trigger legal_hold_life before insert or update on legal_hold for each row execute function legal_hold_follows_its_life();

create function app_reads_protection() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{coordinator,log-reviewer,dpo}') $$;
create function app_handles_data() returns boolean language sql stable parallel safe as $$ select actor_holds_role('{dpo}') $$;
create function app_holds_data() returns boolean language sql stable parallel safe as $$ select actor_holds_role('{coordinator,dpo}') $$;

call protect('retention_term', 'legal_hold', 'retention_run', 'data_request', 'data_request_act');
drop policy retention_term_actor on retention_term;
create policy retention_term_read on retention_term for select to pt_app using ((select app_reads_protection()));
drop policy legal_hold_actor on legal_hold;
create policy legal_hold_read on legal_hold for select to pt_app using ((select app_reads_protection()));
create policy legal_hold_made on legal_hold for insert to pt_app with check ((select app_holds_data()));
create policy legal_hold_changed on legal_hold for update to pt_app using ((select app_holds_data())) with check ((select app_holds_data()));
drop policy retention_run_actor on retention_run;
create policy retention_run_read on retention_run for select to pt_app using ((select app_reads_protection()));
create policy retention_run_made on retention_run for insert to pt_app with check ((select app_is_system()));
drop policy data_request_actor on data_request;
create policy data_request_dpo on data_request to pt_app using ((select app_handles_data())) with check (recorded_by = app_actor() and (select app_handles_data()));
drop policy data_request_act_actor on data_request_act;
create policy data_request_act_dpo on data_request_act to pt_app using ((select app_handles_data())) with check (actor = app_actor() and (select app_handles_data()));
grant select on retention_term to pt_app;
grant select, insert, update on legal_hold to pt_app;
grant select, insert on retention_run, data_request, data_request_act to pt_app;

-- The campaigns that a hold can be laid on, by name: who answers for data is in no team.
create function campaigns_to_hold() returns table (id uuid, name text, ended_at timestamptz, held boolean) language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.id, c.name, (select max(e.at) from campaign_end e where e.campaign = c.id),
    exists (select from legal_hold h where h.campaign = c.id and h.lifted_at is null)
  from campaign c where app_reads_protection() and c.state <> 'draft' order by c.name, c.id
$$;

-- Erasing. The row of an answer or application stays, with its code, its hashes and its instants; what can name somebody goes.
alter table response add column erased_at timestamptz;
-- When it was loosened from an application: from then on it is mail of no test.
alter table response add column loosened_at timestamptz;
alter table response add column file_erased_at timestamptz;
-- When the names of who answered left the text that people read.
alter table response add column names_hidden_at timestamptz;
alter table response add constraint response_erased_is_empty check ((file_erased_at is not null) = (length(sealed) = 0)
  and (erased_at is null or (file_erased_at is not null and coalesce(redacted_subject, '') = '' and coalesce(redacted_text, '') = ''
    and transcript is null and envelope_from = '')));
create index response_names on response (application) where code is not null and names_hidden_at is null;
alter table application add column erased_at timestamptz;
alter table application add constraint application_erased_is_empty check (erased_at is null or (to_name is null and to_address = '' and subject = '' and body = ''));
alter table withdrawal add column erased_at timestamptz;
alter table withdrawal add constraint withdrawal_erased_is_empty check (erased_at is null or (to_address = '' and subject = '' and body = ''));

-- As in 0027, and the system empties what is erased.
create or replace function response_stays_sealed() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new.file_erased_at is not null and length(new.sealed) = 0 and new.bytes = old.bytes and app_is_system() then
    return new;
  end if;
  if substring(new.sealed from 1 for 1) <> '\x01'::bytea or length(new.sealed) <> new.bytes + 37 then
    raise exception 'an answer is stored sealed' using errcode = 'restrict_violation', constraint = 'response_sealed';
  end if;
  if tg_op = 'UPDATE' and not app_is_system() and current_user <> 'pt_owner' then
    raise exception 'the system alone seals an answer anew' using errcode = 'restrict_violation', constraint = 'response_sealed';
  end if;
  return new;
end $$;
create or replace function response_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.erased_at is null and new.erased_at is not null and new.envelope_from = '' and app_is_system() then
    new.envelope_from := old.envelope_from;
    if (old.id, old.channel, old.received_at, old.envelope_to, old.sha256, old.bytes)
       is not distinct from (new.id, new.channel, new.received_at, new.envelope_to, new.sha256, new.bytes) then
      new.envelope_from := '';
      return new;
    end if;
  end if;
  if (old.id, old.channel, old.received_at, old.envelope_from, old.envelope_to, old.sha256, old.bytes)
     is distinct from (new.id, new.channel, new.received_at, new.envelope_from, new.envelope_to, new.sha256, new.bytes) then
    raise exception 'what came in is not changed' using errcode = 'restrict_violation', constraint = 'response_frozen';
  end if;
  return new;
end $$;

-- As in 0004, and once the system empties what is erased.
create or replace function application_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text;
  mutable text[] := array['state', 'state_reason', 'due_at', 'reschedules', 'next_attempt_at', 'attempts', 'sent_at', 'window_ends_at'];
begin
  if old.erased_at is null and new.erased_at is not null and app_is_system() then
    mutable := array['to_name', 'to_address', 'subject', 'body', 'erased_at'];
  end if;
  if (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable) then
    raise exception 'a planned application is not changed' using errcode = 'restrict_violation', constraint = 'application_frozen';
  end if;
  if old.sent_at is not null and (new.sent_at is distinct from old.sent_at or new.window_ends_at is distinct from old.window_ends_at) then
    raise exception 'a window once begun is not moved' using errcode = 'restrict_violation', constraint = 'application_window';
  end if;
  if old.state = new.state then return new; end if;
  if not (old.state || '>' || new.state = any (array['planned>due', 'planned>cancelled', 'due>planned', 'due>cancelled', 'due>sending',
      'sending>sent', 'sending>refused', 'sending>in-doubt', 'sending>due', 'in-doubt>sent', 'in-doubt>not-sent'])) then
    raise exception 'an application does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'application_life';
  end if;
  if new.state = 'sending' then
    reason := sending_refused_because(new.campaign);
    if reason is null and new.position = 1 and (select count(distinct p.test) from application p where p.campaign = new.campaign
        and p.state in ('sending', 'sent', 'refused', 'in-doubt') and p.test <> new.test) >= (select max_tests from authorisation where campaign = new.campaign) then
      reason := 'authorisation-used-up';
    end if;
    if reason is not null then
      raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
    end if;
    if not exists (select from attempt t where t.application = new.id and t.ended_at is null) then
      raise exception 'an attempt is recorded before sending' using errcode = 'restrict_violation', constraint = 'application_attempt_first';
    end if;
  end if;
  return new;
end $$;

-- Before the life of a withdrawal looks at the row: what is erased is put beside what it guards.
create or replace function withdrawal_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare mutable text[] := array['state', 'state_reason', 'due_at', 'decided_by', 'decided_at', 'next_attempt_at', 'attempts', 'sent_at'];
begin
  if old.erased_at is null and new.erased_at is not null and app_is_system() then
    mutable := array['to_address', 'subject', 'body', 'thread', 'in_reply_to', 'erased_at'];
  end if;
  if (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable) then
    raise exception 'the mail of a withdrawal is not changed' using errcode = 'restrict_violation', constraint = 'withdrawal_frozen';
  end if;
  if old.sent_at is not null and new.sent_at is distinct from old.sent_at then
    raise exception 'the instant of a withdrawal is not moved' using errcode = 'restrict_violation', constraint = 'withdrawal_frozen';
  end if;
  if old.state = new.state then return new; end if;
  if not (old.state || '>' || new.state = any (array['open>due', 'open>not-needed', 'due>sending', 'sending>sent', 'sending>due',
      'sending>failed', 'sending>in-doubt', 'in-doubt>sent', 'in-doubt>failed', 'failed>not-needed', 'not-needed>open', 'not-needed>failed'])) then
    raise exception 'a withdrawal does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'withdrawal_life';
  end if;
  if new.state in ('open', 'due', 'sending') and exists (select from withdrawal_attempt t where t.withdrawal = new.id
      and t.ended_at is not null and t.result not in ('deferred', 'not-taken')) then
    raise exception 'what may have been sent is not sent again' using errcode = 'restrict_violation', constraint = 'withdrawal_never_twice';
  end if;
  if new.state = 'sending' and not exists (select from withdrawal_attempt t where t.withdrawal = new.id and t.ended_at is null) then
    raise exception 'an attempt is recorded before sending' using errcode = 'restrict_violation', constraint = 'withdrawal_attempt_first';
  end if;
  return new;
end $$;

-- As in 0017; erased mail is for nobody to match.
drop policy response_team on response;
create policy response_team on response to pt_app
  using ((select app_is_system()) or campaign in (select app_team_campaigns())
    or (campaign is null and erased_at is null and state in ('unmatched', 'set-aside') and (select app_matches_mail())))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns())
    or (campaign is null and erased_at is null and state in ('unmatched', 'set-aside') and (select app_matches_mail())));

-- Whether what began at an instant is past the term of its class, where the job applies it.
create function term_passed(data_class_ text, since timestamptz) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce((select t.kept_by = 'job' and since < app_now() - make_interval(months => t.months) from retention_term t where t.data_class = data_class_), false) $$;
create function is_held(campaign_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from legal_hold h where h.campaign = campaign_id and h.lifted_at is null) $$;

-- Empties one test whose campaign ended: letters, answers, addresses, what servers replied.
create function erase_test(one uuid) returns void language plpgsql security definer set search_path = pt, pg_catalog as $$
declare instant timestamptz := app_now();
begin
  update response r set sealed = '', transcript = null, redacted_subject = '', redacted_text = '', envelope_from = '', erased_at = instant,
      file_erased_at = coalesce(r.file_erased_at, instant), names_hidden_at = coalesce(r.names_hidden_at, instant), to_release = false
    where r.erased_at is null and r.application in (select a.id from application a where a.test = one);
  update attempt t set message = '', reply = null where t.application in (select a.id from application a where a.test = one);
  update withdrawal_attempt t set message = '', reply = null
    where t.withdrawal in (select w.id from withdrawal w join application a on a.id = w.application where a.test = one);
  update withdrawal w set to_address = '', subject = '', body = '', thread = '{}', in_reply_to = null, erased_at = instant
    where w.erased_at is null and w.application in (select a.id from application a where a.test = one);
  update application a set to_name = null, to_address = '', subject = '', body = '', erased_at = instant where a.test = one and a.erased_at is null;
end $$;

-- Erases what is past its term, at most so many rows of a class at once, and nothing of what is held. For the system alone.
create function erase_by_terms(most integer) returns table (data_class text, campaign uuid, erased integer)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
declare one record; done jsonb := '[]';
begin
  if not app_is_system() then
    raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
  end if;
  for one in
    select t.id, t.campaign, k.data_class from test t
      join lateral (select max(e.at) as at from campaign_end e where e.campaign = t.campaign) ended on ended.at is not null
      left join counted_test c on c.test = t.id
      cross join lateral (select case when c.strict in ('control-only', 'treatment-only') or c.lenient in ('control-only', 'treatment-only')
        then 'answers-with-difference' else 'answers-without-difference' end as data_class) k
    -- An answer may still come in after a test was emptied.
    where (exists (select from application a where a.test = t.id and a.erased_at is null)
        or exists (select from response r join application a on a.id = r.application where a.test = t.id and r.erased_at is null))
      and term_passed(k.data_class, ended.at) and not is_held(t.campaign)
    order by ended.at, t.id limit most
  loop
    perform erase_test(one.id);
    done := done || jsonb_build_object('class', one.data_class, 'campaign', one.campaign);
  end loop;
  for one in
    select r.id, r.campaign from response r
    where r.channel = 'voicemail' and r.file_erased_at is null and r.code is not null and term_passed('recordings', r.coded_at) and not is_held(r.campaign)
    order by r.coded_at, r.id limit most
  loop
    update response r set sealed = '', file_erased_at = app_now() where r.id = one.id;
    done := done || jsonb_build_object('class', 'recordings', 'campaign', one.campaign);
  end loop;
  for one in
    select r.id from response r where r.campaign is null and r.state in ('unmatched', 'set-aside') and r.erased_at is null
      and term_passed('unmatched-mail', greatest(r.received_at, r.uploaded_at, r.loosened_at)) order by r.received_at, r.id limit most
  loop
    update response r set sealed = '', transcript = null, redacted_subject = null, redacted_text = null, envelope_from = '', state = 'set-aside',
      erased_at = app_now(), file_erased_at = app_now(), names_hidden_at = app_now() where r.id = one.id;
    done := done || jsonb_build_object('class', 'unmatched-mail', 'campaign', null);
  end loop;
  return query select n ->> 'class', (n ->> 'campaign')::uuid, count(*)::integer from jsonb_array_elements(done) n group by 1, 2 order by 1, 2;
end $$;

-- Checking vacancies by hand: what stood in a vacancy is kept with each check, so that the next look has something to compare with.
alter table vacancy_check add column fields jsonb constraint vacancy_check_fields_whole
  check (fields is null or (jsonb_typeof(fields) = 'object' and fields ?& array['title', 'duties', 'requirements', 'contact', 'closing']));

-- Where a name, address or number stands. For who answers for data, and only the places: what stands there is not told here.
create function places_of_person(words text) returns table (place text, id uuid, at timestamptz, campaign uuid)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with asked as (select '%' || replace(replace(replace(lower(btrim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern where app_handles_data() and length(btrim(words)) >= 3)
  select * from (
    select 'account', a.id, a.created_at, null::uuid from asked, account a left join account_login l on l.account = a.id where lower(a.name) like asked.pattern or l.login like asked.pattern
    union all select 'employer', e.id, e.created_at, null from asked, employer e where lower(e.name) like asked.pattern or e.kbo like asked.pattern
    union all select 'vacancy', v.id, v.created_at, null from asked, vacancy v where lower(v.contact_name) like asked.pattern or lower(v.contact_address) like asked.pattern
    union all select 'vacancy', k.vacancy, k.at, null from asked, vacancy_check k where lower(k.fields::text) like asked.pattern
    union all select 'application', a.id, a.planned_at, a.campaign from asked, application a where lower(a.to_name) like asked.pattern or lower(a.to_address) like asked.pattern or lower(a.body) like asked.pattern
    union all select 'answer', r.id, r.received_at, r.campaign from asked, response r
      where lower(r.envelope_from) like asked.pattern or lower(r.redacted_subject) like asked.pattern or lower(r.redacted_text) like asked.pattern
    union all select 'withdrawal', w.id, w.opened_at, w.campaign from asked, withdrawal w where lower(w.to_address) like asked.pattern
    union all select 'request', q.id, q.recorded_at, null from asked, data_request q where lower(q.subject) like asked.pattern or lower(q.details) like asked.pattern
  ) found (place, id, at, campaign) order by 1, 3, 2 limit 500
$$;

revoke execute on function campaigns_to_hold(), term_passed(text, timestamptz), is_held(uuid), erase_test(uuid), erase_by_terms(integer), places_of_person(text) from public;
grant execute on function campaigns_to_hold(), is_held(uuid), erase_by_terms(integer), places_of_person(text) to pt_app;

-- A person who says that a vacancy is closed or changed makes pairs void: that bars from the evidence, and a look at the evidence bars
-- from it. One checks in the own name, and never where one has an own interest.
create function vacancy_check_by_person() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare place uuid;
begin
  if app_actor() is null or app_is_system() then return new; end if;
  if new.actor <> app_actor() then
    raise exception 'one checks in the own name' using errcode = 'restrict_violation', constraint = 'vacancy_check_own_name';
  end if;
  perform from account a where a.id = app_actor() for no key update;
  for place in select distinct a.campaign from application a join test t on t.id = a.test
    where t.vacancy = new.vacancy and a.state in ('planned', 'due') loop
    if has_own_interest(place) then
      raise exception 'an own interest bars acting in this campaign' using errcode = 'restrict_violation', constraint = 'own_interest_bars';
    end if;
    if evidence_is_shut(place) and exists (select from campaign_insider i where i.campaign = place and i.account = app_actor() and i.duty = 'look') then
      raise exception 'who looked at the evidence leaves the outcome to others' using errcode = 'restrict_violation', constraint = 'looker_does_not_act';
    end if;
    if new.verdict <> 'open' then
      insert into campaign_insider (campaign, account, duty) values (place, app_actor(), 'void') on conflict do nothing;
    end if;
  end loop;
  return new;
end $$;
create trigger vacancy_check_looker before insert on vacancy_check for each row execute function vacancy_check_by_person();
