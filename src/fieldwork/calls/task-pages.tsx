import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { campaignProblems } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { isDateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault, type ProblemKind } from '../../platform/problems.js';
import { fill, paths, textIn, withQuery, type Lang } from '../../web/index.js';
import { CallSheetView } from './call-sheet.js';
import { callProblems } from './problems.js';
import { isAttempt } from './rules.js';
import type { RecordBody } from './schema.js';
import type { Calls } from './service.js';
import { SheetForm, StopForm } from './sheet-form.js';
import { TaskList } from './task-list.js';
import { findSheet, listOwnTasks } from './views.js';
import { wordsIn } from './words.js';

const ListQuery = z.object({
  vastgelegd: z.coerce.number().int().min(1).optional().catch(undefined),
  /** The day on which a call that reached nobody is tried again. */
  opnieuw: z.string().refine(isDateOnly).optional().catch(undefined),
  /** How a call as a candidate ended. */
  kandidaat: z.string().max(40).optional().catch(undefined),
});
interface Input {
  faults: readonly FieldFault[];
  kept: Readonly<Record<string, string>>;
}

/** The calls that a tester makes as a candidate, with how the last one ended (candidate-calls). */
export type AsCandidate = (ctx: Ctx, lang: Lang, done: string | undefined) => Promise<ComponentChildren>;

/** The tester's workplace: the own tasks, and the sheet of one call. */
export function taskPages(calls: Calls, asCandidate: AsCandidate): RouteLine[] {
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => showSheet(ctx, calls, lang, params.id, { faults, kept: body });
  return [
    page(paths.tasks.list, { can: 'task.read-own', query: ListQuery }, async (ctx, { query, lang }) => ({
      title: wordsIn(lang)('tasks.title'),
      content: (
        <TaskList
          lang={lang}
          tasks={await listOwnTasks(ctx)}
          today={ctx.clock.today()}
          saved={query.vastgelegd}
          again={query.opnieuw}
          asCandidate={await asCandidate(ctx, lang, query.kandidaat)}
        />
      ),
    })),
    page(paths.tasks.one, { can: 'task.read-own' }, (ctx, { params, lang }) =>
      showSheet(ctx, calls, lang, params.id),
    ),
    form(paths.tasks.start, { can: 'call.record' }, async (ctx, { params }) => {
      await calls.start(ctx, asId<'call-task'>(params.id));
      return `${fill(paths.tasks.one, { id: params.id })}#script`;
    }),
    form(paths.tasks.record, { can: 'call.record', body: SheetForm, again }, (ctx, { params, body, lang }) =>
      recordAndGo(ctx, calls, params.id, body, lang),
    ),
    form(paths.tasks.stop, { can: 'call.record', body: StopForm, again }, (ctx, { params, body, lang }) =>
      recordAndGo(ctx, calls, params.id, body, lang),
    ),
  ];
}

const KINDS: Readonly<Record<string, ProblemKind>> = { ...campaignProblems.kinds, ...callProblems.kinds };

/** A refusal in the words of the reader. */
function wordOf(code: string, lang: Lang): string {
  const kind = KINDS[code];
  return kind === undefined ? code : textIn(kind, lang);
}

async function recordAndGo(
  ctx: Ctx,
  calls: Calls,
  id: string,
  body: RecordBody,
  lang: Lang,
): Promise<string> {
  const task = asId<'call-task'>(id);
  const { number } = await findSheet(ctx, task);
  try {
    const nextOn = await calls.record(ctx, task, body);
    return withQuery(paths.tasks.list, {
      vastgelegd: number,
      ...(nextOn === null ? {} : { opnieuw: nextOn }),
    });
  } catch (error) {
    // What was typed may be all that is left of the call: a refusal gives the form back instead of a page without it.
    if (!(error instanceof Problem) || error.faults.length > 0 || KINDS[error.code]?.status !== 409)
      throw error;
    throw new Problem(error.code, error.detail, [
      { field: isAttempt(body) ? 'attempt' : 'code', message: `${wordOf(error.code, lang)}.` },
    ]);
  }
}

async function showSheet(
  ctx: Ctx,
  calls: Calls,
  lang: Lang,
  id: string,
  input: Input = { faults: [], kept: {} },
) {
  const t = wordsIn(lang);
  const sheet = await findSheet(ctx, asId<'call-task'>(id));
  return {
    title: t('sheet.title', { number: sheet.number }),
    trail: [{ label: t('tasks.title'), href: paths.tasks.list }],
    content: (
      <CallSheetView
        lang={lang}
        sheet={sheet}
        now={ctx.clock.now()}
        opensOn={calls.opensOn(ctx)}
        refusal={sheet.refusal === null ? null : wordOf(sheet.refusal, lang)}
        {...input}
      />
    ),
  };
}
