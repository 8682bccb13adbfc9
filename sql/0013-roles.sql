-- People over time: roles that two persons give, what is announced of them, own interests, who may not code a campaign, and
-- the sectors of a sector fund.

-- A role that opens what others trusted us with is proposed by one keeper of accounts and decided by another.
create table role_grant (
  id uuid constraint role_grant_pkey primary key,
  account uuid not null constraint role_grant_account_fkey references account (id),
  role text not null constraint role_grant_role_known check (role in ('channel-officer', 'custodian', 'log-reviewer')),
  proposed_by uuid not null constraint role_grant_proposer_fkey references account (id),
  proposed_at timestamptz not null default app_now(),
  decision text constraint role_grant_decision_known check (decision in ('granted', 'refused', 'withdrawn')),
  decided_by uuid constraint role_grant_decider_fkey references account (id),
  decided_at timestamptz,
  reason text,
  -- When the role was taken away again: to have it back takes two persons anew.
  ended_by uuid constraint role_grant_ender_fkey references account (id),
  ended_at timestamptz,
  constraint role_grant_not_oneself check (proposed_by <> account and decided_by <> account),
  constraint role_grant_two_persons check (decision is null or decision = 'withdrawn' or decided_by <> proposed_by),
  constraint role_grant_decided_is_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint role_grant_reason_given check (decision is null or decision = 'withdrawn' or (reason is not null and length(btrim(reason)) >= 10)),
  constraint role_grant_ended_is_whole check ((ended_by is null) = (ended_at is null) and (ended_at is null or (decision is not null and decision = 'granted')))
);
create unique index role_grant_one_open on role_grant (account, role) where decision is null;
create unique index role_grant_one_standing on role_grant (account, role) where decision = 'granted' and ended_at is null;

-- Whoever writes it: a proposal is made and decided in one's own name, once, and a job decides nothing.
create function role_grant_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.decision is not null or new.ended_at is not null or (app_actor() is not null and new.proposed_by <> app_actor()) then
      raise exception 'a role is first proposed, in one''s own name' using errcode = 'restrict_violation', constraint = 'role_grant_life';
    end if;
    return new;
  end if;
  if old.ended_at is not null or (old.decision is not null and new.decision is distinct from old.decision)
    or (to_jsonb(old) - array['decision', 'decided_by', 'decided_at', 'reason', 'ended_by', 'ended_at'])
      is distinct from (to_jsonb(new) - array['decision', 'decided_by', 'decided_at', 'reason', 'ended_by', 'ended_at']) then
    raise exception 'a proposal is decided once' using errcode = 'restrict_violation', constraint = 'role_grant_life';
  end if;
  if old.decision is null and app_actor() is not null
    and (new.decided_by is distinct from app_actor() or (new.decision <> 'withdrawn' and app_is_system())) then
    raise exception 'a person decides in the own name' using errcode = 'restrict_violation', constraint = 'role_grant_life';
  end if;
  return new;
end $$;
create trigger role_grant_life before insert or update on role_grant for each row execute function role_grant_follows_its_life();

-- Whoever changes an account: such a role is added only where a grant of two persons stands, and taking it away ends that
-- grant. The practice accounts of a demo are made by the system; they open nothing elsewhere.
create function account_roles_need_two() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare wanted text;
begin
  if tg_op = 'INSERT' and new.practice and app_is_system() then return new; end if;
  foreach wanted in array array['channel-officer', 'custodian', 'log-reviewer'] loop
    if tg_op = 'UPDATE' and wanted = any (old.roles) then
      if not wanted = any (new.roles) then
        update role_grant set ended_by = coalesce(app_actor(), '00000000-0000-4000-8000-000000000001'), ended_at = app_now()
          where account = new.id and role = wanted and decision = 'granted' and ended_at is null;
      end if;
    elsif wanted = any (new.roles) and not exists (select from role_grant g
        where g.account = new.id and g.role = wanted and g.decision = 'granted' and g.ended_at is null) then
      raise exception 'the role % is given by two persons', wanted using errcode = 'restrict_violation', constraint = 'account_role_by_two';
    end if;
  end loop;
  return new;
end $$;
create trigger account_roles_by_two before insert or update of roles on account for each row execute function account_roles_need_two();

