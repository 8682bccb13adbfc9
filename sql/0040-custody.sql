-- What identity custodians keep closed, and open by two: the name of a reporter, an annex for a magistrate, the recovery key. Each
-- stands in nested boxes, one per pair of custodians; a request with a legal ground is decided by two of them, who sign off line.

-- The nested boxes of one thing, one per pair: the outer layer opens with the key of one custodian, the inner with that of another.
create table pt_reports.custody_box (
  id uuid constraint custody_box_pkey primary key,
  purpose text not null constraint custody_box_purpose_known check (purpose in ('identity', 'annex', 'recovery')),
  -- The report, or the recovery key, that it belongs to.
  record uuid not null,
  report uuid constraint custody_box_report_fkey references pt_reports.report on delete cascade,
  outer_key bytea not null constraint custody_box_outer_length check (length(outer_key) = 32),
  inner_key bytea not null constraint custody_box_inner_length check (length(inner_key) = 32),
  body bytea not null,
  on_day date not null default pt_reports.today(),
  constraint custody_box_two check (outer_key <> inner_key),
  constraint custody_box_once unique (purpose, record, outer_key, inner_key),
  constraint custody_box_of check (case purpose when 'recovery' then report is null else report is not null and record = report end)
);
create index custody_box_of_report on pt_reports.custody_box (report);

-- That something is asked of the custodians, on which ground, and what two of them signed. Why stands sealed with the report.
create table pt_reports.custody_request (
  id uuid constraint custody_request_pkey primary key,
  purpose text not null constraint custody_request_purpose_known check (purpose in ('identity', 'annex', 'recovery', 'duty')),
  record uuid not null,
  report uuid constraint custody_request_report_fkey references pt_reports.report on delete cascade,
  ground text not null constraint custody_request_ground_known check (ground in ('consent', 'court-order', 'law', 'no-officer')),
  asked_by uuid constraint custody_request_asker_fkey references pt_reports.officer,
  asked_on date not null default pt_reports.today(),
  -- Whether the reporter was told beforehand, or why not stands sealed in the decision.
  notice text not null constraint custody_request_notice_known check (notice in ('given', 'withheld', 'none')),
  open_from date not null,
  until_day date not null,
  -- Of the reason, under a salt that only who opens the report can make: custodians sign what they read, and nobody guesses it from here.
  reason_hash bytea not null constraint custody_request_reason_length check (length(reason_hash) = 32),
  first_key bytea,
  first_signature bytea,
  first_on date,
  second_key bytea,
  second_signature bytea,
  second_on date,
  refused_key bytea,
  refused_signature bytea,
  refused_on date,
  opened_on date,
  constraint custody_request_whole check (num_nulls(first_key, first_signature, first_on) in (0, 3)
    and num_nulls(second_key, second_signature, second_on) in (0, 3) and num_nulls(refused_key, refused_signature, refused_on) in (0, 3)),
  constraint custody_request_two check (second_key is null or (first_key is not null and second_key <> first_key)),
  constraint custody_request_one_end check (num_nonnulls(second_on, refused_on) <= 1 and (opened_on is null or second_on is not null)),
  constraint custody_request_of check (case purpose when 'recovery' then report is null and asked_by is null and ground = 'no-officer'
    else report is not null and record = report and asked_by is not null and ground <> 'no-officer' end),
  constraint custody_request_notice check (case when purpose in ('identity', 'duty') then notice <> 'none' else notice = 'none' end),
  constraint custody_request_term check (until_day between open_from and asked_on + 30 and (notice <> 'given' or open_from >= asked_on + 3))
);
create index custody_request_of_record on pt_reports.custody_request (record);

