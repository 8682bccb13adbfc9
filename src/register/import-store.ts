import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, TxCtx } from '../platform/context.js';
import { addDays } from '../platform/dates.js';
import { knownSectors, type KnownSectors } from './import-fields.js';
import type { EmployerRow, RowFault, VacancyRow } from './import-rows.js';

export interface BatchResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faults: readonly RowFault[];
}

const NOTHING: BatchResult = { added: 0, changed: 0, unchanged: 0, faults: [] };

interface Numbered<Row> {
  readonly line: number;
  readonly row: Row;
}

const Committees = z.looseObject({ jointCommittees: z.array(z.string()) });

/** The sectors of the register, as rows are checked against them. */
export async function findKnownSectors(db: Db): Promise<KnownSectors> {
  const rows = await db.selectFrom('sector').select(['code', 'document']).orderBy('position').execute();
  return knownSectors(
    rows.map((row) => ({ code: row.code, jointCommittees: Committees.parse(row.document).jointCommittees })),
  );
}

/** Adds or updates the employers of a batch and adds their establishments. A later row of one employer replaces an earlier one. */
export async function insertEmployers(
  ctx: TxCtx,
  rows: readonly Numbered<EmployerRow>[],
  mayWrite: () => boolean,
): Promise<BatchResult> {
  const { good, faults } = await checkAddresses(ctx.db, rows);
  if (good.length === 0 || !mayWrite()) return { ...NOTHING, faults };
  const last = [...new Map(good.map(({ row }) => [row.kbo, row])).values()];
  const column = <Key extends keyof EmployerRow>(key: Key): EmployerRow[Key][] => last.map((row) => row[key]);
  const written = await sql<{
    fresh: boolean;
  }>`insert into employer (id, kbo, name, sector, joint_committee, nace, municipality, postcode, parent_kbo, mail_domain, phone, mail, application_email)
    select u.id, u.kbo, u.name, u.sector, u.joint_committee, u.nace, u.municipality, u.postcode, u.parent_kbo, u.mail_domain, u.phone,
      case when u.mail_said then u.mail else (select o.mail from employer o where o.kbo = u.kbo) end,
      case when u.said then u.application_email else (select o.application_email from employer o where o.kbo = u.kbo) end
    from unnest(${last.map(() => ctx.newId())}::uuid[], ${column('kbo')}::text[], ${column('name')}::text[], ${column('sector')}::text[],
      ${column('jointCommittee')}::text[], ${column('nace')}::text[], ${column('municipality')}::text[], ${column('postcode')}::text[],
      ${column('parentKbo')}::text[], ${column('mailDomain')}::text[], ${column('phone')}::text[], ${column('mail')}::text[], ${column('mailSaid')}::boolean[],
      ${column('applicationEmail')}::text[], ${column('applicationEmailSaid')}::boolean[])
      as u (id, kbo, name, sector, joint_committee, nace, municipality, postcode, parent_kbo, mail_domain, phone, mail, mail_said, application_email, said)
    on conflict (kbo) do update set name = excluded.name, sector = excluded.sector, joint_committee = excluded.joint_committee, nace = excluded.nace,
      municipality = excluded.municipality, postcode = excluded.postcode, parent_kbo = excluded.parent_kbo, mail_domain = excluded.mail_domain, phone = excluded.phone,
      mail = excluded.mail, application_email = excluded.application_email
    where (employer.name, employer.sector, employer.joint_committee, employer.nace, employer.municipality, employer.postcode, employer.parent_kbo, employer.mail_domain, employer.phone, employer.mail, employer.application_email)
      is distinct from (excluded.name, excluded.sector, excluded.joint_committee, excluded.nace, excluded.municipality, excluded.postcode, excluded.parent_kbo, excluded.mail_domain, excluded.phone, excluded.mail, excluded.application_email)
    returning (xmax = 0) as fresh`.execute(ctx.db);
  const units = good.flatMap(({ row }) =>
    row.establishment === null ? [] : [{ number: row.establishment, kbo: row.kbo }],
  );
  if (units.length > 0) {
    await sql`insert into establishment (number, employer) select u.number, e.id
      from unnest(${units.map((unit) => unit.number)}::text[], ${units.map((unit) => unit.kbo)}::text[]) as u (number, kbo) join employer e on e.kbo = u.kbo
      on conflict do nothing`.execute(ctx.db);
  }
  return { ...tally(written.rows, good.length), faults };
}

