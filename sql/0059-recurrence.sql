-- A test that is done again at an employer who treated two candidates unequally: enforcement, at employers that its own request
-- names, so many days after the earlier test, with persons, letters and vacancies that the employer does not know.

-- Which scenario a campaign does again, after how many days; null for one that does none again. In whose wordings it writes:
-- a family of letters, or null for those of its scenario itself.
alter table campaign
  add column repeats text,
  add column repeat_days integer,
  add column wordings text,
  add constraint campaign_repeats_whole check ((repeats is null) = (repeat_days is null) and (repeats is null or wordings is not null)),
  add constraint campaign_repeats_days check (repeat_days between 30 and 1000),
  -- A later vacancy would come without anybody having looked whether its employer may be tested again.
  add constraint campaign_repeats_enforcement check (repeats is null or (purpose = 'enforcement' and not rolling));

-- What a campaign does again, after how many days and in whose words, stays as it was made.
create function campaign_keeps_what_it_repeats() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  raise exception 'what a campaign does again stays as it was made' using errcode = 'restrict_violation', constraint = 'campaign_repeats_stay';
end $$;
create trigger campaign_repeats before update on campaign for each row
  when ((new.repeats, new.repeat_days, new.wordings) is distinct from (old.repeats, old.repeat_days, old.wordings))
  execute function campaign_keeps_what_it_repeats();

-- The earlier tests that a campaign may rest on at an employer: enforcement of the same service by the same scenario, or by one
-- that did it again, and of a team that shares somebody with this one, so that no outcome tells itself to another team. Never
-- a baseline's. With its last day, its outcome by its own campaign's primary definition, null while it does not count.
create function earlier_tests(campaign_id uuid, employer_id uuid) returns table (test uuid, left_on date, outcome text)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select t.id, s.left_on, (select case when e.primary_definition = 'strict' then k.strict else k.lenient end from counted_test k where k.test = t.id)
  from campaign c
    join campaign e on e.id <> c.id and e.purpose = 'enforcement' and e.service = c.service and c.repeats in (e.scenario, e.repeats)
    join test t on t.campaign = e.id and t.employer = employer_id
    cross join lateral (select max((a.sent_at at time zone 'Europe/Brussels')::date) as left_on from application a where a.test = t.id and a.state = 'sent') s
  where c.id = campaign_id and s.left_on is not null
    and exists (select from campaign_member o join campaign_member n on n.account = o.account where o.campaign = e.id and n.campaign = c.id)
$$;

-- What an employer lacks for being tested again on a day; null for nothing. Without a day, it is not asked whether it is too early.
create function repeat_lacks(campaign_id uuid, employer_id uuid, planned date) returns text
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with earlier as (select * from earlier_tests(campaign_id, employer_id)), own as (select * from campaign where id = campaign_id)
  select case
    when not exists (select from earlier) then 'none'
    when not exists (select from earlier where outcome = 'control-only') then
      case when exists (select from earlier where outcome is null) then 'open' else 'equal' end
    when planned < (select max(left_on) from earlier) + (select repeat_days from own) then 'early'
    when exists (select from own o join campaign e on e.id <> o.id and e.purpose = 'enforcement' and coalesce(e.wordings, e.scenario) = o.wordings
        join test t on t.campaign = e.id and t.employer = employer_id
      where exists (select from application a where a.test = t.id and a.state <> 'cancelled')) then 'wordings'
  end
$$;

-- Whether a campaign that does a test again may test an employer by a vacancy: its request or decision names the employer, who
-- lacks nothing, and no enforcement wrote to that vacancy before.
create function may_repeat(campaign_id uuid, employer_id uuid, vacancy_id uuid, planned date) returns boolean
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select (exists (select from authorisation_employer s where s.campaign = campaign_id)
      or exists (select from authorisation_request r where r.campaign = campaign_id and cardinality(r.employers) > 0))
    and authorisation_covers(campaign_id, employer_id, vacancy_id)
    and exists (select from vacancy v where v.id = vacancy_id and v.employer = employer_id)
    and repeat_lacks(campaign_id, employer_id, planned) is null
    and not exists (select from test t join campaign e on e.id = t.campaign and e.purpose = 'enforcement'
      where t.vacancy = vacancy_id and t.campaign <> campaign_id
        and exists (select from application a where a.test = t.id and a.state <> 'cancelled'))
$$;

-- Of these vacancies, those by which a campaign may test again; for its team, and for who seals.
create function repeatable(campaign_id uuid, planned date, vacancies uuid[]) returns setof uuid
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select v.id from vacancy v where v.id = any (vacancies)
    and (app_keeps_teams() or campaign_id in (select app_team_campaigns()))
    and may_repeat(campaign_id, v.employer, v.id, planned)
$$;

