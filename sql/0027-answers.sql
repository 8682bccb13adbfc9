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

-- An answer comes in after the application left, not in the future, and under the name of who uploads it. Letters, messages and
-- recordings wait for their release from the moment they have an application.
create function upload_has_its_time() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.channel = 'mail' then return new; end if;
  if tg_op = 'INSERT' and (new.received_at > app_now() or (new.uploaded_by <> app_actor())) then
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
