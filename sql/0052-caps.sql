-- When a coordinator approves the figures of a baseline, who was tested leaves it. What stays are the figures, and keyed hashes by
-- which the caps of twelve months go on: the key follows from the secret of the server, which no database holds.

-- The approval: of the one published set, when nothing can change it any more. From then on no outcome of it changes.
create table figure_approval (
  campaign uuid constraint figure_approval_pkey primary key constraint figure_approval_campaign_fkey references campaign (id),
  publication_hash bytea not null constraint figure_approval_hash_length check (length(publication_hash) = 32),
  approved_by uuid not null constraint figure_approval_by_fkey references account (id),
  approved_at timestamptz not null default app_now()
);
create trigger figure_approval_append_only before update or delete on figure_approval for each row execute function refuse_change();

-- That it was done, with how much: no name, no number of an employer.
create table employer_erasure (
  campaign uuid constraint employer_erasure_pkey primary key constraint employer_erasure_approved references figure_approval (campaign),
  erased_at timestamptz not null default app_now(),
  tests integer not null,
  employers integer not null,
  answers integer not null,
  marks integer not null
);
create trigger employer_erasure_append_only before update or delete on employer_erasure for each row execute function refuse_change();

-- A place or a group of enterprises that was tested, as a hash under the key with this number; of which campaign stands nowhere.
-- It counts as a test of that day, and goes when no cap asks for that day any more.
create table cap_mark (
  id uuid constraint cap_mark_pkey primary key default gen_random_uuid(),
  kind text not null constraint cap_mark_kind_known check (kind in ('establishment', 'group')),
  key_id bytea not null constraint cap_mark_key_length check (length(key_id) = 8),
  mark bytea not null constraint cap_mark_length check (length(mark) = 32),
  counts_on date not null,
  goes_on date not null generated always as (counts_on + 366) stored
);
create index cap_mark_counts on cap_mark (counts_on);

call protect('figure_approval', 'employer_erasure', 'cap_mark');
drop policy figure_approval_actor on figure_approval;
create policy figure_approval_read on figure_approval for select to pt_app using ((select app_reads_campaigns()) or (select app_reads_protection()));
create policy figure_approval_made on figure_approval for insert to pt_app
  with check (approved_by = app_actor() and campaign in (select app_team_campaigns()));
drop policy employer_erasure_actor on employer_erasure;
create policy employer_erasure_read on employer_erasure for select to pt_app using ((select app_reads_campaigns()) or (select app_reads_protection()));
grant select, insert on figure_approval to pt_app;
grant select on employer_erasure to pt_app;
-- The marks are read and written by the functions below alone: nobody holds a grant.
drop policy cap_mark_actor on cap_mark;
create policy cap_mark_system on cap_mark for select to pt_app using (app_is_system());

-- Why the figures of a campaign cannot be approved yet, or null: they are those of a baseline that is published, sixty days after
-- the last application no late answer changes what they are compared with, and nobody has work at an employer of it.
create function approval_refused_because(campaign_id uuid) returns text language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when c.id is null or c.purpose <> 'baseline' or not exists (select from test t where t.campaign = c.id) then 'approval-no-baseline'
    when exists (select from figure_approval f where f.campaign = c.id) then 'approval-given'
    when c.state <> 'closed' or not exists (select from publication p where p.campaign = c.id) then 'approval-unpublished'
    when exists (select from application a where a.campaign = c.id and a.sent_at > app_now() - interval '60 days') then 'approval-late-answers'
    when exists (select from application a where a.campaign = c.id and a.state in ('planned', 'due', 'sending', 'in-doubt'))
      or exists (select from response r where r.campaign = c.id and r.code is null and r.erased_at is null and r.state <> 'set-aside')
      or exists (select from triage g where g.campaign = c.id and g.expects is null)
      or exists (select from withdrawal w where w.campaign = c.id and w.state in ('open', 'due', 'sending', 'in-doubt', 'failed'))
      or exists (select from suspicion s where s.campaign = c.id and s.cleared_at is null) then 'approval-open-work' end
  from (select campaign_id as wanted) w left join campaign c on c.id = w.wanted
