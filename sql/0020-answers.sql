-- Answers: matching by several signs that agree and its correction by a person; coding by two, a third who settles, and
-- a coder who steps aside.

-- What a message may say of an application without its address: names are compared, never shown to who codes.
create view match_candidate with (security_invoker = true) as
  select a.id as application, a.test, a.campaign, a.from_address as address, a.from_name as name, a.message_id,
    lower(a.to_address) as to_address, e.name as employer, v.title as vacancy, a.state, a.sent_at
  from application a join test t on t.id = a.test join employer e on e.id = t.employer join vacancy v on v.id = t.vacancy;

create index application_to_domain on application (lower(split_part(to_address, '@', 2)));
-- An index on an expression may not be used before a row-level policy; this gives ids alone, and only to who matches mail.
create function applications_of_domain(domain text) returns setof uuid language sql stable parallel safe security definer rows 4
  set search_path = pt, pg_catalog
  as $$ select id from application where lower(split_part(to_address, '@', 2)) = domain and app_matches_mail() order by due_at desc, id limit 200 $$;

-- Why an answer stands where it stands.
alter table response add column match_points smallint;
alter table response add column match_reasons text[];

-- A clock goes only with an answer that no longer has an application.
create function triage_stays() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if exists (select from response r where r.id = old.response and r.state = 'matched') then
    raise exception 'an answer keeps its clock' using errcode = 'restrict_violation', constraint = 'triage_stays';
  end if;
  return old;
end $$;
create trigger triage_stay before delete on triage for each row execute function triage_stays();
grant delete on triage to pt_app;

revoke execute on function applications_of_domain(text) from public;
grant execute on function applications_of_domain(text) to pt_app;
grant select on match_candidate to pt_app;

-- A coder who knows whose answer it is leaves it to another.
create table recusal (
  response uuid not null constraint recusal_response_fkey references response (id),
  coder uuid not null constraint recusal_coder_fkey references account (id),
  at timestamptz not null default app_now(),
  constraint recusal_pkey primary key (response, coder)
);
create trigger recusal_append_only before update or delete on recusal for each row execute function refuse_change();

-- A coder's own change of mind, with its reason; the first code stays readable, and kappa is over first codes.
create table coding_change (
  id uuid constraint coding_change_pkey primary key,
  coding uuid not null constraint coding_change_coding_fkey references coding (id),
  response uuid not null constraint coding_change_response_fkey references response (id),
  from_code text not null,
  to_code text not null constraint coding_change_code_known check (to_code in
    ('INV', 'TST', 'ALT', 'CTC', 'INF', 'ACK-A', 'ACK-H', 'RES', 'REJ', 'FIL', 'BNC', 'DET', 'ERR')),
  reason text not null constraint coding_change_reason_given check (length(reason) between 10 and 2000),
  at timestamptz not null default app_now(),
  constraint coding_change_is_one check (from_code <> to_code)
);
create index coding_change_coding on coding_change (coding, at);
create trigger coding_change_append_only before update or delete on coding_change for each row execute function refuse_change();
call protect('recusal', 'coding_change');

-- What a coder sees: what waits for two coders, or for who settles a difference, and what they coded themselves. Not of a
-- campaign that they planned, know the arms of or have an own interest in, nor what they left to another.
create or replace view coding_item with (security_barrier = true) as
  select r.id as response, r.redacted_subject as subject, r.redacted_text as text, r.suggestion, r.suggestion_words, r.code is not null as done,
    case when n.codings < 2 then 'code' else 'settle' end as step, n.mine
  from response r cross join lateral (select count(*) filter (where not c.adjudication) as codings,
      coalesce(bool_or(c.coder = app_actor()), false) as mine from coding c where c.response = r.id) n
  where r.state = 'matched' and (select app_codes())
    and (n.mine or (case when n.codings < 2 then (select actor_holds_role('{coder}')) else (select actor_holds_role('{adjudicator}')) end))
    and r.campaign not in (select i.campaign from campaign_insider i where i.account = app_actor()
      union all select o.campaign from own_interest o where o.account = app_actor() and o.withdrawn_at is null)
    and not exists (select from recusal x where x.response = r.id and x.coder = app_actor());

