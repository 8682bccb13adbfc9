-- What organisations do waits for the night, as reporters' acts do; wrong one-time codes count; officers take a second step.

-- Acts of organisations stand in the chain without time too: they wait beside those of reporters.
alter table pt_reports.pending_act alter column report drop not null;
alter table pt_reports.pending_act add column organisation uuid;
alter table pt_reports.pending_act add constraint pending_act_of_one check (num_nonnulls(report, organisation) = 1);

-- One-time codes that were wrong since the last night, after the right passphrase: with ten no code is taken until the next.
alter table pt_reports.organisation_credential add column wrong_codes smallint not null default 0
  constraint organisation_credential_wrong_codes check (wrong_codes between 0 and 10);
create or replace function pt_reports.allow_organisation(one uuid, hash bytea, until_day date) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' then
    raise exception 'only an officer lets an organisation begin' using errcode = 'insufficient_privilege';
  end if;
  insert into organisation_credential (organisation, setup_hash, setup_until) values (one, hash, until_day)
    on conflict (organisation) do update set setup_hash = excluded.setup_hash, setup_until = excluded.setup_until,
      salt = null, verifier = null, second_step = null, last_step = null, wrong_codes = 0, api_key = null;
  delete from organisation_session where organisation = one;
end $$;

-- The night ---------------------------------------------------------------------------------------------------------------

-- The tables that the night goes over, each with the first column of its key: all that are kept, but those of the site, public
-- lists, accounts that officers change (whose acts stand in the chain with their time), and files, which are too large.
create function pt_reports.night_tables() returns table (name text, key text)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select c.relname::text, a.attname::text from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'pt_reports'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and c.relname <> all (array['site', 'night', 'digest', 'audit_link', 'audit_head', 'officer', 'organisation', 'company', 'attachment_content'])
    order by c.relname collate "C"
$$;
create or replace function pt_reports.rewrite_day() returns bigint language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare
  kept record;
  mark xid;
  last xid;
  changed bigint;
  written bigint := 0;
begin
  if side() <> 'system' then
    raise exception 'only the system writes the day anew' using errcode = 'insufficient_privilege';
  end if;
  select since::xid, own::xid into mark, last from night for update;
  for kept in select * from night_tables() loop
    execute format('update pt_reports.%1$I t set %2$I = t.%2$I where age(t.xmin) <= age($1) and t.xmin <> $2', kept.name, kept.key) using mark, last;
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
create or replace function pt_reports.reorder(name text) returns void language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'system' or not exists (select from night_tables() n where n.name = reorder.name) then
    raise exception 'only the system puts tables in order' using errcode = 'insufficient_privilege';
  end if;
  execute format('cluster pt_reports.%I using %I', name, name || '_pkey');
end $$;
revoke execute on function pt_reports.night_tables() from public;
grant execute on function pt_reports.night_tables() to pt_channel;

-- The second step of officers -----------------------------------------------------------------------------------------------

-- One-time codes of an officer: the secret is sealed outside the database; of recovery codes stand keyed hashes, each good once.
create table pt_reports.officer_step (
  officer uuid constraint officer_step_pkey primary key constraint officer_step_officer_fkey references pt_reports.officer,
  second_step bytea not null,
  -- The newest 30-second step whose code was used, 0 once that is forgotten; null until the first one was right.
  last_step bigint,
  wrong_codes smallint not null default 0 constraint officer_step_wrong_codes check (wrong_codes between 0 and 10),
  recovery bytea[] not null default '{}'
);
alter table pt_reports.officer_step enable row level security, force row level security;
create policy officer_step_owner on pt_reports.officer_step to pt_owner using (true) with check (true);
create policy officer_step_system on pt_reports.officer_step to pt_channel using ((select pt_reports.side()) = 'system')
  with check ((select pt_reports.side()) = 'system');
grant select, insert, update, delete on pt_reports.officer_step to pt_channel;
-- Who was in with a passphrase alone comes in anew, and sets up the second step.
delete from pt_reports.officer_session;
alter table pt_reports.officer_session add column whole boolean not null;

-- Reports that are taken down at the desk or by telephone ---------------------------------------------------------------------

