-- Rows by team, role and purpose: what somebody may see or change holds for every query, also for one that the program
-- should not have written. Each condition stands apart from the row it guards, so that a statement asks it once.

alter function actor_holds_role(text[]) parallel safe;
alter function app_is_system() parallel safe;

-- The roles that hold a permission, as auth/permissions.ts says it (a test compares them role by role); the system, whose
-- jobs ask often, without looking up its account.
create function app_reads_campaigns() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector,coordinator,fieldworker,analyst,log-reviewer}') $$;
create function app_reads_register() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector,coordinator,fieldworker,analyst}') $$;
create function app_imports_register() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{fieldworker}') $$;
create function app_reads_figures() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector,coordinator,analyst}') $$;
create function app_designs_campaigns() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector}') $$;
create function app_keeps_teams() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{coordinator}') $$;
create function app_reads_log() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{inspector,coordinator,log-reviewer}') $$;
create function app_matches_mail() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{fieldworker}') $$;
create function app_codes() returns boolean language sql stable parallel safe
  as $$ select actor_holds_role('{coder,adjudicator}') $$;

-- The campaigns of which who acts sees the tests: of the own team, and with a role that works on tests or figures.
create function app_team_campaigns() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select m.campaign from campaign_member m join account a on a.id = m.account
    where m.account = app_actor() and a.state <> 'blocked' and a.roles && '{inspector,coordinator,fieldworker,analyst}' $$;

-- The drafts of who acts that have no team yet: its designer is the first of it, and comes back only by a coordinator.
create function app_new_drafts() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select c.id from campaign c where c.created_by = app_actor() and not exists (select from campaign_member m where m.campaign = c.id) $$;

-- The employers whom who acts has still to call.
create function app_called_employers() returns setof uuid language sql stable parallel safe rows 20 security definer set search_path = pt, pg_catalog
  as $$ select employer from call_task where tester = app_actor() and state = 'planned' $$;

-- The campaign stands on every row that belongs to one, so that one condition guards them all.
alter table attempt add column campaign uuid;
update attempt t set campaign = a.campaign from application a where a.id = t.application;
alter table attempt alter column campaign set not null;
alter table outcome add column campaign uuid;
update outcome o set campaign = a.campaign from application a where a.id = o.application;
alter table outcome alter column campaign set not null;
-- Null while nobody knows of which application an answer is.
alter table response add column campaign uuid;
update response r set campaign = a.campaign from application a where a.id = r.application;
alter table response add constraint response_campaign_of_application check ((campaign is null) = (application is null));

-- An application that who acts may not see has no campaign here, and the row is refused.
create function take_campaign_of_application() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  new.campaign := (select campaign from application where id = new.application);
  return new;
end $$;
create trigger attempt_campaign before insert or update of application, campaign on attempt for each row execute function take_campaign_of_application();
create trigger outcome_campaign before insert or update of application, campaign on outcome for each row execute function take_campaign_of_application();
create trigger response_campaign before insert or update of application, campaign on response for each row execute function take_campaign_of_application();

