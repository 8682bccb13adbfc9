-- The reasoned request: it rests on triggers that the legal basis knows, and what was sent stays as it was sent.

-- Which triggers a legal basis asks for, and which authorisation each of them needs; from the reference file, at every start.
alter table legal_basis
  add column triggers_needed text not null default 'none' constraint legal_basis_triggers_needed_known check (triggers_needed in ('none', 'one', 'all')),
  add column trigger_kinds jsonb not null default '{}' constraint legal_basis_trigger_kinds_form check (jsonb_typeof(trigger_kinds) = 'object');
-- Until the next start no trigger is known, so that a basis that asks for one lets nothing pass.
update legal_basis set triggers_needed = coalesce(document -> 'version' ->> 'triggersNeeded', 'none');

alter table authorisation_request
  add column signals uuid[] not null default '{}',
  -- The language of who decides, in which the request is printed.
  add column language text not null default 'nl' constraint authorisation_request_language check (language in ('nl', 'fr'));

-- Why a request cannot rest on the signals it names, or null: each is about a ground and a sector of the campaign and has an
-- exhibit; among them is the trigger that the basis asks for, or are all; and what is asked for is what they need. Where one
-- of them needs a magistrate, a magistrate is asked. For every role, hence the owner's eyes; src/campaigns/authorisations/rules.ts
-- says the same.
create function request_lacks(authorisation_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  with whole as (
    select a.kind, r.signals, c.id as campaign, c.ground, b.exercise, b.triggers_needed, b.trigger_kinds
    from authorisation a join authorisation_request r on r.authorisation = a.id join campaign c on c.id = a.campaign
      join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    where a.id = authorisation_id
  ), taken as (
    select s.*, w.trigger_kinds ->> s.kind as needs from whole w join signal s on s.id = any (w.signals)
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
    when exists (select from taken where needs = 'magistrate') then
      case when (select kind from whole) = 'magistrate' then null else 'trigger-other-kind' end
    when not exists (select from taken t, whole w where t.needs = w.kind) then 'trigger-other-kind'
  end
$$;

create function authorisation_rests_on_triggers() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare lacks text := request_lacks(new.id);
begin
  if lacks is not null then
    raise exception 'this request cannot be checked: %', lacks using errcode = 'restrict_violation', constraint = 'request:' || lacks;
  end if;
  return new;
end $$;
create trigger authorisation_triggers before update on authorisation for each row
  when (old.state = 'drafted' and new.state = 'checked') execute function authorisation_rests_on_triggers();

-- A request as it was sent: what it says, printed twice, each under its hash. Whatever changes later, this does not.
create table sent_request (
  authorisation uuid constraint sent_request_pkey primary key constraint sent_request_authorisation_fkey references authorisation (id),
  campaign uuid not null constraint sent_request_campaign_fkey references campaign (id),
  version integer not null,
  body text not null,
  html text not null,
  pdf bytea not null,
  body_hash bytea not null constraint sent_request_body_hash check (body_hash = sha256(convert_to(body, 'UTF8'))),
  html_hash bytea not null constraint sent_request_html_hash check (html_hash = sha256(convert_to(html, 'UTF8'))),
  pdf_hash bytea not null constraint sent_request_pdf_hash check (pdf_hash = sha256(pdf)),
  sent_by uuid not null constraint sent_request_sender_fkey references account (id),
  sent_at timestamptz not null default app_now()
);
create trigger sent_request_append_only before update or delete on sent_request for each row execute function refuse_change();

-- What is frozen is the text that was checked, in the own name.
create function sent_request_is_the_checked_one() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation; asked authorisation_request; said jsonb := new.body::jsonb;
begin
  -- A copy of nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  select * into whole from authorisation where id = new.authorisation for update;
  select * into asked from authorisation_request where authorisation = new.authorisation;
  if whole.id is null or asked.authorisation is null or whole.campaign <> new.campaign or whole.state <> 'checked' then
    raise exception 'a request is checked before it is sent' using errcode = 'restrict_violation', constraint = 'authorisation_unchecked';
  end if;
  if app_actor() is not null and new.sent_by <> app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
  end if;
  if new.version <> asked.version or said ->> 'authorisation' is distinct from new.authorisation::text
    or said ->> 'campaign' is distinct from new.campaign::text
    or said -> 'request' is distinct from jsonb_build_object('version', asked.version, 'kind', whole.kind, 'language', asked.language,
      'addressee', asked.addressee, 'motivation', asked.motivation, 'necessity', asked.necessity, 'maxTests', asked.max_tests,
      'wantedFrom', asked.wanted_from, 'wantedUntil', asked.wanted_until, 'testTypes', asked.test_types, 'employers', asked.employers,
      'thirdPersons', asked.third_persons, 'excusedActs', asked.excused_acts)
    or array(select (one.said ->> 'id')::uuid from jsonb_array_elements(said -> 'signals') with ordinality one (said, place) order by one.place)
      is distinct from asked.signals then
    raise exception 'what is sent is what was checked' using errcode = 'restrict_violation', constraint = 'sent_request_as_checked';
  end if;
  return new;
end $$;
create trigger sent_request_checked before insert on sent_request for each row execute function sent_request_is_the_checked_one();

create function authorisation_leaves_a_copy() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if not exists (select from sent_request s where s.authorisation = new.id) then
    raise exception 'a request that is sent is kept as sent' using errcode = 'restrict_violation', constraint = 'authorisation_sent_copy';
  end if;
  return new;
end $$;
create trigger authorisation_sent before update on authorisation for each row
  when (old.state = 'checked' and new.state = 'requested') execute function authorisation_leaves_a_copy();

call protect('sent_request');
drop policy sent_request_actor on sent_request;
-- It holds the facts of signals: for who of the own team reads those.
create policy sent_request_team on sent_request to pt_app
  using ((select app_is_system()) or ((select app_reads_signals()) and campaign in (select app_team_campaigns())))
  with check ((select app_reads_signals()) and campaign in (select app_team_campaigns()));
create trigger sent_request_interest before insert on sent_request for each row execute function bar_own_interest();
grant select, insert on sent_request to pt_app;
revoke execute on function request_lacks(uuid) from public;
grant execute on function request_lacks(uuid) to pt_app;