-- A box whose outer layer one custodian took off, for the other one: a day, in which it can be fetched again where an answer got
-- lost, and in no dump. One that stands is not written over, so that its day does not begin anew.
create unlogged table pt_reports.peeled_box (
  request uuid not null constraint peeled_box_request_fkey references pt_reports.custody_request on delete cascade,
  outer_key bytea not null,
  inner_key bytea not null,
  body bytea not null,
  until_at timestamptz not null,
  constraint peeled_box_pkey primary key (request, outer_key, inner_key)
);
create function pt_reports.bound_peeled() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  new.until_at := app_now() + interval '24 hours';
  return new;
end $$;
create trigger peeled_box_bound before insert on pt_reports.peeled_box for each row execute function pt_reports.bound_peeled();

-- The recovery key: every report is sealed to it too. That it counts is for custodians' signatures to say, as with officers' keys.
create table pt_reports.recovery_key (
  id uuid constraint recovery_key_pkey primary key,
  public_key bytea not null constraint recovery_key_length check (length(public_key) = 32),
  until_day date not null,
  -- Of the nested boxes that hold its private half: custodians sign these too.
  boxes_hash bytea not null constraint recovery_key_boxes_length check (length(boxes_hash) = 32),
  signatures bytea[] not null,
  made_on date not null default pt_reports.today(),
  -- A newer one was installed: nothing is sealed to it any more, though it still opens what was.
  replaced boolean not null default false,
  -- It was in the memory of a server: nothing is sealed to it any more, though it still opens what was.
  used_on date
);
create table pt_reports.recovery_copy (
  report uuid constraint recovery_copy_pkey primary key constraint recovery_copy_report_fkey references pt_reports.report on delete cascade,
  recovery uuid not null constraint recovery_copy_recovery_fkey references pt_reports.recovery_key,
  body bytea not null
);
create index recovery_copy_of_key on pt_reports.recovery_copy (recovery);

do $$
declare name text;
begin
  foreach name in array array['custody_box', 'custody_request', 'peeled_box', 'recovery_key', 'recovery_copy'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on pt_reports.%I to pt_channel using ((select pt_reports.side()) = ''system'') with check ((select pt_reports.side()) = ''system'')', name || '_system', name);
  end loop;
end $$;
-- A reporter gives a name, gives it anew, or takes it away; an officer writes the annex and hands over closed boxes.
create policy custody_box_reporter on pt_reports.custody_box to pt_channel
  using (report = (select pt_reports.own_report()) and purpose = 'identity')
  with check (report = (select pt_reports.own_report()) and purpose = 'identity' and on_day = (select pt_reports.today()));
create policy custody_box_seen on pt_reports.custody_box for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
create policy custody_box_annexed on pt_reports.custody_box for insert to pt_channel
  with check ((select pt_reports.side()) = 'officer' and purpose = 'annex' and exists (select from pt_reports.report r where r.id = report));
create policy custody_box_annexed_anew on pt_reports.custody_box for delete to pt_channel
  using ((select pt_reports.side()) = 'officer' and purpose = 'annex');
-- What is asked is seen by officers and custodians, and never by the reporter: a notice that is withheld must not show there.
create policy custody_request_seen on pt_reports.custody_request for select to pt_channel
  using (((select pt_reports.side()) = 'officer' and (report is null or exists (select from pt_reports.report r where r.id = report)))
    or (select pt_reports.side()) = 'custodian');
create policy custody_request_asked on pt_reports.custody_request for insert to pt_channel
  with check ((select pt_reports.side()) = 'officer' and asked_by = (select pt_reports.actor()) and exists (select from pt_reports.report r where r.id = report));
create policy custody_request_decided on pt_reports.custody_request for update to pt_channel
  using ((select pt_reports.side()) = 'custodian') with check ((select pt_reports.side()) = 'custodian');
create policy peeled_box_custodian on pt_reports.peeled_box to pt_channel
  using ((select pt_reports.side()) = 'custodian') with check ((select pt_reports.side()) = 'custodian');
create policy recovery_key_read on pt_reports.recovery_key for select to pt_channel using ((select pt_reports.side()) in ('reporter', 'officer'));
create policy recovery_copy_made on pt_reports.recovery_copy for insert to pt_channel with check (report = (select pt_reports.own_report()));
create policy recovery_copy_officer on pt_reports.recovery_copy to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));

