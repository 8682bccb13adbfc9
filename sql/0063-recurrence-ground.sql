-- What a test that is done again rests on is asked once more when its first application leaves: a code of the earlier test may
-- have changed since the plan was drawn, or the test may count no longer. A pair that has begun goes on to its end.

-- Whether an employer lacks something for being tested again; of a first application alone. For the team, and for who sends.
create function repeat_ground_is_gone(application_id uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce((select repeat_lacks(t.campaign, t.employer, null) is not null
    from application a join test t on t.id = a.test join campaign c on c.id = t.campaign
    where a.id = application_id and a.position = 1 and c.repeats is not null
      and (app_keeps_teams() or c.id in (select app_team_campaigns()))), false)
$$;

-- The law, also for a row that is changed by hand.
create function application_has_its_ground() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare reason constant text := 'ground-gone';
begin
  if exists (select from test t join campaign c on c.id = t.campaign and c.repeats is not null
      where t.id = new.test and repeat_lacks(t.campaign, t.employer, null) is not null) then
    raise exception 'sending refused: %', reason using errcode = 'restrict_violation', constraint = 'gate:' || reason;
  end if;
  return new;
end $$;
-- Named to come after application_life: the campaign's own reasons are said first.
create trigger application_rests before update on application for each row
  when (new.state = 'sending' and old.state <> 'sending' and new.position = 1) execute function application_has_its_ground();

revoke execute on function repeat_ground_is_gone(uuid), application_has_its_ground() from public;
grant execute on function repeat_ground_is_gone(uuid) to pt_app;