-- What is told to every holder of such a role and to every administrator: one row per reader, until seen.
create table announcement (
  id uuid constraint announcement_pkey primary key,
  recipient uuid not null constraint announcement_recipient_fkey references account (id),
  account uuid not null constraint announcement_account_fkey references account (id),
  role text not null,
  what text not null constraint announcement_what_known check (what in ('granted', 'removed')),
  made_at timestamptz not null default app_now(),
  seen_at timestamptz
);
create index announcement_unseen on announcement (recipient, made_at) where seen_at is null;

-- Announcements go by mail as well; a new invitation takes back the old one's mail, and no announcement.
alter table notice_mail add column kind text not null default 'invitation'
  constraint notice_mail_kind_known check (kind in ('invitation', 'announcement'));

call protect('role_grant', 'announcement');
drop policy role_grant_actor on role_grant;
create policy role_grant_seen on role_grant for select to pt_app using (app_keeps_accounts() or account = app_actor());
create policy role_grant_proposed on role_grant for insert to pt_app with check (app_keeps_accounts());
create policy role_grant_decided on role_grant for update to pt_app using (app_keeps_accounts()) with check (app_keeps_accounts());
drop policy announcement_actor on announcement;
create policy announcement_own on announcement for select to pt_app using (app_actor() is not null and recipient = app_actor());
create policy announcement_read on announcement for update to pt_app
  using (app_actor() is not null and recipient = app_actor()) with check (app_actor() is not null and recipient = app_actor());
create policy announcement_made on announcement for insert to pt_app with check (app_keeps_accounts());
grant select, insert on role_grant, announcement to pt_app;
grant update (decision, decided_by, decided_at, reason) on role_grant to pt_app;
grant update (seen_at) on announcement to pt_app;

-- Own interest: who is related to somebody in a campaign does nothing in it.
create table own_interest (
  id uuid constraint own_interest_pkey primary key,
  campaign uuid not null constraint own_interest_campaign_fkey references campaign (id),
  account uuid not null constraint own_interest_account_fkey references account (id),
  kind text not null constraint own_interest_kind_known check (kind in ('relative', 'former-employer', 'other')),
  note text constraint own_interest_note_length check (length(note) <= 500),
  declared_at timestamptz not null default app_now(),
  withdrawn_by uuid constraint own_interest_withdrawer_fkey references account (id),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint own_interest_not_by_oneself check (withdrawn_by <> account),
  constraint own_interest_withdrawn_is_whole check ((withdrawn_by is null) = (withdrawn_at is null)
    and (withdrawn_by is null or (withdrawn_reason is not null and length(btrim(withdrawn_reason)) >= 10)))
);
create unique index own_interest_one_open on own_interest (campaign, account) where withdrawn_at is null;

-- Whether who acts declared an own interest in a campaign. The owner's eyes: a wall elsewhere must not lift this one.
create function has_own_interest(campaign_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from own_interest where campaign = campaign_id and account = app_actor() and withdrawn_at is null) $$;

create function own_interest_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.withdrawn_at is not null or (app_actor() is not null and new.withdrawn_by is distinct from app_actor()) then
    raise exception 'an own interest is withdrawn once, in one''s own name' using errcode = 'restrict_violation', constraint = 'own_interest_life';
  end if;
  return new;
end $$;
create trigger own_interest_life before update on own_interest for each row execute function own_interest_follows_its_life();

call protect('own_interest');
drop policy own_interest_actor on own_interest;
create policy own_interest_seen on own_interest for select to pt_app
  using (account = app_actor() or app_is_system() or actor_holds_role('{coordinator}'));
create policy own_interest_declared on own_interest for insert to pt_app with check (account = app_actor());
create policy own_interest_withdrawn on own_interest for update to pt_app
  using (app_actor() is not null and actor_holds_role('{coordinator}') and account <> app_actor() and not has_own_interest(campaign))
  with check (app_actor() is not null and actor_holds_role('{coordinator}') and account <> app_actor());
grant select, insert on own_interest to pt_app;
grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on own_interest to pt_app;

-- Every campaign that went on, by name only, the newest first: in which somebody who takes part in the work may have an
-- own interest. Also what is closed: flags are decided on afterwards.
create function interest_campaigns() returns table (id uuid, name text) language sql stable security definer set search_path = pt, pg_catalog
  as $$ select c.id, c.name from campaign c where c.state <> 'abandoned'
    and actor_holds_role('{coordinator,inspector,fieldworker,coder,adjudicator,tester,analyst}') order by c.created_at desc, c.id $$;

