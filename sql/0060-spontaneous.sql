-- Spontaneous applications: two candidates who write to an employer that has no vacancy.

-- Where an employer takes applications without a vacancy; null where the register knows none.
alter table employer add column application_email text collate "C" constraint employer_application_email_form
  check (application_email ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' and length(application_email) <= 320);

-- A campaign whose scenario writes to the employer itself. It says so from the day it is made, and its plan does not fill up:
-- employers do not open and close as vacancies do.
alter table campaign add column without_vacancy boolean not null default false,
  add constraint campaign_without_vacancy_is_whole check (not (without_vacancy and rolling));
create function campaign_keeps_its_kind() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  raise exception 'whether a campaign answers vacancies stays as it was made' using errcode = 'restrict_violation', constraint = 'campaign_without_vacancy_stays';
end $$;
create trigger campaign_kind before update on campaign for each row
  when (new.without_vacancy is distinct from old.without_vacancy) execute function campaign_keeps_its_kind();

-- A test is of a vacancy, or in such a campaign of an employer alone, once. As in 0052 an erased test is of neither.
alter table test drop constraint test_employer_with_vacancy,
  add constraint test_vacancy_with_employer check (vacancy is null or employer is not null);
create unique index test_employer_once on test (campaign, employer) where vacancy is null and employer is not null;
-- As in 0052, and whether it is of a vacancy.
create or replace function tests_name_their_employers() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made where made.employer is null) then
    raise exception 'a test is of an employer' using errcode = 'restrict_violation', constraint = 'test_employer_given';
  end if;
  if exists (select from made join campaign c on c.id = made.campaign where (made.vacancy is null) <> c.without_vacancy) then
    raise exception 'a test is of a vacancy, unless its campaign writes to employers' using errcode = 'restrict_violation', constraint = 'test_vacancy_given';
  end if;
  if exists (select from figure_approval f where f.campaign in (select m.campaign from made m)) then
    raise exception 'the figures were approved' using errcode = 'restrict_violation', constraint = 'approval-given';
  end if;
  return null;
end $$;
-- A web form and a number to call belong to a vacancy.
create function application_goes_by_mail() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from test t where t.id = new.test and t.vacancy is null) then
    raise exception 'who applies without a vacancy writes' using errcode = 'restrict_violation', constraint = 'application_without_vacancy_by_mail';
  end if;
  return new;
end $$;
create trigger application_way before insert on application for each row when (new.form_url is not null) execute function application_goes_by_mail();

-- As in 0020; of an application without a vacancy no title helps to match.
create or replace view match_candidate with (security_invoker = true) as
  select a.id as application, a.test, a.campaign, a.from_address as address, a.from_name as name, a.message_id,
    lower(a.to_address) as to_address, e.name as employer, coalesce(v.title, '') as vacancy, a.state, a.sent_at
  from application a join test t on t.id = a.test join employer e on e.id = t.employer left join vacancy v on v.id = t.vacancy;

-- Where a test is: at the establishment of its vacancy, else at the enterprise; without a vacancy at all that the enterprise has.
create function places_of_test(employer_id uuid, vacancy_id uuid) returns setof text language sql stable set search_path = pt, pg_catalog as $$
  select coalesce((select v.establishment from vacancy v where v.id = vacancy_id), e.kbo) from employer e where e.id = employer_id
  union
  select u.number from establishment u where vacancy_id is null and u.employer = employer_id
$$;
revoke execute on function places_of_test(uuid, uuid), campaign_keeps_its_kind(), application_goes_by_mail() from public;

