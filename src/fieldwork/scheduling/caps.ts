import { sql } from 'kysely';
import type { ReadCtx, ReadDb } from '../../platform/context.js';
import { hmacSha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { findEstablishments, type FrameVacancy } from '../../register/index.js';
import type { Tested } from './decide.js';
import { placeOf } from './rules.js';
import { findTestedGroups, findTestedPlaces } from './store.js';

/** What a cap counts over all campaigns. A recruiter's domain is counted within one plan, and ends with it. */
export type CapKind = 'establishment' | 'group';

/** Turns a place or a group into its mark: by this a cap holds on after it was erased who was tested. */
export interface CapKey {
  /** The number of the key, 8 bytes; it follows from the key. */
  readonly id: Buffer;
  /** 32 bytes; marks of two kinds never meet. */
  mark(kind: CapKind, value: string): Buffer;
}

/** The key of marks: it follows from the secret of this server, which no database holds. */
export function createCapKey(secret: Uint8Array): CapKey {
  const key = hmacSha256(secret, 'praktijktest/caps/1');
  return {
    id: hmacSha256(key, 'key-id/1').subarray(0, 8),
    mark: (kind, value) => hmacSha256(key, `cap/1/${kind}/`, value),
  };
}

const YEAR = 365 * 24 * 3_600_000;

/**
 * What any team tested in the twelve months before: by the tests that are there, and of the vacancies in this frame by the
 * marks that erased baselines left. Problems: caps-key-changed
 * @param since from when a test counts, where that is not twelve months ago
 */
export async function findTested(
  ctx: ReadCtx,
  key: CapKey,
  frame: readonly FrameVacancy[],
  since: Date = new Date(ctx.clock.now().getTime() - YEAR),
): Promise<Pick<Tested, 'places' | 'groups'>> {
  const places = await findTestedPlaces(ctx.db, since);
  const groups = await findTestedGroups(ctx.db, since);
  await insistKey(ctx.db, key, since);
  const marks = await findMarks(ctx.db, since);
  const testsOf = (kind: CapKind, value: string): number =>
    marks.get(`${kind} ${key.mark(kind, value).toString('hex')}`) ?? 0;
  if (marks.size > 0) {
    for (const place of new Set(frame.map(placeOf)))
      if (testsOf('establishment', place) > 0) places.add(place);
    for (const group of new Set(frame.map((vacancy) => vacancy.group)))
      groups.set(group, (groups.get(group) ?? 0) + testsOf('group', group));
  }
  await addEnterprises(ctx, frame, places, (number) => testsOf('establishment', number) > 0);
  return { places, groups };
}

/** Who writes to an enterprise reaches all of it: tested is one of which any establishment was. */
async function addEnterprises(
  ctx: ReadCtx,
  frame: readonly FrameVacancy[],
  places: Set<string>,
  isMarked: (number: string) => boolean,
): Promise<void> {
  const alone = frame.flatMap(({ id, kbo }) => (id === null ? [kbo] : []));
  if (alone.length === 0) return;
  for (const [kbo, numbers] of await findEstablishments(ctx, alone))
    if (numbers.some((number) => places.has(number) || isMarked(number))) places.add(kbo);
}

/** Refuses to plan while a mark counts that this key cannot tell: whom it holds out would be tested again. */
async function insistKey(db: ReadDb, key: CapKey, since: Date): Promise<void> {
  const found = await sql<{
    until: string | null;
  }>`select cap_marks_of_other_keys(${since}, ${key.id})::text as until`.execute(db);
  const until = found.rows[0]?.until ?? null;
  if (until !== null) throw new Problem('caps-key-changed', until);
}

/** Tests per kind and mark that count since an instant. */
async function findMarks(db: ReadDb, since: Date): Promise<Map<string, number>> {
  const found = await sql<{
    kind: CapKind;
    mark: Buffer;
    tests: number;
  }>`select kind, mark, tests from cap_marks_since(${since})`.execute(db);
  return new Map(found.rows.map(({ kind, mark, tests }) => [`${kind} ${mark.toString('hex')}`, tests]));
}
