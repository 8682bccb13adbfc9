-- What figures are cut by, frozen when the pair counts; and the one set of figures that a closed campaign publishes.

-- The province of a Belgian postcode, as register/provinces.ts says it (a test compares all ten thousand).
create function province_of(postcode text) returns text language sql immutable set search_path = pg_catalog as $$
  select case when postcode !~ '^[1-9][0-9]{3}$' then null
    when postcode < '1300' then 'brussels'
    when postcode < '1500' then 'walloon-brabant'
    when postcode < '2000' then 'flemish-brabant'
    when postcode < '3000' then 'antwerp'
    when postcode < '3500' then 'flemish-brabant'
    when postcode < '4000' then 'limburg'
    when postcode < '5000' then 'liege'
    when postcode < '6000' then 'namur'
    when postcode < '6600' then 'hainaut'
    when postcode < '7000' then 'luxembourg'
    when postcode < '8000' then 'hainaut'
    when postcode < '9000' then 'west-flanders'
    else 'east-flanders' end
$$;

alter table counted_test
  add column occupation text collate "C",
  add column bottleneck boolean,
  add column province text constraint counted_test_province_known check (province in ('antwerp', 'limburg', 'east-flanders', 'flemish-brabant',
    'west-flanders', 'brussels', 'walloon-brabant', 'hainaut', 'liege', 'luxembourg', 'namur'));
update counted_test c set occupation = v.occupation, bottleneck = v.bottleneck, province = province_of(v.postcode)
  from test t join vacancy v on v.id = t.vacancy where t.id = c.test;
alter table counted_test alter column occupation set not null, alter column bottleneck set not null;

-- Reading a setting is the same in every worker; without this no query under a policy may use more than one.
alter function app_actor() parallel safe;

-- Every breakdown is one grouped query over this index alone.
drop index counted_test_cell;
create index counted_test_figures on counted_test (campaign, sector, wave) include (occupation, bottleneck, province, employer_unit, strict, lenient);

-- What everybody may see of a closed campaign: decided once, over all its cuts and both definitions together, and never changed,
-- because a second set that differs by a little would tell what the first one hides.
create table publication (
  campaign uuid constraint publication_pkey primary key constraint publication_campaign_fkey references campaign (id),
  body text not null,
  hash bytea not null constraint publication_hash_length check (length(hash) = 32),
  published_at timestamptz not null default app_now()
);
create trigger publication_append_only before update or delete on publication for each row execute function refuse_change();

-- Figures are published when every pair counts, not before.
create function publication_needs_close() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not exists (select from campaign c where c.id = new.campaign and c.state = 'closed' and c.purpose in ('baseline', 'self-regulation')) then
    raise exception 'only a closed baseline or self-regulation campaign is published' using errcode = 'restrict_violation', constraint = 'publication_open';
  end if;
  return null;
end $$;
create trigger publication_closed after insert on publication for each row execute function publication_needs_close();

call protect('publication');
grant select, insert on publication to pt_app;
