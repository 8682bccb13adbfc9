-- The clock for feedback can stand still, for reasons and days that the law of this channel names.

-- Why the clock stands still, from which day, and from which day it goes on by itself. The last day for feedback is moved at once
-- by all that the pause may take; who ends it sooner moves that day back. The clock of the acknowledgement never stands still.
create table pt_reports.pause (
  id uuid constraint pause_pkey primary key,
  report uuid not null constraint pause_report_fkey references pt_reports.report on delete cascade,
  officer uuid not null constraint pause_officer_fkey references pt_reports.officer,
  why text not null constraint pause_why_known check (why in ('question', 'reporter-wish', 'other-inquiry')),
  from_day date not null,
  until_day date not null,
  -- The last day for feedback as it was before.
  before_by date not null,
  ended_on date,
  constraint pause_days check (until_day > from_day and ended_on >= from_day and ended_on < until_day)
);
create index pause_of_report on pt_reports.pause (report);

-- How many days a report may stand still for one reason in all, and whether the reporter's next word ends it.
create function pt_reports.pause_most(why text) returns integer language sql immutable
  as $$ select case why when 'question' then 30 when 'reporter-wish' then 60 when 'other-inquiry' then 90 end $$;
create function pt_reports.pause_ends_by_word(why text) returns boolean language sql immutable
  as $$ select why in ('question', 'reporter-wish') $$;

alter table pt_reports.pause enable row level security, force row level security;
create policy pause_owner on pt_reports.pause to pt_owner using (true) with check (true);
create policy pause_reporter on pt_reports.pause for select to pt_channel using (report = (select pt_reports.own_report()));
create policy pause_ended on pt_reports.pause for update to pt_channel using (report = (select pt_reports.own_report()))
  with check (report = (select pt_reports.own_report()));
create policy pause_officer on pt_reports.pause to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
grant select, insert, update (ended_on) on pt_reports.pause to pt_channel;

-- An officer lets it stand still, today, while feedback is due and not late, one pause at a time and no longer than its reason
-- allows; an officer ends it, or the reporter by writing.
create function pt_reports.keep_pause() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare broken text;
begin
  if tg_op = 'INSERT' then
    if side() <> 'officer' or new.officer <> actor() or new.from_day <> today() or new.ended_on is not null then
      broken := 'an officer lets it stand still, from today';
    elsif not exists (select from report r where r.id = new.report and r.status in ('acknowledged', 'in-progress', 'forwarded')
        and r.feedback_on is null and r.feedback_by = new.before_by and r.feedback_by >= today()) then
      broken := 'only a clock that runs and is not late stands still';
    elsif exists (select from pause p where p.report = new.report and p.ended_on is null and p.until_day > today()) then
      broken := 'it stands still already';
    elsif new.until_day - new.from_day + coalesce((select sum(coalesce(p.ended_on, p.until_day) - p.from_day) from pause p
        where p.report = new.report and p.why = new.why), 0) > pause_most(new.why) then
      broken := 'longer than its reason allows';
    end if;
  elsif new is distinct from old then
    if (new.id, new.report, new.officer, new.why, new.from_day, new.until_day, new.before_by)
          is distinct from (old.id, old.report, old.officer, old.why, old.from_day, old.until_day, old.before_by)
        or old.ended_on is not null or new.ended_on is distinct from today()
        or not (side() = 'officer' or (side() = 'reporter' and pause_ends_by_word(old.why))) then
      broken := 'it ends once, today';
    end if;
  end if;
  if broken is not null then
    raise exception 'pause: %', broken using errcode = 'check_violation', constraint = 'pause_law';
  end if;
  return new;
end $$;
create trigger pause_law before insert or update on pt_reports.pause for each row execute function pt_reports.keep_pause();

-- Whether the last day for feedback moves on by a pause that was laid today, or back by one that ended today: by its days, or to
-- the last working day before.
create function pt_reports.moved_by_pause(one uuid, was date, becomes date) returns boolean
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select exists (select from pause p where p.report = one and case
    when becomes > was then p.from_day = today() and p.ended_on is null and p.before_by = was and becomes <= was + (p.until_day - p.from_day)
    else p.ended_on = today() and becomes >= p.before_by
      and becomes between p.before_by + (p.ended_on - p.from_day) - 7 and p.before_by + (p.ended_on - p.from_day) end)
$$;

