import { form, page, type PageAnswer, type RouteLine } from '../auth/index.js';
import { z } from 'zod';
import type { Ctx } from '../platform/context.js';
import { toCivil, type DateOnly } from '../platform/dates.js';
import { asId } from '../platform/ids.js';
import type { FieldFault } from '../platform/problems.js';
import { fill, paths, type Lang } from '../web/index.js';
import { ExhibitBody, SignalBody, type SignalDraft } from './schema.js';
import { addExhibit, recordSignal } from './service.js';
import { SignalForm, SignalList, SignalView, type Names } from './signal-views.js';
import { findSignal, listSignals } from './views.js';
import { wordsIn } from './words.js';

/** The names of sectors, grounds and triggers; services hands them in. */
export type SignalNames = (ctx: Ctx) => Promise<Names>;

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
type Shown = Pick<PageAnswer, 'title' | 'content' | 'trail'>;
const NOTHING: Input = { faults: [], kept: {} };

/** A signal as a form sends it: each ground is a box of its own. */
const SignalForms = z.preprocess((sent) => {
  const typed = z.record(z.string(), z.unknown()).catch({}).parse(sent);
  const { kind, kbo, sector = '', period = '', facts = '' } = typed;
  const grounds = Object.keys(typed)
    .filter((name) => name.startsWith('grounds-') && typed[name] === 'ja')
    .map((name) => name.slice('grounds-'.length));
  return { kind, kbo, sector, period, facts, grounds };
}, SignalBody);

/** The pages of signals: the list, one, and the two forms. */
export function signalPages(names: SignalNames): RouteLine[] {
  return [
    page(paths.signals.list, { can: 'signal.read' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('list.title'),
      content: (
        <SignalList
          lang={lang}
          signals={await ctx.read((ctx) => listSignals(ctx))}
          names={await names(ctx)}
          roles={ctx.actor.roles}
        />
      ),
    })),
    page(paths.signals.write, { can: 'signal.record' }, (ctx, { lang }) =>
      showForm(ctx, names, lang, NOTHING),
    ),
    form<typeof paths.signals.record, SignalDraft>(
      paths.signals.record,
      {
        can: 'signal.record',
        body: SignalForms,
        again: (ctx, { body, lang }, faults) => showForm(ctx, names, lang, { faults, kept: body }),
      },
      async (ctx, { body }) => fill(paths.signals.one, { id: await recordSignal(ctx, body) }),
    ),
    page(paths.signals.one, { can: 'signal.read' }, (ctx, { params, lang }) =>
      showOne(ctx, names, params.id, lang, NOTHING),
    ),
    form(
      paths.signals.addExhibit,
      {
        can: 'signal.record',
        body: ExhibitBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, names, params.id, lang, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await addExhibit(ctx, asId<'signal'>(params.id), body);
        return fill(paths.signals.one, { id: params.id });
      },
    ),
  ];
}

/** This quarter and the eleven before it. */
function quartersUntil(today: DateOnly): string[] {
  const { year, month } = toCivil(today);
  const now = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: 12 }, (_, ago) => now - ago).map(
    (quarter) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`,
  );
}

async function showForm(ctx: Ctx, names: SignalNames, lang: Lang, input: Input): Promise<Shown> {
  const t = wordsIn(lang);
  return {
    title: t('write'),
    trail: [{ label: t('list.title'), href: paths.signals.list }],
    content: (
      <SignalForm
        lang={lang}
        names={await names(ctx)}
        periods={quartersUntil(ctx.clock.today())}
        {...input}
      />
    ),
  };
}

async function showOne(ctx: Ctx, names: SignalNames, id: string, lang: Lang, input: Input): Promise<Shown> {
  const t = wordsIn(lang);
  const signal = await findSignal(ctx, asId<'signal'>(id));
  return {
    title: t('one', { reference: signal.reference }),
    trail: [{ label: t('list.title'), href: paths.signals.list }],
    content: (
      <SignalView lang={lang} signal={signal} names={await names(ctx)} roles={ctx.actor.roles} {...input} />
    ),
  };
}
