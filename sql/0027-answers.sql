-- Answers at rest: the raw bytes lie sealed under a key that the database never sees (fieldwork/responses/seal.ts).

-- What came in before this stays readable behind a version byte 0, and the program seals it within minutes.
alter table response rename column raw to sealed;
alter table response add column bytes integer;
update response set bytes = length(sealed), sealed = '\x00'::bytea || sealed;
alter table response alter column bytes set not null;
-- Sealed bytes do not shrink: compressing them is work for nothing.
alter table response alter column sealed set storage external;
-- The number of the key, for who keeps the keys: what still hangs on an old one.
alter table response add column answer_key bytea not null
  generated always as (case when substring(sealed from 1 for 1) = '\x01'::bytea then substring(sealed from 2 for 8) else ''::bytea end) stored;
create index response_key on response (answer_key);

-- No clear bytes come in any more, whoever writes the row: a version byte 1, the number of a key (8), a nonce (12) and a tag (16)
-- stand before what is sealed. What came in is never changed; only the system seals it anew, under another key.
create function response_stays_sealed() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if substring(new.sealed from 1 for 1) <> '\x01'::bytea or length(new.sealed) <> new.bytes + 37 then
    raise exception 'an answer is stored sealed' using errcode = 'restrict_violation', constraint = 'response_sealed';
  end if;
  if tg_op = 'UPDATE' and not app_is_system() and current_user <> 'pt_owner' then
    raise exception 'the system alone seals an answer anew' using errcode = 'restrict_violation', constraint = 'response_sealed';
  end if;
  return new;
end $$;
create trigger response_sealed before insert or update of sealed, bytes on response for each row execute function response_stays_sealed();

create function response_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (old.id, old.channel, old.received_at, old.envelope_from, old.envelope_to, old.sha256, old.bytes)
     is distinct from (new.id, new.channel, new.received_at, new.envelope_from, new.envelope_to, new.sha256, new.bytes) then
    raise exception 'what came in is not changed' using errcode = 'restrict_violation', constraint = 'response_frozen';
  end if;
  return new;
end $$;
create trigger response_kept before update of id, channel, received_at, envelope_from, envelope_to, sha256, bytes on response
  for each row execute function response_is_kept();

-- Uploads: answers that come in on paper, by phone or in a mailbox elsewhere, kept by a fieldworker and read like mail. Coders
-- see the words of a letter, a text message or a recording only after a fieldworker checked that they tell nobody's name.
alter table response drop constraint response_channel_known;
alter table response add constraint response_channel_known check (channel in ('mail', 'eml', 'letter', 'sms', 'voicemail', 'call'));
alter table response add column media text constraint response_media_known check (media in ('message/rfc822', 'text/plain',
  'application/pdf', 'image/jpeg', 'image/png', 'audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4', 'audio/amr'));
alter table response add column uploaded_by uuid constraint response_uploader_fkey references account (id);
alter table response add column uploaded_at timestamptz;
-- What somebody typed of a letter or a recording, sealed as the answer itself.
alter table response add column transcript bytea;
alter table response add column to_release boolean not null default false;
alter table response add column released_by uuid constraint response_releaser_fkey references account (id);
alter table response add column released_at timestamptz;
alter table response add constraint response_upload_is_whole check ((channel = 'mail') = (uploaded_by is null)
  and (uploaded_by is null) = (uploaded_at is null) and (uploaded_by is null) = (media is null));
alter table response add constraint response_release_is_whole check ((released_by is null) = (released_at is null)
  and (released_at is null or not to_release) and (not to_release or state = 'matched'));
alter table response add constraint response_transcript_sealed check (transcript is null
  or (substring(transcript from 1 for 1) = '\x01'::bytea and length(transcript) >= 37));
create unique index response_upload_once on response (sha256, application) where channel <> 'mail' and application is not null;
create index response_to_release on response (received_at, id) where to_release;
create index response_uploaded on response (uploaded_by, uploaded_at) where uploaded_by is not null;

