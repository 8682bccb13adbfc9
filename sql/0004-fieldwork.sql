-- Tests (pairs), their two applications, the attempts to send them, the answers and their coding.

create table test (
  id uuid constraint test_pkey primary key,
  campaign uuid not null constraint test_campaign_fkey references campaign (id),
  ordinal integer not null,
  wave integer not null default 1,
  vacancy uuid not null constraint test_vacancy_fkey references vacancy (id),
  employer uuid not null constraint test_employer_fkey references employer (id),
  employer_unit text collate "C" not null,
  sector text collate "C" not null,
  ground text not null,
  first_arm text not null constraint test_first_arm_known check (first_arm in ('control', 'treatment')),
  block integer not null,
  leaf bytea not null constraint test_leaf_length check (length(leaf) = 32),
  constraint test_ordinal_unique unique (campaign, ordinal),
  constraint test_vacancy_once unique (campaign, vacancy)
);
create index test_cell on test (campaign, sector, ground);

create table application (
  id uuid constraint application_pkey primary key,
  test uuid not null constraint application_test_fkey references test (id),
  campaign uuid not null constraint application_campaign_fkey references campaign (id),
  position smallint not null constraint application_position_known check (position in (1, 2)),
  arm text not null constraint application_arm_known check (arm in ('control', 'treatment')),
  template smallint not null,
  layout smallint not null,
  profile jsonb not null,
  from_name text not null,
  from_address text collate "C" not null constraint application_address_unique unique,
  to_address text not null,
  to_name text,
  subject text not null,
  body text not null,
  hidden_words text[] not null,
  message_id text collate "C" not null constraint application_message_id_unique unique,
  planned_at timestamptz not null,
  due_at timestamptz not null,
  reschedules smallint not null default 0,
  state text not null default 'planned' constraint application_state_known
    check (state in ('planned', 'due', 'sending', 'sent', 'refused', 'in-doubt', 'not-sent', 'cancelled')),
  state_reason text,
  next_attempt_at timestamptz,
  attempts smallint not null default 0,
  sent_at timestamptz,
  window_ends_at timestamptz,
  constraint application_test_position_unique unique (test, position),
  constraint application_test_arm_unique unique (test, arm),
  constraint application_sent_is_whole check (state <> 'sent' or (sent_at is not null and window_ends_at is not null)),
  constraint application_cancelled_has_reason check (state <> 'cancelled' or state_reason is not null)
);
create index application_planned on application (due_at) where state = 'planned';
create index application_due on application (next_attempt_at) where state = 'due';
create index application_unsettled on application (state) where state in ('sending', 'in-doubt');
create index application_campaign_state on application (campaign, state);

-- One try to send. Committed before the first SMTP byte, so that a crash leaves a trace and never a second copy.
create table attempt (
  id uuid constraint attempt_pkey primary key,
  application uuid not null constraint attempt_application_fkey references application (id),
  number smallint not null,
  server text not null,
  message bytea not null,
  started_at timestamptz not null default app_now(),
  lease_until timestamptz not null,
  ended_at timestamptz,
  result text constraint attempt_result_known check (result in ('sent', 'deferred', 'not-taken', 'refused', 'in-doubt', 'settled-sent', 'settled-not-sent')),
  reply text,
  constraint attempt_number_unique unique (application, number)
);
create unique index attempt_one_open on attempt (application) where ended_at is null;

-- The gate and the life of an application, whoever changes the row.
create function application_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare reason text;
begin
  if (to_jsonb(old) - array['state', 'state_reason', 'due_at', 'reschedules', 'next_attempt_at', 'attempts', 'sent_at', 'window_ends_at'])
     is distinct from (to_jsonb(new) - array['state', 'state_reason', 'due_at', 'reschedules', 'next_attempt_at', 'attempts', 'sent_at', 'window_ends_at']) then
    raise exception 'a planned application is not changed' using errcode = 'restrict_violation', constraint = 'application_frozen';
  end if;
  if old.sent_at is not null and (new.sent_at is distinct from old.sent_at or new.window_ends_at is distinct from old.window_ends_at) then
    raise exception 'a window once begun is not moved' using errcode = 'restrict_violation', constraint = 'application_window';
  end if;
  if old.state = new.state then return new; end if;
  if not (old.state || '>' || new.state = any (array['planned>due', 'planned>cancelled', 'due>planned', 'due>cancelled', 'due>sending',
      'sending>sent', 'sending>refused', 'sending>in-doubt', 'sending>due', 'in-doubt>sent', 'in-doubt>not-sent'])) then
    raise exception 'an application does not go from % to %', old.state, new.state using errcode = 'restrict_violation', constraint = 'application_life';
  end if;
  if new.state = 'sending' then
    reason := sending_refused_because(new.campaign);
    if reason is null and new.position = 1 and (select count(distinct p.test) from application p where p.campaign = new.campaign
        and p.state in ('sending', 'sent', 'refused', 'in-doubt') and p.test <> new.test) >= (select max_tests from authorisation where campaign = new.campaign) then
      reason := 'authorisation-used-up';
    end if;
    if reason is not null then
      raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
    end if;
    if not exists (select from attempt t where t.application = new.id and t.ended_at is null) then
      raise exception 'an attempt is recorded before sending' using errcode = 'restrict_violation', constraint = 'application_attempt_first';
    end if;
  end if;
  return new;
