-- People from outside with a place of their own: magistrates, who decide on the requests that were addressed to them, and test
-- firms, whose testers call for a service under a contract.

-- Magistrates ---------------------------------------------------------------------------------------------------------

-- The account that a request went to; null where it went on paper.
alter table sent_request add column addressed_to uuid constraint sent_request_addressee_fkey references account (id);
create index sent_request_addressed on sent_request (addressed_to) where addressed_to is not null;

-- Whether somebody is a magistrate who can sign in. Asked for every role, hence the owner's eyes.
create function is_magistrate(one uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from account where id = one and kind = 'person' and state = 'active' and 'magistrate' = any (roles)) $$;

-- The requests that were addressed to who acts: all that a magistrate sees hangs on these.
create function app_own_requests() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select s.authorisation from sent_request s where s.addressed_to = app_actor() and is_magistrate(app_actor()) $$;

-- Those of them that wait for a decision; a campaign that was abandoned meanwhile asks for none.
create function app_open_requests() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select a.id from authorisation a join campaign c on c.id = a.campaign
    where a.state = 'requested' and c.state = 'sealed' and a.id in (select app_own_requests()) $$;

-- The magistrate who alone decides on a request; null where it went on paper, or where that account is shut by now.
create function request_addressee(one uuid) returns uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select s.addressed_to from sent_request s where s.authorisation = one and is_magistrate(s.addressed_to) $$;

-- As in sql/0025, with the account it goes to: a magistrate's, for what a magistrate decides, once the plan is sealed.
create or replace function sent_request_is_the_checked_one() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
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
  if new.addressed_to is not null and (whole.kind <> 'magistrate' or not is_magistrate(new.addressed_to)
      or not exists (select from campaign c where c.id = new.campaign and c.state = 'sealed')) then
    raise exception 'a request goes to a magistrate once the plan is sealed' using errcode = 'restrict_violation', constraint = 'sent_request_addressee';
  end if;
  if new.version <> asked.version or said ->> 'authorisation' is distinct from new.authorisation::text
    or said ->> 'campaign' is distinct from new.campaign::text
    or said -> 'to' ->> 'account' is distinct from new.addressed_to::text
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

-- What a magistrate decided, as the product printed it. Writing one is the act itself: the authorisation follows it.
create table magistrate_decision (
  authorisation uuid not null constraint magistrate_decision_authorisation_fkey references authorisation (id),
  number integer not null constraint magistrate_decision_number_range check (number > 0),
  campaign uuid not null constraint magistrate_decision_campaign_fkey references campaign (id),
  step text not null constraint magistrate_decision_step_known check (step in ('granted', 'refused', 'extended', 'withdrawn')),
  body text not null,
  html text not null,
  pdf bytea not null,
  body_hash bytea not null constraint magistrate_decision_body_hash check (body_hash = sha256(convert_to(body, 'UTF8'))),
  html_hash bytea not null constraint magistrate_decision_html_hash check (html_hash = sha256(convert_to(html, 'UTF8'))),
  pdf_hash bytea not null constraint magistrate_decision_pdf_hash check (pdf_hash = sha256(pdf)),
  decided_by uuid not null constraint magistrate_decision_decider_fkey references account (id),
  decided_at timestamptz not null default app_now(),
  constraint magistrate_decision_pkey primary key (authorisation, number)
);
create index magistrate_decision_campaign on magistrate_decision (campaign);
create trigger magistrate_decision_append_only before update or delete on magistrate_decision for each row execute function refuse_change();

