-- From a report to a test. A report itself never leaves the channel: the reporter is asked, how recognisable the reporter is
-- gets checked, and another officer releases a summary that names no source. That summary alone crosses, some weeks later, under
-- a random reference; the row in which it waits has no key, id or instant of the report.

alter table pt_reports.decision drop constraint decision_what_known;
alter table pt_reports.decision add constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed',
  'extended', 'feedback', 'assigned', 'test-asked', 'test-checked', 'test-released'));

-- Whether a report may lead to a test. What the employer might guess is sealed; no answer by the last day is no consent.
create table pt_reports.test_question (
  report uuid constraint test_question_pkey primary key constraint test_question_report_fkey references pt_reports.report on delete cascade,
  guess bytea not null,
  asked_by uuid not null constraint test_question_asker_fkey references pt_reports.officer,
  asked_on date not null,
  answer_by date not null,
  answer text constraint test_question_answer_known check (answer in ('yes', 'no')),
  answered_on date,
  checked_by uuid constraint test_question_checker_fkey references pt_reports.officer,
  checked_on date,
  released_by uuid constraint test_question_releaser_fkey references pt_reports.officer,
  released_on date,
  constraint test_question_whole check ((answer is null) = (answered_on is null)
    and (checked_by is null) = (checked_on is null) and (released_by is null) = (released_on is null)),
  constraint test_question_term check (answer_by between asked_on + 14 and asked_on + 60)
);

-- A released summary on its way to the inspection.
create table pt_reports.handover (
  reference text collate "C" constraint handover_pkey primary key constraint handover_reference_form check (reference ~ '^[2-9A-HJKMNP-Z]{8}$'),
  kbo text constraint handover_kbo_form check (kbo ~ '^[0-9]{10}$'),
  sector text not null,
  grounds text[] not null constraint handover_grounds_some check (cardinality(grounds) > 0),
  period text not null constraint handover_period_form check (period ~ '^20[0-9]{2}-Q[1-4]$'),
  summary text not null constraint handover_summary_length check (length(summary) between 20 and 4000),
  from_day date not null
);

