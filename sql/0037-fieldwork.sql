-- Fieldwork: mailboxes on other servers.

-- A mailbox that is read (IMAP), and how far. Its numbers hold while it keeps its validity; another one means: all of it again,
-- which is safe, since the same bytes for the same address are one answer.
create table mail_source (
  address text collate "C" constraint mail_source_pkey primary key,
  uid_validity numeric(10) constraint mail_source_uid_validity_range check (uid_validity > 0),
  last_uid bigint constraint mail_source_last_uid_range check (last_uid >= 0),
  read_at timestamptz,
  trouble text constraint mail_source_trouble_known check (trouble in ('unreachable', 'not-let-in', 'no-folder', 'not-kept')),
  trouble_since timestamptz,
  constraint mail_source_place_is_whole check ((uid_validity is null) = (last_uid is null)),
  constraint mail_source_trouble_is_whole check ((trouble is null) = (trouble_since is null))
);
call protect('mail_source');
drop policy mail_source_actor on mail_source;
create policy mail_source_read on mail_source for select to pt_app using ((select app_reads_campaigns()));
create policy mail_source_kept on mail_source to pt_app using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update, delete on mail_source to pt_app;

-- No window ends before every mailbox was read past its end: an answer may still lie there.
create function outcome_waits_for_mail() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from application a, mail_source s where a.id = new.application and a.state = 'sent'
      and (s.read_at is null or s.read_at < a.window_ends_at)) then
    raise exception 'an answer may still lie in a mailbox that was not read' using errcode = 'restrict_violation', constraint = 'outcome_before_mail';
  end if;
  return new;
end $$;
create trigger outcome_mail before insert on outcome for each row execute function outcome_waits_for_mail();

-- Those from before this file wait for a person as they were promised to, however long ago their clock ran out.
alter table withdrawal add column by_itself boolean not null default false;
alter table withdrawal alter column by_itself set default true;

-- A withdrawal that leaves by itself. Only where a person read the answer and said what it expects; never while the kill switch
-- is on, which holds no withdrawal that a person decided on. Who decided is who acts; what was erased has nobody to go to.
create function withdrawal_by_itself() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is not null and new.decided_by is distinct from app_actor()
      and (new.decided_by is distinct from old.decided_by or new.state = 'due' and old.state = 'open') then
    raise exception 'one decides in the own name' using errcode = 'restrict_violation', constraint = 'withdrawal_own_name';
  end if;
  if not (new.state = 'due' and old.state = 'open' or new.state = 'sending' and old.state = 'due') then return new; end if;
  if new.erased_at is not null then
    raise exception 'an erased withdrawal goes to nobody' using errcode = 'restrict_violation', constraint = 'withdrawal_erased';
  end if;
  if exists (select from account d where d.id = new.decided_by and d.kind = 'person') then return new; end if;
  if not new.by_itself then
    raise exception 'this withdrawal waits for a person' using errcode = 'restrict_violation', constraint = 'withdrawal_by_person';
  end if;
  if not exists (select from triage g join account t on t.id = g.triaged_by
      where g.withdrawal = new.id and g.expects <> 'nothing' and t.kind = 'person') then
    raise exception 'nobody said yet what this answer expects' using errcode = 'restrict_violation', constraint = 'withdrawal_unconfirmed';
  end if;
  -- Sending it is refused by withdrawal_heeds_the_switch.
  if new.state = 'due' and nothing_may_leave() then
    raise exception 'the kill switch holds what leaves by itself' using errcode = 'restrict_violation', constraint = 'withdrawal_held';
  end if;
  return new;
end $$;
create trigger withdrawal_automatic before update on withdrawal for each row execute function withdrawal_by_itself();

-- The two applications of a test never end with the same text: two equal letters to one employer show that they belong together.
create function withdrawal_has_own_text() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from application a join application o on o.test = a.test and o.id <> a.id join withdrawal w on w.application = o.id
      where a.id = new.application and w.template = new.template) then
    raise exception 'the other application of this test has this text' using errcode = 'restrict_violation', constraint = 'withdrawal_other_text';
  end if;
  return new;
