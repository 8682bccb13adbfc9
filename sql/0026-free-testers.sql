-- Whoever has an own interest in a campaign is given none of its calls, nor is a third person where the decision wants
-- inspectors only. Planners learn who is free, and nobody's interest.
create function free_testers(campaign_id uuid) returns setof uuid language sql stable parallel safe security definer set search_path = pt, pg_catalog
  as $$ select t.account from tester t join account a on a.id = t.account
    where 'tester' = any (a.roles) and (app_keeps_teams() or campaign_id in (select app_team_campaigns()))
      and not exists (select from own_interest i where i.account = t.account and i.campaign = campaign_id and i.withdrawn_at is null)
      and ('inspector' = any (a.roles) or not exists (select from authorisation d
        where d.campaign = campaign_id and authorisation_stands(d.state) and d.third_persons is false)) $$;
revoke execute on function free_testers(uuid) from public;
grant execute on function free_testers(uuid) to pt_app;