-- The case: rows of a campaign exist for its own team and for the system.
do $$
declare name text;
begin
  foreach name in array array['test', 'application', 'attempt', 'outcome', 'counted_test', 'cell_count', 'employer_count', 'evidence',
      'flag', 'final_look', 'employer_flag', 'triage', 'withdrawal'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
    execute format('create policy %I on %I to pt_app using ((select app_is_system()) or campaign in (select app_team_campaigns()))
      with check ((select app_is_system()) or campaign in (select app_team_campaigns()))', name || '_team', name);
  end loop;
  drop policy withdrawal_attempt_actor on withdrawal_attempt;
  create policy withdrawal_attempt_team on withdrawal_attempt to pt_app using (exists (select from withdrawal w where w.id = withdrawal))
    with check (exists (select from withdrawal w where w.id = withdrawal));
  foreach name in array array['flag', 'employer_flag'] loop
    execute format('drop policy %I on %I', name || '_decision_actor', name || '_decision');
    execute format('create policy %I on %I to pt_app using (exists (select from %I f where f.id = flag))
      with check (actor = app_actor() and exists (select from %I f where f.id = flag))', name || '_decision_team', name || '_decision', name, name);
  end loop;
end $$;

-- The campaign itself, its plan, its paper and who is in its team: for the roles that read campaigns. A coordinator changes
-- what no test hangs on, since who seals or records a grant need not be of the team before.
do $$
declare name text;
begin
  foreach name in array array['campaign', 'campaign_cell', 'seal', 'authorisation', 'campaign_end', 'campaign_member'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
    execute format('create policy %I on %I for select to pt_app using ((select app_reads_campaigns()))', name || '_read', name);
  end loop;
  foreach name in array array['campaign_cell', 'seal', 'authorisation', 'campaign_end'] loop
    execute format('create policy %I on %I for insert to pt_app with check ((select app_keeps_teams()) or campaign in (select app_team_campaigns()))', name || '_made', name);
  end loop;
end $$;
create policy campaign_made on campaign for insert to pt_app with check ((select app_designs_campaigns()) and created_by = app_actor());
create policy campaign_changed on campaign for update to pt_app using ((select app_keeps_teams()) or id in (select app_team_campaigns()))
  with check ((select app_keeps_teams()) or id in (select app_team_campaigns()));
create policy authorisation_changed on authorisation for update to pt_app using ((select app_keeps_teams()) or campaign in (select app_team_campaigns()))
  with check ((select app_keeps_teams()) or campaign in (select app_team_campaigns()));
create policy campaign_member_added on campaign_member for insert to pt_app with check (added_by = app_actor()
  and ((select app_keeps_teams()) or (account = app_actor() and campaign in (select app_new_drafts()))));
create policy campaign_member_removed on campaign_member for delete to pt_app using ((select app_keeps_teams()));

-- What a closed campaign published is for every role that reads figures.
drop policy publication_actor on publication;
create policy publication_read on publication for select to pt_app using ((select app_reads_figures()));
create policy publication_made on publication for insert to pt_app with check ((select app_is_system()) or campaign in (select app_team_campaigns()));

-- The flags on cells that were published, without any number they rest on.
create view published_flag with (security_barrier = true) as
  select f.id, f.campaign, f.sector, f.ground, f.procedure, f.state, f.raised_at, f.changed_at
  from flag f join publication p on p.campaign = f.campaign
  where (select app_reads_figures()) and p.body::jsonb @> jsonb_build_object('ground', f.ground, 'cells', jsonb_build_array(jsonb_build_object('cut', 'sector', 'value', f.sector)));

-- Mail: without an application it is for who matches mail; with one it is its campaign's. It comes in by the system alone.
drop policy response_actor on response;
create policy response_team on response to pt_app
  using ((select app_is_system()) or campaign in (select app_team_campaigns())
    or (campaign is null and state in ('unmatched', 'set-aside') and (select app_matches_mail())))
  with check ((select app_is_system()) or campaign in (select app_team_campaigns())
    or (campaign is null and state in ('unmatched', 'set-aside') and (select app_matches_mail())));

-- A coder reads redacted text through this view and no table of a case at all: it sees with its owner's eyes, and asks the role itself.
create or replace view coding_item with (security_barrier = true) as
  select r.id as response, r.redacted_subject as subject, r.redacted_text as text, r.suggestion, r.suggestion_words, r.code is not null as done
  from response r where r.state = 'matched' and (select app_codes());

drop policy coding_actor on coding;
create policy coding_read on coding for select to pt_app using (coder = app_actor() or (select app_is_system())
  or exists (select from response r where r.id = response and r.campaign in (select app_team_campaigns())));
create policy coding_made on coding for insert to pt_app with check (coder = app_actor()
  and exists (select from coding_item i where i.response = coding.response and not i.done));

-- Locks an answer for its coder: its campaign (for the log), its final code and how many codings it has; no row for anybody else.
create function open_to_code(one uuid) returns table (campaign uuid, code text, codings integer)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not app_codes() then return; end if;
  perform from response r where r.id = one for update;
  return query select r.campaign, r.code, (select count(*)::integer from coding c where c.response = r.id)
    from response r where r.id = one and r.state = 'matched';
end $$;

-- The codings of an answer in their order, for who coded it: before that, another's code would lead the hand.
create function codings_of(one uuid) returns table (code text, adjudication boolean)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.code, c.adjudication from coding c
  where c.response = one and exists (select from coding own where own.response = one and own.coder = app_actor()) order by c.at, c.id
$$;

-- Makes a code final that the codings carry: two persons agree, or an adjudication says so. False when they do not, or it is final.
create function keep_code(one uuid, final_code text, how text) returns boolean
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  update response r set code = final_code, coded_at = app_now(), coded_how = how
  where r.id = one and r.state = 'matched' and r.code is null
    and exists (select from coding c where c.response = one and c.coder = app_actor() and c.code = final_code)
    and case how
      when 'agreement' then (select count(*) >= 2 from coding c where c.response = one and c.code = final_code and not c.adjudication)
      when 'adjudication' then exists (select from coding c where c.response = one and c.code = final_code and c.adjudication)
    end;
  return found;
end $$;

-- Calls: the tester's own, and those of the own team's campaigns.
drop policy call_task_actor on call_task;
create policy call_task_team on call_task to pt_app
  using ((select app_is_system()) or tester = app_actor() or campaign in (select app_team_campaigns()))
  with check ((select app_is_system()) or tester = app_actor() or campaign in (select app_team_campaigns()));
drop policy call_outcome_actor on call_outcome;
create policy call_outcome_team on call_outcome to pt_app
  using ((select app_is_system()) or recorded_by = app_actor() or task in (select t.id from call_task t where t.campaign in (select app_team_campaigns())))
  with check (recorded_by = app_actor());

-- The register: for who works with it; of a tester only the agencies still to be called.
do $$
declare name text;
begin
  foreach name in array array['employer', 'establishment', 'vacancy', 'vacancy_check'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
    execute format('create policy %I on %I for insert to pt_app with check ((select app_imports_register()))', name || '_made', name);
  end loop;
  foreach name in array array['establishment', 'vacancy', 'vacancy_check'] loop
    execute format('create policy %I on %I for select to pt_app using ((select app_reads_register()))', name || '_read', name);
  end loop;
  foreach name in array array['employer', 'vacancy'] loop
    execute format('create policy %I on %I for update to pt_app using ((select app_imports_register())) with check ((select app_imports_register()))', name || '_changed', name);
  end loop;
end $$;
create policy employer_read on employer for select to pt_app using ((select app_reads_register()) or id in (select app_called_employers()));

-- The log: whole for who reviews it and for the system; of the own team's campaigns for who works on them. Everybody's acts are written.
drop policy audit_link_actor on audit_link;
create policy audit_link_read on audit_link for select to pt_app
  using ((select app_reads_log()) and ((select app_is_system()) or (select actor_holds_role('{log-reviewer}')) or campaign in (select app_team_campaigns())));
create policy audit_link_written on audit_link for insert to pt_app with check (actor = app_actor());

-- What a new plan must keep clear of, of whatever team it is: addresses that were used, and where somebody tested lately.
create function addresses_taken() returns setof text language sql stable security definer set search_path = pt, pg_catalog
  as $$ select from_address from application where app_keeps_teams() $$;
create function places_tested_since(instant timestamptz) returns setof text language sql stable security definer set search_path = pt, pg_catalog as $$
  select distinct coalesce(v.establishment, e.kbo)
  from test t join application a on a.test = t.id and a.position = 1 join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  where a.due_at >= instant and a.state <> 'cancelled' and app_keeps_teams()
$$;

-- Words of names are looked up for who may read the names: that somebody is in the register tells nothing to others.
create or replace function campaigns_named(words text, most integer) returns setof uuid language sql stable parallel safe security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from campaign where app_reads_campaigns() and to_tsvector('simple', name) @@ to_tsquery('simple', words) limit most $$;
create or replace function employers_named(words text) returns setof uuid language sql stable parallel safe security definer rows 5000 set search_path = pt, pg_catalog
  as $$ select id from employer where app_reads_register() and to_tsvector('simple', name) @@ to_tsquery('simple', words) $$;

revoke execute on function open_to_code(uuid), codings_of(uuid), keep_code(uuid, text, text), addresses_taken(), places_tested_since(timestamptz),
  app_team_campaigns(), app_new_drafts(), app_called_employers() from public;
grant execute on function open_to_code(uuid), codings_of(uuid), keep_code(uuid, text, text), addresses_taken(), places_tested_since(timestamptz),
  app_team_campaigns(), app_new_drafts(), app_called_employers() to pt_app;
grant select on published_flag to pt_app;
