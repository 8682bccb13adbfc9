-- Withdrawing: the clock of every answer that a person wrote, what it expects, and the one mail that ends an application.

create table withdrawal (
  id uuid constraint withdrawal_pkey primary key,
  application uuid not null constraint withdrawal_application_fkey references application (id)
    constraint withdrawal_once unique,
  campaign uuid not null constraint withdrawal_campaign_fkey references campaign (id),
  response uuid not null constraint withdrawal_response_fkey references response (id),
  due_at timestamptz not null,
  state text not null default 'open' constraint withdrawal_state_known
    check (state in ('open', 'due', 'sending', 'sent', 'in-doubt', 'failed', 'not-needed')),
  state_reason text,
  template smallint not null,
  to_address text not null,
  subject text not null,
  body text not null,
  message_id text collate "C" not null constraint withdrawal_message_id_unique unique,
  in_reply_to text,
  thread text[] not null,
  opened_at timestamptz not null default app_now(),
  decided_by uuid constraint withdrawal_decider_fkey references account (id),
  decided_at timestamptz,
  next_attempt_at timestamptz,
  attempts smallint not null default 0,
  sent_at timestamptz,
  constraint withdrawal_decided_is_whole check ((decided_by is null) = (decided_at is null) and (state <> 'due' or decided_at is not null)),
  constraint withdrawal_sent_is_whole check ((state = 'sent') = (sent_at is not null)),
  constraint withdrawal_ended_has_reason check (state not in ('failed', 'not-needed') or state_reason is not null)
);
create index withdrawal_to_do on withdrawal (due_at, id) where state in ('open', 'in-doubt', 'failed');
create index withdrawal_to_send on withdrawal (next_attempt_at) where state = 'due';
create index withdrawal_campaign on withdrawal (campaign);

-- What a fieldworker makes of an answer. Its clock is there from the moment the answer is matched, in the same
-- transaction, before anybody has read it; an answer that expects an act always has its withdrawal.
create table triage (
  response uuid constraint triage_pkey primary key constraint triage_response_fkey references response (id),
  application uuid not null constraint triage_application_fkey references application (id),
  campaign uuid not null constraint triage_campaign_fkey references campaign (id),
  received_at timestamptz not null,
  due_at timestamptz not null,
  expects text constraint triage_expects_known check (expects in ('invitation', 'test', 'call-back', 'information', 'nothing')),
  proposed_slot timestamptz,
  withdrawal uuid constraint triage_withdrawal_fkey references withdrawal (id),
  triaged_by uuid constraint triage_by_fkey references account (id),
  triaged_at timestamptz,
  constraint triage_is_whole check ((expects is null) = (triaged_at is null) and (expects is null) = (triaged_by is null)),
  constraint triage_act_has_withdrawal check ((withdrawal is not null) = (expects is not null and expects <> 'nothing')),
  constraint triage_slot_of_act check (proposed_slot is null or withdrawal is not null)
);
create index triage_to_do on triage (due_at, response) where expects is null;
create index triage_application on triage (application);
create index triage_withdrawal on triage (withdrawal) where withdrawal is not null;

-- One try to send, committed before the first SMTP byte, as for an application.
create table withdrawal_attempt (
  id uuid constraint withdrawal_attempt_pkey primary key,
  withdrawal uuid not null constraint withdrawal_attempt_withdrawal_fkey references withdrawal (id),
  number smallint not null,
  server text not null,
  message bytea not null,
  started_at timestamptz not null default app_now(),
  lease_until timestamptz not null,
  ended_at timestamptz,
  result text constraint withdrawal_attempt_result_known check (result in ('sent', 'deferred', 'not-taken', 'refused', 'in-doubt')),
  reply text,
  constraint withdrawal_attempt_number_unique unique (withdrawal, number),
  constraint withdrawal_attempt_ended_is_whole check ((ended_at is null) = (result is null))
);
create unique index withdrawal_attempt_one_open on withdrawal_attempt (withdrawal) where ended_at is null;

-- The life of a withdrawal, whoever changes the row. No gate stands here: an employer is told whatever became of the
-- campaign. A second try needs proof that the first was not taken.
create function withdrawal_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare mutable constant text[] := array['state', 'state_reason', 'due_at', 'decided_by', 'decided_at', 'next_attempt_at', 'attempts', 'sent_at'];
begin
  if (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable) then
    raise exception 'the mail of a withdrawal is not changed' using errcode = 'restrict_violation', constraint = 'withdrawal_frozen';
  end if;
  if old.sent_at is not null and new.sent_at is distinct from old.sent_at then
    raise exception 'the instant of a withdrawal is not moved' using errcode = 'restrict_violation', constraint = 'withdrawal_frozen';
  end if;
  if old.state = new.state then return new; end if;
  if not (old.state || '>' || new.state = any (array['open>due', 'open>not-needed', 'due>sending', 'sending>sent', 'sending>due',
      'sending>failed', 'sending>in-doubt', 'in-doubt>sent', 'in-doubt>failed', 'failed>not-needed', 'not-needed>open', 'not-needed>failed'])) then
    raise exception 'a withdrawal does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'withdrawal_life';
  end if;
  if new.state in ('open', 'due', 'sending') and exists (select from withdrawal_attempt t where t.withdrawal = new.id
      and t.ended_at is not null and t.result not in ('deferred', 'not-taken')) then
    raise exception 'what may have been sent is not sent again' using errcode = 'restrict_violation', constraint = 'withdrawal_never_twice';
  end if;
  if new.state = 'sending' and not exists (select from withdrawal_attempt t where t.withdrawal = new.id and t.ended_at is null) then
    raise exception 'an attempt is recorded before sending' using errcode = 'restrict_violation', constraint = 'withdrawal_attempt_first';
  end if;
  return new;
end $$;
create trigger withdrawal_life before update on withdrawal for each row execute function withdrawal_follows_its_life();

create function withdrawal_starts_open() returns trigger language plpgsql as $$
begin
  if new.state <> 'open' or new.sent_at is not null then
    raise exception 'a withdrawal starts open' using errcode = 'restrict_violation', constraint = 'withdrawal_life';
  end if;
  return new;
end $$;
create trigger withdrawal_start before insert on withdrawal for each row execute function withdrawal_starts_open();

-- Of each answer, whether the other application of its test had been withdrawn when it came in. Both instants never move,
-- so this is a fact that needs no column and cannot drift. Nothing that codes reads it.
create view answer_circumstance with (security_invoker = true) as
  select r.id as response, r.application, exists (select from application a join application o on o.test = a.test and o.id <> a.id
      join withdrawal w on w.application = o.id where a.id = r.application and w.sent_at < r.received_at) as other_withdrawn
  from response r where r.state = 'matched';

call protect('withdrawal', 'triage', 'withdrawal_attempt');
grant select, insert, update on withdrawal, triage, withdrawal_attempt to pt_app;
grant select on answer_circumstance to pt_app;

-- Answers that were matched before there were clocks: a day from receipt, which has passed or soon will.
insert into triage (response, application, campaign, received_at, due_at)
  select r.id, r.application, a.campaign, r.received_at, r.received_at + interval '1 day'
  from response r join application a on a.id = r.application where r.state = 'matched' and not r.automatic;
