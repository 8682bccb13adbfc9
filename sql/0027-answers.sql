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
