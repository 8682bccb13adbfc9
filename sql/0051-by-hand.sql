-- Applications by hand: where an employer takes them by a web form alone, a fieldworker fills it in and says what became of it.

alter table vacancy add column form_url text constraint vacancy_form_url_is_https check (form_url ~ '^https://[^[:space:]]+$' and length(form_url) <= 2000);
-- Frozen when the plan is drawn: what leaves by mail never waits for a person, and the other way round.
alter table application add column form_url text;
create index application_by_hand on application (state, due_at) where form_url is not null;

-- Who took the form, and the number that the site gave.
alter table attempt add column taken_by uuid constraint attempt_taker_fkey references account (id),
  add column reference text constraint attempt_reference_length check (length(reference) between 1 and 200);
create index attempt_taker on attempt (taken_by) where taken_by is not null;
alter table attempt drop constraint attempt_result_known;
alter table attempt add constraint attempt_result_known check (result in
  ('sent', 'deferred', 'not-taken', 'refused', 'in-doubt', 'settled-sent', 'settled-not-sent', 'not-possible', 'given-back'));
alter table attempt add constraint attempt_result_fits check (case when taken_by is null
  then coalesce(result, 'sent') not in ('not-possible', 'given-back') and reference is null
  else coalesce(result, 'sent') in ('sent', 'in-doubt', 'not-possible', 'given-back') end);
alter table attempt add constraint attempt_result_is_whole check (taken_by is null or (ended_at is null) = (result is null));

-- Easter Sunday: the anonymous Gregorian computus, as in register/calendar.ts.
create function easter_of(year integer) returns date language plpgsql immutable set search_path = pt, pg_catalog as $$
declare a integer := year % 19; b integer := year / 100; c integer := year % 100; h integer; l integer; s integer;
begin
  h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  s := h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
  return make_date(year, s / 31, s % 31 + 1);
end $$;
-- The hours in which applications leave, as scheduling/rules.ts and scenarios/reference/holidays.yaml say them (a test compares).
create function is_office_time(instant timestamptz) returns boolean language sql stable set search_path = pt, pg_catalog as $$
  select extract(isodow from day) <= 5 and day::time >= '09:00' and day::time < '17:00'
    and to_char(day, 'MM-DD') <> all (array['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'])
    and day::date - easter_of(extract(year from day)::integer) <> all (array[1, 39, 50])
  from (select instant at time zone 'Europe/Brussels' as day) local
$$;

-- Who takes a form does so in the own name, as a fieldworker, on its day, in office hours, while somebody saw the vacancy open in
-- the last 24 hours; the gate's own questions are asked as its application goes to `sending`. Only who took it ends it; once its
-- hours are over a coordinator may say that nobody knows what became of it. What ended is kept as it is.
create function attempt_is_by_hand() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare asked record; today date := (app_now() at time zone 'Europe/Brussels')::date; wrong text;
  erased constant text[] := array['message', 'reply', 'reference'];
begin
  if tg_op = 'INSERT' then
    select a.form_url, a.position, a.due_at, a.test, t.vacancy, v.exclusion into asked
      from application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy where a.id = new.application;
    wrong := case
      when (asked.form_url is null) <> (new.taken_by is null) then 'attempt_fits_its_way'
      when new.taken_by is null then null
      when app_actor() is not null and app_actor() <> new.taken_by then 'attempt_own_name'
      when not exists (select from account w where w.id = new.taken_by and w.state <> 'blocked' and 'fieldworker' = any (w.roles))
        then 'attempt_by_fieldworker'
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
create trigger attempt_by_hand before insert or update on attempt for each row execute function attempt_is_by_hand();

-- The application follows what was said of its form, and its window runs from an instant since it was taken.
create function application_follows_its_form() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare last record;
begin
  select x.result, x.started_at into last from attempt x where x.application = new.id order by x.number desc limit 1;
  if last.result is null or not (new.state || '<' || last.result = any (array['sent<sent', 'in-doubt<in-doubt', 'due<given-back', 'due<not-possible'])) then
    raise exception 'what became of a form is said by who took it' using errcode = 'restrict_violation', constraint = 'application_form_ended';
  end if;
  if new.state = 'sent' and (new.sent_at < last.started_at or new.sent_at > app_now() + interval '1 minute') then
    raise exception 'a form is sent between taking it and saying so' using errcode = 'restrict_violation', constraint = 'application_form_sent_at';
  end if;
  return new;
end $$;
create trigger application_form before update on application for each row
  when (old.form_url is not null and old.state = 'sending' and new.state <> 'sending') execute function application_follows_its_form();

-- Who fills in forms could steer by it: such a person codes nothing of the campaign and does not look at its evidence.
alter table campaign_insider drop constraint campaign_insider_duty_known;
alter table campaign_insider add constraint campaign_insider_duty_known
  check (duty in ('design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match', 'void', 'look', 'send'));
