-- Working copies of files: what colleagues get in the place of an attachment.

-- A file with words left out, or one that was made elsewhere; the original stays sealed where it was. Its place, name, type, size,
-- hash and how it was made are sealed in `about`; its content is a stream under its own key, as that of an attachment.
create table pt_reports.file_copy (
  id uuid constraint file_copy_pkey primary key,
  report uuid not null constraint file_copy_report_fkey references pt_reports.report on delete cascade,
  attachment uuid not null constraint file_copy_attachment_fkey references pt_reports.attachment on delete cascade
    constraint file_copy_once unique,
  officer uuid not null constraint file_copy_officer_fkey references pt_reports.officer,
  on_day date not null,
  about bytea not null
);
create index file_copy_of_report on pt_reports.file_copy (report);
create table pt_reports.file_copy_content (
  copy uuid constraint file_copy_content_pkey primary key
    constraint file_copy_content_copy_fkey references pt_reports.file_copy on delete cascade,
  body bytea not null
);
alter table pt_reports.file_copy enable row level security, force row level security;
alter table pt_reports.file_copy_content enable row level security, force row level security;
create policy file_copy_owner on pt_reports.file_copy to pt_owner using (true) with check (true);
create policy file_copy_content_owner on pt_reports.file_copy_content to pt_owner using (true) with check (true);
create policy file_copy_seen on pt_reports.file_copy for select to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report));
create policy file_copy_made on pt_reports.file_copy for insert to pt_channel with check ((select pt_reports.side()) = 'officer'
  and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today()) and not pt_reports.holds_for_a_while(report)
  and exists (select from pt_reports.attachment a where a.id = attachment and a.report = file_copy.report));
create policy file_copy_changed on pt_reports.file_copy for update to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)
    and not pt_reports.holds_for_a_while(report))
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()) and on_day = (select pt_reports.today()));
create policy file_copy_content_seen on pt_reports.file_copy_content for select to pt_channel
  using (exists (select from pt_reports.file_copy c where c.id = copy));
create policy file_copy_content_made on pt_reports.file_copy_content for insert to pt_channel
  with check (exists (select from pt_reports.file_copy c where c.id = copy and not pt_reports.holds_for_a_while(c.report)));
create policy file_copy_content_changed on pt_reports.file_copy_content for update to pt_channel
  using (exists (select from pt_reports.file_copy c where c.id = copy and not pt_reports.holds_for_a_while(c.report)))
  with check (exists (select from pt_reports.file_copy c where c.id = copy));
-- None is taken away: the original would stand open again without a reason.
grant select, insert, update (officer, on_day, about) on pt_reports.file_copy to pt_channel;
grant select, insert, update (body) on pt_reports.file_copy_content to pt_channel;

create constraint trigger file_copy_decided after insert or update on pt_reports.file_copy deferrable initially deferred
  for each row execute function pt_reports.insist_redaction_decided();
-- The content of a copy changes with a decision too. The night, which writes it anew as it is, is no such change.
create function pt_reports.insist_copy_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'system' and not exists (select from file_copy c join decision d on d.report = c.report
      where c.id = new.copy and d.officer = actor() and d.on_day = today() and d.what = 'redacted') then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
create constraint trigger file_copy_content_decided after insert or update on pt_reports.file_copy_content deferrable initially deferred
  for each row execute function pt_reports.insist_copy_decided();

-- Who can open a report for a while gets the copy, and no row of what it stands for.
create function pt_reports.is_copied(one uuid, file uuid) returns boolean language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select holds_for_a_while(one) and exists (select from file_copy c where c.attachment = file)
$$;
drop policy attachment_officer on pt_reports.attachment;
create policy attachment_officer on pt_reports.attachment to pt_channel
  using ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)
    and not pt_reports.is_copied(report, id))
  with check ((select pt_reports.side()) = 'officer' and exists (select from pt_reports.report r where r.id = report)
    and not pt_reports.holds_for_a_while(report));
revoke execute on function pt_reports.insist_copy_decided(), pt_reports.is_copied(uuid, uuid) from public;
grant execute on function pt_reports.insist_copy_decided(), pt_reports.is_copied(uuid, uuid) to pt_channel;

-- As in sql/0039; the contents of copies are files too, and have an order of their own.
create or replace function pt_reports.night_tables() returns table (name text, key text)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select c.relname::text, a.attname::text from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'pt_reports'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and c.relname <> all (array['site', 'night', 'digest', 'audit_link', 'audit_head', 'officer', 'organisation', 'company', 'attachment_content',
        'file_copy_content'])
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
  written := written + changed;
  with gone as (delete from file_copy_content c where age(c.xmin) <= age(mark) and c.xmin <> last returning *)
    insert into file_copy_content select * from gone order by copy;
  get diagnostics changed = row_count;
  -- What was still being written now is written anew tomorrow.
  update night set since = pg_snapshot_xmin(pg_current_snapshot()), own = pg_current_xact_id();
  return written + changed;
end $$;
