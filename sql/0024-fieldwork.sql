-- Fieldwork goes on: mail that comes in by the hundred, with what stood in the way of reading it.

-- Why an answer waits for a person whatever its signs say: it could not be read whole, or could not be handled.
alter table response add column trouble text
  constraint response_trouble_known check (trouble in ('not-readable', 'cut-short', 'not-processed'));

-- Cohen's kappa of a campaign's coders over their first codes, all pairs of coders together; null where nothing was coded by
-- two, or chance alone would make them agree. The figures that a page shows are the same (findings/quality).
create function coding_kappa(one uuid) returns double precision
  language sql stable security definer set search_path = pt, pg_catalog as $$
  with first as (
      select c.response, c.coder, coalesce((select x.from_code from coding_change x where x.coding = c.id order by x.at, x.id limit 1), c.code) as code
      from coding c join response r on r.id = c.response where r.campaign = one and not c.adjudication),
    pair as (
      select a.code, b.code as other, count(*)::double precision as n
      from first a join first b on b.response = a.response and a.coder < b.coder group by a.code, b.code),
    total as (select sum(n) as n, coalesce(sum(n) filter (where code = other), 0) as same from pair),
    chance as (
      select coalesce(sum(l.n * r.n), 0) as n from (select code, sum(n) as n from pair group by code) l
        join (select other as code, sum(n) as n from pair group by other) r using (code))
  select case when t.n > 0 and c.n < t.n * t.n then (t.same / t.n - c.n / (t.n * t.n)) / (1 - c.n / (t.n * t.n)) end from total t, chance c
$$;
-- Whether that kappa is under what a published figure may rest on (DOMAIN.md 2.4). Only the answer is for who reads figures.
create function coders_disagree(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select coalesce(coding_kappa(one) < 0.70, false) $$;
revoke execute on function coding_kappa(uuid), coders_disagree(uuid) from public;
grant execute on function coders_disagree(uuid) to pt_app;

create function publication_needs_agreement() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if coders_disagree(new.campaign) then
    raise exception 'coders agree too little for figures to be published' using errcode = 'restrict_violation', constraint = 'publication_agreement';
  end if;
  return null;
end $$;
create trigger publication_agreed after insert on publication for each row execute function publication_needs_agreement();

-- A coder may think again after an outcome is final, until the campaign is closed: then the outcome is looked at again by
-- the system, which sees what a coder may not. One row waits for each such application.
create table outcome_review (
  application uuid constraint outcome_review_pkey primary key constraint outcome_review_application_fkey references outcome (application),
  campaign uuid not null constraint outcome_review_campaign_fkey references campaign (id),
  asked_at timestamptz not null default app_now()
);
-- What an outcome was before: the reason stands with the coding that changed.
create table outcome_change (
  id uuid constraint outcome_change_pkey primary key,
  application uuid not null constraint outcome_change_application_fkey references outcome (application),
  campaign uuid not null constraint outcome_change_campaign_fkey references campaign (id),
  from_code text not null,
  to_code text not null,
  at timestamptz not null default app_now(),
  constraint outcome_change_is_one check (from_code <> to_code)
);
create index outcome_change_application on outcome_change (application, at);
create trigger outcome_change_append_only before update or delete on outcome_change for each row execute function refuse_change();
call protect('outcome_review', 'outcome_change');
drop policy outcome_review_actor on outcome_review;
create policy outcome_review_system on outcome_review to pt_app using ((select app_is_system())) with check ((select app_is_system()));
drop policy outcome_change_actor on outcome_change;
create policy outcome_change_read on outcome_change for select to pt_app
  using ((select app_is_system()) or campaign in (select app_team_campaigns()));
create policy outcome_change_made on outcome_change for insert to pt_app with check ((select app_is_system()));
grant select, insert, update, delete on outcome_review to pt_app;
grant select, insert on outcome_change to pt_app;

-- Whatever the code of an answer becomes, by whichever way, once its application has an outcome.
create function ask_review() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  insert into outcome_review (application, campaign) select o.application, o.campaign from outcome o where o.application = new.application
    on conflict do nothing;
  return null;
end $$;
create trigger response_review after update of code on response for each row
  when (new.code is not null and new.code is distinct from old.code and new.application is not null) execute function ask_review();

-- An outcome changes only with its change written beside it, and never in a campaign that is closed.
create function outcome_follows_a_change() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.code = old.code then return new; end if;
  if exists (select from campaign c where c.id = old.campaign and c.state = 'closed') then
    raise exception 'a closed campaign keeps its outcomes' using errcode = 'restrict_violation', constraint = 'outcome_closed';
  end if;
  if not exists (select from outcome_change x where x.application = old.application and x.from_code = old.code and x.to_code = new.code and x.at = app_now()) then
    raise exception 'an outcome changes with its change written down' using errcode = 'restrict_violation', constraint = 'outcome_change_written';
  end if;
  return new;
end $$;
create trigger outcome_change_first before update of code on outcome for each row execute function outcome_follows_a_change();

-- As in 0020, but an outcome that is final does not bar the change: a closed campaign does.
create or replace function change_code(change uuid, one uuid, new_code text, why text) returns table (refused text, code text, how text)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare sent uuid; own coding; settled boolean; agreed text; manner text;
begin
  if not exists (select from coding_item i where i.response = one and i.mine) then return query select 'nothing-to-change', null, null; return; end if;
  select r.application into sent from response r where r.id = one;
  perform from application a where a.id = sent for update;
  perform from response r where r.id = one for update;
  select * into own from coding c where c.response = one and c.coder = app_actor();
  select count(*) > 0 into settled from coding c where c.response = one and c.adjudication;
  if own.code = new_code then return query select 'nothing-to-change', null, null; return; end if;
  if exists (select from application a join campaign p on p.id = a.campaign where a.id = sent and p.state = 'closed') then
    return query select 'closed-to-codes', null, null; return; end if;
  if settled and not own.adjudication then return query select 'settled-already', null, null; return; end if;
  insert into coding_change (id, coding, response, from_code, to_code, reason) values (change, own.id, one, own.code, new_code, why);
  update coding set code = new_code where id = own.id;
  select case when settled then max(c.code) filter (where c.adjudication)
      when count(*) = 2 and count(distinct c.code) = 1 then min(c.code) end into agreed from coding c where c.response = one;
  manner := case when agreed is null then null when settled then 'adjudication' else 'agreement' end;
  update response set code = agreed, coded_at = case when agreed is null then null else app_now() end, coded_how = manner where id = one;
  return query select null, agreed, manner;
end $$;