end $$;
create trigger application_life before update on application for each row execute function application_follows_its_life();

create function application_starts_planned() returns trigger language plpgsql as $$
begin
  if new.state <> 'planned' or new.sent_at is not null then
    raise exception 'an application starts as planned' using errcode = 'restrict_violation', constraint = 'application_life';
  end if;
  return new;
end $$;
create trigger application_start before insert on application for each row execute function application_starts_planned();

-- What receiving and coding may know of an application: never its arm, profile or scenario.
create view mailbox with (security_invoker = true) as
  select a.id as application, a.test, a.campaign, a.from_address as address, a.message_id, a.hidden_words, a.to_address,
    a.state, a.sent_at, a.window_ends_at
  from application a;

-- An employer's answer as it came in.
create table response (
  id uuid constraint response_pkey primary key,
  channel text not null constraint response_channel_known check (channel in ('mail')),
  received_at timestamptz not null default app_now(),
  envelope_from text not null,
  envelope_to text not null,
  raw bytea not null,
  sha256 bytea not null constraint response_sha256_length check (length(sha256) = 32),
  state text not null default 'new' constraint response_state_known check (state in ('new', 'unmatched', 'matched', 'set-aside')),
  application uuid constraint response_application_fkey references application (id),
  matched_by text,
  redacted_subject text,
  redacted_text text,
  suggestion text,
  suggestion_words text[],
  automatic boolean not null default false,
  code text,
  coded_at timestamptz,
  coded_how text constraint response_coded_how_known check (coded_how in ('header', 'agreement', 'adjudication')),
  constraint response_once unique (sha256, envelope_to),
  constraint response_matched_is_whole check (state <> 'matched' or (application is not null and matched_by is not null and redacted_text is not null)),
  constraint response_coded_is_whole check ((code is null) = (coded_at is null) and (code is null) = (coded_how is null))
);
create index response_application on response (application);
create index response_open on response (received_at) where state in ('new', 'unmatched');
create index response_to_code on response (received_at) where state = 'matched' and code is null;

-- The only thing a coder sees: redacted text and a place in the queue.
create view coding_item with (security_invoker = true) as
  select r.id as response, r.redacted_subject as subject, r.redacted_text as text, r.suggestion, r.suggestion_words, r.code is not null as done
  from response r where r.state = 'matched';

create table coding (
  id uuid constraint coding_pkey primary key,
  response uuid not null constraint coding_response_fkey references response (id),
  coder uuid not null constraint coding_coder_fkey references account (id),
  code text not null constraint coding_code_known check (code in
    ('INV', 'TST', 'ALT', 'CTC', 'INF', 'ACK-A', 'ACK-H', 'RES', 'REJ', 'FIL', 'BNC', 'DET', 'ERR')),
  adjudication boolean not null default false,
  simulated boolean not null default false,
  at timestamptz not null default app_now(),
  constraint coding_once unique (response, coder)
);

-- The code of an application once its window is over and every answer in it is finally coded.
create table outcome (
  application uuid constraint outcome_pkey primary key constraint outcome_application_fkey references application (id),
  code text not null constraint outcome_code_known check (code in
    ('INV', 'TST', 'ALT', 'CTC', 'INF', 'ACK-A', 'ACK-H', 'RES', 'REJ', 'FIL', 'NON', 'BNC', 'DET', 'ERR')),
  final_at timestamptz not null default app_now()
);

call protect('test', 'application', 'attempt', 'response', 'coding', 'outcome');
grant select, insert on test to pt_app;
grant select, insert, update on application, attempt, response, outcome to pt_app;
grant select, insert on coding to pt_app;
grant select on mailbox, coding_item to pt_app;
