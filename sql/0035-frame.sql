-- What a sampling frame leaves out, and how often one group of enterprises may be reached.

-- Why no application ever goes to a vacancy: it favours a group by positive action, it is a student's job, or it asks for
-- an identity document that no made-up candidate has.
alter table vacancy add column exclusion text constraint vacancy_exclusion_known check (exclusion in ('positive-action', 'student', 'identity-upload'));

-- A title that names a student's job says so by itself, as at an import (src/register/import-fields.ts).
update vacancy set exclusion = 'student'
  where title ~* '\m(job-?student|student(en)?-?(job|arbeid|contract)|student job|job étudiant|étudiante? jobiste|jobiste)';

-- A group is a parent enterprise with its daughters; an enterprise without a parent is a group of its own.
create function groups_tested_since(instant timestamptz) returns table (enterprise_group text, tests integer)
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select coalesce(e.parent_kbo, e.kbo), count(*)::integer
  from test t join application a on a.test = t.id and a.position = 1 join employer e on e.id = t.employer
  where a.due_at >= instant and a.state <> 'cancelled' and app_keeps_teams()
  group by 1
$$;
revoke execute on function groups_tested_since(timestamptz) from public;
grant execute on function groups_tested_since(timestamptz) to pt_app;