grant select, insert, delete on pt_reports.custody_box to pt_channel;
grant select, insert, update (first_key, first_signature, first_on, second_key, second_signature, second_on, refused_key, refused_signature,
  refused_on, opened_on) on pt_reports.custody_request to pt_channel;
grant select, insert, delete on pt_reports.peeled_box to pt_channel;
grant select, insert, update (replaced, used_on) on pt_reports.recovery_key to pt_channel;
grant select, insert, update (recovery, body) on pt_reports.recovery_copy to pt_channel;

-- Who recovers a report seals it to officers without an interest, as who sends one does.
drop policy interest_read on pt_reports.interest;
create policy interest_read on pt_reports.interest for select to pt_channel using ((select pt_reports.side()) in ('reporter', 'officer', 'system'));

-- Acts of custodians stand in the chain at once, as those of officers.
drop policy audit_link_written on pt_reports.audit_link;
create policy audit_link_written on pt_reports.audit_link for insert to pt_channel
  with check ((select pt_reports.side()) in ('officer', 'system', 'custodian') and actor = (select pt_reports.actor()));
drop policy audit_head_officer on pt_reports.audit_head;
create policy audit_head_officer on pt_reports.audit_head to pt_channel
  using ((select pt_reports.side()) in ('officer', 'system', 'custodian')) with check (true);

-- Asked once at a time, by who may; decided by two different custodians, on the day itself, within the term, once.
create function pt_reports.keep_custody() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare broken text;
begin
  if tg_op = 'INSERT' then
    if new.asked_on <> today() or new.open_from < today() or num_nonnulls(new.first_on, new.second_on, new.refused_on, new.opened_on) > 0 then
      broken := 'it is asked today, and nothing more';
    elsif new.purpose = 'recovery' and side() <> 'system' then
      broken := 'the recovery key is asked for by the operator';
    elsif new.report is not null and not exists (select from report r where r.id = new.report and r.status not in ('draft', 'sent')) then
      broken := 'receipt is acknowledged first';
    elsif new.purpose <> 'duty' and not exists (select from custody_box b where b.purpose = new.purpose and b.record = new.record) then
      broken := 'there is nothing to open';
    elsif new.purpose = 'duty' and not exists (select from test_question q where q.report = new.report and q.answer = 'no') then
      broken := 'a duty goes before a refusal';
    elsif exists (select from custody_request o where o.purpose = new.purpose and o.record = new.record
        and o.second_on is null and o.refused_on is null and o.until_day >= today()) then
      broken := 'it is asked already';
    end if;
  elsif new is distinct from old then
    if side() <> 'custodian' or old.refused_on is not null or old.opened_on is not null or (new.id, new.purpose, new.record, new.report, new.ground,
        new.asked_by, new.asked_on, new.notice, new.open_from, new.until_day, new.reason_hash) is distinct from (old.id, old.purpose, old.record, old.report,
        old.ground, old.asked_by, old.asked_on, old.notice, old.open_from, old.until_day, old.reason_hash) then
      broken := 'custodians decide, once, on what was asked';
    elsif today() < old.open_from or today() > old.until_day then
      broken := 'not before the notice, nor after the term';
    elsif (old.first_on is not null and (new.first_key, new.first_signature, new.first_on) is distinct from (old.first_key, old.first_signature, old.first_on))
        or (old.second_on is not null and (new.second_key, new.second_signature, new.second_on) is distinct from (old.second_key, old.second_signature, old.second_on)) then
      broken := 'a signature stands';
    elsif coalesce(new.first_on, today()) <> coalesce(old.first_on, today()) or (old.second_on is null and coalesce(new.second_on, today()) <> today())
        or coalesce(new.refused_on, today()) <> today() or coalesce(new.opened_on, today()) <> today() then
      broken := 'what a custodian does is done today';
    end if;
  end if;
  if broken is not null then
    raise exception 'custody: %', broken using errcode = 'check_violation', constraint = 'custody_law';
  end if;
  return new;