/** One address is one employer's: who writes as a client there would ask the same desk twice. The first that has it keeps it. */
async function checkAddresses(
  db: Db,
  rows: readonly Numbered<EmployerRow>[],
): Promise<{ good: readonly Numbered<EmployerRow>[]; faults: RowFault[] }> {
  const asked = [...new Set(rows.flatMap(({ row }) => row.mail?.toLowerCase() ?? []))];
  if (asked.length === 0) return { good: rows, faults: [] };
  const known = await sql<{ mail: string; kbo: string }>`select lower(e.mail) as mail, e.kbo from employer e
    where lower(e.mail) = any(${asked}::text[]) order by e.created_at, e.id`.execute(db);
  const whose = new Map(known.rows.reverse().map(({ mail, kbo }) => [mail, kbo]));
  const faults: RowFault[] = [];
  const good = rows.filter(({ line, row }) => {
    const mail = row.mail?.toLowerCase();
    if (mail === undefined) return true;
    const owner = whose.get(mail) ?? row.kbo;
    whose.set(mail, owner);
    if (owner === row.kbo) return true;
    faults.push({
      line,
      field: 'mail',
      problem: `employer ${owner} takes mail at ${mail} already`,
      cure: 'give an address of this employer alone, or leave the field empty',
    });
    return false;
  });
  return { good, faults };
}

/** Adds or updates the vacancies of a batch. Faults: an employer or establishment that the register does not hold, a reference given twice. */
export async function insertVacancies(
  ctx: TxCtx,
  rows: readonly Numbered<VacancyRow>[],
  mayWrite: () => boolean,
): Promise<BatchResult> {
  const { good, faults } = await checkVacancies(ctx.db, rows);
  if (good.length === 0 || !mayWrite() || (faults.length > 0 && good.length === 0))
    return { ...NOTHING, faults };
  const column = <Value>(of: (row: VacancyRow) => Value): Value[] => good.map(({ row }) => of(row));
  const written = await sql<{
    fresh: boolean;
  }>`insert into vacancy (id, source, reference, title, employer, establishment, sector, place, postcode,
      contact_address, contact_name, occupation, bottleneck, open_from, open_until, snapshot_hash, exclusion, language, form_url, contact_phone)
    select u.id, u.source, u.reference, u.title, e.id, u.establishment, coalesce(u.sector, e.sector), u.place, u.postcode,
      u.contact_address, u.contact_name, u.occupation, u.bottleneck, u.open_from, u.open_until, decode(u.snapshot, 'hex'),
      case when u.said then u.exclusion else coalesce(u.exclusion, (select o.exclusion from vacancy o where o.source = u.source and o.reference = u.reference)) end,
      coalesce(u.language, (select o.language from vacancy o where o.source = u.source and o.reference = u.reference), 'nl'),
      case when u.form_said then u.form_url else (select o.form_url from vacancy o where o.source = u.source and o.reference = u.reference) end,
      case when u.phone_said then u.phone else (select o.contact_phone from vacancy o where o.source = u.source and o.reference = u.reference) end
    from unnest(${good.map(() => ctx.newId())}::uuid[], ${column((row) => row.source)}::text[], ${column((row) => row.reference)}::text[],
      ${column((row) => row.title)}::text[], ${column((row) => row.kbo)}::text[], ${column((row) => row.establishment)}::text[], ${column((row) => row.sector)}::text[],
      ${column((row) => row.place)}::text[], ${column((row) => row.postcode)}::text[], ${column((row) => row.contactEmail)}::text[], ${column((row) => row.contactName)}::text[],
      ${column((row) => row.occupation)}::text[], ${column((row) => row.bottleneck)}::boolean[], ${column((row) => row.openFrom)}::date[],
      ${column((row) => (row.openUntil === null ? null : addDays(row.openUntil, 1)))}::date[], ${column((row) => row.snapshot)}::text[], ${column((row) => row.exclusion)}::text[],
      ${column((row) => row.exclusionSaid)}::boolean[], ${column((row) => row.language)}::text[], ${column((row) => row.formUrl)}::text[], ${column((row) => row.formUrlSaid)}::boolean[],
      ${column((row) => row.contactPhone)}::text[], ${column((row) => row.contactPhoneSaid)}::boolean[])
      as u (id, source, reference, title, kbo, establishment, sector, place, postcode, contact_address, contact_name, occupation, bottleneck, open_from, open_until, snapshot, exclusion, said, language, form_url, form_said, phone, phone_said)
    join employer e on e.kbo = u.kbo
    on conflict (source, reference) do update set title = excluded.title, employer = excluded.employer, establishment = excluded.establishment, sector = excluded.sector,
      place = excluded.place, postcode = excluded.postcode, contact_address = excluded.contact_address, contact_name = excluded.contact_name, occupation = excluded.occupation,
      bottleneck = excluded.bottleneck, open_from = excluded.open_from, open_until = excluded.open_until, snapshot_hash = excluded.snapshot_hash, exclusion = excluded.exclusion, language = excluded.language, form_url = excluded.form_url, contact_phone = excluded.contact_phone
    where (vacancy.title, vacancy.employer, vacancy.establishment, vacancy.sector, vacancy.place, vacancy.postcode, vacancy.contact_address, vacancy.contact_name,
        vacancy.occupation, vacancy.bottleneck, vacancy.open_from, vacancy.open_until, vacancy.snapshot_hash, vacancy.exclusion, vacancy.language, vacancy.form_url, vacancy.contact_phone)
      is distinct from (excluded.title, excluded.employer, excluded.establishment, excluded.sector, excluded.place, excluded.postcode, excluded.contact_address,
        excluded.contact_name, excluded.occupation, excluded.bottleneck, excluded.open_from, excluded.open_until, excluded.snapshot_hash, excluded.exclusion, excluded.language, excluded.form_url, excluded.contact_phone)
    returning (xmax = 0) as fresh`.execute(ctx.db);
  return { ...tally(written.rows, good.length), faults };
}

