-- Further questions that an officer sends to who reported, and the answers to them.

-- What was asked, by whom and when. The questions are sealed in the words of that day, with the set and version they come from.
create table pt_reports.questionnaire (
  id uuid constraint questionnaire_pkey primary key,
  report uuid not null constraint questionnaire_report_fkey references pt_reports.report on delete cascade,
  officer uuid not null constraint questionnaire_officer_fkey references pt_reports.officer,
  asked_on date not null default pt_reports.today(),
  body bytea not null,
  answered_on date,
  -- Whether an officer opened the answers.
  seen boolean not null default false,
  constraint questionnaire_answered check (answered_on >= asked_on and (answered_on is not null or not seen))
);
create index questionnaire_of_report on pt_reports.questionnaire (report);
create index questionnaire_unseen on pt_reports.questionnaire (report) where answered_on is not null and not seen;
-- An answer, sealed, under the id that its question was given when it was asked. Every question has its row from the first save
-- on, also one that was skipped, so that rows do not tell what was answered.
create table pt_reports.questionnaire_answer (
  id uuid constraint questionnaire_answer_pkey primary key,
  questionnaire uuid not null constraint questionnaire_answer_questionnaire_fkey references pt_reports.questionnaire on delete cascade,
  report uuid not null constraint questionnaire_answer_report_fkey references pt_reports.report on delete cascade,
  body bytea not null
);
create index questionnaire_answer_of_report on pt_reports.questionnaire_answer (report);
create index questionnaire_answer_of on pt_reports.questionnaire_answer (questionnaire);

alter table pt_reports.questionnaire enable row level security, force row level security;
alter table pt_reports.questionnaire_answer enable row level security, force row level security;
create policy questionnaire_owner on pt_reports.questionnaire to pt_owner using (true) with check (true);
create policy questionnaire_answer_owner on pt_reports.questionnaire_answer to pt_owner using (true) with check (true);
create policy questionnaire_read on pt_reports.questionnaire for select to pt_channel using (report = (select pt_reports.own_report())
  or ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)));
create policy questionnaire_asked on pt_reports.questionnaire for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and exists (select from pt_reports.report r where r.id = report) and not pt_reports.holds_for_a_while(report));
create policy questionnaire_changed on pt_reports.questionnaire for update to pt_channel
  using (report = (select pt_reports.own_report()) or ((select pt_reports.side()) = 'officer'
    and exists (select from pt_reports.report r where r.id = report) and not pt_reports.holds_for_a_while(report)))
  with check (report = (select pt_reports.own_report()) or (select pt_reports.side()) = 'officer');
grant select, insert, update (answered_on, seen) on pt_reports.questionnaire to pt_channel;

-- As in sql/0044; an answer can have a working copy as a message can.
create or replace function pt_reports.is_left_out(one uuid, message uuid) returns boolean
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select holds_for_a_while(one) and exists (select from working_copy w where w.report = one and w.piece in ('message', 'answer') and w.of = message)
$$;
alter table pt_reports.working_copy drop constraint working_copy_piece_known;
alter table pt_reports.working_copy add constraint working_copy_piece_known check (piece in ('facts', 'wording', 'message', 'answer'));
alter table pt_reports.working_copy drop constraint working_copy_of;
alter table pt_reports.working_copy add constraint working_copy_of check (piece in ('message', 'answer') or of = report);

-- What is saved and not sent is the reporter's alone.
create policy questionnaire_answer_reporter on pt_reports.questionnaire_answer to pt_channel
  using (report = (select pt_reports.own_report())) with check (report = (select pt_reports.own_report()));
create policy questionnaire_answer_read on pt_reports.questionnaire_answer for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.questionnaire q where q.id = questionnaire and q.answered_on is not null)
    and not pt_reports.is_left_out(report, id));
grant select, insert, update (body) on pt_reports.questionnaire_answer to pt_channel;

-- An officer asks, today, ten times at most; the reporter sends the answers once, today; an officer opens them. Nothing else changes.
create function pt_reports.keep_questionnaire() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare fits boolean := true;
begin
  if tg_op = 'INSERT' then
    fits := side() = 'officer' and new.officer = actor() and new.asked_on = today() and new.answered_on is null
      and exists (select from report r where r.id = new.report and r.status <> 'draft')
      and (select count(*) from questionnaire q where q.report = new.report) < 10;
  elsif new is distinct from old then
    fits := (new.id, new.report, new.officer, new.asked_on, new.body) is not distinct from (old.id, old.report, old.officer, old.asked_on, old.body)
      and case side()
        when 'reporter' then old.answered_on is null and new.answered_on = today() and new.seen = old.seen
        when 'officer' then old.answered_on is not null and new.answered_on = old.answered_on and new.seen
        else false end;
  end if;
  if not fits then
    raise exception 'questions are asked by an officer and answered once' using errcode = 'check_violation', constraint = 'questionnaire_law';
  end if;
  return new;
end $$;
create trigger questionnaire_law before insert or update on pt_reports.questionnaire for each row execute function pt_reports.keep_questionnaire();
-- An answer is written by the reporter until the answers are sent.
create function pt_reports.keep_answer() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if (tg_op = 'INSERT' or new is distinct from old) and (side() <> 'reporter'
      or not exists (select from questionnaire q where q.id = new.questionnaire and q.report = new.report and q.answered_on is null)
      or (tg_op = 'UPDATE' and (new.id, new.questionnaire, new.report) is distinct from (old.id, old.questionnaire, old.report))) then
    raise exception 'answers are written until they are sent' using errcode = 'check_violation', constraint = 'questionnaire_law';
  end if;
  return new;
end $$;
create trigger questionnaire_answer_law before insert or update on pt_reports.questionnaire_answer for each row execute function pt_reports.keep_answer();

-- As in sql/0039; answers are the reporter's word too.
create or replace function pt_reports.erasable_from(one uuid) returns date language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select greatest((r.closed_on + make_interval(months => keep_months(r.outcome)))::date, (
      select max(acts.on_day) + grace_days() from (
        select on_day from message where report = one and side = 'reporter'
        union all select on_day from attachment where report = one and side = 'reporter'
        union all select signed_on from transcript where report = one
        union all select answered_on from test_question where report = one
        union all select answered_on from questionnaire where report = one) acts))
    from report r where r.id = one and r.status = 'closed' and not exists (select from hold h where h.report = one)
$$;
-- As in sql/0041; answers that nobody opened wait as messages do.
create or replace function pt_reports.desk_counts() returns table (to_acknowledge integer, feedback_soon integer, late integer, answered integer)
  language plpgsql stable security definer set search_path = pt_reports, pg_catalog as $$
declare day date := today();
begin
  if side() <> 'officer' then
    raise exception 'only officers count what waits' using errcode = 'insufficient_privilege';
  end if;
  return query select (count(*) filter (where status = 'sent'))::int,
      (count(*) filter (where acknowledged_on is not null and feedback_on is null and feedback_by between day and day + 14))::int,
      (count(*) filter (where case when acknowledged_on is null then acknowledge_by when feedback_on is null then feedback_by end < day))::int,
      (select count(*)::int from (select m.report from message m where m.side = 'reporter' and not m.seen
        union select q.report from questionnaire q where q.answered_on is not null and not q.seen) news)
    from report where status not in ('draft', 'closed');
end $$;
revoke execute on function pt_reports.keep_questionnaire(), pt_reports.keep_answer() from public;
grant execute on function pt_reports.keep_questionnaire(), pt_reports.keep_answer() to pt_channel;
