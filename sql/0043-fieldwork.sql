-- Fieldwork goes on: every term of the register of data is applied by the job once it is confirmed, and the page of a
-- vacancy is kept as it stood when somebody looked at it.

-- What keeps its rows for good, but for what the system empties when its term is over: then these columns alone, and
-- `erased_at` says so. The arguments are the columns.
create function refuse_change_but_erasing() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and app_is_system() then
    if to_jsonb(old) ->> 'erased_at' is null and to_jsonb(new) ->> 'erased_at' is not null
      and (to_jsonb(old) - tg_argv - 'erased_at') = (to_jsonb(new) - tg_argv - 'erased_at') then
      return new;
    end if;
  end if;
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;

-- Notes of calls: what was typed goes, the code and whether it counts stay.
alter table call_outcome add column erased_at timestamptz;
drop trigger call_outcome_append_only on call_outcome;
create trigger call_outcome_append_only before update or delete on call_outcome for each row execute function refuse_change_but_erasing('note', 'deviations');

-- Requests about data: who asked and what goes, the number and the days stay.
alter table data_request add column erased_at timestamptz;
alter table data_request_act add column erased_at timestamptz;
drop trigger data_request_append_only on data_request;
-- The day that follows from another is not computed yet where a trigger looks.
create trigger data_request_append_only before update or delete on data_request for each row execute function refuse_change_but_erasing('subject', 'details', 'due_on');
drop trigger data_request_act_append_only on data_request_act;
create trigger data_request_act_append_only before update or delete on data_request_act for each row execute function refuse_change_but_erasing('reason');

-- Vacancies: when somebody last brought one in or changed it. What was emptied is in use again once somebody does.
alter table vacancy add column touched_at timestamptz not null default app_now(), add column erased_at timestamptz;
update vacancy set touched_at = created_at;
create index vacancy_untouched on vacancy (touched_at) where erased_at is null;
create function vacancy_is_touched() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.erased_at is null and new.erased_at is not null then
    if not app_is_system() then
      raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
    end if;
    return new;
  end if;
  new.touched_at := app_now();
  new.erased_at := null;
  return new;
end $$;
create trigger vacancy_touched before update on vacancy for each row execute function vacancy_is_touched();

-- Accounts: whose name a number took.
alter table account add column erased_at timestamptz;