-- The employers that a request names, with what each lacks, and of one that is early the first day. For the team; that another
-- team wrote to an employer in these wordings is not told: then it looks as if no vacancy were left.
create function repeat_employers(campaign_id uuid, planned date) returns table (number text, employer uuid, name text, lacks text, free_on date)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select n.number, e.id, e.name,
    case when e.id is null then 'unknown' when l.lacks = 'wordings' and not exists (
      select from campaign o join test t on t.campaign = o.id and t.employer = e.id
        join campaign_member m on m.campaign = o.id join campaign_member w on w.account = m.account and w.campaign = c.id
      where o.id <> c.id and o.purpose = 'enforcement' and coalesce(o.wordings, o.scenario) = c.wordings
        and exists (select from application a where a.test = t.id and a.state <> 'cancelled')) then 'vacancy' else l.lacks end,
    (select max(x.left_on) + c.repeat_days from earlier_tests(campaign_id, e.id) x)
  from campaign c join authorisation_request r on r.campaign = c.id cross join unnest(r.employers) with ordinality n (number, place)
    left join establishment u on u.number = n.number left join employer e on e.kbo = n.number or e.id = u.employer
    cross join lateral (select repeat_lacks(campaign_id, e.id, planned) as lacks) l
  where c.id = campaign_id and c.repeats is not null and campaign_id in (select app_team_campaigns())
  order by n.place
$$;

-- Whom employers know from enforcement: persons, where they live and their telephone. For who seals.
create function persons_known_to(employers uuid[]) returns table (employer uuid, name text, address text, phone text)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select distinct t.employer, a.from_name, a.profile ->> 'addressLine', a.profile ->> 'phone'
  from test t join campaign e on e.id = t.campaign and e.purpose = 'enforcement' join application a on a.test = t.id and a.state <> 'cancelled'
  where t.employer = any (employers) and app_keeps_teams()
$$;

-- The law, also for a row that is written by hand.
create function tests_may_be_done_again() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made m join campaign c on c.id = m.campaign and c.repeats is not null
      where may_repeat(m.campaign, m.employer, m.vacancy, null) is not true) then
    raise exception 'nothing says that this employer may be tested again' using errcode = 'restrict_violation', constraint = 'repeat_refused';
  end if;
  return null;
end $$;
create trigger test_again after insert on test referencing new table as made for each statement execute function tests_may_be_done_again();

create function applications_are_fresh() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not exists (select from made m join test t on t.id = m.test join campaign c on c.id = t.campaign and c.repeats is not null) then
    return null;
  end if;
  if exists (select from made m join test t on t.id = m.test join campaign c on c.id = t.campaign and c.repeats is not null
      where repeat_lacks(t.campaign, t.employer, (m.due_at at time zone 'Europe/Brussels')::date) is not null) then
    raise exception 'it is too early to test this employer again' using errcode = 'restrict_violation', constraint = 'repeat_refused';
  end if;
  if exists (select from made m join test t on t.id = m.test join campaign c on c.id = t.campaign and c.repeats is not null
      join test o on o.employer = t.employer and o.id <> t.id join campaign e on e.id = o.campaign and e.purpose = 'enforcement'
      join application a on a.test = o.id and a.state <> 'cancelled'
      where a.from_name = m.from_name or a.profile ->> 'addressLine' = m.profile ->> 'addressLine' or a.profile ->> 'phone' = m.profile ->> 'phone') then
    raise exception 'this employer knows that person, address or number' using errcode = 'restrict_violation', constraint = 'repeat_fresh';
  end if;
  return null;
end $$;
create trigger application_again after insert on application referencing new table as made for each statement execute function applications_are_fresh();

-- What was planned late enough is not brought forward.
create function repeat_is_not_hurried() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from test t join campaign c on c.id = t.campaign and c.repeats is not null where t.id = new.test
      and repeat_lacks(t.campaign, t.employer, (new.due_at at time zone 'Europe/Brussels')::date) = 'early') then
    raise exception 'it is too early to test this employer again' using errcode = 'restrict_violation', constraint = 'repeat_refused';
  end if;
  return new;
end $$;
create trigger application_again_in_time before update of due_at on application for each row when (new.due_at < old.due_at) execute function repeat_is_not_hurried();

-- A request to test again names whom.
create function repeat_names_employers() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if coalesce(cardinality(new.employers), 0) = 0 and exists (select from campaign c where c.id = new.campaign and c.repeats is not null) then
    raise exception 'a request to test again names the employers' using errcode = 'restrict_violation', constraint = 'repeat_unnamed';
  end if;
  return new;
end $$;
create trigger authorisation_request_again before insert or update on authorisation_request for each row execute function repeat_names_employers();

revoke execute on function campaign_keeps_what_it_repeats(), earlier_tests(uuid, uuid), repeat_lacks(uuid, uuid, date), may_repeat(uuid, uuid, uuid, date), repeatable(uuid, date, uuid[]),
  repeat_employers(uuid, date), persons_known_to(uuid[]), tests_may_be_done_again(), applications_are_fresh(), repeat_is_not_hurried(),
  repeat_names_employers() from public;
grant execute on function repeatable(uuid, date, uuid[]), repeat_employers(uuid, date), persons_known_to(uuid[]) to pt_app;
