-- The reporting channel: a schema of its own, for its own login (role pt_channel). What a reporter wrote stands here sealed;
-- in clear are a random id, type, grounds, sector, status and dates. Nothing tells the order of acts within a day.

create schema pt_reports;
grant usage on schema pt_reports to pt_channel;

-- Today in Brussels by the database's clock; with the owner's eyes, so that the channel's login needs nothing of schema pt.
create function pt_reports.today() returns date language sql stable security definer set search_path = pt, pg_catalog
  as $$ select (app_now() at time zone 'Europe/Brussels')::date $$;

-- On whose behalf the channel acts: 'door' (nobody yet), 'reporter', 'officer' or 'system'; and for a reporter which report.
create function pt_reports.side() returns text language sql stable
  as $$ select coalesce(nullif(current_setting('app.side', true), ''), 'none') $$;
create function pt_reports.actor() returns uuid language sql stable
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function pt_reports.own_report() returns uuid language sql stable
  as $$ select case when pt_reports.side() = 'reporter' then pt_reports.actor() end $$;

-- One salt for all codes: a report is found by what is derived from its code.
create table pt_reports.site (
  one boolean default true constraint site_pkey primary key constraint site_one_row check (one),
  salt bytea not null constraint site_salt_length check (length(salt) = 32)
);

-- A slot of the file of shred keys; claimed once and never again, also when its report is gone.
create table pt_reports.shred_slot (
  slot integer constraint shred_slot_pkey primary key constraint shred_slot_positive check (slot >= 0),
  state text not null constraint shred_slot_state_known check (state in ('claimed', 'to-zero', 'zeroed'))
);

create table pt_reports.report (
  id uuid constraint report_pkey primary key,
  slot integer not null constraint report_slot_unique unique constraint report_slot_fkey references pt_reports.shred_slot,
  status text not null default 'draft'
    constraint report_status_known check (status in ('draft', 'sent', 'acknowledged', 'in-progress', 'forwarded', 'closed')),
  -- While a draft: until which day it is kept.
  draft_until date,
  kind text constraint report_kind_known check (kind in ('intermediary', 'victim', 'bystander')),
  grounds text[],
  sector text,
  sent_on date,
  acknowledge_by date,
  acknowledged_on date,
  feedback_by date,
  feedback_on date,
  closed_on date,
  outcome text,
  constraint report_draft_tells_nothing check ((status = 'draft') = (draft_until is not null)
    and (status <> 'draft' or num_nulls(kind, grounds, sector, sent_on, acknowledge_by, acknowledged_on, feedback_by, feedback_on, closed_on, outcome) = 10)),
  constraint report_sent_has_clocks check (status = 'draft' or num_nulls(sent_on, acknowledge_by, feedback_by) = 0),
  constraint report_closed_has_day check ((status = 'closed') = (closed_on is not null and outcome is not null))
);
create index report_open on pt_reports.report (acknowledge_by, id) where status not in ('draft', 'closed');

-- What the reporter wrote, sealed under the report's key. The own role stands apart; the code waits here only until it is sent.
create table pt_reports.report_content (
  report uuid constraint report_content_pkey primary key constraint report_content_report_fkey references pt_reports.report on delete cascade,
  answers bytea not null,
  own_role bytea,
  waiting_code bytea
);

-- The wrapped key of a report for who may open it: an officer's box, the reporter's code, or the cookie of a draft.
create table pt_reports.key_copy (
  id uuid constraint key_copy_pkey primary key,
  report uuid not null constraint key_copy_report_fkey references pt_reports.report on delete cascade,
  holder text not null constraint key_copy_holder_known check (holder in ('officer', 'code', 'draft')),
  officer uuid,
  lookup bytea constraint key_copy_lookup_unique unique constraint key_copy_lookup_length check (length(lookup) = 32),
  body bytea not null,
  constraint key_copy_by_holder check ((holder = 'officer') = (officer is not null) and (holder = 'officer') = (lookup is null))
);
create unique index key_copy_one_per_officer on pt_reports.key_copy (report, officer) where officer is not null;
create unique index key_copy_one_code on pt_reports.key_copy (report, holder) where officer is null;

-- A reporter who came back with the code: the key under the secret of a cookie, half an hour idle. Never in a dump or a replica.
create unlogged table pt_reports.visit (
  lookup bytea constraint visit_pkey primary key constraint visit_lookup_length check (length(lookup) = 32),
  report uuid not null constraint visit_report_fkey references pt_reports.report on delete cascade,
  body bytea not null,
  idle_until timestamptz not null
);
-- (An unlogged table may refer to a logged one.)

-- That a draft was sent, for who presses the button again; nothing says which report it was.
create table pt_reports.sent_mark (
  lookup bytea constraint sent_mark_pkey primary key,
  sent_on date not null
);

