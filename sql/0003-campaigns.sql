-- Campaigns, their legal basis, authorisation and seal.

create table legal_basis (
  code text collate "C" not null,
  version text collate "C" not null,
  text_hash bytea not null constraint legal_basis_hash_length check (length(text_hash) = 32),
  purposes text[] not null,
  services text[] not null,
  exercise boolean not null,
  valid_from date not null,
  valid_until date,
  document jsonb not null,
  constraint legal_basis_pkey primary key (code, version),
  constraint legal_basis_range check (valid_until is null or valid_until > valid_from)
);

-- A confirmation holds for one text: a changed text has another hash and is unconfirmed again.
create table legal_basis_confirmation (
  id uuid constraint legal_basis_confirmation_pkey primary key,
  code text collate "C" not null,
  version text collate "C" not null,
  text_hash bytea not null,
  document_hash bytea not null constraint legal_basis_confirmation_document_length check (length(document_hash) = 32),
  document_date date not null,
  proposed_by uuid not null constraint legal_basis_confirmation_proposer_fkey references account (id),
  proposed_at timestamptz not null default app_now(),
  confirmed_by uuid constraint legal_basis_confirmation_confirmer_fkey references account (id),
  confirmed_at timestamptz,
  withdrawn_by uuid constraint legal_basis_confirmation_withdrawer_fkey references account (id),
  withdrawn_at timestamptz,
  constraint legal_basis_confirmation_basis_fkey foreign key (code, version) references legal_basis (code, version),
  constraint legal_basis_confirmation_two_persons check (confirmed_by is null or confirmed_by <> proposed_by),
  constraint legal_basis_confirmation_is_whole check ((confirmed_by is null) = (confirmed_at is null) and (withdrawn_by is null) = (withdrawn_at is null))
);

create table campaign (
  id uuid constraint campaign_pkey primary key,
  name text not null constraint campaign_name_unique unique,
  purpose text not null constraint campaign_purpose_known check (purpose in ('baseline', 'self-regulation', 'contract-clause', 'enforcement')),
  service text not null,
  ground text not null constraint campaign_ground_fkey references ground (code),
  scenario text not null,
  scenario_version integer not null,
  scenario_hash bytea not null constraint campaign_scenario_hash_length check (length(scenario_hash) = 32),
  basis_code text collate "C" not null,
  basis_version text collate "C" not null,
  state text not null default 'draft' constraint campaign_state_known
    check (state in ('draft', 'sealed', 'ready', 'running', 'paused', 'closing', 'closed', 'stopped', 'abandoned')),
  state_reason text,
  hypothesis text not null,
  primary_definition text not null constraint campaign_definition_known check (primary_definition in ('strict', 'lenient')),
  stop_rule text not null constraint campaign_stop_rule_known check (stop_rule in ('fixed', 'e-value')),
  alpha double precision not null constraint campaign_alpha_range check (alpha > 0 and alpha < 0.5),
  power double precision not null constraint campaign_power_range check (power > 0.5 and power < 1),
  control_only double precision not null constraint campaign_control_only_range check (control_only > 0 and control_only < 1),
  treatment_only double precision not null constraint campaign_treatment_only_range check (treatment_only > 0 and treatment_only < 1),
  send_from date not null,
  pairs_per_day integer not null constraint campaign_pairs_per_day_range check (pairs_per_day between 1 and 1000),
  created_by uuid not null constraint campaign_creator_fkey references account (id),
  created_at timestamptz not null default app_now(),
  constraint campaign_basis_fkey foreign key (basis_code, basis_version) references legal_basis (code, version)
);

-- The family of cells that the seal fixes; K is their number.
create table campaign_cell (
  campaign uuid not null constraint campaign_cell_campaign_fkey references campaign (id),
  sector text collate "C" not null constraint campaign_cell_sector_fkey references sector (code),
  ground text not null,
  position integer not null,
  quota integer not null constraint campaign_cell_quota_range check (quota between 1 and 100000),
  constraint campaign_cell_pkey primary key (campaign, sector, ground)
);

create table seal (
  campaign uuid constraint seal_pkey primary key constraint seal_campaign_fkey references campaign (id),
  body text not null,
  hash bytea not null constraint seal_hash_length check (length(hash) = 32),
  seed_sealed bytea not null,
  seed_commitment bytea not null constraint seal_commitment_length check (length(seed_commitment) = 32),
  sealed_by uuid not null,
  sealed_at timestamptz not null default app_now()
);
create trigger seal_append_only before update or delete on seal for each row execute function refuse_change();

