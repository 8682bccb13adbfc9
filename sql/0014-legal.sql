-- The law of a campaign: confirming a legal basis as an act of two, and the body that is competent.

-- Confirmations ---------------------------------------------------------------------------------------------------

alter table legal_basis_confirmation add column withdrawn_reason text;
alter table legal_basis_confirmation drop constraint legal_basis_confirmation_is_whole;
alter table legal_basis_confirmation add constraint legal_basis_confirmation_is_whole check (
  (confirmed_by is null) = (confirmed_at is null) and (withdrawn_by is null) = (withdrawn_at is null)
  and (withdrawn_by is null) = (withdrawn_reason is null));
-- A text is proposed once at a time: a second document waits until the first proposal is withdrawn.
create unique index legal_basis_confirmation_one_open on legal_basis_confirmation (code, version, text_hash) where withdrawn_at is null;
create index legal_basis_confirmation_basis on legal_basis_confirmation (code, version);

-- The act of two, whoever writes the row: proposed of the present text by who acts, confirmed by another, withdrawn
-- with a reason, and nothing else. A text that changed meanwhile makes its proposal void.
create function legal_basis_confirmation_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare basis legal_basis; frozen text[] := array['confirmed_by', 'confirmed_at', 'withdrawn_by', 'withdrawn_at', 'withdrawn_reason'];
begin
  if app_actor() is not null and not actor_holds_role('{coordinator}') then
    raise exception 'coordinators confirm legal bases' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_by_coordinator';
  end if;
  select * into basis from legal_basis b where b.code = new.code and b.version = new.version;
  if tg_op = 'INSERT' then
    if new.confirmed_by is not null or new.confirmed_at is not null or new.withdrawn_by is not null or new.withdrawn_at is not null then
      raise exception 'a confirmation begins as a proposal' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_life';
    end if;
    if app_actor() is not null and new.proposed_by <> app_actor() then
      raise exception 'one proposes in the own name' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_by_coordinator';
    end if;
    if basis.exercise then
      raise exception 'an exercise is not confirmed' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_no_exercise';
    end if;
    if new.document_date > (app_now() at time zone 'Europe/Brussels')::date then
      raise exception 'a document of tomorrow confirms nothing' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_document_date';
    end if;
  else
    if (to_jsonb(old) - frozen) is distinct from (to_jsonb(new) - frozen) then
      raise exception 'a proposal is not changed' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_life';
    end if;
    if old.withdrawn_at is not null
      or (old.confirmed_at is not null and (old.confirmed_by, old.confirmed_at) is distinct from (new.confirmed_by, new.confirmed_at))
      or (new.withdrawn_at is null and new.confirmed_at is null) then
      raise exception 'a confirmation is given once and withdrawn once' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_life';
    end if;
    if new.withdrawn_at is not null then
      if new.confirmed_at is distinct from old.confirmed_at or (app_actor() is not null and new.withdrawn_by <> app_actor()) then
        raise exception 'withdrawing changes nothing else' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_life';
      end if;
      return new;
    end if;
    if app_actor() is not null and new.confirmed_by <> app_actor() then
      raise exception 'one confirms in the own name' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_by_coordinator';
    end if;
  end if;
  if basis.text_hash <> new.text_hash then
    raise exception 'the text has changed' using errcode = 'restrict_violation', constraint = 'legal_basis_confirmation_text';
  end if;
  return new;
end $$;
create trigger legal_basis_confirmation_life before insert or update on legal_basis_confirmation
  for each row execute function legal_basis_confirmation_follows_its_life();

-- Authorisations: their kind is one that the basis asks for, and their scope may name the grounds ---------------------------

alter table legal_basis add column authorisation_kinds text[] not null default '{}';
-- Null where the decision names no grounds: then it is about the one that the request names.
alter table authorisation add column grounds text[] constraint authorisation_grounds_some check (cardinality(grounds) > 0);