end $$;
create trigger custody_law before insert or update on pt_reports.custody_request for each row execute function pt_reports.keep_custody();

-- What an officer asks or seals here stands with a decision too.
alter table pt_reports.decision drop constraint decision_what_known;
alter table pt_reports.decision add constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed',
  'extended', 'feedback', 'assigned', 'test-asked', 'test-checked', 'test-released', 'held', 'let-go',
  'identity-asked', 'duty-asked', 'annex-sealed', 'annex-asked'));
create function pt_reports.insist_custody_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text := case tg_table_name when 'custody_box' then 'annex-sealed' else new.purpose || '-asked' end;
begin
  if not exists (select from decision where report = new.report and officer = actor() and on_day = today() and what = taken) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger custody_decided after insert on pt_reports.custody_request deferrable initially deferred
  for each row when (new.purpose <> 'recovery') execute function pt_reports.insist_custody_decided();
create constraint trigger annex_decided after insert on pt_reports.custody_box deferrable initially deferred
  for each row when (new.purpose = 'annex') execute function pt_reports.insist_custody_decided();

-- That a recovery key was used is written once, on the day itself; what is still sealed to it can be opened with it later.
create function pt_reports.keep_recovery() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'none' and new is distinct from old and ((old.used_on is not null and not new.replaced)
      or (new.used_on is distinct from old.used_on and (old.used_on is not null or new.used_on <> today())) or (old.replaced and not new.replaced)) then
    raise exception 'that a recovery key was used stands' using errcode = 'check_violation', constraint = 'recovery_once';
  end if;
  return new;
end $$;
create trigger recovery_once before update on pt_reports.recovery_key for each row execute function pt_reports.keep_recovery();

-- The reports that no officer can open: nobody who is let in holds a copy of the key. Only of them the recovery key opens one.
create function pt_reports.unreadable() returns table (report uuid, slot integer, recovery uuid, body bytea)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select r.id, r.slot, c.recovery, c.body from report r join recovery_copy c on c.report = r.id
    where side() = 'system' and r.status <> 'draft'
      and not exists (select from key_copy k join officer o on o.id = k.officer where k.report = r.id and not o.blocked)
    order by r.id
$$;
-- An officer takes away the own copy of a key that was lost: it opens nothing, and the report seems to be open to somebody.
create function pt_reports.drop_own_copy(one uuid) returns void language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' then
    raise exception 'only an officer takes away the own copy' using errcode = 'insufficient_privilege';
  end if;
  delete from key_copy where report = one and officer = actor();
end $$;
-- How many reports, of those that one officer can open, are not sealed to a recovery key; and some of them.
create function pt_reports.without_recovery(key uuid, most integer) returns table (report uuid)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select k.report from key_copy k join report r on r.id = k.report left join recovery_copy c on c.report = k.report and c.recovery = key
    where side() = 'officer' and k.officer = actor() and r.status <> 'draft' and c.report is null order by k.report limit most
$$;

