-- The officers' side of the channel: who handles a report, what was decided and why, and a colleague's copy of a key.

alter table pt_reports.report add column handler uuid constraint report_handler_fkey references pt_reports.officer;
-- Feedback is due within three months; a motivated decision moves it, and never past six (directive 2019/1937, art. 11(2)(d)).
alter table pt_reports.report add constraint report_feedback_within check (feedback_by <= sent_on + interval '6 months');

-- What an officer decided, with the reason: the sub-status and the reason are sealed, what and when stand in clear.
create table pt_reports.decision (
  id uuid constraint decision_pkey primary key,
  report uuid not null constraint decision_report_fkey references pt_reports.report on delete cascade,
  officer uuid not null constraint decision_officer_fkey references pt_reports.officer,
  on_day date not null default pt_reports.today(),
  what text not null constraint decision_what_known check (what in ('acknowledged', 'in-progress', 'forwarded', 'closed', 'extended', 'feedback', 'assigned')),
  body bytea not null
);
create index decision_of_report on pt_reports.decision (report);
alter table pt_reports.decision enable row level security, force row level security;
create policy decision_owner on pt_reports.decision to pt_owner using (true) with check (true);
create policy decision_seen on pt_reports.decision for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
create policy decision_made on pt_reports.decision for insert to pt_channel
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today())
    and exists (select from pt_reports.report r where r.id = report));
grant select, insert on pt_reports.decision to pt_channel;

-- What an officer does is done today, and what the reporter told in clear is not rewritten.
create function pt_reports.keep_desk() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if old.status = 'draft' then
    return new;
  end if;
  if (new.kind, new.grounds, new.sector) is distinct from (old.kind, old.grounds, old.sector) then
    raise exception 'what was reported is not rewritten' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  if (old.acknowledged_on is null and new.acknowledged_on <> today())
      or (old.feedback_on is null and new.feedback_on <> today())
      or (old.feedback_on is not null and new.feedback_on is distinct from old.feedback_on)
      or (old.closed_on is null and new.closed_on <> today())
      or (old.closed_on is not null and new.closed_on is not null and new.closed_on <> old.closed_on) then
    raise exception 'what an officer does is done today' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  return new;
end $$;
create trigger report_desk before update on pt_reports.report for each row execute function pt_reports.keep_desk();

-- When the transaction ends, a step of a report that was sent stands with the decision of the officer who took it.
create function pt_reports.insist_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text := case when new.status <> old.status then new.status when new.feedback_by <> old.feedback_by then 'extended'
  when new.feedback_on is distinct from old.feedback_on then 'feedback' else 'assigned' end;
begin
  if not exists (select from decision where report = new.id and officer = actor() and on_day = today() and what = taken) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger report_decided after update on pt_reports.report deferrable initially deferred
  for each row when (old.status <> 'draft' and (old.status, old.feedback_by, old.feedback_on, old.handler)
    is distinct from (new.status, new.feedback_by, new.feedback_on, new.handler)) execute function pt_reports.insist_decided();

-- Gives a colleague a copy of a key, or a fresh one in place of a copy to a lost key. Only who holds a copy gives one.
create function pt_reports.give_copy(copy uuid, one uuid, colleague uuid, box bytea) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' or colleague = actor() or not exists (select from key_copy where report = one and officer = actor()) then
    raise exception 'only who holds a copy gives one' using errcode = 'insufficient_privilege';
  end if;
  insert into key_copy (id, report, holder, officer, body) values (copy, one, 'officer', colleague, box)
    on conflict (report, officer) where officer is not null do update set body = excluded.body;
end $$;
-- Which officers hold a copy of which report.
create function pt_reports.copy_holders(one uuid) returns setof uuid
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select officer from key_copy where report = one and officer is not null and side() = 'officer'
$$;

-- How this database stands, for a server that sees nothing of schema pt: its newest version, and how its clock goes.
create function pt_reports.standing() returns table (version text, mode text)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select (select max(m.name collate "C") from migration m), c.mode from clock c
$$;

revoke execute on function pt_reports.keep_desk(), pt_reports.insist_decided(), pt_reports.give_copy(uuid, uuid, uuid, bytea),
  pt_reports.copy_holders(uuid), pt_reports.standing() from public;
grant execute on function pt_reports.keep_desk(), pt_reports.insist_decided(), pt_reports.give_copy(uuid, uuid, uuid, bytea),
  pt_reports.copy_holders(uuid), pt_reports.standing() to pt_channel;