create table authorisation (
  id uuid constraint authorisation_pkey primary key,
  campaign uuid not null constraint authorisation_campaign_unique unique constraint authorisation_campaign_fkey references campaign (id),
  kind text not null constraint authorisation_kind_known check (kind in ('magistrate', 'mandate', 'sector-agreement', 'clause', 'reasoned-decision')),
  state text not null default 'requested' constraint authorisation_state_known check (state in ('requested', 'granted', 'refused', 'withdrawn')),
  number text,
  valid_from timestamptz,
  valid_until timestamptz,
  max_tests integer constraint authorisation_max_tests_range check (max_tests > 0),
  document_hash bytea constraint authorisation_document_length check (length(document_hash) = 32),
  requested_by uuid not null constraint authorisation_requester_fkey references account (id),
  recorded_by uuid constraint authorisation_recorder_fkey references account (id),
  constraint authorisation_two_persons check (recorded_by is null or recorded_by <> requested_by),
  constraint authorisation_granted_is_whole check (state <> 'granted'
    or (number is not null and valid_from is not null and valid_until is not null and valid_until > valid_from and max_tests is not null and document_hash is not null and recorded_by is not null))
);

-- A request is granted or refused once; what was granted is only withdrawn.
create function authorisation_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (old.id, old.campaign, old.kind, old.requested_by) is distinct from (new.id, new.campaign, new.kind, new.requested_by)
    or not (old.state || '>' || new.state = any (array['requested>granted', 'requested>refused', 'granted>withdrawn']))
    or (old.state = 'granted' and (to_jsonb(old) - 'state') is distinct from (to_jsonb(new) - 'state')) then
    raise exception 'an authorisation that was decided is only withdrawn' using errcode = 'restrict_violation', constraint = 'authorisation_life';
  end if;
  return new;
end $$;
create trigger authorisation_life before update on authorisation for each row execute function authorisation_follows_its_life();

-- Why a campaign may not send at this moment, or null when it may. The same questions as campaigns/rules.ts asks,
-- asked again by the database whoever changes the row.
create function sending_refused_because(campaign_id uuid) returns text language sql stable set search_path = pt, pg_catalog as $$
  select case
    when c.id is null then 'not-found'
    when c.state <> 'running' then 'campaign-not-running'
    when not exists (select from seal s where s.campaign = c.id) then 'not-sealed'
    when b.exercise and k.mode <> 'demo' then 'exercise-outside-demo'
    when not (c.purpose = any (b.purposes)) then 'basis-other-purpose'
    when not (c.service = any (b.services) or 'any' = any (b.services)) then 'basis-not-competent'
    when (app_now() at time zone 'Europe/Brussels')::date < b.valid_from
      or (b.valid_until is not null and (app_now() at time zone 'Europe/Brussels')::date >= b.valid_until) then 'basis-not-valid'
    when not b.exercise and not exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
      and f.text_hash = b.text_hash and f.confirmed_at is not null and f.withdrawn_at is null) then 'basis-unconfirmed'
    when a.id is null or a.state <> 'granted' then 'not-authorised'
    when app_now() < a.valid_from then 'authorisation-not-yet'
    when app_now() >= a.valid_until then 'authorisation-expired'
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

-- The states a campaign may follow; whoever changes the row.
create function campaign_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.state = new.state then
    if old.state <> 'draft' and (to_jsonb(old) - 'state_reason') is distinct from (to_jsonb(new) - 'state_reason') then
      raise exception 'a sealed campaign is not changed' using errcode = 'restrict_violation', constraint = 'campaign_sealed';
    end if;
    return new;
  end if;
  if not (old.state || '>' || new.state = any (array['draft>sealed', 'draft>abandoned', 'sealed>ready', 'sealed>abandoned', 'ready>running', 'ready>abandoned',
      'running>paused', 'running>closing', 'running>stopped', 'paused>running', 'paused>closing', 'paused>stopped', 'closing>closed', 'closing>stopped'])) then
    raise exception 'a campaign does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'campaign_life';
  end if;
  if (to_jsonb(old) - 'state_reason' - 'state') is distinct from (to_jsonb(new) - 'state_reason' - 'state') then
    raise exception 'a change of state changes nothing else' using errcode = 'restrict_violation', constraint = 'campaign_sealed';
  end if;
  return new;
end $$;
create trigger campaign_life before update on campaign for each row execute function campaign_follows_its_life();

call protect('legal_basis', 'legal_basis_confirmation', 'campaign', 'campaign_cell', 'seal', 'authorisation');
grant select on legal_basis to pt_app;
grant select, insert, update on legal_basis_confirmation, campaign, authorisation to pt_app;
grant select, insert on campaign_cell, seal to pt_app;
