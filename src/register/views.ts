import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, ReadCtx } from '../platform/context.js';
import { PREPARED } from '../platform/db/index.js';
import type { FrameVacancy, VacancyId, VacancyLanguage } from './schema.js';

/** Which of these names, in small letters, an employer of the register bears, whatever its capitals. */
export async function findEmployersNamed(ctx: ReadCtx, names: readonly string[]): Promise<Set<string>> {
  const wanted = names.map((name) => name.toLowerCase());
  const found = await sql<{
    name: string;
  }>`select distinct lower(name) as name from employer where lower(name) = any(${wanted})`.execute(ctx.db);
  return new Set(found.rows.map((row) => row.name));
}

/** Vacancies of these sectors in a language that are open on the day and may be tested, in canonical order (source, reference, by byte). */
export async function findFrame(
  ctx: ReadCtx,
  sectors: readonly string[],
  openOn: string,
  language: VacancyLanguage,
): Promise<FrameVacancy[]> {
  return ctx.db
    .selectFrom('vacancy as v')
    .innerJoin('employer as e', 'e.id', 'v.employer')
    .select((eb) => [
      'v.id',
      'v.source',
      'v.reference',
      'v.title',
      'v.sector',
      'v.place',
      'v.postcode',
      'v.occupation',
      'v.contact_address as contactAddress',
      'v.contact_name as contactName',
      'v.form_url as formUrl',
      eb.fn.coalesce('v.contact_phone', 'e.phone').as('phone'),
      'v.open_until as openUntil',
      'v.employer',
      'e.name as employerName',
      'e.kbo',
      eb.fn.coalesce('e.parent_kbo', 'e.kbo').as('group'),
      'v.establishment',
    ])
    .where('v.sector', 'in', [...sectors])
    .where('v.exclusion', 'is', null)
    .where('v.language', '=', language)
    .where('v.open_from', '<=', openOn)
    .where((eb) => eb.or([eb('v.open_until', 'is', null), eb('v.open_until', '>', openOn)]))
    .orderBy('v.source')
    .orderBy('v.reference')
    .execute();
}

/** How many open vacancies of these sectors in a language are left out of every sample, per sector. */
export async function countExcluded(
  ctx: ReadCtx,
  sectors: readonly string[],
  openOn: string,
  language: VacancyLanguage,
): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db
    .selectFrom('vacancy as v')
    .select(['v.sector', (eb) => eb.fn.countAll<number>().as('n')])
    .where('v.sector', 'in', [...sectors])
    .where('v.exclusion', 'is not', null)
    .where('v.language', '=', language)
    .where('v.open_from', '<=', openOn)
    .where((eb) => eb.or([eb('v.open_until', 'is', null), eb('v.open_until', '>', openOn)]))
    .groupBy('v.sector')
    .execute();
  return new Map(rows.map(({ sector, n }) => [sector, n]));
}

/** How many vacancies in a language are open on a day, per sector. */
export function countOpenVacancies(
  ctx: Ctx,
  on: string,
  language: VacancyLanguage,
): Promise<Map<string, number>> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('vacancy')
      .select(['sector', (eb) => eb.fn.countAll<number>().as('n')])
      .where('language', '=', language)
      .where('open_from', '<=', on)
      .where((eb) => eb.or([eb('open_until', 'is', null), eb('open_until', '>', on)]))
      .groupBy('sector')
      .execute();
    return new Map(rows.map(({ sector, n }) => [sector, n]));
  });
}

/** A code with its names. */
export interface NamedCode {
  readonly code: string;
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

const Named = z.looseObject({
  name: z.looseObject({ nl: z.string(), en: z.string(), fr: z.string().optional() }),
});

function named(row: { code: string; document: unknown }): NamedCode {
  const { name } = Named.parse(row.document);
  return { code: row.code, nl: name.nl, en: name.en, fr: name.fr ?? name.nl };
}

/** Every sector in its fixed order. */
export function findSectors(ctx: Ctx): Promise<NamedCode[]> {
  return ctx.read(async (ctx) =>
    (
      await ctx.db
        .selectFrom('sector')
        .modifyFront(PREPARED)
        .select(['code', 'document'])
        .orderBy('position')
        .execute()
    ).map(named),
  );
}

/** Every protected ground in its fixed order. */
export function findGrounds(ctx: Ctx): Promise<NamedCode[]> {
  return ctx.read(async (ctx) =>
    (
      await ctx.db
        .selectFrom('ground')
        .modifyFront(PREPARED)
        .select(['code', 'document'])
        .orderBy('position')
        .execute()
    ).map(named),
  );
}

/** The latest check of a vacancy, if any. */
export async function findVacancyCheck(
  ctx: ReadCtx,
  vacancy: VacancyId,
): Promise<{ verdict: 'open' | 'closed' | 'changed'; at: Date } | undefined> {
  return ctx.db
    .selectFrom('vacancy_check')
    .select(['verdict', 'at'])
    .where('vacancy', '=', vacancy)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
