import { z } from 'zod';
import { canonicalJson } from '../platform/canonical.js';
import type { ReadCtx, TxCtx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';
import { isDateOnly, type DateOnly } from '../platform/dates.js';
import { Problem } from '../platform/problems.js';
import { QUESTION_KINDS, type Questionnaire } from '../register/index.js';
import { openIn, sealIn, type Opened } from './sealed.js';

/** So many times further questions are sent about one report; the database holds to it too. */
export const MOST_QUESTIONNAIRES = 10;

const Texts = z.object({ nl: z.string(), en: z.string(), fr: z.string() });
const KeptQuestion = z.object({
  /** Drawn when it was asked: the answer stands under it. */
  id: z.string(),
  code: z.string(),
  kind: z.enum(QUESTION_KINDS),
  text: Texts,
  hint: Texts.optional(),
  choices: z.array(z.object({ code: z.string(), name: Texts })).optional(),
});
/** What was asked, in the words of that day: a set that changes later changes nothing of it. */
const KeptSet = z.object({
  n: z.int(),
  code: z.string(),
  version: z.int(),
  /** Of the whole set as it stood in the file, also where the officer left questions out. */
  hash: z.string(),
  name: Texts,
  questions: z.array(KeptQuestion),
});
const Day = z.string().refine(isDateOnly);
/** An answer; null where the question was skipped. */
const KeptAnswer = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('choice'), code: z.string() }),
    z.object({ kind: z.literal('yes-no'), is: z.enum(['yes', 'no', 'unknown']) }),
    z.object({ kind: z.literal('day'), on: Day }),
    z.object({ kind: z.literal('period'), from: Day.nullable(), to: Day.nullable() }),
  ])
  .nullable();
export type GivenAnswer = z.infer<typeof KeptAnswer>;

export type AskedQuestion = z.infer<typeof KeptQuestion> & { readonly answer: GivenAnswer };

/** Further questions about a report, with the answers as far as they are there to be read. */
export interface AskedSet extends Omit<z.infer<typeof KeptSet>, 'n' | 'questions'> {
  readonly id: string;
  readonly officer: string;
  readonly askedOn: DateOnly;
  /** When the answers were sent; null while they are waited for. */
  readonly answeredOn: DateOnly | null;
  readonly questions: readonly AskedQuestion[];
}

/** By which a set is known in the state in which it was sent. */
export const hashOf = ({ code, version, name, questions }: Questionnaire): string =>
  sha256(
    'praktijktest/questionnaire/1',
    canonicalJson({
      code,
      version,
      name,
      questions: questions.map(({ code, kind, text, hint = null, choices = null }) => ({
        ...{ code, kind, text, hint },
        choices: choices === null ? null : choices.map(({ code, name }) => ({ code, name })),
      })),
    }),
  ).toString('hex');

/**
 * The further questions of an open report in the order in which they were asked. A reporter reads answers that were saved,
 * an officer those that were sent: the database gives no others.
 */
export async function readQuestionnaires(ctx: ReadCtx, opened: Opened): Promise<AskedSet[]> {
  const rows = await ctx.db
    .selectFrom('questionnaire')
    .select(['id', 'officer', 'asked_on as askedOn', 'answered_on as answeredOn', 'body'])
    .where('report', '=', opened.report)
    .execute();
  if (rows.length === 0) return [];
  const sealed = await ctx.db
    .selectFrom('questionnaire_answer')
    .select(['id', 'body'])
    .where('report', '=', opened.report)
    .execute();
  const answers = new Map(
    sealed.map(({ id, body }) => [
      id,
      KeptAnswer.parse(openIn(opened, 'questionnaire_answer', 'body', id, body)),
    ]),
  );
  return rows
    .map(({ body, ...row }) => {
      const { n, questions, ...set } = KeptSet.parse(openIn(opened, 'questionnaire', 'body', row.id, body));
      const asked = questions.map((one) => ({ ...one, answer: answers.get(one.id) ?? null }));
      return { n, set: { ...row, ...set, questions: asked } };
    })
    .sort((one, other) => one.n - other.n || (one.set.id < other.set.id ? -1 : 1))
    .map(({ set }) => set);
}

/**
 * Asks the chosen questions of a set; the report's row must be locked. The same questions that still wait are not asked twice.
 * Gives the id; null where they wait already. Problems: report-full
 */
export async function addQuestionnaire(
  ctx: TxCtx,
  opened: Opened,
  set: Questionnaire,
  chosen: readonly string[],
): Promise<string | null> {
  const known = await readQuestionnaires(ctx, opened);
  const hash = hashOf(set);
  const questions = set.questions.filter(({ code }) => chosen.includes(code));
  const codes = questions.map(({ code }) => code).join();
  const waits = known.some(
    (one) =>
      one.answeredOn === null && one.hash === hash && one.questions.map(({ code }) => code).join() === codes,
  );
  if (waits) return null;
  if (known.length >= MOST_QUESTIONNAIRES) throw new Problem('report-full');
  const id = ctx.newId();
  const kept: z.infer<typeof KeptSet> = {
    n: known.length,
    ...{ code: set.code, version: set.version, hash, name: set.name },
    questions: questions.map((one) => ({ id: ctx.newId(), ...one })),
  };
  const body = sealIn(opened, 'questionnaire', 'body', id, kept);
  await ctx.db
    .insertInto('questionnaire')
    .values({ id, report: opened.report, officer: ctx.actor.id, body })
    .execute();
  return id;
}

/** Keeps the answers to a set that waits for them, and whether they are sent with it; the report's row must be locked. */
export async function keepAnswers(
  ctx: TxCtx,
  opened: Opened,
  set: AskedSet,
  answers: ReadonlyMap<string, GivenAnswer>,
  sent: boolean,
): Promise<void> {
  for (const { id } of set.questions) {
    const body = sealIn(opened, 'questionnaire_answer', 'body', id, answers.get(id) ?? null);
    await ctx.db
      .insertInto('questionnaire_answer')
      .values({ id, questionnaire: set.id, report: opened.report, body })
      .onConflict((on) => on.column('id').doUpdateSet({ body }))
      .execute();
  }
  if (sent)
    await ctx.db
      .updateTable('questionnaire')
      .set({ answered_on: ctx.clock.today() })
      .where('id', '=', set.id)
      .execute();
}