-- Who knows the arms of a campaign, or planned it, and by what; never forgotten, also when they leave the team.
create table campaign_insider (
  campaign uuid not null constraint campaign_insider_campaign_fkey references campaign (id),
  account uuid not null constraint campaign_insider_account_fkey references account (id),
  duty text not null constraint campaign_insider_duty_known check (duty in ('design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match')),
  since timestamptz not null default app_now(),
  constraint campaign_insider_pkey primary key (campaign, account, duty)
);
create trigger campaign_insider_append_only before update or delete on campaign_insider for each row execute function refuse_change();

insert into campaign_insider (campaign, account, duty)
  select id, created_by, 'design' from campaign
  union select campaign, sealed_by, 'seal' from seal
  union select campaign, account, 'team' from campaign_member
  union select t.campaign, o.recorded_by, 'call' from call_outcome o join call_task t on t.id = o.task
  union select l.campaign, a.id, 'settle' from audit_link l join account a on a.id = l.actor where l.what = 'in-doubt.settled'
  union select l.campaign, a.id, 'plan-calls' from audit_link l join account a on a.id = l.actor where l.what in ('calls.planned', 'call.assigned')
  union select l.campaign, a.id, 'team' from audit_link l join account a on a.id = (l.body::jsonb ->> 'account')::uuid where l.what = 'campaign.member-added'
  union select l.campaign, a.id, 'match' from audit_link l join account a on a.id = l.actor where l.what = 'response.matched' and l.body::jsonb ->> 'by' = 'person' and l.campaign is not null;

call protect('campaign_insider');
drop policy campaign_insider_actor on campaign_insider;
create policy campaign_insider_own on campaign_insider for select to pt_app using (account = app_actor() or app_is_system());
grant select on campaign_insider to pt_app;

-- The campaign that a row belongs to.
create function campaign_of_response(one uuid) returns uuid language sql stable security definer set search_path = pt, pg_catalog
  as $$ select a.campaign from response r join application a on a.id = r.application where r.id = one $$;

create function note_insider() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare place uuid; who uuid := app_actor();
begin
  if tg_table_name = 'campaign' then place := new.id; who := new.created_by;
  elsif tg_table_name = 'seal' then place := new.campaign; who := new.sealed_by;
  elsif tg_table_name = 'campaign_member' then place := new.campaign; who := new.account;
  elsif tg_table_name = 'call_outcome' then select t.campaign, new.recorded_by into place, who from call_task t where t.id = new.task;
  elsif tg_table_name = 'response' then select a.campaign into place from application a where a.id = new.application;
  else place := new.campaign;
  end if;
  if who is null or place is null or who = '00000000-0000-4000-8000-000000000001' then return null; end if;
  insert into campaign_insider (campaign, account, duty) values (place, who, tg_argv[0]) on conflict do nothing;
  return null;
end $$;
create trigger campaign_insider_design after insert on campaign for each row execute function note_insider('design');
create trigger seal_insider after insert on seal for each row execute function note_insider('seal');
create trigger campaign_member_insider after insert on campaign_member for each row execute function note_insider('team');
create trigger call_outcome_insider after insert on call_outcome for each row execute function note_insider('call');
create trigger call_task_insider after insert or update of tester, phone, planned_on on call_task for each row execute function note_insider('plan-calls');
create trigger application_insider after update of state on application for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function note_insider('settle');
create trigger response_insider after update of application on response for each row
  when (new.matched_by = 'person' and new.application is distinct from old.application) execute function note_insider('match');

-- Who planned a campaign or knows its arms codes none of its answers; one codes in one's own name.
create function coding_keeps_blind() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if app_actor() is not null and new.coder <> app_actor() then
    raise exception 'one codes in one''s own name' using errcode = 'restrict_violation', constraint = 'coding_in_own_name';
  end if;
  if exists (select from campaign_insider i where i.campaign = campaign_of_response(new.response) and i.account = new.coder) then
    raise exception 'who knows the arms of a campaign does not code it' using errcode = 'restrict_violation', constraint = 'coding_by_outsider';
  end if;
  return new;
