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
