import { z } from 'zod';

const share = z.number().nullable();
const count = z.number().int();

const Wave = z.object({
  wave: count,
  n: count.meta({ description: 'Valid answers: what every share is of.' }),
  open: count,
  hidden: count,
  evaded: count,
  refused: count,
  refusedByLaw: count,
  reported: count,
  waiting: count.meta({ description: 'Answers that wait for a coder: they count nowhere yet.' }),
  voided: count,
  silent: count.meta({ description: 'Mails that nobody answered: no part of n.' }),
  notReached: count,
  stopped: count,
  share: share.meta({ description: 'Granted openly or covertly, of n.' }),
  wilson: z.tuple([share, share]).readonly(),
  exact: z.tuple([share, share]).readonly(),
});

/** Where an agency stands under the two-wave rule. */
const Standing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('uncoded'), waiting: count }),
  z.object({ kind: z.literal('no-valid-call') }),
  z.object({ kind: z.literal('half-or-less'), wave: count }),
  z.object({ kind: z.literal('once'), wave: count }),
  z.object({
    kind: z.literal('two-waves'),
    waves: z.tuple([count, count]).readonly(),
    thirdDue: z.boolean(),
  }),
]);

/** Compliance per agency and wave; an agency has a name only where the purpose lets its team see it. */
export const ComplianceAnswer = z.object({
  channel: z
    .enum(['call', 'mail'])
    .meta({ description: 'How the clients asked: figures of calls and of mails are never taken together.' }),
  agencies: z
    .array(
      z.object({
        agency: count,
        name: z.string().nullable(),
        sector: z.string(),
        waves: z.array(Wave).readonly(),
        standing: Standing,
      }),
    )
    .readonly(),
  overall: Wave.nullable(),
  sectors: z
    .array(z.object({ sector: z.string(), wave: Wave }))
    .readonly()
    .meta({
      description: 'The first wave of each sector, where its agencies are a probability sample; else none.',
    }),
  agreement: z.object({ n: count, kappa: share, interval: z.tuple([share, share]).readonly() }).meta({
    description:
      'How far two coders chose the same first codes (Cohen’s kappa); null where it cannot be computed.',
  }),
});
