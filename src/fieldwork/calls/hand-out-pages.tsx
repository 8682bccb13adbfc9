import { z } from 'zod';
import { findOwnFirm, form, listOwnTesters, mayWorkOn, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { isUuid } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, type Lang } from '../../web/index.js';
import { handOut, listFirmTasks, type Refused } from './hand-out.js';
import { HandOutView } from './hand-out-view.js';
import { handOutWordsIn } from './hand-out-words.js';

const TASK = 'task-';
/** The ticked calls, and who gets them. */
const HandOutForm = z
  .looseObject({
    tester: z
      .string()
      .regex(
        /^([1-9]\d{0,6}|niemand)$/,
        fault({ nl: 'Kies een tester.', en: 'Choose a tester.', fr: 'Choisissez un testeur.' }),
      ),
  })
  .transform((body, ctx) => {
    const tasks = Object.keys(body)
      .filter((name) => name.startsWith(TASK) && body[name] === 'ja')
      .map((name) => name.slice(TASK.length))
      .filter(isUuid);
    if (tasks.length === 0)
      ctx.addIssue({
        code: 'custom',
        path: ['tasks'],
        message: fault({
          nl: 'Vink minstens één oproep aan.',
          en: 'Tick at least one call.',
          fr: 'Cochez au moins un appel.',
        }),
        input: body,
      });
    return { tasks, tester: body.tester === 'niemand' ? null : Number(body.tester) };
  });

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What a test firm was given to call: who of its testers gets which call, and how far they are. */
export function handOutPages(): RouteLine[] {
  const can = 'task.hand-out';
  return [
    page(paths.firm.tasks, { can }, (ctx, { lang }) => show(ctx, lang, { faults: [], kept: {} })),
    form(
      paths.firm.handOut,
      {
        can,
        body: HandOutForm,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        const refused = await handOut(ctx, body.tasks, body.tester);
        if (refused.length > 0)
          throw new Problem('bad-input', undefined, [
            { field: 'tester', message: await sayRefused(ctx, refused) },
          ]);
        return paths.firm.tasks;
      },
    ),
  ];
}

/** Names the calls that could not be handed out by their numbers. */
async function sayRefused(ctx: Ctx, refused: readonly Refused[]): Promise<string> {
  const tasks = await ctx.read(listFirmTasks);
  const numbers = refused
    .map(({ task }) => tasks.find(({ id }) => id === task)?.number ?? 0)
    .sort((one, other) => one - other)
    .join(', ');
  const say = (lang: Lang): string => {
    const t = handOutWordsIn(lang);
    if (refused.some(({ why }) => why === 'firm-contract-over')) return t('refused.contract');
    return t(refused.some(({ why }) => why === 'call-over') ? 'refused.over' : 'refused.tester', { numbers });
  };
  return fault({ nl: say('nl'), en: say('en'), fr: say('fr') });
}

async function show(ctx: Ctx, lang: Lang, input: Input) {
  return ctx.read(async (ctx) => {
    const firm = await findOwnFirm(ctx);
    if (firm === null) throw new Problem('not-found');
    return {
      title: handOutWordsIn(lang)('title'),
      content: (
        <HandOutView
          lang={lang}
          holds={mayWorkOn(firm, ctx.clock.today()).allowed}
          tasks={await listFirmTasks(ctx)}
          testers={(await listOwnTesters(ctx)).filter(({ state }) => state === 'active')}
          {...input}
        />
      ),
    };
  });
}