do $$
declare name text;
begin
  foreach name in array array['test_question', 'handover'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
  end loop;
end $$;
create policy test_question_reporter on pt_reports.test_question to pt_channel
  using (report = (select pt_reports.own_report())) with check (report = (select pt_reports.own_report()));
create policy test_question_officer on pt_reports.test_question to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
grant select, insert on pt_reports.test_question to pt_channel;
grant update (guess, asked_by, asked_on, answer_by, answer, answered_on, checked_by, checked_on) on pt_reports.test_question to pt_channel;

-- Who does what: an officer asks, the reporter alone answers, an officer checks, and another one than both releases.
create function pt_reports.keep_test_question() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
declare broken text;
begin
  if tg_op = 'INSERT' then
    if side() <> 'officer' or new.asked_by <> actor() or new.asked_on <> today() or num_nulls(new.answer, new.checked_on, new.released_on) <> 3 then
      broken := 'an officer asks, today, and nothing more';
    elsif not exists (select from report r where r.id = new.report and r.status not in ('draft', 'sent')) then
      broken := 'receipt is acknowledged first';
    end if;
  elsif new.report <> old.report then
    broken := 'a question keeps its report';
  elsif old.released_on is not null and (new.asked_on, new.guess, new.checked_by, new.released_by) is distinct from (old.asked_on, old.guess, old.checked_by, old.released_by) then
    broken := 'what was released stays so';
  elsif (new.asked_by, new.asked_on, new.answer_by, new.guess) is distinct from (old.asked_by, old.asked_on, old.answer_by, old.guess)
    and not (side() = 'officer' and old.answer is null and new.answer is null and old.answer_by < today() and new.asked_by = actor() and new.asked_on = today()) then
    broken := 'it is asked again only when the term passed without an answer';
  elsif (new.answer, new.answered_on) is distinct from (old.answer, old.answered_on)
    and not (side() = 'reporter' and new.answer is not null and new.answered_on = today() and (new.answer = 'no' or today() <= old.answer_by)) then
    broken := 'the reporter answers, within the term; no can always be said';
  elsif (new.checked_by, new.checked_on) is distinct from (old.checked_by, old.checked_on)
    and not (side() = 'officer' and new.answer is not distinct from 'yes' and new.checked_by = actor() and new.checked_on = today()) then
    broken := 'what was agreed to is checked, today, by who says so';
  elsif new.released_on is not null and old.released_on is null
    and (new.answer is distinct from 'yes' or new.checked_by is null or new.released_by is distinct from actor() or actor() in (new.asked_by, new.checked_by)) then
    broken := 'another officer releases, with consent and after the check';
  end if;
  if broken is not null then
    raise exception 'from report to test: %', broken using errcode = 'check_violation', constraint = 'test_law';
  end if;
  return new;
end $$;
create trigger test_law before insert or update on pt_reports.test_question for each row execute function pt_reports.keep_test_question();

-- What an officer does here stands with a decision too.
create function pt_reports.insist_test_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text := case when tg_op = 'INSERT' then 'test-asked' when new.asked_on <> old.asked_on then 'test-asked'
  when new.checked_on is distinct from old.checked_on or new.checked_by is distinct from old.checked_by then 'test-checked'
  when new.released_on is distinct from old.released_on then 'test-released' end;
begin
  if taken is not null and not exists (select from decision where report = new.report and officer = actor() and on_day = today() and what = taken) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger test_decided after insert or update on pt_reports.test_question deferrable initially deferred
  for each row execute function pt_reports.insist_test_decided();

-- The one way by which a summary is released: with the law of the question, two to six weeks before anybody may see it.
create function pt_reports.release_test(one uuid, of_reference text, of_kbo text, of_sector text, of_grounds text[], of_period text,
    of_summary text, of_day date) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' or not exists (select from key_copy where report = one and officer = actor()) then
    raise exception 'only who holds a copy releases' using errcode = 'insufficient_privilege';
  end if;
  update test_question set released_by = actor(), released_on = today() where report = one and released_on is null;
  if not found or of_day not between today() + 14 and today() + 42 or of_period > to_char(today(), 'YYYY"-Q"Q') then
    raise exception 'from report to test: once, after a wait, about a quarter that began' using errcode = 'check_violation', constraint = 'test_law';
  end if;
  insert into handover values (of_reference, of_kbo, of_sector, of_grounds, of_period, of_summary, of_day);
end $$;

-- What waited long enough goes to the inspection, and is gone here. Only its jobs take it.
create function pt_reports.take_handovers() returns table (reference text, kbo text, sector text, grounds text[], period text, summary text)
  language plpgsql security definer set search_path = pt_reports, pt, pg_catalog as $$
begin
  if not app_is_system() then
    raise exception 'only the system takes over' using errcode = 'insufficient_privilege';
  end if;
  return query delete from handover h where h.from_day <= today() returning h.reference, h.kbo, h.sector, h.grounds, h.period, h.summary;
end $$;

revoke execute on function pt_reports.keep_test_question(), pt_reports.insist_test_decided(),
  pt_reports.release_test(uuid, text, text, text, text[], text, text, date), pt_reports.take_handovers() from public;
grant execute on function pt_reports.keep_test_question(), pt_reports.insist_test_decided(),
  pt_reports.release_test(uuid, text, text, text, text[], text, text, date) to pt_channel;
grant execute on function pt_reports.take_handovers() to pt_app;

-- Declared interests of officers ---------------------------------------------------------------------------------------

-- An officer who has an interest in an employer gets no copy of a report that names it. It is said beforehand, of one's own.
create table pt_reports.interest (
  id uuid constraint interest_pkey primary key,
  officer uuid not null constraint interest_officer_fkey references pt_reports.officer,
  name text not null constraint interest_name_length check (length(btrim(name)) between 2 and 300),
  kbo text constraint interest_kbo_form check (kbo ~ '^[0-9]{10}$'),
  declared_on date not null default pt_reports.today(),
  ended_on date constraint interest_ends_after check (ended_on >= declared_on)
);
create index interest_open on pt_reports.interest (officer) where ended_on is null;
alter table pt_reports.interest enable row level security, force row level security;
create policy interest_owner on pt_reports.interest to pt_owner using (true) with check (true);
-- Who sends a report seals it to officers without an interest: so the reporter's side reads the standing ones.
create policy interest_read on pt_reports.interest for select to pt_channel using ((select pt_reports.side()) in ('reporter', 'officer'));
create policy interest_declared on pt_reports.interest for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and declared_on = (select pt_reports.today()) and ended_on is null);
create policy interest_ended on pt_reports.interest for update to pt_channel
  using ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and ended_on is null)
  with check (officer = (select pt_reports.actor()) and ended_on = (select pt_reports.today()));
grant select, insert, update (ended_on) on pt_reports.interest to pt_channel;

-- Keeping and erasing ---------------------------------------------------------------------------------------------------

alter table pt_reports.decision drop constraint decision_what_known;
alter table pt_reports.decision add constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed',
  'extended', 'feedback', 'assigned', 'test-asked', 'test-checked', 'test-released', 'held', 'let-go'));

-- How many months a closed report is kept, by its outcome; and for how many days after the reporter's last act at least.
create function pt_reports.keep_months(outcome text) returns integer language sql immutable
  as $$ select case outcome when 'not-competent' then 6 when 'breach-found' then 60 when 'led-to-inquiry' then 60 else 12 end $$;
create function pt_reports.grace_days() returns integer language sql immutable as $$ select 90 $$;