async function checkVacancies(
  db: Db,
  rows: readonly Numbered<VacancyRow>[],
): Promise<{ good: Numbered<VacancyRow>[]; faults: RowFault[] }> {
  const employers = await db
    .selectFrom('employer')
    .select('kbo')
    .where('kbo', 'in', [...new Set(['', ...rows.map(({ row }) => row.kbo)])])
    .execute();
  const units = [...new Set(rows.flatMap(({ row }) => row.establishment ?? []))];
  const establishments = await db
    .selectFrom('establishment')
    .select('number')
    .where('number', 'in', ['', ...units])
    .execute();
  const [knownEmployers, knownUnits] = [
    new Set<string>(employers.map((row) => row.kbo)),
    new Set<string>(establishments.map((row) => row.number)),
  ];
  const now = await writtenNow(db, rows);
  const faults: RowFault[] = [];
  const good = rows.filter(({ line, row }) => {
    const before = faults.length;
    const key = `${row.source}\n${row.reference}`;
    if (!knownEmployers.has(row.kbo)) {
      faults.push({
        line,
        field: 'kbo',
        problem: `employer ${row.kbo} is not in the register`,
        cure: 'import its employer first, or correct the number',
      });
    }
    if (row.establishment !== null && !knownUnits.has(row.establishment)) {
      faults.push({
        line,
        field: 'establishment',
        problem: `establishment ${row.establishment} is not in the register`,
        cure: 'import it with its employer first, or leave the field empty',
      });
    }
    if (now.has(key)) {
      faults.push({
        line,
        field: 'reference',
        problem: `${row.source} ${row.reference} stands in the file twice`,
        cure: 'keep one of the two lines',
      });
    }
    now.add(key);
    return faults.length === before;
  });
  return { good, faults };
}

/**
 * The vacancies of this batch that stood in an earlier batch of this very transaction: it wrote the row (xmin), or left it
 * as it was, which locks it (xmax).
 */
async function writtenNow(db: Db, rows: readonly Numbered<VacancyRow>[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  // Lateral with a limit keeps to the index: inside one long transaction the planner has no statistics to go by.
  const found = await sql<{ source: string; reference: string }>`select u.source, u.reference
    from unnest(${rows.map(({ row }) => row.source)}::text[], ${rows.map(({ row }) => row.reference)}::text[]) as u (source, reference)
    cross join lateral (select 1 from vacancy v where v.source = u.source and v.reference = u.reference and pg_current_xact_id()::xid in (v.xmin, v.xmax) limit 1) now`.execute(
    db,
  );
  return new Set(found.rows.map((row) => `${row.source}\n${row.reference}`));
}

function tally(written: readonly { fresh: boolean }[], rows: number): BatchResult {
  const added = written.filter((row) => row.fresh).length;
  return { added, changed: written.length - added, unchanged: rows - written.length, faults: [] };
}
