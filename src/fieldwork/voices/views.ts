import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { refusalOf } from './rules.js';
import type { Voice, VoiceId, VoiceLanguage, VoiceSex } from './schema.js';

/** Somebody whose voice can be pretested. */
export interface TesterName {
  readonly account: string;
  readonly number: number;
  readonly name: string;
}

/** Everybody who calls for us today, by number, under the name by which the reader may know them. */
export async function listTesters(ctx: ReadCtx): Promise<TesterName[]> {
  const found = await sql<TesterName>`select t.account, t.number, shown_name(t.account) as name from tester t
    where is_tester(t.account) order by t.number`.execute(ctx.db);
  return found.rows;
}

// What the term of its class took is no voice any more. Numbers of the database come as numbers.
const VOICES = sql<Voice>`select v.id, v.number, v.tester as account, t.number as tester, shown_name(v.tester) as name,
    v.language, v.origin, v.tested_on as "testedOn", v.sex, v.raters, v.share::double precision as share, v.age::double precision as age,
    v.clarity::double precision as clarity, v.friendliness::double precision as friendliness, v.pace, v.document_hash as "documentHash", v.remark,
    v.recorded_by as "recordedBy", shown_name(v.recorded_by) as recorder, v.recorded_at as "recordedAt",
    v.confirmed_by as "confirmedBy", shown_name(v.confirmed_by) as confirmer, v.confirmed_at as "confirmedAt",
    v.withdrawn_by as "withdrawnBy", shown_name(v.withdrawn_by) as withdrawer, v.withdrawn_at as "withdrawnAt", v.withdrawn_reason as "withdrawnReason",
    is_tester(v.tester) as active, exists (select from voice_pretest n where n.tester = v.tester and n.language = v.language and n.origin = v.origin
      and n.number > v.number and n.confirmed_at is not null) as replaced
  from voice_pretest v join tester t on t.account = v.tester where v.erased_at is null`;

/** Every pretest that the actor may see, by tester, the newest first. */
export async function listVoices(ctx: ReadCtx): Promise<Voice[]> {
  return (await sql<Voice>`${VOICES} order by t.number, v.number desc`.execute(ctx.db)).rows;
}

/** How the actor sounds to others, the newest first. */
export async function listOwnVoices(ctx: ReadCtx): Promise<Voice[]> {
  return (await sql<Voice>`${VOICES} and v.tester = ${ctx.actor.id} order by v.number desc`.execute(ctx.db))
    .rows;
}

/** One pretest. Throws `not-found`. */
export async function findVoice(ctx: ReadCtx, id: VoiceId): Promise<Voice> {
  const [voice] = (await sql<Voice>`${VOICES} and v.id = ${id}`.execute(ctx.db)).rows;
  if (voice === undefined) throw new Problem('not-found');
  return voice;
}

/** The pretest of this tester, language and origin that waits for its second person, if any. */
export async function findProposed(
  ctx: ReadCtx,
  { tester, language, origin }: { tester: string; language: VoiceLanguage; origin: string },
): Promise<Voice | undefined> {
  const found =
    await sql<Voice>`${VOICES} and v.tester = ${tester} and v.language = ${language} and v.origin = ${origin}
    and v.confirmed_at is null and v.withdrawn_at is null`.execute(ctx.db);
  return found.rows[0];
}

/** Pretests that wait for the actor: recorded by somebody else, and of another's voice. */
export function countProposed(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      oldest: Date | null;
    }>`select count(*)::int as count, min(recorded_at) as oldest
      from voice_pretest where confirmed_at is null and withdrawn_at is null and erased_at is null
        and recorded_by <> app_actor() and tester <> app_actor()`.execute(ctx.db);
    return found.rows[0] ?? { count: 0, oldest: null };
  });
}

/** One of the two callers of a pair, with the pretest that says so. */
export interface Caller {
  readonly account: string;
  /** The tester's number. */
  readonly number: number;
  readonly origin: string;
  readonly pretest: VoiceId;
}

/** Two testers who sound alike in all but origin. */
export interface MatchedCallers {
  readonly control: Caller;
  readonly treatment: Caller;
  /** As which both are heard. */
  readonly sex: VoiceSex;
}

/**
 * Every ordered pair of two testers who may be the callers of one pair today: the first heard as one of the origins of the
 * control, the second as one of the treatment, alike in all else; by number of the control and then of the treatment. The
 * database says the same of one pair in `callers_match`. Who does not plan calls sees none.
 */
export async function matchedCallers(
  ctx: ReadCtx,
  asked: {
    readonly language: VoiceLanguage;
    readonly control: readonly string[];
    readonly treatment: readonly string[];
  },
): Promise<readonly MatchedCallers[]> {
  // An origin in both arms would be no cue.
  if (asked.control.some((origin) => asked.treatment.includes(origin))) return [];
  const today = ctx.clock.today();
  const last = (await listVoices(ctx)).filter(
    ({ language, confirmedAt, replaced, active }) =>
      language === asked.language && confirmedAt !== null && !replaced && active,
  );
  const heardAs = (origins: readonly string[]): Voice[] =>
    last.filter(({ origin }) => origins.includes(origin));
  const treatments = heardAs(asked.treatment);
  return heardAs(asked.control).flatMap((control) =>
    treatments
      .filter((other) => other.account !== control.account && refusalOf(control, other, today) === null)
      .map((treatment) => ({ control: callerOf(control), treatment: callerOf(treatment), sex: control.sex })),
  );
}

const callerOf = ({ account, tester, origin, id }: Voice): Caller => ({
  account,
  number: tester,
  origin,
  pretest: id,
});