-- What each class of 0032 beside answers holds past its term; each erases at most so many and gives the campaign, if any.
create function erase_call_notes(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select o.task, t.campaign from call_outcome o join call_task t on t.id = o.task
      join lateral (select max(e.at) as at from campaign_end e where e.campaign = t.campaign) ended on ended.at is not null
    where o.erased_at is null and term_passed('call-notes', ended.at) and not is_held(t.campaign)
    order by ended.at, o.task limit most
  loop
    update call_outcome o set note = null, erased_at = app_now(),
        deviations = coalesce((select jsonb_agg(jsonb_set(d, '{text}', '""')) from jsonb_array_elements(o.deviations) d), '[]')
      where o.task = one.task;
    return query select one.campaign;
  end loop;
end $$;

-- A vacancy is used while a campaign that tests it is not over, and was used when the last of them ended.
create function erase_vacancies(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record; today date := (app_now() at time zone 'Europe/Brussels')::date;
begin
  for one in
    select v.id from vacancy v cross join lateral (select greatest(v.touched_at, (select max(k.at) from vacancy_check k where k.vacancy = v.id),
        (select max(e.at) from test t join campaign_end e on e.campaign = t.campaign where t.vacancy = v.id)) as at) used
    where v.erased_at is null and term_passed('employers-and-vacancies', v.touched_at) and term_passed('employers-and-vacancies', used.at)
      and not exists (select from test t join campaign c on c.id = t.campaign
        where t.vacancy = v.id and (c.state not in ('closed', 'stopped', 'abandoned') or is_held(c.id)))
    order by used.at, v.id limit most
  loop
    update vacancy v set contact_name = null, contact_address = '', erased_at = app_now(),
        open_until = least(coalesce(v.open_until, 'infinity'), greatest(today, v.open_from + 1))
      where v.id = one.id;
    update vacancy_check k set fields = null where k.vacancy = one.id and k.fields is not null;
    update vacancy_snapshot p set sealed = '', erased_at = app_now() where p.vacancy = one.id and p.erased_at is null;
    return query select null::uuid;
  end loop;
end $$;

-- Somebody's name and how they signed in; what they did stays under the number. Nobody whose campaign is held.
create function erase_accounts(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select a.id from account a
    where a.kind = 'person' and not a.practice and a.erased_at is null and term_passed('accounts', a.created_at)
      and not exists (select from session s where s.account = a.id and not term_passed('accounts', s.seen_at))
      and not exists (select from sign_in i where i.account = a.id and i.result = 'in' and not term_passed('accounts', i.at))
      and not exists (select from audit_link l where l.actor = a.id and not term_passed('accounts', l.at))
      and not exists (select from legal_hold h join audit_link l on l.campaign = h.campaign and l.actor = a.id where h.lifted_at is null)
    order by a.created_at, a.id limit most
  loop
    update session s set ended_at = app_now(), ended_by = 'blocked' where s.account = one.id and s.ended_at is null;
    update session s set agent = '', enrolling = null, id_token = null where s.account = one.id;
    update sign_in i set agent = '' where i.account = one.id;
    update notice_mail m set address = '', subject = '', body = null where m.account = one.id and m.state not in ('queued', 'sending');
    update account_login l set login = 'gewist-' || one.id where l.account = one.id;
    update capacity c set subject = 'gewist-' || one.id where c.account = one.id;
    delete from recovery_code r where r.account = one.id;
    delete from credential c where c.account = one.id;
    update account a set name = 'Account ' || upper(left(one.id::text, 8)), state = 'blocked', erased_at = app_now() where a.id = one.id;
    return query select null::uuid;
  end loop;
end $$;

create function erase_data_requests(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select q.id from data_request q join data_request_act a on a.request = q.id and a.kind = 'answered'
    where q.erased_at is null and term_passed('data-requests', a.at) order by a.at, q.id limit most
  loop
    update data_request q set subject = 'gewist', details = 'gewist op termijn', erased_at = app_now() where q.id = one.id;
    update data_request_act a set reason = 'gewist op termijn', erased_at = app_now() where a.request = one.id and a.reason is not null;
    return query select null::uuid;
  end loop;
end $$;

-- As in 0032, and then the other classes of the register.
alter function erase_by_terms(integer) rename to erase_answers;
create function erase_by_terms(most integer) returns table (data_class text, campaign uuid, erased integer)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
begin
  if not app_is_system() then
    raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
  end if;
  return query select * from erase_answers(most);
  return query select 'call-notes', e.campaign, count(*)::integer from erase_call_notes(most) e group by 2 order by 2;
  return query select 'employers-and-vacancies', e.campaign, count(*)::integer from erase_vacancies(most) e group by 2;
  return query select 'accounts', e.campaign, count(*)::integer from erase_accounts(most) e group by 2;
  return query select 'data-requests', e.campaign, count(*)::integer from erase_data_requests(most) e group by 2;
end $$;
revoke execute on function erase_answers(integer), erase_by_terms(integer), erase_call_notes(integer), erase_vacancies(integer),
  erase_accounts(integer), erase_data_requests(integer) from public, pt_app;
grant execute on function erase_by_terms(integer) to pt_app;

-- The page of a vacancy as it stood when somebody looked: a file, or the words that were copied, sealed as answers are
-- (0027). What is kept is never changed; the system seals it anew under another key, and empties it with its vacancy.
create table vacancy_snapshot (
  id uuid constraint vacancy_snapshot_pkey primary key,
  vacancy uuid not null constraint vacancy_snapshot_vacancy_fkey references vacancy (id),
  media text not null constraint vacancy_snapshot_media_known check (media in ('text/plain', 'text/html', 'application/pdf', 'image/png', 'image/jpeg')),
  bytes integer not null constraint vacancy_snapshot_bytes_range check (bytes between 1 and 10000000),
  sha256 bytea not null constraint vacancy_snapshot_sha256_length check (length(sha256) = 32),
  sealed bytea not null,
  page_key bytea not null
    generated always as (case when substring(sealed from 1 for 1) = '\x01'::bytea then substring(sealed from 2 for 8) else ''::bytea end) stored,
  taken_by uuid not null constraint vacancy_snapshot_taker_fkey references account (id),
  taken_at timestamptz not null default app_now(),
  erased_at timestamptz,
  constraint vacancy_snapshot_sealed check (case when erased_at is null
    then substring(sealed from 1 for 1) = '\x01'::bytea and length(sealed) = bytes + 37 else sealed = ''::bytea end)
);
alter table vacancy_snapshot alter column sealed set storage external;
create index vacancy_snapshot_vacancy on vacancy_snapshot (vacancy, taken_at);
create index vacancy_snapshot_taker on vacancy_snapshot (taken_by);
create index vacancy_snapshot_key on vacancy_snapshot (page_key);
create function vacancy_snapshot_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and app_is_system()
    and (to_jsonb(old) - array['sealed', 'page_key', 'erased_at']) = (to_jsonb(new) - array['sealed', 'page_key', 'erased_at'])
    and (old.erased_at is null or new.erased_at = old.erased_at) then
    return new;
  end if;
  raise exception 'a page that was kept is never changed' using errcode = 'restrict_violation', constraint = 'vacancy_snapshot_append_only';
end $$;
create trigger vacancy_snapshot_append_only before update or delete on vacancy_snapshot for each row execute function vacancy_snapshot_is_kept();
call protect('vacancy_snapshot');
drop policy vacancy_snapshot_actor on vacancy_snapshot;
-- For the teams that test there, who see no other team's tests.
create policy vacancy_snapshot_read on vacancy_snapshot for select to pt_app
  using ((select app_is_system()) or vacancy in (select t.vacancy from test t where t.campaign in (select app_team_campaigns())));
create policy vacancy_snapshot_made on vacancy_snapshot for insert to pt_app
  with check (taken_by = app_actor() and vacancy in (select t.vacancy from test t where t.campaign in (select app_team_campaigns())));
create policy vacancy_snapshot_sealed_anew on vacancy_snapshot for update to pt_app
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on vacancy_snapshot to pt_app;