end $$;
create trigger withdrawal_text before insert on withdrawal for each row execute function withdrawal_has_own_text();
revoke execute on function withdrawal_by_itself(), withdrawal_has_own_text(), outcome_waits_for_mail() from public;

-- Who watches the clocks in a weekend.
create table weekend_duty (
  saturday date constraint weekend_duty_pkey primary key constraint weekend_duty_is_saturday check (extract(isodow from saturday) = 6),
  account uuid not null constraint weekend_duty_account_fkey references account (id),
  planned_by uuid not null constraint weekend_duty_planner_fkey references account (id),
  planned_at timestamptz not null default app_now()
);
create function weekend_duty_is_to_come() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if new.saturday + 2 <= (app_now() at time zone 'Europe/Brussels')::date then
    raise exception 'a weekend that is over is not planned' using errcode = 'restrict_violation', constraint = 'weekend_duty_past';
  end if;
  if not exists (select from account a where a.id = new.account and a.state <> 'blocked' and 'fieldworker' = any (a.roles)) then
    raise exception 'only a fieldworker stands by' using errcode = 'restrict_violation', constraint = 'weekend_duty_fieldworker';
  end if;
  return new;
end $$;
create trigger weekend_duty_life after insert or update on weekend_duty for each row execute function weekend_duty_is_to_come();
revoke execute on function weekend_duty_is_to_come() from public;
call protect('weekend_duty');
drop policy weekend_duty_actor on weekend_duty;
create policy weekend_duty_read on weekend_duty for select to pt_app using ((select app_reads_campaigns()));
create policy weekend_duty_planned on weekend_duty for insert to pt_app with check ((select app_keeps_teams()) and planned_by = app_actor());
create policy weekend_duty_changed on weekend_duty for update to pt_app using ((select app_keeps_teams())) with check ((select app_keeps_teams()) and planned_by = app_actor());
grant select, insert, update on weekend_duty to pt_app;

-- A term is applied once the data protection officer confirmed it: an act on one text, and a text that changed is unconfirmed again.
alter table retention_term add column text_hash bytea not null default sha256(''::bytea) constraint retention_term_text_hash_length check (length(text_hash) = 32);
alter table retention_term alter column text_hash drop default;
create table retention_confirmation (
  data_class text collate "C" not null,
  text_hash bytea not null constraint retention_confirmation_text_hash_length check (length(text_hash) = 32),
  -- Null in a practice database, which confirms its own.
  confirmed_by uuid constraint retention_confirmation_by_fkey references account (id),
  confirmed_at timestamptz not null default app_now(),
  constraint retention_confirmation_pkey primary key (data_class, text_hash)
);
create trigger retention_confirmation_append_only before update or delete on retention_confirmation for each row execute function refuse_change();
create function retention_confirmation_is_of_the_text() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not exists (select from retention_term t where t.data_class = new.data_class and t.text_hash = new.text_hash) then
    raise exception 'the text that is confirmed is not the text that stands' using errcode = 'restrict_violation', constraint = 'retention_confirmation_other_text';
  end if;
  if new.confirmed_by is null and (select mode from clock) <> 'demo' then
    raise exception 'only a practice database confirms its own terms' using errcode = 'restrict_violation', constraint = 'retention_confirmation_by_person';
  end if;
  return new;
end $$;
create trigger retention_confirmation_text after insert on retention_confirmation for each row execute function retention_confirmation_is_of_the_text();
call protect('retention_confirmation');
drop policy retention_confirmation_actor on retention_confirmation;
create policy retention_confirmation_read on retention_confirmation for select to pt_app using ((select app_reads_protection()));
create policy retention_confirmation_made on retention_confirmation for insert to pt_app with check ((select app_handles_data()) and confirmed_by = app_actor());
grant select, insert on retention_confirmation to pt_app;
revoke execute on function retention_confirmation_is_of_the_text() from public;

create or replace function term_passed(data_class_ text, since timestamptz) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce((select t.kept_by = 'job' and since < app_now() - make_interval(months => t.months)
      and exists (select from retention_confirmation k where k.data_class = t.data_class and k.text_hash = t.text_hash)
    from retention_term t where t.data_class = data_class_), false) $$;

-- What a run left because its term waits for the data protection officer.
alter table retention_run add column waiting text[] not null default '{}';