-- Who took a report down for somebody; what stands in its answers is the transcript, until the reporter signs it with the return
-- code, as it is or in better words (directive 2019/1937, art. 18(2) to (4)).
create table pt_reports.transcript (
  report uuid constraint transcript_pkey primary key constraint transcript_report_fkey references pt_reports.report on delete cascade,
  officer uuid not null constraint transcript_officer_fkey references pt_reports.officer,
  way text not null constraint transcript_way_known check (way in ('desk', 'phone')),
  taken_on date not null,
  corrected bytea,
  signed_on date,
  constraint transcript_corrected_signed check (corrected is null or signed_on is not null)
);
alter table pt_reports.transcript enable row level security, force row level security;
create policy transcript_owner on pt_reports.transcript to pt_owner using (true) with check (true);
create policy transcript_reporter on pt_reports.transcript to pt_channel
  using (report = (select pt_reports.own_report())) with check (report = (select pt_reports.own_report()));
create policy transcript_officer on pt_reports.transcript for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
grant select, update (corrected, signed_on) on pt_reports.transcript to pt_channel;

-- Only the reporter signs, once, today, and not before the report was sent; who took it down stays.
create function pt_reports.keep_transcript() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if new is not distinct from old then
    return new;
  end if;
  if (new.report, new.officer, new.way, new.taken_on) is distinct from (old.report, old.officer, old.way, old.taken_on)
      or side() <> 'reporter' or old.signed_on is not null or new.signed_on is distinct from today()
      or exists (select from report r where r.id = new.report and r.status = 'draft') then
    raise exception 'a transcript is signed by its reporter, once' using errcode = 'check_violation', constraint = 'transcript_law';
  end if;
  return new;
end $$;
create trigger transcript_law before update on pt_reports.transcript for each row execute function pt_reports.keep_transcript();

-- The one way by which a report is taken down: of a draft, by an officer who holds a whole session.
create function pt_reports.take_down(one uuid, session bytea, by_way text) returns void
  language plpgsql security definer set search_path = pt_reports, pt, pg_catalog as $$
declare who uuid;
begin
  select s.officer into who from officer_session s join officer o on o.id = s.officer
    where s.lookup = session and s.whole and not o.blocked and s.idle_until > app_now() and s.ends_at > app_now();
  if who is null or pt_reports.own_report() is distinct from one
      or not exists (select from report r where r.id = one and r.status = 'draft') then
    raise exception 'only an officer who is in takes a report down' using errcode = 'insufficient_privilege';
  end if;
  insert into transcript (report, officer, way, taken_on) values (one, who, by_way, pt_reports.today());
end $$;
revoke execute on function pt_reports.keep_transcript(), pt_reports.take_down(uuid, bytea, text) from public;
grant execute on function pt_reports.keep_transcript(), pt_reports.take_down(uuid, bytea, text) to pt_channel;

-- Signing is an act of the reporter: a report is kept for so many days after it.
create or replace function pt_reports.erasable_from(one uuid) returns date language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select greatest((r.closed_on + make_interval(months => keep_months(r.outcome)))::date, (
      select max(acts.on_day) + grace_days() from (
        select on_day from message where report = one and side = 'reporter'
        union all select on_day from attachment where report = one and side = 'reporter'
        union all select signed_on from transcript where report = one
        union all select answered_on from test_question where report = one) acts))
    from report r where r.id = one and r.status = 'closed' and not exists (select from hold h where h.report = one)
$$;

-- How many reports came in per day: what a wave of reports is seen by, and nothing else.
create index report_sent on pt_reports.report (sent_on) where status <> 'draft';

-- Companies by name and number ------------------------------------------------------------------------------------------------

-- Legal persons as the public file of the KBO names them, to choose an employer from. It is a list of the channel's own: that of
-- the inspection's register would tell whoever asks which employers are looked at.
create table pt_reports.company (
  kbo text collate "C" constraint company_pkey primary key constraint company_kbo_form check (kbo ~ '^[01][0-9]{9}$'),
  name text not null constraint company_name_length check (length(name) between 1 and 320)
);
create index company_words on pt_reports.company using gin (to_tsvector('simple', name));
alter table pt_reports.company enable row level security, force row level security;
create policy company_owner on pt_reports.company to pt_owner using (true) with check (true);
create policy company_read on pt_reports.company for select to pt_channel using (true);
create policy company_loaded on pt_reports.company to pt_channel using ((select pt_reports.side()) = 'system')
  with check ((select pt_reports.side()) = 'system');
grant select, insert, delete on pt_reports.company to pt_channel;
