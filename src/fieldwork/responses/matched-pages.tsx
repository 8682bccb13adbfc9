import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid, type Id } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { matchWordsIn } from './match-words.js';
import { MatchedPage } from './matched-view.js';
import { openMatched } from './matched-views.js';
import type { AnswerSeal } from './seal.js';
import type { Responses } from './service.js';
import { findApplicationByAddress } from './views.js';
import { wordsIn } from './words.js';

const where = fault({
  nl: 'Kies waar het antwoord hoort.',
  en: 'Choose where the answer belongs.',
  fr: 'Choisissez où la réponse doit aller.',
});
const RematchBody = z.object({
  where: z
    .string({ error: where })
    .refine((given) => given === 'address' || given === 'none' || isUuid(given), where),
  address: z.string().trim().max(320).optional(),
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

/** A matched answer with the reasons of its match, and the correction of that match. */
export function matchedPages(responses: Responses, seal: AnswerSeal): RouteLine[] {
  const can = 'mail.match';
  return [
    page(paths.inbox.matched, { can }, (ctx, { params, lang }) =>
      showMatched(ctx, seal, params.id, lang, [], {}),
    ),
    form(
      paths.inbox.rematch,
      {
        can,
        body: RematchBody,
        again: (ctx, { params, body, lang }, faults) => showMatched(ctx, seal, params.id, lang, faults, body),
      },
      async (ctx, { params, body }) => {
        const id = asId<'response'>(params.id);
        if (body.where === 'none') await responses.unmatch(ctx, id, body.reason);
        else await responses.rematch(ctx, id, await chosenApplication(ctx, body), body.reason);
        return withQuery(paths.inbox.queue, { gedaan: 'verbeterd' });
      },
    ),
  ];
}

/** The application behind the chosen button, or behind the typed address. */
function chosenApplication(ctx: Ctx, body: z.output<typeof RematchBody>): Promise<Id<'application'>> {
  if (body.where !== 'address') return Promise.resolve(asId<'application'>(body.where));
  if (body.address === undefined || body.address === '')
    throw new Problem('bad-input', undefined, [
      {
        field: 'address',
        message: fault({
          nl: 'Vul het adres van de sollicitant in.',
          en: 'Fill in the address of the applicant.',
          fr: 'Remplissez l’adresse du candidat.',
        }),
      },
    ]);
  return findApplicationByAddress(ctx, body.address);
}

async function showMatched(
  ctx: Ctx,
  seal: AnswerSeal,
  id: string,
  lang: Lang,
  faults: readonly FieldFault[],
  kept: Readonly<Record<string, string>>,
) {
  const message = await openMatched(ctx, seal, asId<'response'>(id));
  return {
    title: matchWordsIn(lang)('matched.title'),
    trail: [{ label: wordsIn(lang)('title'), href: paths.inbox.queue }],
    content: <MatchedPage lang={lang} message={message} faults={faults} kept={kept} />,
  };
}
