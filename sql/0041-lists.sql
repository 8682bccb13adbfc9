-- Whether a test firm was given a call of a campaign: only then is it news to it that a call changed.
create function app_firm_calls_in(campaign_id uuid) returns boolean language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select exists (select from call_task t where t.campaign = campaign_id and t.firm is not null and t.firm = app_own_firm()) $$;
revoke execute on function app_firm_calls_in(uuid) from public;
grant execute on function app_firm_calls_in(uuid) to pt_app;

-- As in sql/0031, with one look at the clock: looking for each of a hundred thousand reports took seconds.
create or replace function pt_reports.desk_counts() returns table (to_acknowledge integer, feedback_soon integer, late integer, answered integer)
  language plpgsql stable security definer set search_path = pt_reports, pg_catalog as $$
declare day date := today();
begin
  if side() <> 'officer' then
    raise exception 'only officers count what waits' using errcode = 'insufficient_privilege';
  end if;
  return query select (count(*) filter (where status = 'sent'))::int,
      (count(*) filter (where acknowledged_on is not null and feedback_on is null and feedback_by between day and day + 14))::int,
      (count(*) filter (where case when acknowledged_on is null then acknowledge_by when feedback_on is null then feedback_by end < day))::int,
      (select count(distinct m.report)::int from message m where m.side = 'reporter' and not m.seen)
    from report where status not in ('draft', 'closed');
end $$;