-- A report that may not be erased for now: for a court or an inquiry, until somebody looks again. The reason is a decision.
create table pt_reports.hold (
  report uuid constraint hold_pkey primary key constraint hold_report_fkey references pt_reports.report on delete restrict,
  officer uuid not null constraint hold_officer_fkey references pt_reports.officer,
  held_on date not null,
  review_by date not null,
  constraint hold_reviewed_within check (review_by > held_on and review_by <= held_on + 366)
);
-- That a report was erased, and when: what a certificate says of it.
create table pt_reports.erasure (
  report uuid constraint erasure_pkey primary key,
  erased_on date not null default pt_reports.today()
);
create index erasure_newest on pt_reports.erasure (erased_on desc, report);
-- What is left of an erased report for the figures: no id, no day.
create table pt_reports.residue (
  id uuid constraint residue_pkey primary key default gen_random_uuid(),
  year smallint not null,
  kind text not null,
  grounds text[] not null,
  sector text,
  outcome text,
  acknowledge_days smallint,
  acknowledged_in_time boolean,
  feedback_days smallint,
  feedback_in_time boolean,
  forwarded boolean not null,
  released boolean not null
);

do $$
declare name text;
begin
  foreach name in array array['hold', 'erasure', 'residue'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on pt_reports.%I for select to pt_channel using ((select pt_reports.side()) in (''officer'', ''system''))', name || '_seen', name);
  end loop;
end $$;
create policy hold_made on pt_reports.hold for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and held_on = (select pt_reports.today()));
create policy hold_moved on pt_reports.hold for update to pt_channel using ((select pt_reports.side()) = 'officer')
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and held_on = (select pt_reports.today()));
create policy hold_ended on pt_reports.hold for delete to pt_channel using ((select pt_reports.side()) = 'officer');
grant select, insert, update (officer, held_on, review_by), delete on pt_reports.hold to pt_channel;
grant select on pt_reports.erasure, pt_reports.residue to pt_channel;

-- A hold is laid and lifted with a decision.
create function pt_reports.insist_hold_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text := case tg_op when 'DELETE' then 'let-go' else 'held' end;
  one uuid := case tg_op when 'DELETE' then old.report else new.report end;
begin
  if tg_op = 'UPDATE' and new = old then
    return null;
  end if;
  if not exists (select from decision where report = one and officer = actor() and on_day = today() and what = taken) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger hold_decided after insert or update or delete on pt_reports.hold deferrable initially deferred
  for each row execute function pt_reports.insist_hold_decided();

-- From which day a closed report may be erased: its term is over, and the reporter was silent for long enough; null while it
-- is open or held.
create function pt_reports.erasable_from(one uuid) returns date language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select greatest((r.closed_on + make_interval(months => keep_months(r.outcome)))::date, (
      select max(acts.on_day) + grace_days() from (
        select on_day from message where report = one and side = 'reporter'
        union all select on_day from attachment where report = one and side = 'reporter'
        union all select answered_on from test_question where report = one) acts))
    from report r where r.id = one and r.status = 'closed' and not exists (select from hold h where h.report = one)
$$;

create or replace function pt_reports.keep_report() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if not (side() = 'none' or (side() = 'reporter' and old.status = 'draft')
      or (side() = 'system' and ((old.status = 'closed' and erasable_from(old.id) <= today())
        or (old.status = 'draft' and old.draft_until < today())))) then
    raise exception 'this report is kept' using errcode = 'check_violation', constraint = 'report_kept';
  end if;
  return old;
end $$;

-- What stays of a report that was sent: a certificate and a line for the figures.
create function pt_reports.leave_residue() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if old.status <> 'draft' then
    insert into erasure (report) values (old.id);
    insert into residue (year, kind, grounds, sector, outcome, acknowledge_days, acknowledged_in_time, feedback_days, feedback_in_time, forwarded, released)
      values (extract(year from old.sent_on), old.kind, old.grounds, old.sector, old.outcome,
        old.acknowledged_on - old.sent_on, coalesce(old.acknowledged_on <= old.acknowledge_by, false),
        old.feedback_on - old.sent_on, coalesce(old.feedback_on <= old.feedback_by, false),
        exists (select from decision d where d.report = old.id and d.what = 'forwarded'),
        exists (select from test_question q where q.report = old.id and q.released_on is not null));
  end if;
  return old;
end $$;
create trigger report_residue before delete on pt_reports.report for each row execute function pt_reports.leave_residue();

