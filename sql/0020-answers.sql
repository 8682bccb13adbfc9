-- Answers: matching by several signs that agree, and its correction by a person.

-- What a message may say of an application without its address: names are compared, never shown to who codes.
create view match_candidate with (security_invoker = true) as
  select a.id as application, a.test, a.campaign, a.from_address as address, a.from_name as name, a.message_id,
    lower(a.to_address) as to_address, e.name as employer, v.title as vacancy, a.sent_at
  from application a join test t on t.id = a.test join employer e on e.id = t.employer join vacancy v on v.id = t.vacancy
  where a.state not in ('planned', 'cancelled');

create index application_to_domain on application (lower(split_part(to_address, '@', 2)));
-- An index on an expression may not be used before a row-level policy; this gives ids alone, and only to who matches mail.
create function applications_of_domain(domain text) returns setof uuid language sql stable parallel safe security definer rows 4
  set search_path = pt, pg_catalog
  as $$ select id from application where lower(split_part(to_address, '@', 2)) = domain and app_matches_mail() order by due_at desc, id limit 200 $$;

-- Why an answer stands where it stands.
alter table response add column match_points smallint;
alter table response add column match_reasons text[];

-- A clock goes only with an answer that no longer has an application.
create function triage_stays() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if exists (select from response r where r.id = old.response and r.state = 'matched') then
    raise exception 'an answer keeps its clock' using errcode = 'restrict_violation', constraint = 'triage_stays';
  end if;
  return old;
end $$;
create trigger triage_stay before delete on triage for each row execute function triage_stays();
grant delete on triage to pt_app;

revoke execute on function applications_of_domain(text) from public;
grant execute on function applications_of_domain(text) to pt_app;
grant select on match_candidate to pt_app;
