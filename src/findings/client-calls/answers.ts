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
  voided: count,
  notReached: count,
  stopped: count,
  share: share.meta({ description: 'Granted openly or covertly, of n.' }),
  wilson: z.tuple([share, share]).readonly(),
  exact: z.tuple([share, share]).readonly(),
});

/** Compliance per agency and wave; an agency has a name only where the purpose lets its team see it. */
export const ComplianceAnswer = z.object({
  agencies: z
    .array(
      z.object({
        agency: count,
        name: z.string().nullable(),
        sector: z.string(),
        waves: z.array(Wave).readonly(),
        standing: z.string(),
      }),
    )
    .readonly(),
  overall: Wave.nullable(),
});
