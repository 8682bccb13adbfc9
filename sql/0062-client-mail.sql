-- Clients who write: planned and counted as calls of a client are, one mail per agency and wave. The wish is in the first mail, once;
-- after it nothing leaves unasked, and nothing but what the script says.

-- Where an agency takes mail from clients.
alter table employer add column mail text constraint employer_mail_form check (mail ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' and length(mail) <= 254);
create index employer_mail on employer (lower(mail)) where mail is not null;

create function is_mail_script(one bytea) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce((select s.body ->> 'kind' = 'client-mail' from call_script s where s.hash = one), false) $$;
create function is_mail_task(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce((select is_mail_script(t.script) from call_task t where t.id = one), false) $$;

-- As in 0057, with clients who write.
create or replace function campaign_test_type(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when (select is_call(a.form_url) from application a where a.campaign = campaign_id limit 1) then 'candidate-call'
    when exists (select from test t where t.campaign = campaign_id) then 'correspondence'
    when (select is_mail_script(k.script) from call_task k where k.campaign = campaign_id limit 1) then 'client-mail' else 'client-call' end
$$;
alter table authorisation drop constraint authorisation_test_types;
alter table authorisation add constraint authorisation_test_types
  check (cardinality(test_types) > 0 and test_types <@ array['correspondence', 'candidate-call', 'client-call', 'client-mail']);
alter table authorisation_request drop constraint authorisation_request_types;
alter table authorisation_request add constraint authorisation_request_types
  check (cardinality(test_types) > 0 and test_types <@ array['correspondence', 'candidate-call', 'client-call', 'client-mail']);

-- Who calls or writes as a client needs a basis that names that capacity; and a mail has no caller.
create function basis_names_no_client(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from campaign c join legal_basis b on b.code = c.basis_code and b.version = c.basis_version
    where c.id = one and not coalesce(b.document -> 'version' -> 'capacities' ? 'client', false))
$$;
create function client_has_its_capacity() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is null then return new; end if;
  if basis_names_no_client(new.campaign) then
    raise exception 'the basis names no client' using errcode = 'restrict_violation', constraint = 'client_capacity';
  end if;
  return new;
end $$;
create trigger call_task_capacity before insert on call_task for each row execute function client_has_its_capacity();
-- The text of a basis may be another by the time that one calls.
create trigger call_task_capacity_kept before update of started_at on call_task for each row
  when (new.started_at is not null and new.started_at is distinct from old.started_at) execute function client_has_its_capacity();
revoke execute on function basis_names_no_client(uuid) from public;

-- One campaign follows one script; and a next wave of mails asks, once, only agencies that granted the wish in the wave before.
create function client_wave_follows() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is null then return new; end if;
  if exists (select from call_task t where t.campaign = new.campaign and t.script <> new.script) then
    raise exception 'one campaign follows one script' using errcode = 'restrict_violation', constraint = 'client_script_once';
  end if;
  if is_mail_script(new.script) and (new.turn <> 1 or new.wave > 1 and not exists (
      select from call_task t join call_outcome o on o.task = t.id join call_final f on f.task = t.id
      where t.campaign = new.campaign and t.employer_unit = new.employer_unit and t.wave = new.wave - 1
        and o.void_reason is null and f.code in ('COMPLY-OPEN', 'COMPLY-HIDDEN'))) then
    raise exception 'a next mail goes once to who granted the wish' using errcode = 'restrict_violation', constraint = 'client_wave_complied';
  end if;
  return new;
end $$;
-- Named to come after call_task_capacity and call_task_start: their reasons are said first.
create trigger call_task_wave before insert on call_task for each row execute function client_wave_follows();
revoke execute on function client_wave_follows() from public;
create function mail_has_no_caller() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if is_mail_script(new.script) then
    raise exception 'a mail is not called' using errcode = 'restrict_violation', constraint = 'client_mail_kind';
  end if;
  return new;
end $$;
create trigger call_task_of_calls before insert or update on call_task for each row
  when (new.tester is not null or new.firm is not null or new.phone is not null or new.started_at is not null) execute function mail_has_no_caller();

-- Who writes to an agency, and where. A made-up client of its own for each mail, so that each answer leads to one mail.
create table client_mail (
  task uuid constraint client_mail_pkey primary key constraint client_mail_task_fkey references call_task (id),
  campaign uuid not null constraint client_mail_campaign_fkey references campaign (id),
  from_name text not null constraint client_mail_name_given check (length(from_name) between 3 and 120),
  from_address text collate "C" not null constraint client_mail_address_unique unique constraint client_mail_address_lower check (from_address = lower(from_address)),
  to_address text constraint client_mail_recipient_form check (to_address ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' and length(to_address) <= 254),
  erased_at timestamptz
);
create index client_mail_campaign on client_mail (campaign);

-- What goes to an agency: the wish, the one reason, and one of two lines that end the subject. Each at most once.
create table client_letter (
  id uuid constraint client_letter_pkey primary key,
  task uuid not null constraint client_letter_task_fkey references client_mail (task),
  campaign uuid not null constraint client_letter_campaign_fkey references campaign (id),
  step text not null constraint client_letter_step_known check (step in ('wish', 'reason', 'exit', 'refusal')),
  to_address text not null,
  subject text not null,
  body text not null,
  message_id text not null constraint client_letter_message_unique unique,
  in_reply_to text,
  decided_by uuid not null constraint client_letter_decider_fkey references account (id),
  decided_at timestamptz not null default app_now(),
  state text not null default 'due' constraint client_letter_state_known check (state in ('due', 'sending', 'sent', 'refused', 'in-doubt', 'not-sent')),
  state_reason text,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  constraint client_letter_once unique (task, step),
  constraint client_letter_sent_has_time check ((state = 'sent') = (sent_at is not null))
);
create unique index client_letter_ends_once on client_letter (task) where step in ('exit', 'refusal');
create index client_letter_campaign on client_letter (campaign);
create index client_letter_open on client_letter (next_attempt_at) where state = 'due';

create table client_attempt (
  id uuid constraint client_attempt_pkey primary key,
  letter uuid not null constraint client_attempt_letter_fkey references client_letter (id),
  campaign uuid not null constraint client_attempt_campaign_fkey references campaign (id),
  number integer not null,
  server text not null,
  message bytea not null,
  started_at timestamptz not null default app_now(),
  lease_until timestamptz not null,
  ended_at timestamptz,
  result text constraint client_attempt_result_known check (result in ('sent', 'deferred', 'not-taken', 'refused', 'in-doubt')),
  reply text,
  constraint client_attempt_once unique (letter, number),
  constraint client_attempt_ended_is_whole check ((ended_at is null) = (result is null))
);
create index client_attempt_open on client_attempt (lease_until) where ended_at is null;

-- An answer that came to the address of such a client. Its words lie sealed where all answers lie.
alter table response drop constraint response_state_known;
alter table response add constraint response_state_known check (state in ('new', 'unmatched', 'matched', 'set-aside', 'client'));
create table client_answer (
  response uuid constraint client_answer_pkey primary key constraint client_answer_response_fkey references response (id),
  task uuid not null constraint client_answer_task_fkey references client_mail (task),
  campaign uuid not null constraint client_answer_campaign_fkey references campaign (id),
  received_at timestamptz not null,
  automatic boolean not null,
  bounced boolean not null,
  -- What could not be read whole tells nothing of itself: it counts as somebody's answer until a person looks.
  unreadable boolean not null default false,
  -- Whether somebody answered, as a person saw it; null while what the machine read stands.
  judged_real boolean,
  judged_by uuid constraint client_answer_judge_fkey references account (id),
  judged_at timestamptz,
  constraint client_answer_judged_is_whole check ((judged_real is null) = (judged_by is null) and (judged_by is null) = (judged_at is null))
);
create index client_answer_task on client_answer (task, received_at);
-- A machine can be wrong: a person says whether somebody answered, while the mail waits for its end; nothing else changes.
create function client_answer_is_judged() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare judged text[] := array['judged_real', 'judged_by', 'judged_at'];
begin
  if tg_op = 'DELETE' or (to_jsonb(old) - judged) is distinct from (to_jsonb(new) - judged) then
    raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation', constraint = 'client_answer_append_only';
  end if;
  if app_actor() is null then return new; end if;
  if app_is_system() or not actor_holds_role('{fieldworker}') or new.judged_real is null or new.judged_by is distinct from app_actor() then
    raise exception 'a person says who answered' using errcode = 'restrict_violation', constraint = 'client_answer_by_person';
  end if;
  perform from call_task t where t.id = new.task and t.state = 'planned' for update;
  if not found then
    raise exception 'this mail is over' using errcode = 'restrict_violation', constraint = 'client_answer_open';
  end if;
  -- What answers it leaves no more where nobody asked; where that left already, somebody did.
  if not new.judged_real and not exists (select from client_answer a where a.task = new.task and a.response <> new.response
      and coalesce(a.judged_real, not a.automatic and not a.bounced)) then
    update client_letter l set state = 'not-sent', state_reason = 'over' where l.task = new.task and l.step = 'reason' and l.state = 'due' and l.attempts = 0;
    if exists (select from client_letter l where l.task = new.task and l.step <> 'wish' and l.state <> 'not-sent') then
      raise exception 'it was answered already' using errcode = 'restrict_violation', constraint = 'client_answer_used';
    end if;
  end if;
  return new;
end $$;
create trigger client_answer_append_only before update or delete on client_answer for each row execute function client_answer_is_judged();

call protect('client_mail', 'client_letter', 'client_attempt', 'client_answer');
do $$ declare name text; begin
  foreach name in array array['client_mail', 'client_letter', 'client_attempt', 'client_answer'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
    execute format('create policy %I on %I to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
      with check ((select app_is_system()) or campaign in (select app_team_campaigns()))', name || '_team', name);
  end loop;
end $$;
grant select, insert, update on client_mail, client_letter, client_attempt to pt_app;
grant select, insert, update (judged_real, judged_by, judged_at) on client_answer to pt_app;
create trigger client_answer_interest before update on client_answer for each row execute function bar_own_interest();
create trigger client_answer_looker before update on client_answer for each row execute function lookers_do_not_act();
create trigger client_answer_insider after update on client_answer for each row execute function note_insider('call');
create trigger client_mail_interest before insert or update on client_mail for each row execute function bar_own_interest();
create trigger client_letter_interest before insert or update on client_letter for each row execute function bar_own_interest();
create trigger client_letter_looker before insert on client_letter for each row execute function lookers_do_not_act();
create trigger client_letter_insider after insert on client_letter for each row execute function note_insider('call');

-- Whether an address is somebody's already, whoever may see whose.
create function mail_address_is_taken(one text) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from application a where a.from_address = one) or exists (select from client_mail m where m.from_address = one)
$$;
create function client_mail_of(address text) returns uuid language sql stable security definer set search_path = pt, pg_catalog as $$
  select m.task from client_mail m where m.from_address in (lower(address), regexp_replace(lower(address), '\+[^@]*@', '@')) limit 1
$$;
-- When a wish was first and last tried; nothing where it never was.
create function wish_tried(one uuid) returns table (first timestamptz, last timestamptz) language sql stable security definer set search_path = pt, pg_catalog as $$
  select min(x.started_at), max(x.started_at) from client_letter l join client_attempt x on x.letter = l.id where l.task = one and l.step = 'wish'
$$;
-- Whether somebody answered: not before the wish was tried, give or take the clocks of two servers.
create function answered_mail(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from client_answer a where a.task = one and coalesce(a.judged_real, not a.automatic and not a.bounced)
    and a.received_at >= (select w.first - interval '1 minute' from wish_tried(one) w))
$$;
-- Until when an answer is waited for: the days of the script after the wish left or was last tried; null where it never was.
create function answer_awaited_until(one uuid) returns timestamptz language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce(l.sent_at, w.last) + (s.body ->> 'silenceDays')::integer * interval '1 day'
  from client_letter l join call_task t on t.id = l.task join call_script s on s.hash = t.script cross join wish_tried(one) w
  where l.task = one and l.step = 'wish'
$$;
revoke execute on function wish_tried(uuid), answer_awaited_until(uuid) from public;
grant execute on function answer_awaited_until(uuid) to pt_app;

-- As in 0017, and where clients write from: an address is somebody's once, of whichever kind.
create or replace function addresses_taken() returns setof text language sql stable security definer set search_path = pt, pg_catalog as $$
  select from_address from application where app_keeps_teams() union all select from_address from client_mail where app_keeps_teams()
$$;
create function applicants_are_no_clients() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made a join client_mail m on m.from_address = a.from_address) then
    raise exception 'the address is somebody else''s' using errcode = 'unique_violation', constraint = 'application_address_unique';
  end if;
  return null;
end $$;
create trigger application_not_client after insert on application referencing new table as made for each statement execute function applicants_are_no_clients();

-- Whether the wish itself came back, and nobody answered it: what comes back after a later mail says nothing of the wish.
create function wish_bounced(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select not answered_mail(one) and exists (select from client_answer a where a.task = one and a.bounced
    and not exists (select from client_letter l where l.task = a.task and l.step <> 'wish' and l.decided_at <= a.received_at))
$$;
-- Whether mail of before an instant may still wait to be read: who looks silent may have answered.
create function mail_is_unread(until timestamptz) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from response r where r.state = 'new' and r.received_at < until)
    or exists (select from mail_source s where s.read_at is null or s.read_at < until)
$$;
revoke execute on function wish_bounced(uuid), mail_is_unread(timestamptz) from public;
grant execute on function wish_bounced(uuid), mail_is_unread(timestamptz) to pt_app;

-- The text of a mail is the script's, word for word: nobody types any.
create function client_letter_subject(one uuid, step text) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case step when 'wish' then '' else 'Re: ' end || (s.body ->> 'subject') from call_task t join call_script s on s.hash = t.script where t.id = one
$$;
create function client_letter_text(one uuid, step text) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select replace(case step
      when 'wish' then (select string_agg(l.line, E'\n\n' order by l.place) from jsonb_array_elements_text(s.body -> 'opening') with ordinality l (line, place))
        || E'\n\n' || (s.body ->> 'wish') || E'\n\n' || (s.body ->> 'question') || E'\n\n{{caller.name}}'
      when 'reason' then (select a ->> 'answer' from jsonb_array_elements(s.body -> 'answers') a where (a ->> 'reason')::boolean limit 1) || E'\n\n{{caller.name}}'
      when 'exit' then s.body ->> 'exit'
      when 'refusal' then (s.body ->> 'refusal') || E'\n\n{{caller.name}}' end, '{{caller.name}}', m.from_name)
  from client_mail m join call_task t on t.id = m.task join call_script s on s.hash = t.script
  where m.task = one and (app_keeps_teams() or m.campaign in (select app_team_campaigns()))
$$;

create function is_recipient_of_other(one uuid, address text) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select exists (select from call_task own join client_mail m on m.campaign = own.campaign join call_task t on t.id = m.task
    where own.id = one and lower(m.to_address) = lower(address) and t.employer_unit <> own.employer_unit
      and (app_keeps_teams() or own.campaign in (select app_team_campaigns())))
$$;
create function client_mail_is_planned() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is null then return new; end if;
  if tg_op = 'INSERT' then
    if not is_mail_task(new.task) or not exists (select from call_task t where t.id = new.task and t.campaign = new.campaign and t.turn = 1) then
      raise exception 'this is no mail of a client' using errcode = 'restrict_violation', constraint = 'client_mail_kind';
    end if;
    if exists (select from application a where a.from_address = new.from_address) then
      raise exception 'the address is somebody else''s' using errcode = 'unique_violation', constraint = 'client_mail_address_unique';
    end if;
  end if;
  -- One address is one agency: nobody is asked twice under two names, not by two people at once either.
  if new.to_address is not null and (tg_op = 'INSERT' or new.to_address is distinct from old.to_address) then
    perform pg_advisory_xact_lock(hashtextextended('client-mail/' || new.campaign, 0));
  end if;
  if is_recipient_of_other(new.task, new.to_address) then
    raise exception 'another agency takes mail there' using errcode = 'restrict_violation', constraint = 'client_mail_recipient_once';
  end if;
  if tg_op = 'INSERT' then return new; end if;
  if app_is_system() and old.erased_at is null and new.erased_at is not null and new.to_address is null
    and (to_jsonb(old) - array['to_address', 'erased_at']) = (to_jsonb(new) - array['to_address', 'erased_at']) then return new; end if;
  if (to_jsonb(old) - 'to_address') is distinct from (to_jsonb(new) - 'to_address') or new.to_address is null
    or exists (select from client_letter l where l.task = old.task)
    or not exists (select from call_task t where t.id = old.task and t.state = 'planned') then
    raise exception 'who writes to whom does not change' using errcode = 'restrict_violation', constraint = 'client_mail_frozen';
  end if;
  return new;
end $$;
create trigger client_mail_planned before insert or update on client_mail for each row execute function client_mail_is_planned();

-- A letter comes at its turn. The wish: first. The reason: after an answer, before the end. The end: after an answer, by a person.
create function client_letter_comes_in_turn() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare planned call_task; mail client_mail; why text;
begin
  if app_actor() is null then return new; end if;
  select * into planned from call_task where id = new.task for update;
  select * into mail from client_mail where task = new.task;
  -- A mail that is not there is for the foreign key to refuse.
  if planned.id is null or mail.task is null then return new; end if;
  if mail.erased_at is not null then
    raise exception 'what was erased is written to no more' using errcode = 'restrict_violation', constraint = 'client_letter_erased';
  end if;
  if new.campaign <> mail.campaign or new.state <> 'due' or new.decided_by <> app_actor() then
    raise exception 'a mail starts as due, by who decided' using errcode = 'restrict_violation', constraint = 'client_letter_life';
  end if;
  if new.step = 'reason' and planned.state <> 'planned' then
    raise exception 'this mail is over' using errcode = 'restrict_violation', constraint = 'client_mail_over';
  end if;
  if new.body is null or new.body is distinct from client_letter_text(new.task, new.step) or new.subject is distinct from client_letter_subject(new.task, new.step)
    or new.to_address is distinct from mail.to_address then
    raise exception 'a mail says what the script says' using errcode = 'restrict_violation', constraint = 'client_letter_is_script';
  end if;
  if new.step = 'wish' then
    if planned.state <> 'planned' then
      raise exception 'this mail is over' using errcode = 'restrict_violation', constraint = 'client_letter_turn';
    end if;
    return new;
  end if;
  if app_is_system() or not actor_holds_role('{fieldworker}') then
    raise exception 'a person decides on it' using errcode = 'restrict_violation', constraint = 'client_letter_by_person';
  end if;
  -- Who answers has it, whatever a server or a person thought of the wish.
  if not answered_mail(new.task) or not exists (select from client_letter l where l.task = new.task and l.step = 'wish' and (l.state in ('sent', 'refused', 'not-sent') or l.state = 'due' and l.attempts > 0))
    or (new.step = 'reason' and exists (select from client_letter l where l.task = new.task and l.step in ('exit', 'refusal'))) then
    raise exception 'nothing is written before they answer, or after the end' using errcode = 'restrict_violation', constraint = 'client_letter_turn';
  end if;
  if new.step = 'reason' then
    why := call_refused_because(new.campaign);
    if why is not null then
      raise exception 'the reason may not leave: %', why using errcode = 'restrict_violation', constraint = 'gate:' || why;
    end if;
    return new;
  end if;
  -- What ends the subject takes the place of a reason that did not begin to leave.
  update client_letter l set state = 'not-sent', state_reason = 'over' where l.task = new.task and l.step = 'reason' and l.state = 'due' and l.attempts = 0;
  if exists (select from client_letter l where l.task = new.task and l.step = 'reason' and l.state in ('due', 'sending', 'in-doubt')) then
    raise exception 'the reason comes first' using errcode = 'restrict_violation', constraint = 'client_letter_waits';
  end if;
  return new;
end $$;
create trigger client_letter_turn before insert on client_letter for each row execute function client_letter_comes_in_turn();

create function client_letter_follows_its_life() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a mail stays on record' using errcode = 'restrict_violation', constraint = 'client_letter_life';
  end if;
  if app_is_system() and (select m.erased_at from client_mail m where m.task = old.task) is not null
    and new.to_address = '' and new.in_reply_to is null and coalesce(new.state_reason, 'erased') ~ '^[a-z]+(-[a-z]+)*$'
    and (to_jsonb(old) - array['to_address', 'in_reply_to', 'state_reason']) = (to_jsonb(new) - array['to_address', 'in_reply_to', 'state_reason']) then return new; end if;
  if (to_jsonb(old) - array['state', 'state_reason', 'attempts', 'next_attempt_at', 'sent_at']) is distinct from (to_jsonb(new) - array['state', 'state_reason', 'attempts', 'next_attempt_at', 'sent_at']) then
    raise exception 'a mail is not changed' using errcode = 'restrict_violation', constraint = 'client_letter_frozen';
  end if;
  if not (case old.state
      when 'due' then new.state = 'sending' or (new.state = 'due' and new.attempts = old.attempts)
        or new.state = 'not-sent' and case new.state_reason when 'not-composed' then app_is_system()
          when 'over' then app_is_system() or new.step = 'reason' or new.step = 'wish' and (select t.state from call_task t where t.id = new.task) <> 'planned' else false end
      when 'sending' then new.state in ('due', 'sent', 'refused', 'in-doubt')
      when 'in-doubt' then new.state in ('sent', 'not-sent') and coalesce(length(trim(new.state_reason)), 0) >= 10
        and (app_actor() is null or not app_is_system() and actor_holds_role('{fieldworker,coordinator}'))
        -- It left when it was last tried, not when somebody settled it.
        and (new.state = 'not-sent' or coalesce(new.sent_at = (select max(x.started_at) from client_attempt x where x.letter = new.id), false))
      else false end)
    or (new.state = 'sending' and not exists (select from client_attempt x where x.letter = new.id and x.ended_at is null and x.number = new.attempts))
    or (old.state = 'sending' and new.state in ('due', 'sent', 'refused') and not coalesce((select x.result = new.state
        or (new.state = 'due' and x.result in ('deferred', 'not-taken')) from client_attempt x where x.letter = new.id order by x.number desc limit 1), false)) then
    raise exception 'a mail goes out once' using errcode = 'restrict_violation', constraint = 'client_letter_life';
  end if;
  return new;
end $$;
create trigger client_letter_life before update or delete on client_letter for each row execute function client_letter_follows_its_life();
-- Who settles what was in doubt acts on what is counted.
create trigger client_letter_settler before update of state on client_letter for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function lookers_do_not_act();
create trigger client_letter_settled after update of state on client_letter for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function note_insider('settle');

-- Wishes that an authorisation counts: what left or may have, but what reached nobody.
create function wishes_begun(campaign_id uuid) returns bigint language sql stable security definer set search_path = pt, pg_catalog as $$
  select count(*) from client_letter l where l.campaign = campaign_id and l.step = 'wish' and l.state in ('sending', 'sent', 'in-doubt')
    and not exists (select from call_outcome o where o.task = l.task and o.code = 'not-reached')
$$;
-- Why a mail may not leave now, or null. A wish is a test that begins; a reason is part of one that began. What ends the subject
-- leaves whatever became of the campaign, as a person decided on it.
create function client_letter_refused_because(one uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case when l.step in ('wish', 'reason') then coalesce(
    case when t.state <> 'planned' then 'client-mail-over'
      when l.step = 'wish' and answered_mail(l.task) then 'client-mail-answered'
      when l.step = 'reason' and exists (select from client_letter e where e.task = l.task and e.step in ('exit', 'refusal')) then 'client-mail-ended' end,
    call_refused_because(l.campaign),
    case when not authorisation_covers(l.campaign, t.employer, null) then 'authorisation-other-employer'
      when basis_names_no_client(l.campaign) then 'client-capacity'
      when l.step = 'wish' and wishes_begun(l.campaign) >= (select a.max_tests from authorisation a where a.campaign = l.campaign) then 'authorisation-used-up'
      when not is_office_time(app_now()) then 'call-outside-hours' end) end
  from client_letter l join call_task t on t.id = l.task where l.id = one
$$;
revoke execute on function wishes_begun(uuid), client_letter_refused_because(uuid) from public;
grant execute on function client_letter_refused_because(uuid) to pt_app;

-- The gate, each time anything leaves.
create function client_attempt_passes_the_gate() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare letter client_letter; reason text;
begin
  if app_actor() is null then return new; end if;
  if tg_op = 'UPDATE' then
    if app_is_system() and new.message = '' and new.reply is null and (to_jsonb(old) - array['message', 'reply']) = (to_jsonb(new) - array['message', 'reply'])
      and exists (select from client_letter l join client_mail m on m.task = l.task where l.id = old.letter and m.erased_at is not null) then return new; end if;
    if old.ended_at is not null or (to_jsonb(old) - array['ended_at', 'result', 'reply']) is distinct from (to_jsonb(new) - array['ended_at', 'result', 'reply']) then
      raise exception 'an attempt ends once' using errcode = 'restrict_violation', constraint = 'client_attempt_life';
    end if;
    -- What a server says may name somebody: where the mail was erased meanwhile it is not kept.
    if old.message = '' and new.reply is not null then
      raise exception 'what was erased stays so' using errcode = 'restrict_violation', constraint = 'client_attempt_life';
    end if;
    return new;
  end if;
  select * into letter from client_letter where id = new.letter for update;
  if letter.id is null then return new; end if;
  if letter.state <> 'due' or new.number <> letter.attempts + 1 or new.campaign <> letter.campaign then
    raise exception 'a mail goes out once' using errcode = 'restrict_violation', constraint = 'client_letter_life';
  end if;
  perform from call_task t where t.id = letter.task for update;
  -- One wish at a time is counted against the authorised number.
  if letter.step = 'wish' then perform from authorisation a where a.campaign = letter.campaign for update; end if;
  reason := client_letter_refused_because(letter.id);
  if reason is not null then
    raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;
create trigger client_attempt_gate before insert or update on client_attempt for each row execute function client_attempt_passes_the_gate();

-- How a mail of a client ends: they answered, they were silent for the days of the script, or it did not reach them.
alter table call_outcome drop constraint call_outcome_recorder_fkey;
alter table call_outcome add constraint call_outcome_recorder_fkey foreign key (recorded_by) references account (id);
do $$ declare one record; begin
  for one in select c.conname, pg_get_constraintdef(c.oid) as d from pg_constraint c
    where c.contype = 'c' and c.conrelid = 'pt.call_outcome'::regclass and pg_get_constraintdef(c.oid) like '%''stopped''::text%' loop
    execute format('alter table call_outcome drop constraint %I', one.conname);
    execute format('alter table call_outcome add constraint %I %s', one.conname, replace(one.d, '''stopped''::text',
      case one.conname when 'call_outcome_code_known' then '''stopped''::text, ''silent''::text, ''answered''::text' else '''stopped''::text, ''silent''::text' end));
  end loop;
  -- What needs no code: silence neither.
  for one in select pg_get_functiondef(p.oid) as d from pg_proc p where p.pronamespace = 'pt'::regnamespace and p.prosrc like '%(''not-reached'', ''stopped'')%' loop
    execute replace(one.d, '(''not-reached'', ''stopped'')', '(''not-reached'', ''stopped'', ''silent'')');
  end loop;
end $$;
drop trigger call_outcome_told on call_outcome;
create trigger call_outcome_told before insert on call_outcome for each row
  when (new.code not in ('not-reached', 'stopped', 'silent')) execute function call_outcome_is_told();

-- As in 0053; a mail is not tried three times.
create or replace function not_reached_after_three() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not is_mail_task(new.task) and (last_attempt(new.task)).n is distinct from 3 then
    raise exception 'a call is not reached after three attempts' using errcode = 'restrict_violation', constraint = 'call_outcome_after_three';
  end if;
  return new;
end $$;

-- As in 0009, with how a mail ends.
create or replace function call_outcome_passes_the_gate() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare planned call_task; reason text; sent client_letter; until timestamptz;
begin
  select * into planned from call_task where id = new.task for update;
  -- A task that is not there is for the foreign key to refuse, and an insert without an actor for the policy.
  if planned.id is null then return new; end if;
  if (new.code in ('silent', 'answered')) and not is_mail_task(new.task) then
    raise exception 'a call is heard' using errcode = 'restrict_violation', constraint = 'client_mail_kind';
  end if;
  if is_mail_task(new.task) then
    if app_actor() is null then return new; end if;
    select * into sent from client_letter l where l.task = new.task and l.step = 'wish';
    until := answer_awaited_until(new.task);
    -- Who answers has it, whatever a server or a person thought of the wish.
    if (sent.state in ('refused', 'not-sent') or sent.state = 'due' and sent.attempts > 0) and answered_mail(new.task) then sent.state := 'sent'; end if;
    if new.recorded_by <> app_actor() then
      raise exception 'one records in the own name' using errcode = 'restrict_violation', constraint = 'call_outcome_by_tester';
    end if;
    if planned.state <> 'planned' then
      raise exception 'this mail is over' using errcode = 'restrict_violation', constraint = 'call_outcome_open';
    end if;
    if not coalesce(case new.code
        when 'answered' then sent.state = 'sent' and answered_mail(new.task) and new.times_said = 1 and new.void_reason is null and new.deviations = '[]'
          and not app_is_system() and actor_holds_role('{fieldworker}')
        when 'silent' then sent.state = 'sent' and not answered_mail(new.task) and until <= app_now() and new.told is null
        -- Another desk may answer what one desk sent back.
        when 'not-reached' then (sent.state in ('refused', 'not-sent') or wish_bounced(new.task)) and not answered_mail(new.task) and coalesce(until <= app_now(), true)
        -- Of what was emptied nobody can say any more how it ended.
        when 'stopped' then app_is_system() and exists (select from client_mail m where m.task = new.task and m.erased_at is not null)
        else false end, false) then
      raise exception 'a mail ends by what came back' using errcode = 'restrict_violation', constraint = 'client_mail_ends';
    end if;
    if new.code in ('silent', 'not-reached') and until is not null and mail_is_unread(until) then
      raise exception 'mail waits to be read' using errcode = 'restrict_violation', constraint = 'client_mail_unread';
    end if;
    return new;
  end if;
  if planned.tester is distinct from new.recorded_by or (app_actor() is not null and new.recorded_by <> app_actor()) then
    raise exception 'only its tester records a call' using errcode = 'restrict_violation', constraint = 'call_outcome_by_tester';
  end if;
  if new.code in ('not-reached', 'stopped') then return new; end if;
  if planned.state <> 'planned' then
    raise exception 'this call is not open' using errcode = 'restrict_violation', constraint = 'call_outcome_open';
  end if;
  perform from authorisation where campaign = planned.campaign for update;
  reason := coalesce(call_refused_because(planned.campaign), case when basis_names_no_client(planned.campaign) then 'client-capacity' end);
  if reason is not null then
    raise exception 'calling refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;

-- A mail that left is not taken out of the plan: its answer may come; and a campaign closes when each has its end.
create function mail_left(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select answered_mail(one) or exists (select from client_letter l where l.task = one and l.step = 'wish' and l.state in ('sending', 'sent', 'in-doubt'))
$$;
revoke execute on function mail_left(uuid) from public;
grant execute on function mail_left(uuid) to pt_app;
create function mail_that_left_stays() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if mail_left(new.id) then
    raise exception 'this mail has left' using errcode = 'restrict_violation', constraint = 'client_mail_left';
  end if;
  return new;
end $$;
create trigger call_task_mail_left before update of state on call_task for each row
  when (new.state = 'cancelled' and old.state = 'planned') execute function mail_that_left_stays();
-- What was written and may leave no more is not left lying as if it could.
create function due_mails_end_with_their_task() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  update client_letter l set state = 'not-sent', state_reason = 'over' where l.task = new.id and l.state = 'due' and l.step in ('wish', 'reason');
  return null;
end $$;
create trigger call_task_mail_over after update of state on call_task for each row
  when (old.state = 'planned' and new.state <> 'planned') execute function due_mails_end_with_their_task();
revoke execute on function due_mails_end_with_their_task() from public;
create function campaign_closes_answered() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from call_task t where t.campaign = new.id and t.state = 'planned' and mail_left(t.id)) then
    raise exception 'a mail waits for its end' using errcode = 'restrict_violation', constraint = 'campaign_calls_coded';
  end if;
  return new;
end $$;
create trigger campaign_mails_ended before update of state on campaign for each row
  when (new.state = 'closed' and old.state <> 'closed') execute function campaign_closes_answered();

-- As in 0054, and whether it was written.
create or replace view call_coding_item with (security_barrier = true) as
  select o.task, s.body ->> 'wish' as wish, s.body ->> 'language' as language, s.body -> 'outcomes' as outcomes, o.told, o.asked_reason, o.named_ban,
    n.settled or (n.codings = 2 and n.kinds = 1) as done, case when n.codings < 2 then 'code' else 'settle' end as step, n.mine,
    s.body ->> 'kind' = 'client-mail' as by_mail
  from call_outcome o join call_task t on t.id = o.task join call_script s on s.hash = t.script
    cross join lateral (select count(*) filter (where not c.adjudication) as codings,
      count(distinct (c.code, c.asked_reason, c.named_ban)) filter (where not c.adjudication) as kinds,
      coalesce(bool_or(c.adjudication), false) as settled, coalesce(bool_or(c.coder = app_actor()), false) as mine
      from call_coding c where c.task = o.task) n
  where o.code not in ('not-reached', 'stopped', 'silent') and o.void_reason is null and o.erased_at is null and (select app_codes())
    and (n.mine or (case when n.codings < 2 then (select actor_holds_role('{coder}')) else (select actor_holds_role('{adjudicator}')) end))
    and t.campaign not in (select i.campaign from campaign_insider i where i.account = app_actor()
      union all select w.campaign from own_interest w where w.account = app_actor() and w.withdrawn_at is null)
    and not exists (select from call_recusal x where x.task = o.task and x.coder = app_actor());

-- The answers to one mail, still sealed, for its campaign's own team.
create function client_answers_of(one uuid) returns table (id uuid, sealed bytea, sha256 bytea, received_at timestamptz, unreadable boolean, counts boolean)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select r.id, r.sealed, r.sha256, a.received_at, a.unreadable, coalesce(a.judged_real, not a.automatic and not a.bounced) from client_answer a join response r on r.id = a.response
  where a.task = one and a.campaign in (select app_team_campaigns()) order by a.received_at, r.id
$$;

-- What was written, by whom they are and to whom goes with the notes of calls, and with the employers of a baseline.
create function forget_client_mail(one uuid) returns void language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  update client_letter l set state = 'not-sent', state_reason = 'over' where l.task = one and l.state = 'due' and app_is_system();
  update client_mail m set to_address = null, erased_at = app_now() where m.task = one and m.erased_at is null;
  -- What we answer to is a number that their own server gave, and a reason that a person typed may name them; ours are codes.
  update client_letter l set to_address = '', in_reply_to = null,
      state_reason = case when l.state_reason !~ '^[a-z]+(-[a-z]+)*$' then 'erased' else l.state_reason end
    where l.task = one and (l.to_address <> '' or l.in_reply_to is not null or l.state_reason !~ '^[a-z]+(-[a-z]+)*$');
  update client_attempt x set message = '', reply = null
    where x.letter in (select l.id from client_letter l where l.task = one) and (length(x.message) > 0 or x.reply is not null);
  update response r set sealed = '', transcript = null, envelope_from = '', erased_at = app_now(), file_erased_at = app_now(), names_hidden_at = app_now()
    where r.id in (select a.response from client_answer a where a.task = one) and r.erased_at is null;
end $$;
create function client_mail_goes_with_its_note() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  perform forget_client_mail(case tg_table_name when 'call_outcome' then (to_jsonb(new) ->> 'task')::uuid else (to_jsonb(new) ->> 'id')::uuid end);
  return null;
end $$;
create trigger call_outcome_mail_goes after update of erased_at on call_outcome for each row
  when (old.erased_at is null and new.erased_at is not null) execute function client_mail_goes_with_its_note();
create trigger call_task_mail_goes after update of employer on call_task for each row
  when (old.employer is not null and new.employer is null) execute function client_mail_goes_with_its_note();
-- What comes after that is not kept: only that it came.
create function late_answer_goes_too() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from client_mail m where m.task = new.task and m.erased_at is not null) then
    perform forget_client_mail(new.task);
  end if;
  return null;
end $$;
create trigger client_answer_late after insert on client_answer for each row execute function late_answer_goes_too();

-- As in 0058; a mail without an outcome has its term as well, and what still lies sealed of one that was emptied.
create or replace function erase_call_notes(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select o.task, t.campaign from call_outcome o join call_task t on t.id = o.task
      join lateral (select max(e.at) as at from campaign_end e where e.campaign = t.campaign) ended on ended.at is not null
    where o.erased_at is null and term_passed('call-notes', ended.at) and not is_held(t.campaign)
    order by ended.at, o.task limit most
  loop
    update call_outcome o set note = null, told = null, erased_at = app_now(),
        deviations = coalesce((select jsonb_agg(jsonb_set(d, '{text}', '""')) from jsonb_array_elements(o.deviations) d), '[]')
      where o.task = one.task;
    update call_coding_change h set reason = 'gewist na de termijn', erased_at = app_now() where h.task = one.task and h.erased_at is null;
    update called_person p set sealed = '', erased_at = app_now() where p.call = one.task and p.erased_at is null;
    return query select one.campaign;
  end loop;
  for one in
    select m.task, m.campaign from client_mail m
      join lateral (select max(e.at) as at from campaign_end e where e.campaign = m.campaign) ended on ended.at is not null
    where (m.erased_at is null or exists (select from client_answer a join response r on r.id = a.response where a.task = m.task and r.erased_at is null))
      and not exists (select from call_outcome o where o.task = m.task and o.erased_at is null)
      and term_passed('call-notes', ended.at) and not is_held(m.campaign)
    order by ended.at, m.task limit most
  loop
    perform forget_client_mail(one.task);
    return query select one.campaign;
  end loop;
end $$;

-- As in 0056, with mails of clients: their answers may still come, lie unread, or wait for their letter.
create or replace function approval_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when c.id is null or c.purpose <> 'baseline' or not (exists (select from test t where t.campaign = c.id) or exists (select from call_task k where k.campaign = c.id)) then 'approval-no-baseline'
    when exists (select from figure_approval f where f.campaign = c.id) then 'approval-given'
    when c.state <> 'closed' or not exists (select from publication p where p.campaign = c.id) then 'approval-unpublished'
    when exists (select from application a where a.campaign = c.id and a.sent_at > app_now() - interval '60 days')
      or exists (select from client_letter l where l.campaign = c.id and l.sent_at > app_now() - interval '60 days') then 'approval-late-answers'
    when exists (select from call_task k where k.campaign = c.id and k.state = 'planned')
      or exists (select from call_outcome o join call_task k on k.id = o.task where k.campaign = c.id and o.code not in ('not-reached', 'stopped', 'silent')
        and o.void_reason is null and not exists (select from call_final f where f.task = o.task))
      or exists (select from client_letter l join client_mail m on m.task = l.task and m.erased_at is null where l.campaign = c.id and l.state in ('due', 'sending', 'in-doubt'))
      or exists (select from response r join client_mail m on m.task = client_mail_of(r.envelope_to) where r.state = 'new' and m.campaign = c.id)
      or exists (select from application a where a.campaign = c.id and a.state in ('planned', 'due', 'sending', 'in-doubt'))
      or exists (select from response r where r.campaign = c.id and r.code is null and r.erased_at is null and r.state <> 'set-aside')
      or exists (select from triage g where g.campaign = c.id and g.expects is null)
      or exists (select from withdrawal w where w.campaign = c.id and w.state in ('open', 'due', 'sending', 'in-doubt', 'failed'))
      or exists (select from suspicion s where s.campaign = c.id and s.cleared_at is null) then 'approval-open-work' end
  from (select campaign_id as wanted) w left join campaign c on c.id = w.wanted
$$;

-- As in 0060, with where clients wrote to and who answered them.
create or replace function places_of_person(words text) returns table (place text, id uuid, at timestamptz, campaign uuid)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with asked as (select '%' || replace(replace(replace(lower(btrim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern where app_handles_data() and length(btrim(words)) >= 3)
  select * from (
    select 'account', a.id, a.created_at, null::uuid from asked, account a left join account_login l on l.account = a.id where lower(a.name) like asked.pattern or l.login like asked.pattern
    union all select 'employer', e.id, e.created_at, null from asked, employer e where lower(e.name) like asked.pattern or e.kbo like asked.pattern
      or lower(e.application_email) like asked.pattern or lower(e.mail) like asked.pattern
    union all select 'vacancy', v.id, v.created_at, null from asked, vacancy v where lower(v.contact_name) like asked.pattern or lower(v.contact_address) like asked.pattern
    union all select 'vacancy', k.vacancy, k.at, null from asked, vacancy_check k where lower(k.fields::text) like asked.pattern
    union all select 'application', a.id, a.planned_at, a.campaign from asked, application a where lower(a.to_name) like asked.pattern or lower(a.to_address) like asked.pattern or lower(a.body) like asked.pattern
    union all select 'answer', r.id, r.received_at, coalesce(r.campaign, c.campaign) from asked, response r left join client_answer c on c.response = r.id
      where lower(r.envelope_from) like asked.pattern or lower(r.redacted_subject) like asked.pattern or lower(r.redacted_text) like asked.pattern
    union all select 'withdrawal', w.id, w.opened_at, w.campaign from asked, withdrawal w where lower(w.to_address) like asked.pattern
    union all select 'client-mail', m.task, coalesce(l.decided_at, t.planned_on::timestamptz), m.campaign from asked, client_mail m join call_task t on t.id = m.task
      left join client_letter l on l.task = m.task and l.step = 'wish' where lower(m.to_address) like asked.pattern or lower(m.from_name) like asked.pattern
    union all select 'client-mail', o.task, o.ended_at, m.campaign from asked, call_outcome o join client_mail m on m.task = o.task where lower(o.note) like asked.pattern
    union all select 'request', q.id, q.recorded_at, null from asked, data_request q where lower(q.subject) like asked.pattern or lower(q.details) like asked.pattern
  ) found (place, id, at, campaign) order by 1, 3, 2 limit 500
$$;

revoke execute on function is_mail_script(bytea), is_mail_task(uuid), client_has_its_capacity(), mail_has_no_caller(), mail_address_is_taken(text), client_mail_of(text),
  answered_mail(uuid), client_letter_subject(uuid, text), client_letter_text(uuid, text), client_mail_is_planned(), client_letter_comes_in_turn(),
  client_letter_follows_its_life(), client_attempt_passes_the_gate(), mail_that_left_stays(), campaign_closes_answered(), client_answers_of(uuid),
  forget_client_mail(uuid), client_mail_goes_with_its_note() from public;
grant execute on function is_mail_script(bytea), is_mail_task(uuid), mail_address_is_taken(text), client_mail_of(text), answered_mail(uuid),
  client_letter_subject(uuid, text), client_letter_text(uuid, text), client_answers_of(uuid) to pt_app;
revoke execute on function client_answer_is_judged(), applicants_are_no_clients(), late_answer_goes_too(), is_recipient_of_other(uuid, text) from public;
grant execute on function is_recipient_of_other(uuid, text) to pt_app;