alter table pt_reports.decision drop constraint decision_what_known;
alter table pt_reports.decision add constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed',
  'extended', 'feedback', 'assigned', 'test-asked', 'test-checked', 'test-released', 'held', 'let-go',
  'identity-asked', 'duty-asked', 'annex-sealed', 'annex-asked', 'paused', 'resumed'));
create function pt_reports.insist_pause_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if not exists (select from decision where report = new.report and officer = actor() and on_day = today() and what = 'paused') then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger pause_decided after insert on pt_reports.pause deferrable initially deferred
  for each row execute function pt_reports.insist_pause_decided();

-- As in sql/0021; a pause moves the last day for feedback back too, and that alone a reporter's word may do.
create or replace function pt_reports.keep_life() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if side() = 'reporter' and old.status <> 'draft'
      and not (to_jsonb(new) - 'feedback_by' = to_jsonb(old) - 'feedback_by' and new.feedback_by <= old.feedback_by) then
    raise exception 'a reporter changes no report that was sent' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  if new.id <> old.id or new.slot <> old.slot then
    raise exception 'a report keeps its id and slot' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  if old.status <> new.status and not (case old.status
      when 'draft' then new.status = 'sent'
      when 'sent' then new.status in ('acknowledged', 'forwarded', 'closed')
      when 'acknowledged' then new.status in ('in-progress', 'forwarded', 'closed')
      when 'in-progress' then new.status in ('forwarded', 'closed')
      when 'forwarded' then new.status in ('in-progress', 'closed')
      when 'closed' then new.status = 'in-progress' end) then
    raise exception 'a report does not go from % to %', old.status, new.status using errcode = 'check_violation', constraint = 'report_life';
  end if;
  if old.status = 'draft' and new.status = 'sent' and new.sent_on <> today() then
    raise exception 'a report is sent today' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  if old.status <> 'draft' and (new.sent_on <> old.sent_on or new.acknowledge_by <> old.acknowledge_by
      or (new.feedback_by < old.feedback_by and not moved_by_pause(new.id, old.feedback_by, new.feedback_by))
      or new.acknowledged_on is distinct from coalesce(old.acknowledged_on, new.acknowledged_on)) then
    raise exception 'the clocks of a report only go on' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  return new;
end $$;

-- As in sql/0023; a pause is laid with its own decision, and who ends one says so, or gives the feedback.
create or replace function pt_reports.insist_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text[] := case when new.status <> old.status then array[new.status]
  when new.feedback_by < old.feedback_by then array['resumed', 'feedback', 'closed']
  when new.feedback_by > old.feedback_by and moved_by_pause(new.id, old.feedback_by, new.feedback_by) then array['extended', 'paused']
  when new.feedback_by <> old.feedback_by then array['extended']
  when new.feedback_on is distinct from old.feedback_on then array['feedback'] else array['assigned'] end;
begin
  if side() = 'reporter' then
    return null;
  end if;
  if not exists (select from decision where report = new.id and officer = actor() and on_day = today() and what = any (taken)) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;

-- The figures count the days of pauses apart.
create function pt_reports.paused_days(one uuid) returns smallint language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select coalesce(sum(coalesce(ended_on, until_day) - from_day), 0)::smallint from pause where report = one and (ended_on is not null or until_day <= today())
$$;
alter table pt_reports.residue add column paused_days smallint not null default 0;
create or replace function pt_reports.leave_residue() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if old.status <> 'draft' then
    insert into erasure (report) values (old.id);
    insert into residue (year, kind, grounds, sector, outcome, acknowledge_days, acknowledged_in_time, feedback_days, feedback_in_time, forwarded, released, paused_days)
      values (extract(year from old.sent_on), old.kind, old.grounds, old.sector, old.outcome,
        old.acknowledged_on - old.sent_on, coalesce(old.acknowledged_on <= old.acknowledge_by, false),
        old.feedback_on - old.sent_on, coalesce(old.feedback_on <= old.feedback_by, false),
        exists (select from decision d where d.report = old.id and d.what = 'forwarded'),
        exists (select from test_question q where q.report = old.id and q.released_on is not null),
        paused_days(old.id));
  end if;
  return old;