-- One message of a thread. Its place in the thread is sealed with its text.
create table pt_reports.message (
  id uuid constraint message_pkey primary key,
  report uuid not null constraint message_report_fkey references pt_reports.report on delete cascade,
  side text not null constraint message_side_known check (side in ('reporter', 'officer')),
  on_day date not null default pt_reports.today(),
  -- Whether an officer opened it.
  seen boolean not null default false,
  body bytea not null
);
create index message_of_report on pt_reports.message (report);

-- Internal: officers only.
create table pt_reports.note (
  id uuid constraint note_pkey primary key,
  report uuid not null constraint note_report_fkey references pt_reports.report on delete cascade,
  officer uuid not null,
  on_day date not null default pt_reports.today(),
  body bytea not null
);
create index note_of_report on pt_reports.note (report);

-- A file: name, type, size and hash are sealed in `about`, its content as a stream under its own key.
create table pt_reports.attachment (
  id uuid constraint attachment_pkey primary key,
  report uuid not null constraint attachment_report_fkey references pt_reports.report on delete cascade,
  side text not null constraint attachment_side_known check (side in ('reporter', 'officer')),
  on_day date not null default pt_reports.today(),
  about bytea not null
);
create index attachment_of_report on pt_reports.attachment (report);
create table pt_reports.attachment_content (
  attachment uuid constraint attachment_content_pkey primary key
    constraint attachment_content_attachment_fkey references pt_reports.attachment on delete cascade,
  body bytea not null
);

-- Officers of the channel, with their own sign-in. The private key opens with the passphrase alone. That a public key counts
-- is decided by the custodians' signatures against the settings, never by what stands here.
create table pt_reports.officer (
  id uuid constraint officer_pkey primary key,
  name text not null constraint officer_name_length check (length(name) between 1 and 200),
  login text not null constraint officer_login_unique unique constraint officer_login_plain check (login = lower(btrim(login)) and length(login) between 2 and 100),
  blocked boolean not null default false,
  setup_hash bytea constraint officer_setup_hash_length check (length(setup_hash) = 32),
  setup_until date,
  salt bytea,
  public_key bytea constraint officer_public_key_length check (length(public_key) = 32),
  sealed_private bytea,
  key_until date,
  signatures bytea[] not null default '{}',
  constraint officer_key_whole check (num_nulls(salt, public_key, sealed_private, key_until) in (0, 4))
);
alter table pt_reports.key_copy add constraint key_copy_officer_fkey foreign key (officer) references pt_reports.officer;
alter table pt_reports.note add constraint note_officer_fkey foreign key (officer) references pt_reports.officer;

-- An unlocked key, under a secret that only a cookie has; not in dumps, gone at sign-out, after 15 minutes idle, after 8 hours.
create unlogged table pt_reports.officer_session (
  lookup bytea constraint officer_session_pkey primary key constraint officer_session_lookup_length check (length(lookup) = 32),
  officer uuid not null constraint officer_session_officer_fkey references pt_reports.officer,
  body bytea not null,
  idle_until timestamptz not null,
  ends_at timestamptz not null
);

-- The channel's own chain, written by the code of the other one. Reporters' acts wait, without time, for the night.
create table pt_reports.audit_link (
  seq bigint constraint audit_link_pkey primary key,
  at timestamptz not null,
  actor uuid not null,
  what text not null,
  campaign uuid constraint audit_link_no_campaign check (campaign is null),
  body text not null,
  hash bytea not null constraint audit_link_hash_length check (length(hash) = 32)
);
create table pt_reports.audit_head (
  one boolean default true constraint audit_head_pkey primary key constraint audit_head_one_row check (one),
  seq bigint not null,
  hash bytea not null constraint audit_head_hash_length check (length(hash) = 32)
);
insert into pt_reports.audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));
create trigger audit_link_append_only before update or delete on pt_reports.audit_link for each row execute function refuse_change();
create table pt_reports.pending_act (
  id uuid constraint pending_act_pkey primary key,
  what text not null,
  report uuid not null,
  on_day date not null default pt_reports.today()
);

-- The life of a report. It is sent once, on the day it is sent, and no clock of it is taken back.
create function pt_reports.keep_life() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if side() = 'reporter' and old.status <> 'draft' then
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
      or new.feedback_by < old.feedback_by or new.acknowledged_on is distinct from coalesce(old.acknowledged_on, new.acknowledged_on)) then
    raise exception 'the clocks of a report only go on' using errcode = 'check_violation', constraint = 'report_life';
  end if;
  return new;
end $$;
create trigger report_life before update on pt_reports.report for each row execute function pt_reports.keep_life();