create function authorisation_is_of_its_basis() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if exists (select from campaign c join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
      where c.id = new.campaign and not b.exercise and new.kind <> all (b.authorisation_kinds)) then
    raise exception 'the basis asks for another authorisation' using errcode = 'restrict_violation', constraint = 'authorisation_kind_of_basis';
  end if;
  return new;
end $$;
create trigger authorisation_kind before insert on authorisation for each row execute function authorisation_is_of_its_basis();

-- The gate of sql/0003, which now tells apart a text that was never confirmed, one whose confirmation was withdrawn, and
-- one that changed after it was confirmed.
create or replace function sending_refused_because(campaign_id uuid) returns text language sql stable set search_path = pt, pg_catalog as $$
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
        and f.text_hash = b.text_hash and f.confirmed_at is not null and f.withdrawn_at is null) then case
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.withdrawn_at is null) then 'basis-unconfirmed'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.text_hash = b.text_hash and f.confirmed_at is not null) then 'basis-withdrawn'
      when exists (select from legal_basis_confirmation f where f.code = b.code and f.version = b.version
        and f.confirmed_at is not null and f.withdrawn_at is null) then 'basis-changed'
      else 'basis-unconfirmed' end
    when a.id is null or a.state <> 'granted' then 'not-authorised'
    when app_now() < a.valid_from then 'authorisation-not-yet'
    when app_now() >= a.valid_until then 'authorisation-expired'
    when a.grounds is not null and c.ground <> all (a.grounds) then 'authorisation-other-ground'
  end
  from (select campaign_id as wanted) w
    left join campaign c on c.id = w.wanted
    left join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    left join authorisation a on a.campaign = c.id
    left join clock k on true
$$;

-- Competence --------------------------------------------------------------------------------------------------------

-- The table of scenarios/reference/competence.yaml: the first rule that fits decides; null means anything.
create table competence_rule (
  position integer constraint competence_rule_pkey primary key,
  code text collate "C" not null constraint competence_rule_code_unique unique,
  body text not null,
  grounds text[],
  sectors text[],
  employer_types text[],
  relations text[],
  places text[]
);

-- The inspection body that a service is; a service without one runs no enforcement by its own competence.
create table legal_service (
  code text collate "C" constraint legal_service_pkey primary key,
  body text
);

alter table legal_basis add column acts_for text[] not null default '{}';
alter table campaign add column employer_type text not null default 'ordinary-employer',
  add column relation text not null default 'application',
  add column place text not null default 'flanders';

-- The same question as register/competence/rules.ts: which body is competent.
create function competent_body(asked_ground text, asked_sector text, asked_employer_type text, asked_relation text, asked_place text) returns text
  language sql stable set search_path = pt, pg_catalog as $$
  select r.body from competence_rule r
  where (r.grounds is null or asked_ground = any (r.grounds)) and (r.sectors is null or asked_sector = any (r.sectors))
    and (r.employer_types is null or asked_employer_type = any (r.employer_types)) and (r.relations is null or asked_relation = any (r.relations))
    and (r.places is null or asked_place = any (r.places))
  order by r.position limit 1
$$;

-- An enforcement campaign is made ready only by the service whose matter it is, or by one that its basis lets act for it.
create function campaign_is_of_its_service() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.purpose = 'enforcement' and exists (
    select from campaign_cell k, legal_basis b
    where k.campaign = new.id and b.code = new.basis_code and b.version = new.basis_version and not b.exercise
      and coalesce(competent_body(k.ground, k.sector, new.employer_type, new.relation, new.place), '?') <> all (
        b.acts_for || coalesce((select s.body from legal_service s where s.code = new.service), '-'))) then
    raise exception 'another body is competent' using errcode = 'restrict_violation', constraint = 'campaign_competence';
  end if;
  return new;
end $$;
create trigger campaign_competence before update on campaign for each row
  when (old.state = 'sealed' and new.state = 'ready') execute function campaign_is_of_its_service();

call protect('competence_rule', 'legal_service');
grant select on competence_rule, legal_service to pt_app;
