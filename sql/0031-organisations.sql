-- Organisations with an account on the channel, and the register of their duty to report. What an organisation files through its
-- account counts for it; a personal or anonymous report never does, whatever employer it names, and the organisation never learns of one.

create table pt_reports.organisation (
  id uuid constraint organisation_pkey primary key,
  name text not null constraint organisation_name_length check (length(btrim(name)) between 2 and 200),
  login text not null constraint organisation_login_unique unique constraint organisation_login_plain check (login ~ '^[a-z0-9._-]{2,100}$'),
  kind text not null constraint organisation_kind_known check (kind in ('temp-agency', 'vdab-partner', 'tender-partner')),
  -- Of its recognition, its partnership or its contract.
  number text not null constraint organisation_number_length check (length(btrim(number)) between 2 and 60),
  blocked boolean not null default false,
  -- When it signed the code of its sector, and which clause of which contract obliges it.
  code_signed_on date,
  clause text constraint organisation_clause_length check (length(btrim(clause)) between 2 and 300),
  added_on date not null default pt_reports.today()
);

-- How an organisation signs in: what its passphrase gives (hashed), the secret of its one-time codes (sealed outside the database)
-- and the key by which its own program signs.
create table pt_reports.organisation_credential (
  organisation uuid constraint organisation_credential_pkey primary key constraint organisation_credential_organisation_fkey references pt_reports.organisation,
  setup_hash bytea constraint organisation_credential_setup_length check (length(setup_hash) = 32),
  setup_until date,
  salt bytea,
  verifier bytea constraint organisation_credential_verifier_length check (length(verifier) = 32),
  second_step bytea,
  -- The newest 30-second step whose code was used; null until the first one was right.
  last_step bigint,
  api_key bytea constraint organisation_credential_api_length check (length(api_key) = 32),
  constraint organisation_credential_whole check (num_nulls(salt, verifier, second_step) in (0, 3))
);

create unlogged table pt_reports.organisation_session (
  lookup bytea constraint organisation_session_pkey primary key constraint organisation_session_lookup_length check (length(lookup) = 32),
  organisation uuid not null constraint organisation_session_organisation_fkey references pt_reports.organisation,
  -- Whether the second step was taken: without it nothing is filed.
  whole boolean not null,
  idle_until timestamptz not null,
  ends_at timestamptz not null
);

-- What an organisation filed: once per reference of its own, which stands here as a hash.
create table pt_reports.filing (
  id uuid constraint filing_pkey primary key,
  organisation uuid not null constraint filing_organisation_fkey references pt_reports.organisation,
  reference bytea not null constraint filing_reference_length check (length(reference) = 32),
  report uuid constraint filing_report_fkey references pt_reports.report on delete set null,
  on_day date not null,
  constraint filing_reference_once unique (organisation, reference)
);
create index filing_of_report on pt_reports.filing (report);

-- At least one in a calendar year; no row is none.
create table pt_reports.duty_year (
  organisation uuid not null constraint duty_year_organisation_fkey references pt_reports.organisation,
  year smallint not null,
  constraint duty_year_pkey primary key (organisation, year)
);

do $$
declare name text;
begin
  foreach name in array array['organisation', 'organisation_credential', 'organisation_session', 'filing', 'duty_year'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
  end loop;
end $$;
create policy organisation_system on pt_reports.organisation for select to pt_channel using ((select pt_reports.side()) = 'system');
create policy organisation_own on pt_reports.organisation for select to pt_channel
  using ((select pt_reports.side()) = 'organisation' and id = (select pt_reports.actor()));
create policy organisation_officer on pt_reports.organisation to pt_channel using ((select pt_reports.side()) = 'officer')
  with check ((select pt_reports.side()) = 'officer');
create policy organisation_credential_system on pt_reports.organisation_credential to pt_channel using ((select pt_reports.side()) = 'system')
  with check ((select pt_reports.side()) = 'system');
create policy organisation_session_system on pt_reports.organisation_session to pt_channel using ((select pt_reports.side()) = 'system')
  with check ((select pt_reports.side()) = 'system');
create policy filing_own on pt_reports.filing for select to pt_channel
  using ((select pt_reports.side()) = 'organisation' and organisation = (select pt_reports.actor()));
create policy duty_year_seen on pt_reports.duty_year for select to pt_channel using ((select pt_reports.side()) = 'officer'
  or ((select pt_reports.side()) = 'organisation' and organisation = (select pt_reports.actor())));
grant select, insert, update (name, kind, number, blocked, code_signed_on, clause) on pt_reports.organisation to pt_channel;
grant select, insert, update on pt_reports.organisation_credential to pt_channel;
grant select, insert, update, delete on pt_reports.organisation_session to pt_channel;
grant select on pt_reports.filing, pt_reports.duty_year to pt_channel;

-- Gives an organisation a start code; what it had to sign in with ends there, and so do its sessions.
create function pt_reports.allow_organisation(one uuid, hash bytea, until_day date) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' then
    raise exception 'only an officer lets an organisation begin' using errcode = 'insufficient_privilege';
  end if;
  insert into organisation_credential (organisation, setup_hash, setup_until) values (one, hash, until_day)
    on conflict (organisation) do update set setup_hash = excluded.setup_hash, setup_until = excluded.setup_until,
      salt = null, verifier = null, second_step = null, last_step = null, api_key = null;
  delete from organisation_session where organisation = one;
end $$;
-- Ends the sessions of an organisation, and what it began with.
create function pt_reports.shut_organisation(one uuid) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' then
    raise exception 'only an officer shuts an organisation out' using errcode = 'insufficient_privilege';
  end if;
  delete from organisation_session where organisation = one;
  update organisation_credential set setup_hash = null, setup_until = null where organisation = one;
end $$;

-- The one way by which a report counts for an organisation: in the transaction that sends it, by who holds a whole session of
-- that organisation. It counts in the calendar year of today.
create function pt_reports.file_for(filing uuid, one uuid, session bytea, of_reference bytea) returns void
  language plpgsql security definer set search_path = pt_reports, pt, pg_catalog as $$
declare who uuid;
begin
  select s.organisation into who from organisation_session s join organisation o on o.id = s.organisation
    where s.lookup = session and s.whole and not o.blocked and s.idle_until > app_now() and s.ends_at > app_now();
  if who is null or pt_reports.own_report() is distinct from one
      or not exists (select from report r where r.id = one and r.status = 'sent' and r.sent_on = pt_reports.today()) then
    raise exception 'only an organisation that is in files for itself' using errcode = 'insufficient_privilege';
  end if;
  insert into filing (id, organisation, reference, report, on_day) values (filing, who, of_reference, one, pt_reports.today());
  insert into duty_year (organisation, year) values (who, extract(year from pt_reports.today())) on conflict do nothing;
end $$;

-- The night goes over the new tables too.
create or replace function pt_reports.rewrite_day() returns bigint language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
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
      'decision id', 'attachment id', 'test_question report', 'handover reference', 'interest id', 'hold report', 'erasure report', 'residue id', 'pending_act id',
      'filing id', 'duty_year organisation'] loop
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
create or replace function pt_reports.reorder(name text) returns void language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'system' or name not in ('shred_slot', 'report', 'report_content', 'key_copy', 'sent_mark', 'message', 'note', 'decision', 'attachment',
      'test_question', 'handover', 'interest', 'hold', 'erasure', 'residue', 'pending_act', 'filing', 'duty_year') then
    raise exception 'only the system puts tables in order' using errcode = 'insufficient_privilege';
  end if;
  execute format('cluster pt_reports.%I using %I', name, name || '_pkey');