$$;
create function approval_is_lawful() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare reason text;
begin
  -- Without an actor it is for the policy to refuse.
  if app_actor() is null then
    return new;
  end if;
  if new.approved_by is distinct from app_actor() or not actor_holds_role('{coordinator}') then
    raise exception 'a coordinator approves in the own name' using errcode = 'restrict_violation', constraint = 'figure_approval_own_name';
  end if;
  -- Nobody lays down an outcome while this is looked at.
  perform pg_advisory_xact_lock(hashtextextended('count/' || new.campaign, 0));
  reason := approval_refused_because(new.campaign);
  if reason = 'approval-given' then
    return new;
  end if;
  if reason is not null then
    raise exception 'not approved: %', reason using errcode = 'restrict_violation', constraint = reason;
  end if;
  if new.publication_hash is distinct from (select p.hash from publication p where p.campaign = new.campaign) then
    raise exception 'another set was published' using errcode = 'restrict_violation', constraint = 'figure_approval_other_set';
  end if;
  return new;
end $$;
create trigger figure_approval_lawful before insert on figure_approval for each row execute function approval_is_lawful();
create trigger figure_approval_interest before insert on figure_approval for each row execute function bar_own_interest();

create function approved_figures_stay() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from figure_approval f where f.campaign = new.campaign) then
    raise exception 'the figures were approved' using errcode = 'restrict_violation', constraint = 'approval-given';
  end if;
  return new;
end $$;
-- After the trigger that takes the campaign of the application.
create trigger outcome_then_approved before insert or update of code on outcome for each row execute function approved_figures_stay();
create trigger counted_test_approved before insert or update of strict, lenient, void_reason on counted_test for each row execute function approved_figures_stay();

-- Who is tested stands on a test until it is erased, and never again after it.
alter table test alter column vacancy drop not null, alter column employer drop not null,
  add constraint test_employer_with_vacancy check ((employer is null) = (vacancy is null));
alter table suspicion alter column employer drop not null;
create function tests_name_their_employers() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made where made.employer is null) then
    raise exception 'a test is of an employer' using errcode = 'restrict_violation', constraint = 'test_employer_given';
  end if;
  if exists (select from figure_approval f where f.campaign in (select m.campaign from made m)) then
    raise exception 'the figures were approved' using errcode = 'restrict_violation', constraint = 'approval-given';
  end if;
  return null;
end $$;
create trigger test_employer after insert on test referencing new table as made for each statement execute function tests_name_their_employers();
create function erased_employer_stays_so() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  raise exception 'who was tested was erased' using errcode = 'restrict_violation', constraint = 'test_employer_erased';
end $$;
create trigger test_employer_erased before update on test for each row
  when (old.employer is null and (new.employer is not null or new.employer_unit <> old.employer_unit)) execute function erased_employer_stays_so();
-- Who a counted test is of changes only there where it is erased.
create function counted_employer_stays() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if current_user <> 'pt_owner' or old.employer_unit ~ '^erased:' then
    raise exception 'a counted test stays of its employer' using errcode = 'restrict_violation', constraint = 'counted_test_employer_stays';
  end if;
  return new;
end $$;
create trigger counted_test_employer before update on counted_test for each row
  when ((new.test, new.campaign, new.employer, new.employer_unit) is distinct from (old.test, old.campaign, old.employer, old.employer_unit))
  execute function counted_employer_stays();