-- A reporter erases a draft, the system what was closed or is a draft past its day; an officer erases nothing.
create function pt_reports.keep_report() returns trigger language plpgsql set search_path = pt_reports, pg_catalog as $$
begin
  if not (side() = 'none' or (side() = 'reporter' and old.status = 'draft')
      or (side() = 'system' and (old.status = 'closed' or (old.status = 'draft' and old.draft_until < today())))) then
    raise exception 'this report is kept' using errcode = 'check_violation', constraint = 'report_kept';
  end if;
  return old;
end $$;
create trigger report_kept before delete on pt_reports.report for each row execute function pt_reports.keep_report();

-- When a transaction that sends ends, at least two officers hold the key, the reporter's code opens it, and no draft copy is left.
create function pt_reports.insist_readable() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  if (select count(*) from key_copy where report = new.id and holder = 'officer') < 2
      or not exists (select from key_copy where report = new.id and holder = 'code')
      or exists (select from key_copy where report = new.id and holder = 'draft')
      or exists (select from report_content where report = new.id and waiting_code is not null) then
    raise exception 'a report is sent to two officers at least, with its code' using errcode = 'check_violation', constraint = 'report_readable';
  end if;
  return null;
end $$;
create constraint trigger report_readable after update of status on pt_reports.report deferrable initially deferred
  for each row when (old.status = 'draft' and new.status = 'sent') execute function pt_reports.insist_readable();

-- A slot goes forward only, and is never removed.
create function pt_reports.keep_slot() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.slot <> old.slot
      or not ((old.state = 'claimed' and new.state = 'to-zero') or (old.state = 'to-zero' and new.state = 'zeroed') or old.state = new.state) then
    raise exception 'a slot is used once' using errcode = 'check_violation', constraint = 'shred_slot_once';
  end if;
  return new;
end $$;
create trigger shred_slot_once before update or delete on pt_reports.shred_slot for each row execute function pt_reports.keep_slot();

-- With a report go its key copies and texts; its slot waits to be zeroed.
create function pt_reports.let_slot_go() returns trigger language plpgsql security definer set search_path = pt_reports, pg_catalog as $$
begin
  update shred_slot set state = 'to-zero' where slot = old.slot and state = 'claimed';
  return null;
end $$;
create trigger report_slot_goes after delete on pt_reports.report for each row execute function pt_reports.let_slot_go();

-- What a secret opens: nobody can look without the secret, and the door sees one row of one lookup at most.
create function pt_reports.find_copy(one bytea) returns table (report uuid, holder text, body bytea, status text)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select k.report, k.holder, k.body, r.status from key_copy k join report r on r.id = k.report where k.lookup = one
$$;
create function pt_reports.find_visit(one bytea) returns table (report uuid, body bytea)
  language sql stable security definer set search_path = pt_reports, pt, pg_catalog as $$
  select v.report, v.body from visit v where v.lookup = one and v.idle_until > app_now()
$$;
create function pt_reports.find_mark(one bytea) returns table (sent_on date)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$ select m.sent_on from sent_mark m where m.lookup = one $$;
-- A visit goes on for another half hour, by its own secret.
create function pt_reports.prolong_visit(one bytea) returns void
  language sql security definer set search_path = pt_reports, pt, pg_catalog as $$
  update visit set idle_until = app_now() + interval '30 minutes' where lookup = one and idle_until > app_now()
$$;
create function pt_reports.end_visit(one bytea) returns void
  language sql security definer set search_path = pt_reports, pg_catalog as $$ delete from visit where lookup = one $$;
-- How far a visit reaches by the database's clock.
create function pt_reports.visit_reach() returns timestamptz language sql stable security definer set search_path = pt, pg_catalog
  as $$ select app_now() + interval '30 minutes' $$;

-- All that leaves the channel for the rest: how many wait, and how many are late.
create function pt_reports.counts() returns table (unacknowledged bigint, open bigint, late bigint)
  language sql stable security definer set search_path = pt_reports, pg_catalog as $$
  select count(*) filter (where status = 'sent'), count(*) filter (where status not in ('draft', 'closed')),
    count(*) filter (where status not in ('draft', 'closed')
      and ((acknowledged_on is null and acknowledge_by < today()) or (feedback_on is null and feedback_by < today())))
  from report
$$;

