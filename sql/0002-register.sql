-- Sectors, grounds, employers (KBO) and vacancies.

create table sector (
  code text collate "C" constraint sector_pkey primary key,
  position integer not null,
  document jsonb not null
);

create table ground (
  code text collate "C" constraint ground_pkey primary key,
  position integer not null,
  document jsonb not null
);

create table employer (
  id uuid constraint employer_pkey primary key,
  kbo text collate "C" not null constraint employer_kbo_unique unique constraint employer_kbo_form check (kbo ~ '^[01][0-9]{9}$'),
  name text not null,
  sector text not null constraint employer_sector_fkey references sector (code),
  joint_committee text,
  nace text,
  municipality text,
  postcode text,
  parent_kbo text constraint employer_parent_form check (parent_kbo ~ '^[01][0-9]{9}$'),
  mail_domain text,
  created_at timestamptz not null default app_now()
);
create index employer_sector on employer (sector);

create table establishment (
  number text collate "C" constraint establishment_pkey primary key constraint establishment_number_form check (number ~ '^[2-8][0-9]{9}$'),
  employer uuid not null constraint establishment_employer_fkey references employer (id)
);
create index establishment_employer on establishment (employer);

create table vacancy (
  id uuid constraint vacancy_pkey primary key,
  source text collate "C" not null,
  reference text collate "C" not null,
  title text not null,
  employer uuid not null constraint vacancy_employer_fkey references employer (id),
  establishment text constraint vacancy_establishment_fkey references establishment (number),
  sector text not null constraint vacancy_sector_fkey references sector (code),
  place text not null,
  postcode text,
  contact_address text not null,
  contact_name text,
  occupation text not null,
  bottleneck boolean not null,
  open_from date not null,
  open_until date,
  snapshot_hash bytea constraint vacancy_snapshot_length check (length(snapshot_hash) = 32),
  created_at timestamptz not null default app_now(),
  constraint vacancy_source_reference_unique unique (source, reference),
  constraint vacancy_open_range check (open_until is null or open_until > open_from)
);
create index vacancy_sector on vacancy (sector, source, reference);
create index vacancy_employer on vacancy (employer);

-- Is the vacancy still open? By an adapter or a person; an application leaves only on a check of at most 24 hours.
create table vacancy_check (
  id uuid constraint vacancy_check_pkey primary key,
  vacancy uuid not null constraint vacancy_check_vacancy_fkey references vacancy (id),
  verdict text not null constraint vacancy_check_verdict_known check (verdict in ('open', 'closed', 'changed')),
  adapter text not null,
  actor uuid not null,
  at timestamptz not null default app_now()
);
create index vacancy_check_latest on vacancy_check (vacancy, at desc);

call protect('sector', 'ground', 'employer', 'establishment', 'vacancy', 'vacancy_check');
grant select on sector, ground to pt_app;
grant select, insert, update on employer, vacancy to pt_app;
grant select, insert on establishment, vacancy_check to pt_app;
