import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { campaignProblems, findCampaign, insistMember } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault, type ProblemKind } from '../../platform/problems.js';
import { fill, paths, textIn, withQuery, type Lang } from '../../web/index.js';
import { isOfficeTime } from '../scheduling/index.js';
import { CallSheet } from './call-sheet.js';
import { CallersView } from './callers-view.js';
import { candidateCallProblems } from './problems.js';
import { RecordBody } from './schema.js';
import type { CandidateCalls } from './service.js';
import { findOwnCall, findSpokenLanguage, listCalledPairs } from './views.js';
import { wordsIn } from './words.js';

const SharedQuery = z.object({
  verdeeld: z.coerce.number().int().min(0).optional().catch(undefined),
  zonder: z.coerce.number().int().min(0).optional().catch(undefined),
});

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** An origin in words. */
export type OriginWord = (code: string, lang: Lang) => string;

/** The sheet of a call that a candidate makes, and who calls for which pair. */
export function candidateCallPages(calls: CandidateCalls, originWord: OriginWord): RouteLine[] {
  return [
    page(paths.candidateCalls.one, { can: 'task.read-own' }, (ctx, { params, lang }) =>
      showCall(ctx, calls, lang, params.id),
    ),
    form(paths.candidateCalls.begin, { can: 'call.record' }, async (ctx, { params }) => {
      await calls.begin(ctx, params.id);
      return `${fill(paths.candidateCalls.one, { id: params.id })}#script`;
    }),
    form(
      paths.candidateCalls.record,
      {
        can: 'call.record',
        body: RecordBody,
        again: (ctx, { params, body, lang }, faults) =>
          showCall(ctx, calls, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body, lang }) => {
        await recordOrKeep(() => calls.end(ctx, params.id, body), lang);
        return withQuery(paths.tasks.list, { kandidaat: body.outcome });
      },
    ),
    page(paths.campaigns.callers, { can: 'call.plan', query: SharedQuery }, (ctx, { params, query, lang }) =>
      showCallers(ctx, originWord, lang, params.id, query),
    ),
    form(paths.campaigns.shareCallers, { can: 'call.plan' }, async (ctx, { params }) => {
      const { shared, without } = await calls.share(ctx, asId<'campaign'>(params.id));
      return withQuery(fill(paths.campaigns.callers, { id: params.id }), {
        verdeeld: shared,
        zonder: without,
      });
    }),
  ];
}

const KINDS: Readonly<Record<string, ProblemKind>> = {
  ...campaignProblems.kinds,
  ...candidateCallProblems.kinds,
};

/** What was typed may be all that is left of the call: a refusal gives the form back instead of a page without it. */
async function recordOrKeep(use: () => Promise<void>, lang: Lang): Promise<void> {
  try {
    await use();
  } catch (error) {
    const kind = error instanceof Problem ? KINDS[error.code] : undefined;
    if (!(error instanceof Problem) || error.faults.length > 0 || kind?.status !== 409) throw error;
    throw new Problem(error.code, error.detail, [{ field: 'outcome', message: `${textIn(kind, lang)}.` }]);
  }
}

function showCall(
  ctx: Ctx,
  { calendar }: CandidateCalls,
  lang: Lang,
  id: string,
  input: Input = { faults: [], kept: {} },
) {
  const t = wordsIn(lang);
  return ctx.read(async (ctx) => {
    const call = await findOwnCall(ctx, id);
    const now = ctx.clock.now();
    const kind = call.refusal === null ? undefined : KINDS[call.refusal];
    return {
      title: t('sheet.title', { number: call.number }),
      trail: [{ label: t('sheet.tasks'), href: paths.tasks.list }],
      content: (
        <CallSheet
          lang={lang}
          call={call}
          now={now}
          office={isOfficeTime(now, calendar)}
          refusal={call.refusal === null ? null : kind === undefined ? call.refusal : textIn(kind, lang)}
          {...input}
        />
      ),
    };
  });
}

function showCallers(
  ctx: Ctx,
  originWord: OriginWord,
  lang: Lang,
  id: string,
  done: z.output<typeof SharedQuery>,
) {
  const t = wordsIn(lang);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, asId<'campaign'>(id));
    await insistMember(ctx, campaign.id);
    return {
      title: t('callers.title'),
      trail: [
        { label: t('callers.campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <CallersView
          lang={lang}
          campaign={campaign.id}
          origin={(code) => originWord(code, lang)}
          language={await findSpokenLanguage(ctx, campaign.id)}
          pairs={await listCalledPairs(ctx, campaign.id)}
          shared={done.verdeeld}
          without={done.zonder}
        />
      ),
    };
  });
}