-- Every report that was sent and what is left of the erased ones, by the year of receipt. A clock that still runs is null.
create view pt_reports.yearly with (security_invoker = true) as
  select extract(year from r.sent_on)::smallint as year, r.kind, r.grounds, r.sector, r.outcome,
    (r.acknowledged_on - r.sent_on)::smallint as acknowledge_days,
    case when r.acknowledged_on is not null then r.acknowledged_on <= r.acknowledge_by when r.acknowledge_by < pt_reports.today() then false end as acknowledged_in_time,
    (r.feedback_on - r.sent_on)::smallint as feedback_days,
    case when r.feedback_on is not null then r.feedback_on <= r.feedback_by when r.feedback_by < pt_reports.today() then false end as feedback_in_time,
    exists (select from pt_reports.decision d where d.report = r.id and d.what = 'forwarded') as forwarded,
    exists (select from pt_reports.test_question q where q.report = r.id and q.released_on is not null) as released
  from pt_reports.report r where r.status <> 'draft'
  union all
  select s.year, s.kind, s.grounds, s.sector, s.outcome, s.acknowledge_days, s.acknowledged_in_time, s.feedback_days, s.feedback_in_time,
    s.forwarded, s.released from pt_reports.residue s;
grant select on pt_reports.yearly to pt_channel;

revoke execute on function pt_reports.keep_months(text), pt_reports.grace_days(), pt_reports.insist_hold_decided(), pt_reports.erasable_from(uuid),
  pt_reports.leave_residue() from public;
grant execute on function pt_reports.keep_months(text), pt_reports.grace_days(), pt_reports.insist_hold_decided(), pt_reports.erasable_from(uuid),
  pt_reports.leave_residue() to pt_channel;

-- By night the day is written anew -----------------------------------------------------------------------------------------

-- From which transaction on rows were not yet written anew, and the one that wrote last.
create table pt_reports.night (
  one boolean default true constraint night_pkey primary key constraint night_one_row check (one),
  since xid8 not null,
  own xid8 not null
);
insert into pt_reports.night (since, own) values (pg_current_xact_id(), pg_current_xact_id());
alter table pt_reports.night enable row level security, force row level security;
create policy night_owner on pt_reports.night to pt_owner using (true) with check (true);

-- Writes every row that was written since the last night again, all in this one transaction: no row keeps the transaction in
-- which it was first written. Files go in the order of their random ids, as their table is too large to be put in order.
create function pt_reports.rewrite_day() returns bigint language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare
  name text;
  mark xid;
  last xid;
  changed bigint;
  written bigint := 0;
begin
  if side() <> 'system' then
    raise exception 'only the system writes the day anew' using errcode = 'insufficient_privilege';
  end if;
  select since::xid, own::xid into mark, last from night for update;
  foreach name in array array['shred_slot slot', 'report id', 'report_content report', 'key_copy id', 'sent_mark lookup', 'message id', 'note id',
      'decision id', 'attachment id', 'test_question report', 'handover reference', 'interest id', 'hold report', 'erasure report', 'residue id', 'pending_act id'] loop
    execute format('update pt_reports.%1$I t set %2$I = t.%2$I where age(t.xmin) <= age($1) and t.xmin <> $2',
      split_part(name, ' ', 1), split_part(name, ' ', 2)) using mark, last;
    get diagnostics changed = row_count;
    written := written + changed;
  end loop;
  with gone as (delete from attachment_content c where age(c.xmin) <= age(mark) and c.xmin <> last returning *)
    insert into attachment_content select * from gone order by attachment;
  get diagnostics changed = row_count;
  -- What was still being written now is written anew tomorrow.
  update night set since = pg_snapshot_xmin(pg_current_snapshot()), own = pg_current_xact_id();
  return written + changed;
end $$;

-- Puts the rows of one table in the order of their random ids, and leaves nothing of how they stood.
create function pt_reports.reorder(name text) returns void language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'system' or name not in ('shred_slot', 'report', 'report_content', 'key_copy', 'sent_mark', 'message', 'note', 'decision', 'attachment',
      'test_question', 'handover', 'interest', 'hold', 'erasure', 'residue', 'pending_act') then
    raise exception 'only the system puts tables in order' using errcode = 'insufficient_privilege';
  end if;
  execute format('cluster pt_reports.%I using %I', name, name || '_pkey');
end $$;

revoke execute on function pt_reports.rewrite_day(), pt_reports.reorder(text) from public;
grant execute on function pt_reports.rewrite_day(), pt_reports.reorder(text) to pt_channel;

-- The daily digest to staff --------------------------------------------------------------------------------------------------

-- On which days the digest went out: claimed before it is sent, so that it never goes twice.
create table pt_reports.digest (
  on_day date constraint digest_pkey primary key
);
alter table pt_reports.digest enable row level security, force row level security;
create policy digest_owner on pt_reports.digest to pt_owner using (true) with check (true);
create policy digest_system on pt_reports.digest to pt_channel using ((select pt_reports.side()) = 'system')
  with check ((select pt_reports.side()) = 'system' and on_day = (select pt_reports.today()));
grant select, insert, delete on pt_reports.digest to pt_channel;