create or replace function app_evidence_campaigns() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select m.c from app_team_campaigns() m (c) where not evidence_is_shut(m.c)
    or not exists (select from campaign_insider i where i.campaign = m.c and i.account = app_actor() and i.duty in ('call', 'settle', 'match', 'void', 'send')) $$;
-- Named to come after attempt_campaign, which says in which campaign.
create trigger attempt_interest before insert on attempt for each row when (new.taken_by is not null) execute function bar_own_interest();
create trigger attempt_looker before insert on attempt for each row when (new.taken_by is not null) execute function lookers_do_not_act();
create trigger attempt_insider after insert on attempt for each row when (new.taken_by is not null) execute function note_insider('send');
revoke execute on function attempt_is_by_hand(), application_follows_its_form() from public;

-- What a site showed when the form was sent, kept as pages of vacancies are; for the campaign's own team alone.
alter table vacancy_snapshot add column attempt uuid constraint vacancy_snapshot_attempt_fkey references attempt (id),
  add column campaign uuid constraint vacancy_snapshot_campaign_fkey references campaign (id),
  add constraint vacancy_snapshot_attempt_is_whole check ((attempt is null) = (campaign is null));
create unique index vacancy_snapshot_attempt_unique on vacancy_snapshot (attempt);
create index vacancy_snapshot_campaign on vacancy_snapshot (campaign) where campaign is not null;
drop policy vacancy_snapshot_read on vacancy_snapshot;
create policy vacancy_snapshot_read on vacancy_snapshot for select to pt_app
  using ((select app_is_system()) or case when campaign is null then vacancy in (select t.vacancy from test t where t.campaign in (select app_team_campaigns()))
    else campaign in (select app_team_campaigns()) end);
drop policy vacancy_snapshot_made on vacancy_snapshot;
create policy vacancy_snapshot_made on vacancy_snapshot for insert to pt_app
  with check (taken_by = app_actor() and case when campaign is null then vacancy in (select t.vacancy from test t where t.campaign in (select app_team_campaigns()))
    else exists (select from attempt x join application a on a.id = x.application join test t on t.id = a.test where x.id = vacancy_snapshot.attempt
      and x.taken_by = app_actor() and x.campaign = vacancy_snapshot.campaign and t.vacancy = vacancy_snapshot.vacancy) end);

-- As in 0032; the form's address may go with what else names somebody.
create or replace function application_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text;
  mutable text[] := array['state', 'state_reason', 'due_at', 'reschedules', 'next_attempt_at', 'attempts', 'sent_at', 'window_ends_at'];
begin
  if old.erased_at is null and new.erased_at is not null and app_is_system() then
    mutable := array['to_name', 'to_address', 'subject', 'body', 'form_url', 'erased_at'];
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
alter table application drop constraint application_erased_is_empty;
alter table application add constraint application_erased_is_empty check (erased_at is null
  or (to_name is null and to_address = '' and subject = '' and body = '' and form_url is null));

-- As in 0032, and what was kept of forms.
create or replace function erase_test(one uuid) returns void language plpgsql security definer set search_path = pt, pg_catalog as $$
declare instant timestamptz := app_now();
begin
  update response r set sealed = '', transcript = null, redacted_subject = '', redacted_text = '', envelope_from = '', erased_at = instant,
      file_erased_at = coalesce(r.file_erased_at, instant), names_hidden_at = coalesce(r.names_hidden_at, instant), to_release = false
    where r.erased_at is null and r.application in (select a.id from application a where a.test = one);
  update vacancy_snapshot p set sealed = '', erased_at = instant where p.erased_at is null and p.attempt in
    (select t.id from attempt t join application a on a.id = t.application where a.test = one);
  update attempt t set message = '', reply = null, reference = null where t.application in (select a.id from application a where a.test = one);
  update withdrawal_attempt t set message = '', reply = null
    where t.withdrawal in (select w.id from withdrawal w join application a on a.id = w.application where a.test = one);
  update withdrawal w set to_address = '', subject = '', body = '', thread = '{}', in_reply_to = null, erased_at = instant
    where w.erased_at is null and w.application in (select a.id from application a where a.test = one);
  update application a set to_name = null, to_address = '', subject = '', body = '', form_url = null, erased_at = instant where a.test = one and a.erased_at is null;
end $$;

-- As in 0043; what was kept of a form goes with its test.
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
    update vacancy v set contact_name = null, contact_address = '', form_url = null, erased_at = app_now(),
        open_until = least(coalesce(v.open_until, 'infinity'), greatest(today, v.open_from + 1))
      where v.id = one.id;
    update vacancy_check k set fields = null where k.vacancy = one.id and k.fields is not null;
    update vacancy_snapshot p set sealed = '', erased_at = app_now() where p.vacancy = one.id and p.attempt is null and p.erased_at is null;
    return query select null::uuid;
  end loop;
end $$;
