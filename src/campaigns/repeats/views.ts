import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import {
  findEmployerFrame,
  findFrame,
  type FrameVacancy,
  type VacancyLanguage,
} from '../../register/index.js';
import type { Campaign, CampaignId } from '../schema.js';
import { LACKS, type RepeatLine } from './schema.js';

/** Of a frame, the vacancies by which a campaign may test their employers again, from a day on. */
export async function findRepeatable(
  ctx: ReadCtx,
  campaign: CampaignId,
  on: DateOnly,
  frame: readonly FrameVacancy[],
): Promise<FrameVacancy[]> {
  const found = await sql<{
    id: string;
  }>`select id from repeatable(${campaign}, ${on}::date, ${frame.flatMap(({ id }) => (id === null ? [] : [id]))}::uuid[]) id`.execute(
    ctx.db,
  );
  const may = new Set(found.rows.map(({ id }) => id));
  return frame.filter(({ id }) => id !== null && may.has(id));
}

/** What a campaign's plan is drawn from: open vacancies, of these the ones that may be answered again, or employers without one. */
export async function findFrameOf(
  ctx: ReadCtx,
  { id, cells, sendFrom, withoutVacancy, repeats }: Campaign,
  language: VacancyLanguage,
): Promise<FrameVacancy[]> {
  const sectors = cells.map(({ sector }) => sector);
  if (withoutVacancy) return findEmployerFrame(ctx, sectors, language);
  const open = await findFrame(ctx, sectors, sendFrom, language);
  return repeats === null ? open : findRepeatable(ctx, id, sendFrom, open);
}

const Lacks = z.enum(LACKS).nullable();

/** The employers that the request of a campaign names, in its order, with what each lacks; none for others than the team. */
export async function findRepeatLines(
  ctx: ReadCtx,
  { id, cells, sendFrom }: Pick<Campaign, 'id' | 'cells' | 'sendFrom'>,
  language: VacancyLanguage,
): Promise<RepeatLine[]> {
  const named = await sql<{
    number: string;
    employer: string | null;
    name: string | null;
    lacks: string | null;
    free_on: string | null;
  }>`select number, employer, name, lacks, free_on::text from repeat_employers(${id}, ${sendFrom}::date)`.execute(
    ctx.db,
  );
  if (named.rows.length === 0) return [];
  const frame = await findFrame(
    ctx,
    cells.map(({ sector }) => sector),
    sendFrom,
    language,
  );
  const open = new Set(
    (await findRepeatable(ctx, id, sendFrom, frame)).map(({ employer }) => String(employer)),
  );
  return named.rows.map(({ number, employer, name, lacks, free_on: freeOn }) => ({
    number,
    name,
    lacks: Lacks.parse(lacks ?? (employer !== null && open.has(employer) ? null : 'vacancy')),
    freeOn: freeOn !== null && isDateOnly(freeOn) ? freeOn : null,
  }));
}
