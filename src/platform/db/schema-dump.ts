import type { Database } from './database.js';

// NOT NULL is left to the columns: PostgreSQL 18 catalogues it as a constraint, 15 does not.
const queryOf = (schema: string): string => `
select line from (
  select 1 as part, format('table %s rls=%s force=%s', c.relname, c.relrowsecurity, c.relforcerowsecurity) as line, c.relname::text as a, 0 as b, '' as c
    from pg_class c where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r','p')
  union all select 2, format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case a.attidentity when '' then '' else ' identity ' || a.attidentity::text end), c.relname, a.attnum, ''
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r','p','v')
  union all select 3, format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)), c.relname, 0, k.conname
    from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = '${schema}'::regnamespace and k.contype in ('p','u','f','c','x')
  union all select 4, format('index %s', pg_get_indexdef(i.indexrelid)), c.relname, 0, pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = '${schema}'::regnamespace
  union all select 6, format('policy %s.%s %s to %s using (%s) check (%s)', p.tablename, p.policyname, p.cmd, array_to_string(p.roles, ','), p.qual, p.with_check), p.tablename, 0, p.policyname
    from pg_policies p where p.schemaname = '${schema}'
  union all select 7, format('trigger %s', pg_get_triggerdef(t.oid)), c.relname, 0, t.tgname
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = '${schema}'::regnamespace and not t.tgisinternal
  union all select 8, format('function %s(%s) %s', p.proname, pg_get_function_identity_arguments(p.oid), md5(p.prosrc)), p.proname, 0, ''
    from pg_proc p where p.pronamespace = '${schema}'::regnamespace
  union all select 9, format('grant %s on %s to %s', g.privilege_type, g.table_name, g.grantee), g.table_name, 0, g.grantee || g.privilege_type
    from information_schema.role_table_grants g where g.table_schema = '${schema}' and g.grantee <> 'pt_owner' and g.grantee like 'pt_%'
) dump order by part, a collate "C", b, c collate "C", line collate "C"`;

/** The schema as one text, a line per thing, the same on both engines: tables, columns, constraints, policies, grants. */
export async function dumpSchema(database: Database): Promise<string> {
  const dumps: string[] = [];
  for (const schema of ['pt', 'pt_reports']) {
    const rows = await database.session((session) => session.rows<{ line: string }>(queryOf(schema)));
    dumps.push(...(schema === 'pt' ? [] : [`schema ${schema}`]), ...rows.map((row) => row.line));
  }
  return `${dumps.join('\n')}\n`;
}
