-- Counts, evidence and flags from closed tests.

create table counted_test (
  test uuid constraint counted_test_pkey primary key constraint counted_test_test_fkey references test (id),
  campaign uuid not null,
  ordinal integer not null,
  sector text collate "C" not null,
  ground text not null,
  wave integer not null,
  employer uuid not null,
  employer_unit text collate "C" not null,
  strict text not null constraint counted_test_strict_known check (strict in ('both', 'control-only', 'treatment-only', 'neither', 'void')),
  lenient text not null constraint counted_test_lenient_known check (lenient in ('both', 'control-only', 'treatment-only', 'neither', 'void')),
  void_reason text,
  counted_at timestamptz not null default app_now(),
  constraint counted_test_void_has_reason check ((strict = 'void') = (lenient = 'void') and (strict = 'void') = (void_reason is not null))
);
create index counted_test_cell on counted_test (campaign, sector, ground, wave);

create table cell_count (
  campaign uuid not null,
  sector text collate "C" not null,
  ground text not null,
  wave integer not null,
  definition text not null,
  both_arms integer not null default 0,
  control_only integer not null default 0,
  treatment_only integer not null default 0,
  neither integer not null default 0,
  void integer not null default 0,
  constraint cell_count_pkey primary key (campaign, sector, ground, wave, definition)
);

create table employer_count (
  campaign uuid not null,
  employer uuid not null,
  ground text not null,
  definition text not null,
  both_arms integer not null default 0,
  control_only integer not null default 0,
  treatment_only integer not null default 0,
  neither integer not null default 0,
  void integer not null default 0,
  constraint employer_count_pkey primary key (campaign, employer, ground, definition)
);

-- The sequential series of a cell: one test per employer unit, in the order in which they came to count; append-only.
create table evidence (
  campaign uuid not null,
  sector text collate "C" not null,
  ground text not null,
  place integer not null,
  employer_unit text collate "C" not null,
  test uuid not null constraint evidence_test_fkey references test (id),
  outcome text not null constraint evidence_outcome_known check (outcome in ('both', 'control-only', 'treatment-only', 'neither')),
  constraint evidence_pkey primary key (campaign, sector, ground, place),
  constraint evidence_unit_once unique (campaign, sector, ground, employer_unit)
);
create trigger evidence_append_only before update or delete on evidence for each row execute function refuse_change();

create table flag (
  id uuid constraint flag_pkey primary key,
  campaign uuid not null constraint flag_campaign_fkey references campaign (id),
  sector text collate "C" not null constraint flag_sector_fkey references sector (code),
  ground text not null,
  procedure text not null constraint flag_procedure_known check (procedure in ('standing', 'final')),
  state text not null constraint flag_state_known check (state in ('standing', 'weakened')),
  raised_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  raised_on jsonb not null,
  latest jsonb not null,
  constraint flag_once unique (campaign, sector, ground, procedure)
);

create table flag_decision (
  id uuid constraint flag_decision_pkey primary key,
  flag uuid not null constraint flag_decision_flag_fkey references flag (id),
  decision text not null constraint flag_decision_known check (decision in ('watch', 'dismiss', 'propose-campaign', 'raise-with-sector')),
  reason text not null constraint flag_decision_reason_given check (length(trim(reason)) >= 10),
  actor uuid not null constraint flag_decision_actor_fkey references account (id),
  at timestamptz not null default app_now()
);
create index flag_decision_flag on flag_decision (flag, at);

call protect('counted_test', 'cell_count', 'employer_count', 'evidence', 'flag', 'flag_decision');
grant select, insert, update on counted_test, flag to pt_app;
grant select, insert, update, delete on cell_count, employer_count to pt_app;
grant select, insert on evidence, flag_decision to pt_app;