end $$;

revoke execute on function pt_reports.allow_organisation(uuid, bytea, date), pt_reports.shut_organisation(uuid),
  pt_reports.file_for(uuid, uuid, bytea, bytea) from public;
grant execute on function pt_reports.allow_organisation(uuid, bytea, date), pt_reports.shut_organisation(uuid),
  pt_reports.file_for(uuid, uuid, bytea, bytea) to pt_channel;

-- After a restore ------------------------------------------------------------------------------------------------------------

-- Erases a report that a restored backup brought back after its shred key was zeroed: nobody can read it any more, so no term,
-- hold or status keeps it. That its key is zeroed is for the channel to look up in the file; the database does not see that.
create function pt_reports.purge_shredded(one uuid) returns void
  language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'system' then
    raise exception 'only the system purges' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.side', 'none', true);
  delete from hold where report = one;
  delete from report where id = one;
  perform set_config('app.side', 'system', true);
end $$;
-- A hold that goes with its report needs no decision: there is nothing left to decide on.
create or replace function pt_reports.insist_hold_decided() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
declare taken text := case tg_op when 'DELETE' then 'let-go' else 'held' end;
  one uuid := case tg_op when 'DELETE' then old.report else new.report end;
begin
  if (tg_op = 'UPDATE' and new = old) or (tg_op = 'DELETE' and not exists (select from report r where r.id = one)) then
    return null;
  end if;
  if not exists (select from decision where report = one and officer = actor() and on_day = today() and what = taken) then
    raise exception 'a step is taken with a decision' using errcode = 'check_violation', constraint = 'report_decided';
  end if;
  return null;
end $$;
revoke execute on function pt_reports.purge_shredded(uuid) from public;
grant execute on function pt_reports.purge_shredded(uuid) to pt_channel;

-- What waits for officers is counted on every visit of their list.
create index message_unseen on pt_reports.message (report) where side = 'reporter' and not seen;
-- The list of officers stands in the order of what is due, and closed reports in that of the day they were closed.
create index report_due on pt_reports.report
  ((case when acknowledged_on is null then acknowledge_by when feedback_on is null then feedback_by end), id) where status not in ('draft', 'closed');
create index report_closed on pt_reports.report (closed_on desc, id) where status = 'closed';
-- Counted with the owner's eyes, as the policy of each message would look up its report.
create function pt_reports.desk_counts() returns table (to_acknowledge integer, feedback_soon integer, late integer, answered integer)
  language plpgsql stable security definer set search_path = pt_reports, pg_catalog as $$
begin
  if side() <> 'officer' then
    raise exception 'only officers count what waits' using errcode = 'insufficient_privilege';
  end if;
  return query select (count(*) filter (where status = 'sent'))::int,
      (count(*) filter (where acknowledged_on is not null and feedback_on is null and feedback_by between today() and today() + 14))::int,
      (count(*) filter (where case when acknowledged_on is null then acknowledge_by when feedback_on is null then feedback_by end < today()))::int,
      (select count(distinct m.report)::int from message m where m.side = 'reporter' and not m.seen)
    from report where status not in ('draft', 'closed');
end $$;
revoke execute on function pt_reports.desk_counts() from public;
grant execute on function pt_reports.desk_counts() to pt_channel;