-- The first two codings are by coders, the third settles their difference, and there is no fourth.
create function coding_keeps_order() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare before integer; different boolean;
begin
  perform from response r where r.id = new.response for update;
  select count(*), count(distinct c.code) > 1 into before, different from coding c where c.response = new.response;
  if new.adjudication <> (before >= 2) or before > 2 or (before = 2 and not different) then
    raise exception 'two code, and a third settles their difference' using errcode = 'restrict_violation', constraint = 'coding_order';
  end if;
  if exists (select from recusal x where x.response = new.response and x.coder = new.coder) then
    raise exception 'who stepped aside does not code' using errcode = 'restrict_violation', constraint = 'coding_recused';
  end if;
  return new;
end $$;
create trigger coding_order before insert on coding for each row execute function coding_keeps_order();

drop policy recusal_actor on recusal;
create policy recusal_read on recusal for select to pt_app using (coder = app_actor() or (select app_is_system())
  or exists (select from response r where r.id = response and r.campaign in (select app_team_campaigns())));
create policy recusal_made on recusal for insert to pt_app with check (coder = app_actor()
  and exists (select from coding_item i where i.response = recusal.response and not i.done and not i.mine));
drop policy coding_change_actor on coding_change;
create policy coding_change_read on coding_change for select to pt_app using ((select app_is_system())
  or exists (select from coding c where c.id = coding and c.coder = app_actor())
  or exists (select from response r where r.id = response and r.campaign in (select app_team_campaigns())));

-- The two codes that differ, in an order that tells nothing, for who is to settle them.
create function codes_to_settle(one uuid) returns table (code text)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.code from coding c where c.response = one and not c.adjudication and actor_holds_role('{adjudicator}')
    and exists (select from coding_item i where i.response = one and i.step = 'settle') order by c.code collate "C"
$$;

-- Changes the own coding of an answer whose application has no outcome yet; the code of the answer follows from the
-- codings again. Gives why not, or the code that stands now and how, if any does.
create function change_code(change uuid, one uuid, new_code text, why text) returns table (refused text, code text, how text)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare place uuid; own coding; settled boolean; agreed text; manner text;
begin
  if not exists (select from coding_item i where i.response = one and i.mine) then return query select 'nothing-to-change', null, null; return; end if;
  select r.application into place from response r where r.id = one;
  perform from application a where a.id = place for update;
  perform from response r where r.id = one for update;
  select * into own from coding c where c.response = one and c.coder = app_actor();
  select count(*) > 0 into settled from coding c where c.response = one and c.adjudication;
  if own.code = new_code then return query select 'nothing-to-change', null, null; return; end if;
  if exists (select from outcome o where o.application = place) then return query select 'outcome-final', null, null; return; end if;
  if settled and not own.adjudication then return query select 'settled-already', null, null; return; end if;
  insert into coding_change (id, coding, response, from_code, to_code, reason) values (change, own.id, one, own.code, new_code, why);
  update coding set code = new_code where id = own.id;
  select case when settled then max(c.code) filter (where c.adjudication)
      when count(*) = 2 and count(distinct c.code) = 1 then min(c.code) end into agreed from coding c where c.response = one;
  manner := case when agreed is null then null when settled then 'adjudication' else 'agreement' end;
  update response set code = agreed, coded_at = case when agreed is null then null else app_now() end, coded_how = manner where id = one;
  return query select null, agreed, manner;
end $$;

revoke execute on function codes_to_settle(uuid), change_code(uuid, uuid, text, text) from public;
grant execute on function codes_to_settle(uuid), change_code(uuid, uuid, text, text) to pt_app;
grant select, insert on recusal to pt_app;
grant select on coding_change to pt_app;
