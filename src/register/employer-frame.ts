// The frame of letters without a vacancy: employers who said where one may write to them.
import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../platform/context.js';
import type { EmployerId, FrameVacancy, VacancyLanguage } from './schema.js';

/** The register holds no language of an employer: Dutch is written to in Flanders, French in Wallonia, both in Brussels. */
const REGION = {
  nl: ['antwerp', 'limburg', 'east-flanders', 'flemish-brabant', 'west-flanders', 'brussels'],
  fr: ['brussels', 'walloon-brabant', 'hainaut', 'liege', 'luxembourg', 'namur'],
  en: null,
} as const satisfies Record<VacancyLanguage, readonly string[] | null>;

/** Whether an employer `e` sits where a language is written; one whose place is not known sits nowhere. */
const sitsIn = (language: VacancyLanguage) => {
  const region = REGION[language];
  return region === null
    ? sql<boolean>`(e.postcode is not null)`
    : sql<boolean>`(e.postcode is not null and province_of(e.postcode) = any(${[...region]}::text[]))`;
};

interface Row {
  readonly employer: EmployerId;
  readonly kbo: string;
  readonly name: string;
  readonly sector: string;
  readonly occupation: string;
  readonly place: string | null;
  readonly postcode: string;
  readonly address: string;
  readonly group: string;
}

/**
 * The employers of these sectors to whom one can write in a language without a vacancy, in canonical order. What they would
 * employ somebody for is their sector by its name in that language.
 */
export async function findEmployerFrame(
  ctx: ReadCtx,
  sectors: readonly string[],
  language: VacancyLanguage,
): Promise<FrameVacancy[]> {
  const found =
    await sql<Row>`select e.id as employer, e.kbo, e.name, e.sector, e.municipality as place, e.postcode,
      coalesce(s.document -> 'name' ->> ${language}, s.document -> 'name' ->> 'nl', e.sector) as occupation,
      e.application_email as address, coalesce(e.parent_kbo, e.kbo) as "group"
    from employer e join sector s on s.code = e.sector
    where e.sector = any(${[...sectors]}::text[]) and e.application_email is not null and ${sitsIn(language)}
    order by e.kbo`.execute(ctx.db);
  return found.rows.map(({ employer, kbo, name, sector, occupation, place, postcode, address, group }) => ({
    id: null,
    source: 'kbo',
    reference: kbo,
    title: '',
    sector,
    place: place ?? '',
    postcode,
    occupation,
    contactAddress: address,
    contactName: null,
    formUrl: null,
    phone: null,
    openUntil: null,
    employer,
    employerName: name,
    kbo,
    group,
    establishment: null,
  }));
}

/** Employers of a sector that can be written to without a vacancy, and those of which that is not known. */
export interface EmployersOfSector {
  readonly withAddress: number;
  readonly withoutAddress: number;
}

/** How many employers could be written to in a language, per sector: those of the other language's region are not counted. */
export async function countEmployers(
  ctx: ReadCtx,
  language: VacancyLanguage,
): Promise<ReadonlyMap<string, EmployersOfSector>> {
  const found = await sql<EmployersOfSector & { readonly sector: string }>`select e.sector,
      (count(*) filter (where e.application_email is not null and ${sitsIn(language)}))::int as "withAddress",
      (count(*) filter (where e.application_email is null or not ${sitsIn(language)}))::int as "withoutAddress"
    from employer e where ${sitsIn(language)} or e.postcode is null group by e.sector`.execute(ctx.db);
  return new Map(found.rows.map(({ sector, ...counts }) => [sector, counts]));
}

/** How many employers of a sector can be written to without a vacancy, in a language. */
export function countReachableEmployers(ctx: Ctx, language: VacancyLanguage): Promise<Map<string, number>> {
  return ctx.read(async (ctx) => {
    const counts = await countEmployers(ctx, language);
    return new Map([...counts].map(([sector, { withAddress }]) => [sector, withAddress]));
  });
}

/** The establishments of enterprises, by the number of their enterprise. */
export async function findEstablishments(
  ctx: ReadCtx,
  enterprises: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await sql<{
    readonly kbo: string;
    readonly numbers: readonly string[];
  }>`select e.kbo, array_agg(u.number) as numbers
    from employer e join establishment u on u.employer = e.id where e.kbo = any(${[...enterprises]}::text[]) group by e.kbo`.execute(
    ctx.db,
  );
  return new Map(found.rows.map(({ kbo, numbers }) => [kbo, numbers]));
}
