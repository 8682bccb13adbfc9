import { z } from 'zod';
import { download, form, holds, page, type RouteLine } from '../../auth/index.js';
import { findSendingRefusal } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { CALL } from '../scheduling/index.js';
import { pageMediaOf } from '../snapshots/index.js';
import { FORM_DONE, FormList, type FormDone } from './form-list.js';
import { FormView, type Sent } from './form-view.js';
import { mayFree } from './rules.js';
import { FreeBody, RecordBody, type FormTask } from './schema.js';
import type { ByHand, Screen } from './service.js';
import { countForms, findForm, findHeld, listForms } from './views.js';
import { wordsIn } from './words.js';

const SIZE = 20;
const NOTHING: Sent = { faults: [], kept: {} };
const can = 'form.fill';
const ListQuery = z.object({
  gedaan: z.enum(FORM_DONE).optional().catch(undefined),
  pagina: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** The forms that wait, one of them with what is prepared, and what becomes of it. */
export function byHandPages(byHand: ByHand): RouteLine[] {
  return [
    page(paths.forms.list, { can, query: ListQuery }, (ctx, { query, lang }) =>
      showList(ctx, byHand, lang, query),
    ),
    page(paths.forms.one, { can: 'test.read' }, (ctx, { params, lang }) =>
      showOne(ctx, byHand, lang, params.id, NOTHING),
    ),
    form(paths.forms.take, { can }, async (ctx, { params }) => {
      await byHand.take(ctx, params.id);
      return fill(paths.forms.one, { id: params.id });
    }),
    form(
      paths.forms.record,
      {
        can,
        body: RecordBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, byHand, lang, params.id, { faults, kept: body }, 'fills'),
      },
      async (ctx, { params, body, files, lang }) => {
        await byHand.record(ctx, params.id, body, screenOf(files.get('file'), lang));
        return withQuery(paths.forms.list, { gedaan: body.outcome });
      },
    ),
    form(
      paths.forms.free,
      {
        can: 'form.free',
        body: FreeBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, byHand, lang, params.id, { faults, kept: body }, 'frees'),
      },
      async (ctx, { params, body }) => {
        await byHand.free(ctx, params.id, body.reason);
        return fill(paths.forms.one, { id: params.id });
      },
    ),
    ...files(byHand),
  ];
}

/** The files of a form: those that its taker gives to the site, and the screen that came back. */
function files(byHand: ByHand): RouteLine[] {
  return [
    download(paths.forms.cv, { can }, async (ctx, { params }) => {
      const { name, bytes } = await byHand.cv(ctx, params.id);
      return { name, type: 'application/pdf', text: bytes };
    }),
    download(paths.forms.letter, { can }, async (ctx, { params }) => {
      const { name, bytes } = await byHand.letter(ctx, params.id);
      return { name, type: 'application/pdf', text: bytes };
    }),
    // Always a file to save, never shown: what stands in somebody else's page is not ours to run.
    download(paths.forms.proof, { can: 'test.read' }, async (ctx, { params }) => {
      const task = await ctx.read((ctx) => findForm(ctx, byHand.calendar, params.id));
      if (!mayName(ctx, task)) throw new Problem('not-found');
      const { name, bytes } = await byHand.proof(ctx, params.id);
      return { name, type: 'application/octet-stream', text: bytes };
    }),
  ];
}

/** Whether who acts may know the employer of a campaign's test: in enforcement its team, else its fieldworkers. */
const mayName = (ctx: Ctx, { purpose }: Pick<FormTask, 'purpose'>): boolean =>
  purpose === 'enforcement' || holds(ctx.actor.roles, 'employer.see');

/** The screen that came with what was said. Problems: bad-input */
function screenOf(file: Uint8Array | undefined, lang: Lang): Screen | null {
  if (file === undefined || file.length === 0) return null;
  const media = pageMediaOf(file);
  if (media === null || media === 'text/html')
    throw new Problem('bad-input', undefined, [{ field: 'file', message: wordsIn(lang)('file.wrong') }]);
  return { bytes: Buffer.from(file), media };
}

async function showList(
  ctx: Ctx,
  { calendar }: ByHand,
  lang: Lang,
  { gedaan, pagina }: { readonly gedaan?: FormDone | undefined; readonly pagina: number },
) {
  const { open } = await countForms(ctx);
  const pages = Math.max(1, Math.ceil(open / SIZE));
  const page = Math.min(pagina, pages);
  const forms = await listForms(ctx, calendar, { size: SIZE, page });
  return {
    title: wordsIn(lang)('title'),
    content: (
      <FormList lang={lang} forms={forms} page={page} pages={pages} actor={ctx.actor.id} done={gedaan} />
    ),
  };
}

/** @param only shows a form with faults only to who can still send it: else it would mislead */
async function showOne(
  ctx: Ctx,
  { calendar }: ByHand,
  lang: Lang,
  id: string,
  sent: Sent,
  only?: 'fills' | 'frees',
) {
  const { roles, id: actor } = ctx.actor;
  const now = ctx.clock.now();
  return ctx.read(async (ctx) => {
    const task = await findForm(ctx, calendar, id);
    const holding = task.state === 'sending' && task.takenBy === actor;
    // A call is made by its caller, from the sheet; here it can only be freed.
    const isCall = task.formUrl?.startsWith(CALL) === true;
    const fills = holds(roles, can) && !isCall;
    const frees = holds(roles, 'form.free') && !holding && mayFree(task, now).allowed;
    if ((only === 'fills' && !holding) || (only === 'frees' && !frees)) throw new Problem('form-not-yours');
    const t = wordsIn(lang);
    const named = mayName(ctx, task);
    return {
      title: named ? task.vacancyTitle : t('title'),
      trail: fills ? [{ label: t('title'), href: paths.forms.list }] : [],
      content: (
        <FormView
          lang={lang}
          form={task}
          actor={actor}
          named={named}
          fills={fills}
          frees={frees}
          prepared={holding && fills ? (await findHeld(ctx, id)).prepared : null}
          refusal={holding ? await findSendingRefusal(ctx, task.campaign) : null}
          late={holding && task.heldUntil !== null && task.heldUntil <= now}
          {...sent}
        />
      ),
    };
  });
}