-- It is made by who was asked, in the own name, on what waits or stands, and never reaches further than what was asked.
create function magistrate_decision_is_theirs() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation; asked sent_request; stage text; said jsonb := new.body::jsonb; wanted jsonb; given jsonb;
begin
  -- A decision on nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  -- The campaign first, as in every act on one.
  select state into stage from campaign where id = new.campaign for update;
  select * into whole from authorisation where id = new.authorisation for update;
  select * into asked from sent_request where authorisation = new.authorisation;
  if whole.id is null or whole.campaign <> new.campaign or new.decided_by is distinct from asked.addressed_to or not is_magistrate(new.decided_by)
    or (app_actor() is not null and new.decided_by <> app_actor()) then
    raise exception 'who was asked decides' using errcode = 'restrict_violation', constraint = 'magistrate_decision_own';
  end if;
  if new.number <> 1 + (select count(*) from magistrate_decision d where d.authorisation = new.authorisation)
    or (case when new.step in ('granted', 'refused') then whole.state <> 'requested' or stage <> 'sealed' else not authorisation_stands(whole.state) end) then
    raise exception 'this is not open to a decision' using errcode = 'restrict_violation', constraint = 'magistrate_decision_in_time';
  end if;
  wanted := asked.body::jsonb -> 'request';
  given := said -> 'granted';
  if (said ->> 'authorisation' = new.authorisation::text and said ->> 'campaign' = new.campaign::text and said ->> 'number' = new.number::text
      and said ->> 'step' = new.step and said ->> 'requestHash' = encode(asked.pdf_hash, 'hex')
      and case new.step when 'granted' then jsonb_typeof(given) = 'object' when 'extended' then jsonb_typeof(said -> 'extended') = 'object'
        else length(btrim(said ->> 'reason')) >= 10 end) is not true then
    raise exception 'a decision says what it is' using errcode = 'restrict_violation', constraint = 'magistrate_decision_as_said';
  end if;
  if new.step = 'granted' and ((given ->> 'maxTests')::integer between 1 and (wanted ->> 'maxTests')::integer
      and (given ->> 'validFrom')::date >= (wanted ->> 'wantedFrom')::date and (given ->> 'validUntil')::date <= (wanted ->> 'wantedUntil')::date
      and jsonb_array_length(given -> 'testTypes') > 0 and given -> 'testTypes' <@ (wanted -> 'testTypes')
      and (jsonb_array_length(wanted -> 'employers') = 0 or (jsonb_array_length(given -> 'employers') > 0 and given -> 'employers' <@ (wanted -> 'employers')))
      and ((wanted ->> 'thirdPersons')::boolean or not (given ->> 'thirdPersons')::boolean)) is not true then
    raise exception 'a decision reaches no further than the request' using errcode = 'restrict_violation', constraint = 'magistrate_decision_within';
  end if;
  return new;
end $$;
create trigger magistrate_decision_checked before insert on magistrate_decision for each row execute function magistrate_decision_is_theirs();

-- The authorisation as the decision says it: no clerk takes it over.
create function authorisation_follows_the_magistrate() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare said jsonb := new.body::jsonb; given jsonb := said -> 'granted'; later jsonb := said -> 'extended'; today date := (app_now() at time zone 'Europe/Brussels')::date;
begin
  case new.step
  when 'granted' then
    insert into authorisation_employer (authorisation, campaign, number)
      select new.authorisation, new.campaign, one from jsonb_array_elements_text(given -> 'employers') one;
    insert into authorisation_condition (authorisation, campaign, position, of_basis, words)
      select new.authorisation, new.campaign, one.place, false, jsonb_build_object('nl', one.said, 'en', one.said, 'fr', one.said)
      from jsonb_array_elements_text(given -> 'conditions') with ordinality one (said, place);
    update authorisation set state = case when jsonb_array_length(given -> 'conditions') > 0 then 'granted-with-conditions' else 'granted' end,
      number = given ->> 'number', valid_from = (given ->> 'validFrom')::timestamp at time zone 'Europe/Brussels',
      valid_until = (given ->> 'validUntil')::timestamp at time zone 'Europe/Brussels', max_tests = (given ->> 'maxTests')::integer,
      test_types = array(select jsonb_array_elements_text(given -> 'testTypes')), third_persons = (given ->> 'thirdPersons')::boolean,
      decided_on = today, document_hash = new.pdf_hash, recorded_by = new.decided_by
    where id = new.authorisation;
    update campaign set state = 'ready', state_reason = null where id = new.campaign;
  when 'refused' then
    update authorisation set state = 'refused', decided_on = today, document_hash = new.pdf_hash, recorded_by = new.decided_by where id = new.authorisation;
  when 'extended' then
    insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, max_tests, recorded_by)
      values (gen_random_uuid(), new.authorisation, new.campaign, later ->> 'number', today,
        (later ->> 'validUntil')::timestamp at time zone 'Europe/Brussels', new.pdf_hash, (later ->> 'maxTests')::integer, new.decided_by);
    update authorisation set state = 'extended', valid_until = (later ->> 'validUntil')::timestamp at time zone 'Europe/Brussels',
      max_tests = coalesce((later ->> 'maxTests')::integer, max_tests) where id = new.authorisation;
  when 'withdrawn' then
    update authorisation set state = 'withdrawn' where id = new.authorisation;
  end case;
  return null;
