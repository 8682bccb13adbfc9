-- Designs of several contrasts: each contrast of a sector is a cell of its own, from the plan to what is published. And the
-- language of vacancies.

-- A cell is a sector and what its pairs compare: the ground, with the contrast after a stroke where the scenario has several.
-- Tests, counts, series, flags and looks bear the same key, so that nothing adds up what compares different things.
alter table campaign_cell
  add column contrast jsonb,
  add constraint campaign_cell_contrast check ((contrast is null) = (strpos(ground, '/') = 0)
    and (contrast is null or (ground ~ '^[a-z0-9-]+/[a-z0-9-]+$' and contrast ?& array['nl', 'en', 'fr'])));

-- Several contrasts serve statistics: of one employer there is no figure per contrast. A campaign has them in all cells or in none.
create function campaign_contrasts() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.contrast is not null and not exists (select from campaign c where c.id = new.campaign and c.purpose in ('baseline', 'self-regulation')) then
    raise exception 'several contrasts serve statistics only' using errcode = 'restrict_violation', constraint = 'campaign_contrasts_statistics';
  end if;
  if exists (select from campaign_cell k where k.campaign = new.campaign and (k.contrast is null) <> (new.contrast is null)) then
    raise exception 'a campaign has contrasts in all its cells or in none' using errcode = 'restrict_violation', constraint = 'campaign_contrasts_mixed';
  end if;
  return new;
end $$;
create trigger campaign_contrasts before insert on campaign_cell for each row execute function campaign_contrasts();

-- Every test stands in a cell that was planned: in no other would it be counted.
create function tests_stand_in_cells() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from (select distinct campaign, sector, ground from made) m
      where exists (select from campaign_cell k where k.campaign = m.campaign and k.contrast is not null)
        and not exists (select from campaign_cell k where k.campaign = m.campaign and k.sector = m.sector and k.ground = m.ground)) then
    raise exception 'a test stands in a cell of its campaign' using errcode = 'restrict_violation', constraint = 'test_in_cell';
  end if;
  return null;
end $$;
create trigger test_in_cell after insert on test referencing new table as made for each statement execute function tests_stand_in_cells();

-- As in sql/0038, with the grounds of every contrast: an authorisation for one of them is none for the others.
create or replace function sending_refused_because(campaign_id uuid) returns text language sql stable set search_path = pt, pg_catalog as $$
  select case
    when c.id is null then 'not-found'
    when nothing_may_leave() then 'kill-switch-on'
    when c.state <> 'running' then 'campaign-not-running'
    when not exists (select from seal s where s.campaign = c.id) then 'not-sealed'
    when b.exercise and k.mode <> 'demo' then 'exercise-outside-demo'
    when not (c.purpose = any (b.purposes)) then 'basis-other-purpose'
    when not (c.service = any (b.services) or 'any' = any (b.services)) then 'basis-not-competent'
    when (app_now() at time zone 'Europe/Brussels')::date < b.valid_from
      or (b.valid_until is not null and (app_now() at time zone 'Europe/Brussels')::date >= b.valid_until) then 'basis-not-valid'
    when not b.exercise and not exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.confirmed_at is not null and f.withdrawn_at is null) then case
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.withdrawn_at is null) then 'basis-unconfirmed'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.confirmed_at is not null) then 'basis-withdrawn'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.confirmed_at is not null and f.withdrawn_at is null) then 'basis-changed'
      else 'basis-unconfirmed' end
    when a.id is null or not authorisation_stands(a.state) then 'not-authorised'
    when app_now() < a.valid_from then 'authorisation-not-yet'
    when app_now() >= a.valid_until then 'authorisation-expired'
    when a.grounds is not null and (c.ground <> all (a.grounds) or exists (select from campaign_cell n where n.campaign = c.id
      and split_part(n.ground, '/', 1) <> all (a.grounds))) then 'authorisation-other-ground'
    when a.test_types is not null and campaign_test_type(c.id) <> all (a.test_types) then 'authorisation-other-test-type'
    when exists (select from authorisation_condition m where m.authorisation = a.id and m.met_at is null) then 'authorisation-conditions-open'
    when identities_wait(c.id) then 'identities-unreleased'
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

-- As in sql/0017: a flag is published with the cell it stands on. In a design of several contrasts a published cell names its own.
drop view published_flag;
create view published_flag with (security_barrier = true) as
  select f.id, f.campaign, f.sector, f.ground, k.contrast, f.procedure, f.state, f.raised_at, f.changed_at
  from flag f join publication p on p.campaign = f.campaign
    join campaign_cell k on k.campaign = f.campaign and k.sector = f.sector and k.ground = f.ground
  where (select app_reads_figures()) and case when k.contrast is null
    then p.body::jsonb @> jsonb_build_object('ground', f.ground, 'cells', jsonb_build_array(jsonb_build_object('cut', 'sector', 'value', f.sector)))
    else p.body::jsonb @> jsonb_build_object('cells', jsonb_build_array(jsonb_build_object('cut', 'sector', 'value', f.sector, 'contrast', f.ground))) end;
grant select on published_flag to pt_app;

-- As in sql/0013, with the contrast of each figure.
drop function own_sector_figures();
create function own_sector_figures() returns table (campaign uuid, name text, ground text, sector text, contrast jsonb, published_at timestamptz, figures jsonb)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.id, c.name, coalesce(cell ->> 'contrast', c.ground), cell ->> 'value', k.contrast, p.published_at, cell -> c.primary_definition
  from publication p join campaign c on c.id = p.campaign
    cross join lateral jsonb_array_elements(p.body::jsonb -> 'cells') cell
    join account_sector s on s.sector = cell ->> 'value' and s.account = app_actor()
    left join campaign_cell k on k.campaign = c.id and k.sector = cell ->> 'value' and k.ground = cell ->> 'contrast'
  where cell ->> 'cut' = 'sector' and actor_holds_role('{sector-fund}')
  order by p.published_at desc, c.id, cell ->> 'value' collate "C", cell ->> 'contrast' collate "C"
$$;
revoke execute on function own_sector_figures(), campaign_contrasts(), tests_stand_in_cells() from public;
grant execute on function own_sector_figures() to pt_app;

-- Languages -----------------------------------------------------------------------------------------------------------

-- The language in which a vacancy is written: nobody answers it in another one.
alter table vacancy add column language text collate "C" not null default 'nl' constraint vacancy_language_known check (language in ('nl', 'fr', 'en'));