end $$;
create trigger coding_blind before insert on coding for each row execute function coding_keeps_blind();

-- And who coded for a campaign does not join its team afterwards.
create function team_keeps_coders_out() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from coding c where c.coder = new.account and campaign_of_response(c.response) = new.campaign) then
    raise exception 'who codes a campaign does not learn its arms' using errcode = 'restrict_violation', constraint = 'campaign_member_no_coder';
  end if;
  return new;
end $$;
create trigger campaign_member_blind before insert on campaign_member for each row execute function team_keeps_coders_out();
create index coding_coder on coding (coder);

-- An own interest bars every act on the campaign, whoever writes the row; the system has none.
create function bar_own_interest() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare place uuid;
begin
  if app_actor() is null or app_is_system() then return coalesce(new, old); end if;
  if tg_table_name = 'campaign' then place := new.id;
  elsif tg_table_name = 'coding' then place := campaign_of_response(new.response);
  elsif tg_table_name = 'response' then select a.campaign into place from application a where a.id = new.application;
  elsif tg_table_name = 'call_outcome' then select t.campaign into place from call_task t where t.id = new.task;
  elsif tg_table_name = 'flag_decision' then select f.campaign into place from flag f where f.id = new.flag;
  elsif tg_table_name = 'employer_flag_decision' then select f.campaign into place from employer_flag f where f.id = new.flag;
  elsif tg_op = 'DELETE' then place := old.campaign;
  else place := new.campaign;
  end if;
  if has_own_interest(place) then
    raise exception 'an own interest bars acting in this campaign' using errcode = 'restrict_violation', constraint = 'own_interest_bars';
  end if;
  return coalesce(new, old);
end $$;
create trigger campaign_interest before update on campaign for each row execute function bar_own_interest();
create trigger campaign_member_interest before insert or delete on campaign_member for each row execute function bar_own_interest();
create trigger seal_interest before insert on seal for each row execute function bar_own_interest();
create trigger authorisation_interest before insert or update on authorisation for each row execute function bar_own_interest();
create trigger application_interest before update of state on application for each row
  when (old.state = 'in-doubt' and new.state <> old.state) execute function bar_own_interest();
create trigger response_interest before update of application on response for each row
  when (new.application is distinct from old.application) execute function bar_own_interest();
create trigger coding_interest before insert on coding for each row execute function bar_own_interest();
create trigger call_task_interest before insert or update on call_task for each row execute function bar_own_interest();
create trigger call_outcome_interest before insert on call_outcome for each row execute function bar_own_interest();
create trigger flag_decision_interest before insert on flag_decision for each row execute function bar_own_interest();
create trigger employer_flag_decision_interest before insert on employer_flag_decision for each row execute function bar_own_interest();

-- For which sectors an account of a sector fund speaks: it sees their published figures and no others.
create table account_sector (
  account uuid not null constraint account_sector_account_fkey references account (id),
  sector text collate "C" not null constraint account_sector_sector_fkey references sector (code),
  constraint account_sector_pkey primary key (account, sector)
);
call protect('account_sector');
drop policy account_sector_actor on account_sector;
create policy account_sector_kept on account_sector to pt_app
  using (app_keeps_accounts() or account = app_actor()) with check (app_keeps_accounts());
grant select, insert, delete on account_sector to pt_app;

-- A published set holds every sector of its campaign: it is read whole by who may read findings, and by the system.
create policy publication_whole on publication as restrictive for select to pt_app
  using (app_is_system() or actor_holds_role('{inspector,coordinator,fieldworker,analyst,log-reviewer}'));

-- The published cells of the actor's own sectors, under the primary definition; hidden cells are in no published set.
create function own_sector_figures() returns table (campaign uuid, name text, ground text, sector text, published_at timestamptz, figures jsonb)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select c.id, c.name, c.ground, cell ->> 'value', p.published_at, cell -> c.primary_definition
  from publication p join campaign c on c.id = p.campaign
    cross join lateral jsonb_array_elements(p.body::jsonb -> 'cells') cell
    join account_sector s on s.sector = cell ->> 'value' and s.account = app_actor()
  where cell ->> 'cut' = 'sector' and actor_holds_role('{sector-fund}')
  order by p.published_at desc, c.id, cell ->> 'value' collate "C"
$$;
