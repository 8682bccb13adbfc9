-- Fieldwork: who may see how evidence grows and that they looked; what is kept and for how long; whether a vacancy is still open.

-- Watching a campaign.

-- Who looks at the evidence of a campaign that still runs calls, settles, matches and voids nothing in it any more: kept for good.
alter table campaign_insider drop constraint campaign_insider_duty_known;
alter table campaign_insider add constraint campaign_insider_duty_known
  check (duty in ('design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match', 'void', 'look'));

-- Whether a look could still steer a campaign: not one of enforcement or of a contract clause, whose team sees its cases, and not
-- one that ended.
create function evidence_is_shut(campaign_id uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from campaign c where c.id = campaign_id
    and c.purpose in ('baseline', 'self-regulation') and c.state not in ('closed', 'stopped', 'abandoned')) $$;

-- The campaigns of the own team whose evidence who acts may see: who codes, calls, settles, matches or voids in one that runs does not.
create function app_evidence_campaigns() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select m.c from app_team_campaigns() m (c) where not evidence_is_shut(m.c)
    or not exists (select from campaign_insider i where i.campaign = m.c and i.account = app_actor() and i.duty in ('call', 'settle', 'match', 'void')) $$;

drop policy flag_team on flag;
create policy flag_read on flag for select to pt_app using ((select app_is_system())
  or ((select app_reads_figures()) and campaign in (select app_evidence_campaigns())));
create policy flag_made on flag for insert to pt_app with check ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy flag_changed on flag for update to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns()));

-- Opens the evidence of a campaign to who acts, and keeps that they looked; false for who may not.
create function look_at_evidence(campaign_id uuid) returns boolean language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  -- One waits for the other, so that nobody acts and looks at once.
  perform from account a where a.id = app_actor() for no key update;
  if not app_reads_figures() or campaign_id not in (select app_evidence_campaigns()) then return false; end if;
  if evidence_is_shut(campaign_id) then
    insert into campaign_insider (campaign, account, duty) values (campaign_id, app_actor(), 'look') on conflict do nothing;
  end if;
  return true;
end $$;

create function lookers_do_not_act() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare place uuid;
begin
  if app_actor() is null or app_is_system() then return new; end if;
  perform from account a where a.id = app_actor() for no key update;
  if tg_table_name = 'response' then select a.campaign into place from application a where a.id = coalesce(new.application, old.application);
  elsif tg_table_name = 'call_outcome' then select t.campaign into place from call_task t where t.id = new.task;
  else place := new.campaign;
  end if;
  if evidence_is_shut(place) and exists (select from campaign_insider i where i.campaign = place and i.account = app_actor() and i.duty = 'look') then
    raise exception 'who looked at the evidence leaves the outcome to others' using errcode = 'restrict_violation', constraint = 'looker_does_not_act';
  end if;
  return new;
end $$;
create trigger application_looker before update of state on application for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function lookers_do_not_act();
create trigger response_looker before update of application on response for each row
  when (new.application is distinct from old.application) execute function lookers_do_not_act();
create trigger call_outcome_looker before insert on call_outcome for each row execute function lookers_do_not_act();

revoke execute on function look_at_evidence(uuid), app_evidence_campaigns(), evidence_is_shut(uuid) from public;
grant execute on function look_at_evidence(uuid), app_evidence_campaigns(), evidence_is_shut(uuid) to pt_app;