-- What else is never changed lets go of it in an erasure, and only then.
create function being_erased(campaign_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select app_is_system() and exists (select from figure_approval f where f.campaign = campaign_id)
    and not exists (select from employer_erasure e where e.campaign = campaign_id)
$$;
revoke execute on function being_erased(uuid) from public;
create function evidence_lets_go() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and current_user = 'pt_owner' then
    if being_erased(old.campaign) and (to_jsonb(old) - 'employer_unit') = (to_jsonb(new) - 'employer_unit') then
      return new;
    end if;
  end if;
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;
drop trigger evidence_append_only on evidence;
create trigger evidence_append_only before update or delete on evidence for each row execute function evidence_lets_go();
-- The seed with the plan: with it every test could be drawn again, and the salts of the leaves found.
alter table seal add column erased_at timestamptz, add constraint seal_erased_is_empty check (erased_at is null or seed_sealed = ''::bytea);
drop trigger seal_append_only on seal;
create trigger seal_append_only before update or delete on seal for each row execute function refuse_change_but_erasing('seed_sealed');
create or replace function suspicion_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare mutable text[] := array['logged', 'cleared_by', 'cleared_at', 'cleared_reason'];
begin
  if current_user = 'pt_owner' and new.employer is null and old.employer is not null then
    if being_erased(old.campaign) and (to_jsonb(old) - array['employer', 'note', 'cleared_reason']) = (to_jsonb(new) - array['employer', 'note', 'cleared_reason']) then
      return new;
    end if;
  end if;
  if (to_jsonb(old) - mutable) is distinct from (to_jsonb(new) - mutable)
     or (old.cleared_at is not null and (to_jsonb(old) - 'logged') is distinct from (to_jsonb(new) - 'logged')) then
    raise exception 'a suspicion is cleared once, and what raised it stays' using errcode = 'restrict_violation', constraint = 'suspicion_frozen';
  end if;
  return new;
end $$;
create function suspicion_names_its_employer() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  -- Without an actor it is for the policy to refuse.
  if new.employer is null and app_actor() is not null then
    raise exception 'a suspicion is of an employer' using errcode = 'restrict_violation', constraint = 'suspicion_employer_given';
  end if;
  return new;
end $$;
create trigger suspicion_employer before insert on suspicion for each row execute function suspicion_names_its_employer();
-- As in 0043, and pages of a vacancy that no test is of any more go whole.
create or replace function vacancy_snapshot_is_kept() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if tg_op = 'UPDATE' and app_is_system()
    and (to_jsonb(old) - array['sealed', 'page_key', 'erased_at']) = (to_jsonb(new) - array['sealed', 'page_key', 'erased_at'])
    and (old.erased_at is null or new.erased_at = old.erased_at) then
    return new;
  end if;
  if tg_op = 'DELETE' and app_is_system() and current_user = 'pt_owner'
    and (not exists (select from test t where t.vacancy = old.vacancy) or old.campaign is not null and being_erased(old.campaign)) then
    return old;
  end if;
  raise exception 'a page that was kept is never changed' using errcode = 'restrict_violation', constraint = 'vacancy_snapshot_append_only';
end $$;
-- As in 0043; a vacancy that gets another number is not touched by that.
create or replace function vacancy_is_touched() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if old.erased_at is null and new.erased_at is not null then
    if not app_is_system() then
      raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
    end if;
    return new;
  end if;
  if new.id <> old.id and app_is_system() and current_user = 'pt_owner' and (to_jsonb(old) - 'id') = (to_jsonb(new) - 'id') then
    return new;
  end if;
  new.touched_at := app_now();
  new.erased_at := null;
  return new;
end $$;

-- What the caps still have to know of a baseline that was approved: places and groups with the day that counts, one line per
-- test. A place where somebody suspected counts a year longer, as places_tested_since counts it. Only to erase it with.
create function caps_of_baseline(campaign_id uuid) returns table (kind text, value text, counts_on date)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select m.* from (
    select x.kind, x.value, (a.due_at at time zone 'Europe/Brussels')::date
    from test t join application a on a.test = t.id and a.position = 1 join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
      cross join lateral (values ('establishment', coalesce(v.establishment, e.kbo)), ('group', coalesce(e.parent_kbo, e.kbo))) x (kind, value)
    where t.campaign = campaign_id and a.state <> 'cancelled'
    union all
    select 'establishment', coalesce(v.establishment, e.kbo), ((s.raised_at at time zone 'Europe/Brussels') + interval '12 months')::date
    from suspicion s join test t on t.id = s.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
    where s.campaign = campaign_id
  ) m (kind, value, counts_on)
  where m.counts_on + 366 > (app_now() at time zone 'Europe/Brussels')::date and being_erased(campaign_id)
$$;

-- Erases who was tested in a baseline whose figures were approved, and lays down the marks that its caps need: as many as
-- caps_of_baseline tells, for the same days, as many different ones. Does nothing a second time. For the system alone.
create function erase_baseline(campaign_id uuid, key bytea, marks jsonb) returns boolean language plpgsql security definer set search_path = pt, pg_catalog as $$
declare
  one record;
  given integer;
  tested integer;
  employers_ integer;
  answers_ integer;
  freed uuid[];
begin
  if not app_is_system() then
    raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
  end if;
  perform from campaign c where c.id = campaign_id for update;
  if exists (select from employer_erasure e where e.campaign = campaign_id) then
    return false;
  end if;
  if not being_erased(campaign_id) then
    raise exception 'its figures are not approved' using errcode = 'restrict_violation', constraint = 'employer_erasure_approved';
  end if;
  if is_held(campaign_id) then
    raise exception 'a legal hold stands' using errcode = 'restrict_violation', constraint = 'employer_erasure_held';
  end if;
  if (select jsonb_agg(jsonb_build_array(c.kind, c.counts_on) order by c.kind, c.counts_on) from caps_of_baseline(campaign_id) c)
      is distinct from (select jsonb_agg(jsonb_build_array(m.kind, m.counts_on) order by m.kind, m.counts_on)
        from jsonb_to_recordset(marks) m (kind text, counts_on date))
    or (select jsonb_object_agg(n.kind, n.many) from (select c.kind, count(distinct c.value) as many from caps_of_baseline(campaign_id) c group by c.kind) n)
      is distinct from (select jsonb_object_agg(n.kind, n.many) from (select m.kind, count(distinct m.mark) as many
        from jsonb_to_recordset(marks) m (kind text, mark text) group by m.kind) n) then
    raise exception 'the caps would not hold on' using errcode = 'restrict_violation', constraint = 'employer_erasure_uncapped';
  end if;
  -- In an order that tells nothing of the plan.
  insert into cap_mark (kind, key_id, mark, counts_on)
    select m.kind, key, decode(m.mark, 'hex'), m.counts_on from jsonb_to_recordset(marks) m (kind text, mark text, counts_on date) order by random();
  get diagnostics given = row_count;

  select count(*), count(distinct t.employer) into tested, employers_ from test t where t.campaign = campaign_id;
  select count(*) into answers_ from response r where r.campaign = campaign_id and r.erased_at is null;
  for one in select t.id from test t where t.campaign = campaign_id order by t.ordinal loop
    perform erase_test(one.id);
  end loop;
  -- Reasons that a person typed may name somebody; those of the product are codes.
  update application a set state_reason = 'erased' where a.campaign = campaign_id and a.state_reason !~ '^[a-z]+(-[a-z]+)*$';
  update withdrawal w set state_reason = 'erased' where w.campaign = campaign_id and w.state_reason !~ '^[a-z]+(-[a-z]+)*$';
  update suspicion s set employer = null, note = case when s.note is not null then 'gewist met de werkgevers' end, cleared_reason = 'gewist met de werkgevers'
    where s.campaign = campaign_id;
  freed := array(select distinct t.vacancy from test t where t.campaign = campaign_id and t.vacancy is not null);

  -- A unit goes on under a name that was thrown, the same in every table of this campaign and nowhere else.
  with unit as materialized (
    select u.employer_unit as was, 'erased:' || gen_random_uuid() as now from (select distinct employer_unit from test where campaign = campaign_id) u
  ), who as materialized (
    select e.employer as was, gen_random_uuid() as now from (select distinct employer from test where campaign = campaign_id) e
  ), tests as (
    update test t set employer = null, vacancy = null, employer_unit = u.now from unit u where t.campaign = campaign_id and u.was = t.employer_unit
  ), counted as (
    update counted_test c set employer = w.now, employer_unit = u.now from unit u, who w
      where c.campaign = campaign_id and u.was = c.employer_unit and w.was = c.employer
  ), series as (
    update evidence v set employer_unit = u.now from unit u where v.campaign = campaign_id and u.was = v.employer_unit
  )
  update employer_count k set employer = w.now from who w where k.campaign = campaign_id and w.was = k.employer;
  update seal s set seed_sealed = '', erased_at = app_now() where s.campaign = campaign_id;

  -- That somebody looked at a vacancy tells that it was tested: looks and pages of what no other campaign tests go, and the
  -- number by which the log names it leads to nothing.
  freed := array(select v.id from vacancy v where v.id = any (freed) and not exists (select from test t where t.vacancy = v.id));
  delete from vacancy_check k where k.vacancy = any (freed);
  -- What a form's site showed leads from its attempt to the vacancy, whoever else tests that.
  delete from vacancy_snapshot p where p.campaign = campaign_id;
  delete from vacancy_snapshot p where p.vacancy = any (freed);
  update vacancy v set id = gen_random_uuid() where v.id = any (freed);
  insert into employer_erasure (campaign, tests, employers, answers, marks) values (campaign_id, tested, employers_, answers_, given);
  return true;
end $$;

-- Marks that no cap asks for any more go.
create function forget_cap_marks() returns integer language plpgsql security definer set search_path = pt, pg_catalog as $$
declare gone integer := 0;
begin
  if app_is_system() then
    delete from cap_mark m where m.goes_on <= (app_now() at time zone 'Europe/Brussels')::date;
    get diagnostics gone = row_count;
  end if;
  return gone;
end $$;

-- The marks that count since an instant, for who seals, as places_tested_since and groups_tested_since.
create function cap_marks_since(instant timestamptz) returns table (kind text, key_id bytea, mark bytea, tests integer)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select m.kind, m.key_id, m.mark, count(*)::integer from cap_mark m
  where m.counts_on >= (instant at time zone 'Europe/Brussels')::date and app_keeps_teams() group by 1, 2, 3
$$;
-- When the last mark of another key than this goes: until then nobody can tell whom the caps hold out.
create function cap_marks_of_other_keys(instant timestamptz, key bytea) returns date language sql stable security definer set search_path = pt, pg_catalog as $$
  select max(m.goes_on) from cap_mark m where m.counts_on >= (instant at time zone 'Europe/Brussels')::date and m.key_id <> key and app_keeps_teams()
$$;

-- Approvals that wait for their erasure: what the job asks, and whether a hold keeps it.
create function baselines_to_erase() returns table (campaign uuid, held boolean) language sql stable security definer set search_path = pt, pg_catalog as $$
  select f.campaign, is_held(f.campaign) from figure_approval f
  where app_is_system() and not exists (select from employer_erasure e where e.campaign = f.campaign) order by f.approved_at, f.campaign
$$;
-- The approved baselines with what was erased of them, and until when a hold keeps the rest: counts and days alone.
create function baselines_approved() returns table (campaign uuid, name text, approved_at timestamptz, erased_at timestamptz, tests integer, employers integer,
    answers integer, marks integer, review_on date) language sql stable security definer set search_path = pt, pg_catalog as $$
  select f.campaign, c.name, f.approved_at, e.erased_at, e.tests, e.employers, e.answers, e.marks,
    case when e.erased_at is null then (select max(h.review_on) from legal_hold h where h.campaign = f.campaign and h.lifted_at is null) end
  from figure_approval f join campaign c on c.id = f.campaign left join employer_erasure e on e.campaign = f.campaign
  where app_reads_campaigns() or app_reads_protection() order by f.approved_at desc, f.campaign
$$;

revoke execute on function approval_refused_because(uuid), caps_of_baseline(uuid), erase_baseline(uuid, bytea, jsonb), forget_cap_marks(), cap_marks_since(timestamptz),
  cap_marks_of_other_keys(timestamptz, bytea), baselines_to_erase(), baselines_approved() from public;
grant execute on function approval_refused_because(uuid), caps_of_baseline(uuid), erase_baseline(uuid, bytea, jsonb), forget_cap_marks(), cap_marks_since(timestamptz),
  cap_marks_of_other_keys(timestamptz, bytea), baselines_to_erase(), baselines_approved() to pt_app;