-- As in 0027, with the places of tests without a vacancy; a place where a suspicion was rests as long, whatever the instant.
create or replace function places_tested_since(instant timestamptz) returns setof text language sql stable security definer set search_path = pt, pg_catalog as $$
  select distinct coalesce(v.establishment, e.kbo)
  from test t join application a on a.test = t.id and a.position = 1 join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  where a.due_at >= instant and a.state <> 'cancelled' and app_keeps_teams()
  union
  select coalesce(v.establishment, e.kbo)
  from suspicion s join test t on t.id = s.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  where (s.cleared_at is null or s.raised_at >= least(instant, app_now() - interval '12 months') - interval '12 months') and app_keeps_teams()
  union
  select x.place from test t join application a on a.test = t.id and a.position = 1 cross join lateral places_of_test(t.employer, null) x (place)
  where t.vacancy is null and t.employer is not null and a.due_at >= instant and a.state <> 'cancelled' and app_keeps_teams()
  union
  select x.place from suspicion s join test t on t.id = s.test cross join lateral places_of_test(t.employer, null) x (place)
  where t.vacancy is null and t.employer is not null and (s.cleared_at is null or s.raised_at >= least(instant, app_now() - interval '12 months') - interval '12 months') and app_keeps_teams()
$$;

-- As in 0052, with the places of tests without a vacancy.
create or replace function caps_of_baseline(campaign_id uuid) returns table (kind text, value text, counts_on date)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select m.* from (
    select 'establishment', x.place, (a.due_at at time zone 'Europe/Brussels')::date
    from test t join application a on a.test = t.id and a.position = 1 cross join lateral places_of_test(t.employer, t.vacancy) x (place)
    where t.campaign = campaign_id and a.state <> 'cancelled'
    union all
    select 'group', coalesce(e.parent_kbo, e.kbo), (a.due_at at time zone 'Europe/Brussels')::date
    from test t join application a on a.test = t.id and a.position = 1 join employer e on e.id = t.employer
    where t.campaign = campaign_id and a.state <> 'cancelled'
    union all
    select 'establishment', x.place, ((s.raised_at at time zone 'Europe/Brussels') + interval '12 months')::date
    from suspicion s join test t on t.id = s.test cross join lateral places_of_test(t.employer, t.vacancy) x (place)
    where s.campaign = campaign_id
  ) m (kind, value, counts_on)
  where m.counts_on + 366 > (app_now() at time zone 'Europe/Brussels')::date and being_erased(campaign_id)
$$;

-- Whether an occupation is hard to fill is said of a vacancy; without one nobody knows.
alter table counted_test alter column bottleneck drop not null;

-- As in 0032, and where an employer takes applications: it can be somebody's own address.
create or replace function places_of_person(words text) returns table (place text, id uuid, at timestamptz, campaign uuid)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with asked as (select '%' || replace(replace(replace(lower(btrim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern where app_handles_data() and length(btrim(words)) >= 3)
  select * from (
    select 'account', a.id, a.created_at, null::uuid from asked, account a left join account_login l on l.account = a.id where lower(a.name) like asked.pattern or l.login like asked.pattern
    union all select 'employer', e.id, e.created_at, null from asked, employer e where lower(e.name) like asked.pattern or e.kbo like asked.pattern
      or lower(e.application_email) like asked.pattern
    union all select 'vacancy', v.id, v.created_at, null from asked, vacancy v where lower(v.contact_name) like asked.pattern or lower(v.contact_address) like asked.pattern
    union all select 'vacancy', k.vacancy, k.at, null from asked, vacancy_check k where lower(k.fields::text) like asked.pattern
    union all select 'application', a.id, a.planned_at, a.campaign from asked, application a where lower(a.to_name) like asked.pattern or lower(a.to_address) like asked.pattern or lower(a.body) like asked.pattern
    union all select 'answer', r.id, r.received_at, r.campaign from asked, response r
      where lower(r.envelope_from) like asked.pattern or lower(r.redacted_subject) like asked.pattern or lower(r.redacted_text) like asked.pattern
    union all select 'withdrawal', w.id, w.opened_at, w.campaign from asked, withdrawal w where lower(w.to_address) like asked.pattern
    union all select 'request', q.id, q.recorded_at, null from asked, data_request q where lower(q.subject) like asked.pattern or lower(q.details) like asked.pattern
  ) found (place, id, at, campaign) order by 1, 3, 2 limit 500
$$;
