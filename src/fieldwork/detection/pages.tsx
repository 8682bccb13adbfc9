import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  fill,
  paths,
  PostForm,
  SubmitButton,
  TextArea,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { DetectionPage, SuspicionPage } from './detection-view.js';
import type { Detection } from './service.js';
import { findSuspicion, findTestName, listScenarios, listSuspicions } from './views.js';
import { wordsIn } from './words.js';

const words = z
  .string({ error: reasonFaults.short })
  .trim()
  .min(10, reasonFaults.short)
  .max(2000, reasonFaults.long);
const ListQuery = z.object({ gedaan: z.enum(['gemeld', 'beslist']).optional().catch(undefined) });
const can = 'detection.handle';

/** The register of suspicions, one of them with its decision, and noting one about a test. */
export function detectionPages(detection: Detection): RouteLine[] {
  return [
    page(paths.suspicions.list, { can, query: ListQuery }, async (ctx, { query, lang }) => ({
      title: wordsIn(lang)('title'),
      content: (
        <>
          {query.gedaan === undefined ? null : (
            <Callout tone="good" title={wordsIn(lang)(`done.${query.gedaan}`)} />
          )}
          <DetectionPage
            lang={lang}
            open={await listSuspicions(ctx, 'open')}
            cleared={await listSuspicions(ctx, 'cleared')}
            scenarios={await listScenarios(ctx)}
          />
        </>
      ),
    })),
    page(paths.suspicions.one, { can }, (ctx, { params, lang }) => showOne(ctx, lang, params.id, NOTHING)),
    form(
      paths.suspicions.clear,
      {
        can,
        body: z.object({ reason: words }),
        again: (ctx, { params, body, lang }, faults) => showOne(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await detection.clear(ctx, asId<'suspicion'>(params.id), body.reason);
        return withQuery(paths.suspicions.list, { gedaan: 'beslist' });
      },
    ),
    page(paths.tests.suspect, { can }, (ctx, { params, lang }) => showRaise(ctx, lang, params.id, NOTHING)),
    form(
      paths.tests.raise,
      {
        can,
        body: z.object({ note: words }),
        again: (ctx, { params, body, lang }, faults) =>
          showRaise(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await detection.raise(ctx, asId<'test'>(params.id), body.note);
        return withQuery(paths.suspicions.list, { gedaan: 'gemeld' });
      },
    ),
  ];
}

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING: Sent = { faults: [], kept: {} };

async function showOne(ctx: Ctx, lang: Lang, id: string, sent: Sent) {
  const suspicion = await findSuspicion(ctx, asId<'suspicion'>(id));
  const t = wordsIn(lang);
  return {
    title: t('one.title'),
    trail: [{ label: t('title'), href: paths.suspicions.list }],
    content: <SuspicionPage lang={lang} suspicion={suspicion} {...sent} />,
  };
}

async function showRaise(ctx: Ctx, lang: Lang, id: string, { faults, kept }: Sent) {
  const { vacancyTitle, campaignName } = await findTestName(ctx, id);
  const t = wordsIn(lang);
  return {
    title: t('raise.title'),
    trail: [
      {
        label: t('raise.of', { vacancy: shownTitle(vacancyTitle, lang), campaign: campaignName }),
        href: fill(paths.tests.one, { id }),
      },
    ],
    content: (
      <>
        <p class="lead">{t('raise.lead')}</p>
        <ErrorSummary faults={faults} />
        <PostForm action={fill(paths.tests.raise, { id })}>
          <TextArea
            name="note"
            label={t('raise.note')}
            hint={t('raise.note.hint')}
            value={kept['note']}
            error={faultOf(faults, 'note')}
          />
          <p class="soft">{t('raise.what')}</p>
          <SubmitButton>{t('raise.verb')}</SubmitButton>
        </PostForm>
      </>
    ),
  };
}