end $$;
drop function pt_reports.year_rows(integer);
-- As in sql/0040, with for how many days the clock for feedback stood still.
create function pt_reports.year_rows(of_year integer) returns table (kind text, grounds text[], sector text, outcome text, acknowledge_days smallint,
    acknowledged_in_time boolean, feedback_days smallint, feedback_in_time boolean, forwarded boolean, released boolean, paused_days smallint)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  with day as materialized (select today() as today where side() = 'officer'),
    stood as materialized (select p.report, sum(coalesce(p.ended_on, p.until_day) - p.from_day) as days from pause p
      where p.ended_on is not null or p.until_day <= (select today from day) group by p.report)
  select r.kind, r.grounds, r.sector, r.outcome,
    (r.acknowledged_on - r.sent_on)::smallint,
    case when r.acknowledged_on is not null then r.acknowledged_on <= r.acknowledge_by when r.acknowledge_by < day.today then false end,
    (r.feedback_on - r.sent_on)::smallint,
    case when r.feedback_on is not null then r.feedback_on <= r.feedback_by when r.feedback_by < day.today then false end,
    r.id in (select d.report from decision d where d.what = 'forwarded'),
    r.id in (select q.report from test_question q where q.released_on is not null),
    coalesce(s.days, 0)::smallint
  from day cross join report r left join stood s on s.report = r.id
  where r.status <> 'draft' and r.sent_on >= make_date(of_year, 1, 1) and r.sent_on < make_date(of_year + 1, 1, 1)
  union all
  select s.kind, s.grounds, s.sector, s.outcome, s.acknowledge_days, s.acknowledged_in_time, s.feedback_days, s.feedback_in_time,
    s.forwarded, s.released, s.paused_days from day cross join residue s where s.year = of_year
$$;

revoke execute on function pt_reports.pause_most(text), pt_reports.pause_ends_by_word(text), pt_reports.keep_pause(),
  pt_reports.moved_by_pause(uuid, date, date), pt_reports.insist_pause_decided(), pt_reports.paused_days(uuid), pt_reports.year_rows(integer) from public;
grant execute on function pt_reports.pause_most(text), pt_reports.pause_ends_by_word(text), pt_reports.keep_pause(),
  pt_reports.moved_by_pause(uuid, date, date), pt_reports.insist_pause_decided(), pt_reports.paused_days(uuid), pt_reports.year_rows(integer) to pt_channel;

-- The fortnightly message ---------------------------------------------------------------------------------------------------

-- Addresses that asked for a message every two weeks. Nothing here leads to a report, an account or a day: of when an address came
-- stands only after which fortnight it is forgotten. The address is sealed, and found again, under a key outside the database.
create table pt_reports.notice_address (
  id uuid constraint notice_address_pkey primary key,
  lookup bytea not null constraint notice_address_lookup_unique unique constraint notice_address_lookup_length check (length(lookup) = 32),
  body bytea not null constraint notice_address_body_length check (length(body) = 284),
  last_on date not null
);
-- To which of them the message of today is still to go; nothing but the id.
create table pt_reports.notice_outbox (
  notice uuid constraint notice_outbox_pkey primary key
    constraint notice_outbox_notice_fkey references pt_reports.notice_address on delete cascade
);
-- On which days it went out: claimed before anything is sent.
create table pt_reports.notice_round (
  on_day date constraint notice_round_pkey primary key
);
do $$
declare name text;
begin
  foreach name in array array['notice_address', 'notice_outbox', 'notice_round'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on pt_reports.%I to pt_channel using ((select pt_reports.side()) = ''system'') with check ((select pt_reports.side()) = ''system'')', name || '_system', name);
    execute format('grant select, insert, delete on pt_reports.%I to pt_channel', name);
  end loop;
end $$;
-- Selecting for update asks for it.
grant update (notice) on pt_reports.notice_outbox to pt_channel;

-- Keeps an address, or keeps it for another year; the door sees no row of it. With twenty thousand no more is kept.
create function pt_reports.keep_notice(one uuid, of_lookup bytea, of_body bytea, until_round date) returns boolean
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'door' or until_round not between today() + 300 and today() + 366 then
    raise exception 'an address is kept by who gives it, for a year at most' using errcode = 'insufficient_privilege';
  end if;
  if (select count(*) from notice_address) >= 20000 then
    return false;
  end if;
  insert into notice_address (id, lookup, body, last_on) values (one, of_lookup, of_body, until_round)
    on conflict (lookup) do update set body = excluded.body, last_on = excluded.last_on;
  return true;
end $$;
-- Forgets an address; whether it was there is not told.
create function pt_reports.stop_notice(of_lookup bytea) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'door' then
    raise exception 'an address is stopped by who has it' using errcode = 'insufficient_privilege';
  end if;
  delete from notice_address where lookup = of_lookup;
end $$;
revoke execute on function pt_reports.keep_notice(uuid, bytea, bytea, date), pt_reports.stop_notice(bytea) from public;
grant execute on function pt_reports.keep_notice(uuid, bytea, bytea, date), pt_reports.stop_notice(bytea) to pt_channel;

-- Working copies ------------------------------------------------------------------------------------------------------------

-- A piece of a report with words left out: what colleagues and other bodies read in its place. The original stays sealed where it
-- was; who opens it says why.
create table pt_reports.working_copy (
  id uuid constraint working_copy_pkey primary key,
  report uuid not null constraint working_copy_report_fkey references pt_reports.report on delete cascade,
  piece text not null constraint working_copy_piece_known check (piece in ('facts', 'wording', 'message')),
  -- The message; of another piece the report itself.
  of uuid not null,
  officer uuid not null constraint working_copy_officer_fkey references pt_reports.officer,
  on_day date not null,
  body bytea not null,
  constraint working_copy_once unique (report, piece, of),
  constraint working_copy_of check (piece = 'message' or of = report)
);
alter table pt_reports.working_copy enable row level security, force row level security;
create policy working_copy_owner on pt_reports.working_copy to pt_owner using (true) with check (true);
create policy working_copy_seen on pt_reports.working_copy for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
create policy working_copy_made on pt_reports.working_copy for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today()) and exists (select from pt_reports.report r where r.id = report));
create policy working_copy_changed on pt_reports.working_copy for update to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today()));
grant select, insert, update (officer, on_day, body) on pt_reports.working_copy to pt_channel;