-- A legal duty that two custodians recorded goes before a refusal of the reporter; nothing else does. The program looks at the two
-- signatures besides: a row that somebody wrote here by himself is none.
create function pt_reports.has_duty(one uuid) returns boolean language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select side() = 'officer' and exists (select from custody_request q where q.report = one and q.purpose = 'duty' and q.second_on is not null)
$$;
create or replace function pt_reports.keep_test_question() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
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
    and not (side() = 'officer' and (new.answer is not distinct from 'yes' or has_duty(new.report)) and new.checked_by = actor() and new.checked_on = today()) then
    broken := 'what was agreed to is checked, today, by who says so';
  elsif new.released_on is not null and old.released_on is null
    and ((new.answer is distinct from 'yes' and not has_duty(new.report)) or new.checked_by is null or new.released_by is distinct from actor() or actor() in (new.asked_by, new.checked_by)) then
    broken := 'another officer releases, with consent and after the check';
  end if;
  -- Who wrote the report down knows its source: others ask, check and release.
  if side() = 'officer' and exists (select from transcript t where t.report = new.report and t.officer = actor()) then
    broken := 'who took the report down stays out of its test';
  end if;
  if broken is not null then
    raise exception 'from report to test: %', broken using errcode = 'check_violation', constraint = 'test_law';
  end if;
  return new;
end $$;

revoke execute on function pt_reports.bound_peeled(), pt_reports.keep_custody(), pt_reports.insist_custody_decided(), pt_reports.keep_recovery(),
  pt_reports.unreadable(), pt_reports.drop_own_copy(uuid), pt_reports.without_recovery(uuid, integer), pt_reports.has_duty(uuid) from public;
grant execute on function pt_reports.bound_peeled(), pt_reports.keep_custody(), pt_reports.insist_custody_decided(), pt_reports.keep_recovery(),
  pt_reports.unreadable(), pt_reports.drop_own_copy(uuid), pt_reports.without_recovery(uuid, integer), pt_reports.has_duty(uuid) to pt_channel;

-- The figures -----------------------------------------------------------------------------------------------------------------

-- With the owner's eyes, and with one look at the clock: a policy and a function for each row made a page of years of reports slow.
drop view pt_reports.yearly;
create index residue_of_year on pt_reports.residue (year);
create index decision_forwarded on pt_reports.decision (report) where what = 'forwarded';
-- Every report that was received in a year and what is left of the erased ones, without its id. A clock that still runs is null.
create function pt_reports.year_rows(of_year integer) returns table (kind text, grounds text[], sector text, outcome text, acknowledge_days smallint,
    acknowledged_in_time boolean, feedback_days smallint, feedback_in_time boolean, forwarded boolean, released boolean)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  with day as materialized (select today() as today where side() = 'officer')
  select r.kind, r.grounds, r.sector, r.outcome,
    (r.acknowledged_on - r.sent_on)::smallint,
    case when r.acknowledged_on is not null then r.acknowledged_on <= r.acknowledge_by when r.acknowledge_by < day.today then false end,
    (r.feedback_on - r.sent_on)::smallint,
    case when r.feedback_on is not null then r.feedback_on <= r.feedback_by when r.feedback_by < day.today then false end,
    r.id in (select d.report from decision d where d.what = 'forwarded'),
    r.id in (select q.report from test_question q where q.released_on is not null)
  from day cross join report r
  where r.status <> 'draft' and r.sent_on >= make_date(of_year, 1, 1) and r.sent_on < make_date(of_year + 1, 1, 1)
  union all
  select s.kind, s.grounds, s.sector, s.outcome, s.acknowledge_days, s.acknowledged_in_time, s.feedback_days, s.feedback_in_time,
    s.forwarded, s.released from day cross join residue s where s.year = of_year
$$;
-- The years in which reports were received.
create function pt_reports.report_years() returns table (year integer) language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select y from generate_series(
      least((select extract(year from min(sent_on)) from report where status <> 'draft'), (select min(s.year) from residue s))::int,
      greatest((select extract(year from max(sent_on)) from report where status <> 'draft'), (select max(s.year) from residue s))::int) y
    where side() = 'officer' and (exists (select from report where status <> 'draft' and sent_on >= make_date(y, 1, 1) and sent_on < make_date(y + 1, 1, 1))
      or exists (select from residue s where s.year = y))
$$;
revoke execute on function pt_reports.year_rows(integer), pt_reports.report_years() from public;
grant execute on function pt_reports.year_rows(integer), pt_reports.report_years() to pt_channel;