-- Rows, by side. A reporter's side sees the own report alone; officers see what was sent; the system keeps the house.
do $$
declare name text;
begin
  foreach name in array array['site', 'shred_slot', 'report', 'report_content', 'key_copy', 'visit', 'sent_mark', 'message', 'note', 'attachment',
      'attachment_content', 'officer', 'officer_session', 'audit_link', 'audit_head', 'pending_act'] loop
    execute format('alter table pt_reports.%I enable row level security, force row level security', name);
    execute format('create policy %I on pt_reports.%I to pt_owner using (true) with check (true)', name || '_owner', name);
  end loop;
  foreach name in array array['report', 'report_content', 'key_copy', 'message', 'attachment', 'sent_mark', 'visit', 'shred_slot', 'pending_act', 'officer_session'] loop
    execute format('create policy %I on pt_reports.%I to pt_channel using ((select pt_reports.side()) = ''system'') with check ((select pt_reports.side()) = ''system'')', name || '_system', name);
  end loop;
  foreach name in array array['report_content', 'message', 'attachment'] loop
    execute format('create policy %I on pt_reports.%I to pt_channel using (report = (select pt_reports.own_report())) with check (report = (select pt_reports.own_report()))', name || '_reporter', name);
    execute format('create policy %I on pt_reports.%I to pt_channel using ((select pt_reports.side()) = ''officer'' and exists (select from pt_reports.report r where r.id = report))
      with check ((select pt_reports.side()) = ''officer'' and exists (select from pt_reports.report r where r.id = report))', name || '_officer', name);
  end loop;
end $$;
create policy site_read on pt_reports.site for select to pt_channel using (true);
create policy site_made on pt_reports.site for insert to pt_channel with check ((select pt_reports.side()) = 'system');
create policy shred_slot_claimed on pt_reports.shred_slot for insert to pt_channel with check ((select pt_reports.side()) = 'reporter' and state = 'claimed');
create policy report_reporter on pt_reports.report to pt_channel using (id = (select pt_reports.own_report())) with check (id = (select pt_reports.own_report()));
create policy report_officer on pt_reports.report to pt_channel using ((select pt_reports.side()) = 'officer' and status <> 'draft')
  with check ((select pt_reports.side()) = 'officer' and status <> 'draft');
create policy key_copy_made on pt_reports.key_copy for insert to pt_channel with check (report = (select pt_reports.own_report()));
create policy key_copy_seen on pt_reports.key_copy for select to pt_channel using (report = (select pt_reports.own_report()));
create policy key_copy_dropped on pt_reports.key_copy for delete to pt_channel using (report = (select pt_reports.own_report()) and holder = 'draft');
create policy key_copy_officer on pt_reports.key_copy for select to pt_channel using ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()));
create policy visit_reporter on pt_reports.visit for insert to pt_channel with check (report = (select pt_reports.own_report()));
create policy sent_mark_made on pt_reports.sent_mark for insert to pt_channel with check ((select pt_reports.side()) = 'reporter');
create policy note_officer on pt_reports.note to pt_channel using ((select pt_reports.side()) = 'officer')
  with check ((select pt_reports.side()) = 'officer' and officer = (select pt_reports.actor()));
create policy attachment_content_by_file on pt_reports.attachment_content to pt_channel using (exists (select from pt_reports.attachment a where a.id = attachment))
  with check (exists (select from pt_reports.attachment a where a.id = attachment));
create policy officer_read on pt_reports.officer for select to pt_channel using (true);
create policy officer_system on pt_reports.officer to pt_channel using ((select pt_reports.side()) = 'system') with check ((select pt_reports.side()) = 'system');
create policy audit_link_read on pt_reports.audit_link for select to pt_channel using ((select pt_reports.side()) in ('officer', 'system'));
create policy audit_link_written on pt_reports.audit_link for insert to pt_channel with check ((select pt_reports.side()) in ('officer', 'system') and actor = (select pt_reports.actor()));
create policy audit_head_officer on pt_reports.audit_head to pt_channel using ((select pt_reports.side()) in ('officer', 'system')) with check (true);
create policy pending_act_made on pt_reports.pending_act for insert to pt_channel with check (report = (select pt_reports.own_report()));

grant select, insert on pt_reports.site to pt_channel;
grant select, insert, update on pt_reports.shred_slot, pt_reports.report_content, pt_reports.officer to pt_channel;
grant select, insert, update, delete on pt_reports.report, pt_reports.officer_session to pt_channel;
grant select, insert, delete on pt_reports.key_copy, pt_reports.attachment, pt_reports.visit, pt_reports.sent_mark, pt_reports.pending_act to pt_channel;
grant select, insert on pt_reports.message, pt_reports.note, pt_reports.attachment_content to pt_channel;
grant update (seen) on pt_reports.message to pt_channel;
grant select, insert on pt_reports.audit_link to pt_channel;
grant select, update on pt_reports.audit_head to pt_channel;

-- Functions are for the channel alone, but for the counts.
revoke execute on all functions in schema pt_reports from public;
grant execute on all functions in schema pt_reports to pt_channel;
revoke execute on function pt_reports.counts() from pt_channel;
grant usage on schema pt_reports to pt_app;
grant execute on function pt_reports.counts() to pt_app;
