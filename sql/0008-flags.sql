-- Which pair speaks for an employer, families of cells, how campaigns end, final flags, and patterns at one employer.

-- The place of an application in its plan. It tells nothing of arm, profile or scenario: windows that close together
-- are settled in plan order, whoever settles them blind.
create view plan_place with (security_invoker = true) as
  select a.id as application, a.campaign, t.ordinal, a.position from application a join test t on t.id = a.test;
create index test_unit on test (campaign, sector, ground, employer_unit, ordinal);

-- Cells added after the seal form a family of their own, with its own K and its own 5 %.
alter table campaign_cell add column family smallint not null default 1 constraint campaign_cell_family_range check (family between 1 and 1000);

-- How a campaign ended: by itself, or by a person, and whether outcomes were used in deciding so.
create table campaign_end (
  campaign uuid not null constraint campaign_end_campaign_fkey references campaign (id),
  how text not null constraint campaign_end_how_known check (how in ('closed', 'stopped')),
  early boolean not null,
  used_outcomes boolean not null,
  actor uuid not null constraint campaign_end_actor_fkey references account (id),
  at timestamptz not null default app_now(),
  constraint campaign_end_pkey primary key (campaign, how)
);
-- Whoever ended a campaign early before this was asked is taken to have used outcomes.
insert into campaign_end (campaign, how, early, used_outcomes, actor)
  select c.id, case c.state when 'stopped' then 'stopped' else 'closed' end, e.early, e.early, c.created_by
  from campaign c, lateral (select exists (select from application a where a.campaign = c.id
    and a.state_reason in ('campaign-closing', 'campaign-stopped')) as early) e
  where c.state in ('closing', 'closed', 'stopped');
create trigger campaign_end_append_only before update or delete on campaign_end for each row execute function refuse_change();

-- A final flag is raised once, at the registered end, and never changes.
alter table flag add column family smallint not null default 1;
create trigger flag_final_append_only before update or delete on flag for each row when (old.procedure = 'final') execute function refuse_change();

-- The one look at a family at the registered end: every cell with its test, or why there is none.
create table final_look (
  campaign uuid not null constraint final_look_campaign_fkey references campaign (id),
  family smallint not null,
  at timestamptz not null default app_now(),
  kind text not null constraint final_look_kind_known check (kind in ('tested', 'undetermined')),
  why text constraint final_look_why_known check (why in ('stopped-early', 'stop-rule-e-value')),
  early boolean not null,
  k integer not null constraint final_look_k_range check (k > 0),
  alpha double precision not null,
  cells jsonb not null,
  constraint final_look_pkey primary key (campaign, family),
  constraint final_look_says_why check ((kind = 'undetermined') = (why is not null))
);
create trigger final_look_append_only before update or delete on final_look for each row execute function refuse_change();

-- The closed pairs that may be read employer by employer: those of enforcement, and of no other purpose.
create view enforcement_pair with (security_invoker = true) as
  select n.test, n.campaign, n.ordinal, n.sector, n.ground, n.employer, n.employer_unit, n.strict, n.lenient
  from counted_test n join campaign c on c.id = n.campaign where c.purpose = 'enforcement';

create table employer_flag (
  id uuid constraint employer_flag_pkey primary key,
  campaign uuid not null constraint employer_flag_campaign_fkey references campaign (id),
  employer_unit text collate "C" not null,
  rule text not null constraint employer_flag_rule_known check (rule in ('contradiction', 'recurrence', 'evidence')),
  state text not null constraint employer_flag_state_known check (state in ('standing', 'weakened')),
  raised_at timestamptz not null default app_now(),
  changed_at timestamptz not null default app_now(),
  raised_on jsonb not null,
  latest jsonb not null,
  constraint employer_flag_once unique (campaign, employer_unit, rule)
);

-- Whoever writes it: a flag on one employer rests on enforcement and on no other purpose.
create function employer_flag_needs_enforcement() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not exists (select from campaign c where c.id = new.campaign and c.purpose = 'enforcement') then
    raise exception 'a flag on an employer rests on enforcement only' using errcode = 'restrict_violation', constraint = 'employer_flag_enforcement_only';
  end if;
  return new;
end $$;
create trigger employer_flag_purpose after insert or update on employer_flag for each row execute function employer_flag_needs_enforcement();

create table employer_flag_decision (
  id uuid constraint employer_flag_decision_pkey primary key,
  flag uuid not null constraint employer_flag_decision_flag_fkey references employer_flag (id),
  decision text not null constraint employer_flag_decision_known check (decision in ('dossier', 'repeat-test', 'watch', 'dismiss')),
  reason text not null constraint employer_flag_decision_reason_given check (length(trim(reason)) >= 10),
  actor uuid not null constraint employer_flag_decision_actor_fkey references account (id),
  at timestamptz not null default app_now()
);
create index employer_flag_decision_flag on employer_flag_decision (flag, at);

call protect('campaign_end', 'final_look', 'employer_flag', 'employer_flag_decision');
grant select, insert on campaign_end, final_look, employer_flag_decision to pt_app;
grant select, insert, update on employer_flag to pt_app;
grant select on plan_place, enforcement_pair to pt_app;
