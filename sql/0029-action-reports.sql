-- The report of action: what was done under an authorisation, all of it, also the tests without difference. It is kept as made.
create table action_report (
  authorisation uuid not null constraint action_report_authorisation_fkey references authorisation (id),
  number integer not null constraint action_report_number_range check (number > 0),
  campaign uuid not null constraint action_report_campaign_fkey references campaign (id),
  body text not null,
  html text not null,
  pdf bytea not null,
  body_hash bytea not null constraint action_report_body_hash check (body_hash = sha256(convert_to(body, 'UTF8'))),
  html_hash bytea not null constraint action_report_html_hash check (html_hash = sha256(convert_to(html, 'UTF8'))),
  pdf_hash bytea not null constraint action_report_pdf_hash check (pdf_hash = sha256(pdf)),
  made_by uuid not null constraint action_report_maker_fkey references account (id),
  made_at timestamptz not null default app_now(),
  constraint action_report_pkey primary key (authorisation, number)
);
create index action_report_campaign on action_report (campaign);
create trigger action_report_append_only before update or delete on action_report for each row execute function refuse_change();

-- A report is of a decision, follows the one before it, is made in the own name, and leaves nothing out: every act that the
-- log holds of the campaign, every test of the plan, every call. Counted for every role, hence the owner's eyes.
create function action_report_is_whole() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare whole authorisation; said jsonb := new.body::jsonb;
begin
  -- A copy of nothing is refused by its column.
  if new.authorisation is null then
    return new;
  end if;
  select * into whole from authorisation where id = new.authorisation for update;
  if whole.id is null or whole.campaign <> new.campaign or whole.number is null then
    raise exception 'a report of action is of an authorisation that was decided' using errcode = 'restrict_violation', constraint = 'action_report_decided';
  end if;
  if app_actor() is not null and new.made_by <> app_actor() then
    raise exception 'one acts in the own name' using errcode = 'restrict_violation', constraint = 'authorisation_own_name';
  end if;
  if new.number <> 1 + (select count(*) from action_report r where r.authorisation = new.authorisation)
    or said ->> 'authorisation' is distinct from new.authorisation::text or said ->> 'campaign' is distinct from new.campaign::text
    or said ->> 'number' is distinct from new.number::text
    or array(select (one ->> 'link')::bigint from jsonb_array_elements(said -> 'acts') one order by 1)
      is distinct from array(select l.seq from audit_link l where l.campaign = new.campaign order by 1)
    or array(select (one ->> 'ordinal')::integer from jsonb_array_elements(said -> 'tests') one order by 1)
      is distinct from array(select t.ordinal from test t where t.campaign = new.campaign order by 1)
    or array(select (one ->> 'ordinal')::integer from jsonb_array_elements(said -> 'calls') one order by 1)
      is distinct from array(select t.ordinal from call_task t where t.campaign = new.campaign order by 1) then
    raise exception 'a report of action leaves nothing out' using errcode = 'restrict_violation', constraint = 'action_report_whole';
  end if;
  return new;
end $$;
create trigger action_report_checked before insert on action_report for each row execute function action_report_is_whole();

call protect('action_report');
drop policy action_report_actor on action_report;
-- It tells arms and what employers answered: for who of the own team may see those.
create policy action_report_team on action_report to pt_app
  using ((select app_reads_signals()) and campaign in (select app_team_campaigns()))
  with check ((select app_reads_signals()) and campaign in (select app_team_campaigns()));
create policy action_report_system on action_report for select to pt_app using ((select app_is_system()));
create trigger action_report_interest before insert on action_report for each row execute function bar_own_interest();
grant select, insert on action_report to pt_app;