create function pt_reports.insist_redaction_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then
    return null;
  end if;
  if not exists (select from decision where report = new.report and officer = actor() and on_day = today() and what = 'redacted') then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger working_copy_decided after insert or update on pt_reports.working_copy deferrable initially deferred
  for each row execute function pt_reports.insist_redaction_decided();
revoke execute on function pt_reports.insist_redaction_decided() from public;
grant execute on function pt_reports.insist_redaction_decided() to pt_channel;

alter table pt_reports.decision drop constraint decision_what_known;
alter table pt_reports.decision add constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed',
  'extended', 'feedback', 'assigned', 'test-asked', 'test-checked', 'test-released', 'held', 'let-go',
  'identity-asked', 'duty-asked', 'annex-sealed', 'annex-asked', 'paused', 'resumed', 'redacted', 'original-opened', 'lent', 'lent-back'));

-- Access for a while ----------------------------------------------------------------------------------------------------------

-- A copy of a key that a colleague has until a day; null for as long as the report is kept. The row is seen no longer than that.
alter table pt_reports.key_copy add column until_day date constraint key_copy_until_officer check (until_day is null or holder = 'officer');
-- Whether who acts can open a report for a while only.
create function pt_reports.holds_for_a_while(one uuid) returns boolean language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select exists (select from key_copy where report = one and officer = actor() and until_day is not null)
$$;
drop policy key_copy_officer on pt_reports.key_copy;
create policy key_copy_officer on pt_reports.key_copy for select to pt_channel using ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and (until_day is null or until_day >= (select pt_reports.today())));
-- Who can open a report for a while reads it and takes notes: no step, no message, no original of what was left out.
drop policy decision_made on pt_reports.decision;
create policy decision_made on pt_reports.decision for insert to pt_channel
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today())
    and exists (select from pt_reports.report r where r.id = report) and not pt_reports.holds_for_a_while(report));
create function pt_reports.is_left_out(one uuid, message uuid) returns boolean language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select holds_for_a_while(one) and exists (select from working_copy w where w.report = one and w.piece = 'message' and w.of = message)
$$;
drop policy message_officer on pt_reports.message;
create policy message_read on pt_reports.message for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report) and not pt_reports.is_left_out(report, id));
create policy message_written on pt_reports.message for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and exists (select from pt_reports.report r where r.id = report) and not pt_reports.holds_for_a_while(report));
create policy message_seen on pt_reports.message for update to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report) and not pt_reports.holds_for_a_while(report))
  with check ((select pt_reports.side()) = 'officer');