end $$;
create trigger magistrate_decision_followed after insert on magistrate_decision for each row execute function authorisation_follows_the_magistrate();

-- Nobody records over the magistrate whom a request went to, nor beside them.
create function authorisation_is_its_addressee_s() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whom uuid := request_addressee(case when tg_table_name = 'authorisation' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'authorisation')::uuid end);
begin
  if whom is not null and app_actor() is not null and app_actor() <> whom then
    raise exception 'the magistrate who was asked decides' using errcode = 'restrict_violation', constraint = 'authorisation_of_magistrate';
  end if;
  return new;
end $$;
create trigger authorisation_addressee before update on authorisation for each row
  when (old.state in ('requested', 'granted', 'granted-with-conditions', 'extended')) execute function authorisation_is_its_addressee_s();
create trigger authorisation_employer_addressee before insert on authorisation_employer for each row execute function authorisation_is_its_addressee_s();
create trigger authorisation_condition_addressee before insert on authorisation_condition for each row execute function authorisation_is_its_addressee_s();
create trigger authorisation_extension_addressee before insert on authorisation_extension for each row execute function authorisation_is_its_addressee_s();

call protect('magistrate_decision');
drop policy magistrate_decision_actor on magistrate_decision;
create policy magistrate_decision_made on magistrate_decision for insert to pt_app
  with check (decided_by = app_actor() and authorisation in (select app_own_requests()));
-- For the magistrate, and for who of the own team reads the request that it answers.
create policy magistrate_decision_read on magistrate_decision for select to pt_app
  using ((select app_is_system()) or authorisation in (select app_own_requests())
    or ((select app_reads_signals()) and campaign in (select app_team_campaigns())));
grant select, insert on magistrate_decision to pt_app;

-- A magistrate reads the own requests, what was decided on them and what was reported of it; no campaign, test or employer.
create policy sent_request_addressee on sent_request for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_addressee on authorisation for select to pt_app using (id in (select app_own_requests()));
create policy authorisation_condition_addressee on authorisation_condition for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_extension_addressee on authorisation_extension for select to pt_app using (authorisation in (select app_own_requests()));
create policy authorisation_employer_addressee on authorisation_employer for select to pt_app using (authorisation in (select app_own_requests()));
create policy action_report_addressee on action_report for select to pt_app using (authorisation in (select app_own_requests()));

-- Mail to a magistrate says that something waits, and no more. Who of the team lets it be written never sees the address.
alter table notice_mail drop constraint notice_mail_kind_known;
alter table notice_mail add constraint notice_mail_kind_known check (kind in ('invitation', 'announcement', 'request'));
create function tell_magistrate(notice uuid, one uuid, title text, sealed bytea) returns boolean
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into notice_mail (id, account, kind, address, subject, body, next_at)
    select notice, l.account, 'request', l.login, title, sealed, app_now()
    from sent_request s join account_login l on l.account = s.addressed_to
    where s.authorisation = one and is_magistrate(s.addressed_to) and position('@' in l.login) > 1 and s.campaign in (select app_team_campaigns());
  return found;
end $$;

revoke execute on function is_magistrate(uuid), app_own_requests(), app_open_requests(), request_addressee(uuid), tell_magistrate(uuid, uuid, text, bytea) from public;
grant execute on function is_magistrate(uuid), app_own_requests(), app_open_requests(), request_addressee(uuid), tell_magistrate(uuid, uuid, text, bytea) to pt_app;
