-- A trigger about one employer carries a test of that employer, and no more.

-- As in sql/0025, and where every trigger that the basis knows names an employer, the request names employers among them.
create or replace function request_lacks(authorisation_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  with whole as (
    select a.kind, r.signals, r.employers, c.id as campaign, c.ground, b.exercise, b.triggers_needed, b.trigger_kinds
    from authorisation a join authorisation_request r on r.authorisation = a.id join campaign c on c.id = a.campaign
      join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    where a.id = authorisation_id
  ), taken as (
    select s.*, w.trigger_kinds ->> s.kind as needs from whole w join signal s on s.id = any (w.signals)
  ), about as (
    select e.kbo as number from taken t join employer e on e.id = t.employer where t.needs is not null
    union
    select u.number from taken t join establishment u on u.employer = t.employer where t.needs is not null
  )
  select case
    when not exists (select from whole) then 'authorisation-unchecked'
    when (select count(*) from taken) <> (select cardinality(signals) from whole) then 'trigger-elsewhere'
    when exists (select from taken t, whole w where w.ground <> all (t.grounds)
      or t.sector not in (select k.sector from campaign_cell k where k.campaign = w.campaign)) then 'trigger-elsewhere'
    when exists (select from taken t where not exists (select from exhibit x where x.signal = t.id)) then 'trigger-without-exhibit'
    when (select exercise or triggers_needed = 'none' from whole) then null
    when (select triggers_needed = 'one' from whole) and not exists (select from taken where needs is not null) then 'trigger-missing'
    when (select triggers_needed = 'all' from whole) and exists (select from whole w, jsonb_object_keys(w.trigger_kinds) one (kind)
      where one.kind not in (select t.kind from taken t)) then 'trigger-missing'
    when not exists (select from taken where needs is not null and employer is null)
      and exists (select from whole w where cardinality(w.employers) = 0 or exists (select from unnest(w.employers) asked (number)
        where asked.number not in (select a.number from about a))) then 'trigger-one-employer'
    when exists (select from taken where needs = 'magistrate') then
      case when (select kind from whole) = 'magistrate' then null else 'trigger-other-kind' end
    when not exists (select from taken t, whole w where t.needs = w.kind) then 'trigger-other-kind'
  end
$$;

-- A decision covers what was asked and no more: where the request names employers, these alone; where the decision names
-- employers too, those that both name.
create or replace function authorisation_covers(campaign_id uuid, employer_id uuid, vacancy_id uuid) returns boolean
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with tested as (
    select e.kbo as number from employer e where e.id = employer_id
    union
    select v.establishment from vacancy v where v.id = vacancy_id
    union
    -- A call is to an employer, wherever it sits.
    select u.number from establishment u where vacancy_id is null and u.employer = employer_id
  )
  select (not exists (select from authorisation_employer s where s.campaign = campaign_id)
      or exists (select from authorisation_employer s join tested t on t.number = s.number where s.campaign = campaign_id))
    and not exists (select from authorisation_request r where r.campaign = campaign_id and cardinality(r.employers) > 0
      and not exists (select from tested t where t.number = any (r.employers)))
$$;

-- As in sql/0025, asked of each test as soon as the decision or the request names employers.
create or replace function outside_authorisation(campaign_id uuid) returns setof integer language sql stable security definer set search_path = pt, pg_catalog as $$
  with granted as (
    select max_tests from authorisation where campaign = campaign_id and authorisation_stands(state)
  ), named as (
    (select from authorisation_employer s where s.campaign = campaign_id limit 1)
    union all
    select from authorisation_request r where r.campaign = campaign_id and cardinality(r.employers) > 0
  ), pair as (
    select t.ordinal, not exists (select from named) or authorisation_covers(campaign_id, t.employer, t.vacancy) as covered,
      exists (select from application a where a.test = t.id and a.state in ('sending', 'sent', 'refused', 'in-doubt')) as begun,
      exists (select from application a where a.test = t.id and a.state in ('planned', 'due')) as waits
    from test t where t.campaign = campaign_id
      and exists (select from application a where a.test = t.id and a.state in ('planned', 'due', 'sending', 'sent', 'refused', 'in-doubt'))
  ), call as (
    select t.ordinal, t.state = 'done' or not exists (select from named) or authorisation_covers(campaign_id, t.employer, null) as covered, t.state = 'done' as begun,
      t.state = 'done' and not exists (select from call_outcome o where o.task = t.id and o.code <> 'not-reached') as free
    from call_task t where t.campaign = campaign_id and t.state <> 'cancelled'
  ), waiting as (
    select ordinal, covered, row_number() over (partition by covered order by ordinal)
      + (select count(*) from pair p where p.begun) as place from pair where not begun
    union all
    select ordinal, covered, row_number() over (partition by covered order by ordinal)
      + (select count(*) from call c where c.begun and not c.free) as place from call where not begun
  )
  select ordinal from waiting where not covered or place > (select max_tests from granted)
  union all
  -- A pair that has begun and whose second arm waits.
  select ordinal from pair where begun and waits and not covered
$$;