drop policy attachment_officer on pt_reports.attachment;
create policy attachment_officer on pt_reports.attachment to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)
    and not pt_reports.holds_for_a_while(report));

create or replace function pt_reports.give_copy(copy uuid, one uuid, colleague uuid, box bytea) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' or colleague = actor() or not exists (select from key_copy where report = one and officer = actor() and until_day is null) then
    raise exception 'only who holds a copy gives one' using errcode = 'insufficient_privilege';
  end if;
  insert into key_copy (id, report, holder, officer, body) values (copy, one, 'officer', colleague, box)
    on conflict (report, officer) where officer is not null do update set body = excluded.body, until_day = null;
end $$;
-- Gives a colleague who cannot open a report a copy until a day, at most three months on; with a decision.
create function pt_reports.lend_copy(copy uuid, one uuid, colleague uuid, box bytea, until_on date) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' or colleague = actor() or not exists (select from key_copy where report = one and officer = actor() and until_day is null)
      or not exists (select from decision where report = one and officer = actor() and on_day = today() and what = 'lent') then
    raise exception 'only who holds a copy lends one, with a decision' using errcode = 'insufficient_privilege';
  end if;
  if until_on not between today() and today() + 92
      or exists (select from key_copy where report = one and officer = colleague and until_day is null) then
    raise exception 'a copy is lent for three months at most, to who has none' using errcode = 'check_violation', constraint = 'lending_law';
  end if;
  insert into key_copy (id, report, holder, officer, body, until_day) values (copy, one, 'officer', colleague, box, until_on)
    on conflict (report, officer) where officer is not null do update set body = excluded.body, until_day = excluded.until_day;
end $$;
-- Ends it before that day; gives whether there was one.
create function pt_reports.end_lending(one uuid, colleague uuid) returns boolean
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' or not exists (select from key_copy where report = one and officer = actor() and until_day is null)
      or not exists (select from decision where report = one and officer = actor() and on_day = today() and what = 'lent-back') then
    raise exception 'only who holds a copy ends what was lent, with a decision' using errcode = 'insufficient_privilege';
  end if;
  delete from key_copy where report = one and officer = colleague and until_day is not null;
  return found;
end $$;
-- Who holds a copy of a report for good; and who for a while, until when.
create or replace function pt_reports.copy_holders(one uuid) returns setof uuid
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select officer from key_copy where report = one and officer is not null and until_day is null and side() = 'officer'
$$;
create function pt_reports.borrowers(one uuid) returns table (officer uuid, until_day date)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select k.officer, k.until_day from key_copy k where k.report = one and k.until_day >= today() and side() = 'officer' order by k.until_day, k.officer
$$;
-- As in sql/0040: a copy for a while keeps no report readable.
create or replace function pt_reports.unreadable() returns table (report uuid, slot integer, recovery uuid, body bytea)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select r.id, r.slot, c.recovery, c.body from report r join recovery_copy c on c.report = r.id
    where side() = 'system' and r.status <> 'draft'
      and not exists (select from key_copy k join officer o on o.id = k.officer where k.report = r.id and not o.blocked and k.until_day is null)
    order by r.id
$$;
revoke execute on function pt_reports.holds_for_a_while(uuid), pt_reports.is_left_out(uuid, uuid), pt_reports.lend_copy(uuid, uuid, uuid, bytea, date),
  pt_reports.end_lending(uuid, uuid), pt_reports.borrowers(uuid) from public;
grant execute on function pt_reports.holds_for_a_while(uuid), pt_reports.is_left_out(uuid, uuid), pt_reports.lend_copy(uuid, uuid, uuid, bytea, date),
  pt_reports.end_lending(uuid, uuid), pt_reports.borrowers(uuid) to pt_channel;

-- Labels ----------------------------------------------------------------------------------------------------------------------

-- The labels of a report, sealed under its key: the database knows that there are some, not which.
create table pt_reports.report_label (
  report uuid constraint report_label_pkey primary key constraint report_label_report_fkey references pt_reports.report on delete cascade,
  body bytea not null
);
alter table pt_reports.report_label enable row level security, force row level security;
create policy report_label_owner on pt_reports.report_label to pt_owner using (true) with check (true);
create policy report_label_officer on pt_reports.report_label to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)
    and not pt_reports.holds_for_a_while(report));
grant select, insert, update (body), delete on pt_reports.report_label to pt_channel;