-- An answer comes in after the application left, not in the future (but for what two clocks may differ), and under the name of who uploads it. Letters, messages and
-- recordings wait for their release from the moment they have an application.
create function upload_has_its_time() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.channel = 'mail' then return new; end if;
  if tg_op = 'INSERT' and (new.received_at > app_now() + interval '1 minute' or (new.uploaded_by <> app_actor())) then
    raise exception 'an upload came in before now, and bears the name of who uploads it' using errcode = 'restrict_violation', constraint = 'upload_received';
  end if;
  if new.application is not null and not exists (select from application a where a.id = new.application and a.sent_at <= new.received_at) then
    raise exception 'an answer comes in after its application was sent' using errcode = 'restrict_violation', constraint = 'upload_after_sending';
  end if;
  if new.channel <> 'eml' and new.application is not null and (tg_op = 'INSERT' or new.application is distinct from old.application) then
    new.to_release := true; new.released_by := null; new.released_at := null;
  end if;
  if new.application is null then new.to_release := false; new.released_by := null; new.released_at := null; end if;
  return new;
end $$;
create trigger response_upload before insert or update of application on response for each row execute function upload_has_its_time();

-- As in 0020, without what waits for its release.
create or replace view coding_item with (security_barrier = true) as
  select r.id as response, r.redacted_subject as subject, r.redacted_text as text, r.suggestion, r.suggestion_words, r.code is not null as done,
    case when n.codings < 2 then 'code' else 'settle' end as step, n.mine
  from response r cross join lateral (select count(*) filter (where not c.adjudication) as codings,
      coalesce(bool_or(c.coder = app_actor()), false) as mine from coding c where c.response = r.id) n
  where r.state = 'matched' and not r.to_release and (select app_codes())
    and (n.mine or (case when n.codings < 2 then (select actor_holds_role('{coder}')) else (select actor_holds_role('{adjudicator}')) end))
    and r.campaign not in (select i.campaign from campaign_insider i where i.account = app_actor()
      union all select o.campaign from own_interest o where o.account = app_actor() and o.withdrawn_at is null)
    and not exists (select from recusal x where x.response = r.id and x.coder = app_actor());

-- As in 0017, likewise.
create or replace function open_to_code(one uuid) returns table (campaign uuid, code text, codings integer)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not app_codes() then return; end if;
  perform from response r where r.id = one for update;
  return query select r.campaign, r.code, (select count(*)::integer from coding c where c.response = r.id)
    from response r where r.id = one and r.state = 'matched' and not r.to_release;
end $$;

-- Detection: somebody at an employer suspects that an application was made up. Nothing more goes there, whichever campaign it
-- is of, until a person clears the suspicion with a reason; a text or a name that two employers saw through rests too.
create table suspicion (
  id uuid constraint suspicion_pkey primary key,
  campaign uuid not null constraint suspicion_campaign_fkey references campaign (id),
  test uuid not null constraint suspicion_test_fkey references test (id),
  employer uuid not null constraint suspicion_employer_fkey references employer (id),
  scenario text collate "C" not null,
  -- Of the application that was seen through, where that is known.
  template smallint,
  identity text collate "C",
  -- What raised it: an answer that was coded so, or a person's note.
  response uuid constraint suspicion_response_fkey references response (id) constraint suspicion_response_once unique,
  note text constraint suspicion_note_given check (length(note) between 10 and 2000),
  raised_by uuid constraint suspicion_raiser_fkey references account (id),
  raised_at timestamptz not null default app_now(),
  logged boolean not null default false,
  cleared_by uuid constraint suspicion_clearer_fkey references account (id),
  cleared_at timestamptz,
  cleared_reason text constraint suspicion_reason_given check (length(cleared_reason) between 10 and 2000),
  constraint suspicion_has_source check ((response is null) = (note is not null) and (response is null) = (raised_by is not null)),
  constraint suspicion_cleared_is_whole check ((cleared_by is null) = (cleared_at is null) and (cleared_by is null) = (cleared_reason is null))
);
create index suspicion_employer on suspicion (employer) where cleared_at is null;
create index suspicion_scenario on suspicion (scenario, template) where cleared_at is null;
create index suspicion_identity on suspicion (identity) where cleared_at is null;
create index suspicion_campaign on suspicion (campaign, raised_at);
create index suspicion_raised on suspicion (raised_at);
call protect('suspicion');
drop policy suspicion_actor on suspicion;
create policy suspicion_team on suspicion for select to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy suspicion_raised on suspicion for insert to pt_app
  with check (raised_by = app_actor() and response is null and campaign in (select app_team_campaigns()));
