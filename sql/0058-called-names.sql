-- The name of who was spoken to in a call: kept in enforcement alone, where a report may have to name them; sealed; for inspectors
-- of the campaign's own team, each time with a line in the chain. In every other purpose there is no place for it.
create table called_person (
  -- A call of a client, or an application by telephone.
  call uuid constraint called_person_pkey primary key,
  campaign uuid not null constraint called_person_campaign_fkey references campaign (id),
  sealed bytea not null,
  recorded_by uuid not null constraint called_person_recorder_fkey references tester (account),
  recorded_at timestamptz not null default app_now(),
  erased_at timestamptz,
  constraint called_person_sealed check (case when erased_at is null then substring(sealed from 1 for 1) = '\x01'::bytea and length(sealed) >= 37 else length(sealed) = 0 end)
);
create index called_person_campaign on called_person (campaign);
create trigger called_person_append_only before update or delete on called_person for each row execute function refuse_change_but_erasing('sealed');
call protect('called_person');
drop policy called_person_actor on called_person;
create policy called_person_written on called_person for insert to pt_app with check (recorded_by = app_actor());
create policy called_person_read on called_person for select to pt_app
  using ((select app_is_system()) or (campaign in (select app_team_campaigns()) and (select actor_holds_role('{inspector}'))));
create policy called_person_erased on called_person for update to pt_app using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update on called_person to pt_app;

-- The campaign of a call that the actor makes; null for any other.
create function own_call_campaign(one uuid) returns uuid language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce((select t.campaign from call_task t where t.id = one and t.tester = app_actor()),
    (select a.campaign from application a where a.id = one and is_call(a.form_url) and caller_of(a.id) = app_actor()))
$$;
create function may_name_called(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from campaign c where c.id = own_call_campaign(one) and c.purpose = 'enforcement') $$;

create function called_person_is_named_in_enforcement() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is null then return new; end if;
  if not may_name_called(new.call) or own_call_campaign(new.call) is distinct from new.campaign then
    raise exception 'who was spoken to is named in enforcement alone, by who called' using errcode = 'restrict_violation', constraint = 'called_person_in_enforcement';
  end if;
  return new;
end $$;
create trigger called_person_named before insert on called_person for each row execute function called_person_is_named_in_enforcement();

-- As in 0043; what coders read, why they thought again, and the name go with the note.
create or replace function erase_call_notes(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select o.task, t.campaign from call_outcome o join call_task t on t.id = o.task
      join lateral (select max(e.at) as at from campaign_end e where e.campaign = t.campaign) ended on ended.at is not null
    where o.erased_at is null and term_passed('call-notes', ended.at) and not is_held(t.campaign)
    order by ended.at, o.task limit most
  loop
    update call_outcome o set note = null, told = null, erased_at = app_now(),
        deviations = coalesce((select jsonb_agg(jsonb_set(d, '{text}', '""')) from jsonb_array_elements(o.deviations) d), '[]')
      where o.task = one.task;
    update call_coding_change h set reason = 'gewist na de termijn', erased_at = app_now() where h.task = one.task and h.erased_at is null;
    update called_person p set sealed = '', erased_at = app_now() where p.call = one.task and p.erased_at is null;
    return query select one.campaign;
  end loop;
end $$;

-- As in 0057, and the name of who was spoken to.
create or replace function call_answers_go_with_their_test() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  update call_answer set sealed = '' where application = new.id and length(sealed) > 0;
  update called_person set sealed = '', erased_at = app_now() where call = new.id and erased_at is null;
  return null;
end $$;

revoke execute on function own_call_campaign(uuid), may_name_called(uuid), called_person_is_named_in_enforcement() from public;
grant execute on function may_name_called(uuid) to pt_app;