create policy suspicion_changed on suspicion for update to pt_app
  using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or (campaign in (select app_team_campaigns()) and (cleared_by is null or cleared_by = app_actor())));
grant select, insert, update on suspicion to pt_app;

-- What raised it stays; it is cleared once.
create function suspicion_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare mutable constant text[] := array['logged', 'cleared_by', 'cleared_at', 'cleared_reason'];
begin
  if (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable)
     or (old.cleared_at is not null and (to_jsonb(old) - 'logged') is distinct from (to_jsonb(new) - 'logged')) then
    raise exception 'a suspicion is cleared once, and what raised it stays' using errcode = 'restrict_violation', constraint = 'suspicion_frozen';
  end if;
  return new;
end $$;
create trigger suspicion_kept before update on suspicion for each row execute function suspicion_is_kept();

-- An answer coded as detection raises one at once, by whichever way its code became final.
create function raise_suspicion() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into suspicion (id, campaign, test, employer, scenario, template, identity, response)
    select gen_random_uuid(), a.campaign, a.test, t.employer, c.scenario, a.template, a.from_name, new.id
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign where a.id = new.application
    on conflict do nothing;
  return null;
end $$;
create trigger response_suspicion after update of code on response for each row
  when (new.code = 'DET' and new.code is distinct from old.code and new.application is not null) execute function raise_suspicion();

-- Whether anything rests at all, and why an application may not leave now; asked over all campaigns, hence the owner's eyes.
create function anything_cools() returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from suspicion where cleared_at is null) $$;
create function cooled_because(application_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when exists (select from suspicion s where s.employer = t.employer and s.cleared_at is null) then 'employer-cools'
    when (select count(distinct s.employer) from suspicion s where s.scenario = c.scenario and s.template = a.template and s.cleared_at is null) >= 2 then 'template-cools'
    when (select count(distinct s.employer) from suspicion s where s.identity = a.from_name and s.cleared_at is null) >= 2 then 'identity-cools' end
  from application a join test t on t.id = a.test join campaign c on c.id = a.campaign where a.id = application_id
$$;
create function application_is_not_cooled() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text := cooled_because(new.id);
begin
  if reason is not null then
    raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;
create trigger application_uncooled before update on application for each row
  when (new.state = 'sending' and old.state <> 'sending') execute function application_is_not_cooled();

-- As in 0017, and the cap is lower where somebody suspected: no new plan goes there for twice as long, or while it rests.
create or replace function places_tested_since(instant timestamptz) returns setof text language sql stable security definer set search_path = pt, pg_catalog as $$
  select distinct coalesce(v.establishment, e.kbo)
  from test t join application a on a.test = t.id and a.position = 1 join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  where a.due_at >= instant and a.state <> 'cancelled' and app_keeps_teams()
  union
  select coalesce(v.establishment, e.kbo)
  from suspicion s join test t on t.id = s.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  where (s.cleared_at is null or s.raised_at >= instant - interval '12 months') and app_keeps_teams()
$$;

revoke execute on function anything_cools(), cooled_because(uuid) from public;
grant execute on function anything_cools(), cooled_because(uuid) to pt_app;

-- Answers that were coded so before there was a register.
insert into suspicion (id, campaign, test, employer, scenario, template, identity, response, raised_at)
  select gen_random_uuid(), a.campaign, a.test, t.employer, c.scenario, a.template, a.from_name, r.id, r.coded_at
  from response r join application a on a.id = r.application join test t on t.id = a.test join campaign c on c.id = a.campaign where r.code = 'DET';
