import { z } from 'zod';
import { Instant } from '../../auth/index.js';
import { FIRM_STATES } from './hand-out.js';
import { ATTEMPTS, CALL_HOURS, CallScript } from './schema.js';

const State = z.enum(['planned', 'done', 'cancelled']);
const Day = z.string().meta({ examples: ['2027-03-29'] });
const call = {
  id: z.uuid(),
  number: z.number().int(),
  plannedOn: Day,
  state: State,
  phone: z.string().nullable(),
};

const attempts = z.number().int().meta({ description: 'Attempts that reached nobody, at most three.' });

/** A call as its planners see it; names only where the purpose lets them. */
export const CallRow = z.object({
  ...call,
  campaign: z.uuid(),
  campaignName: z.string(),
  wave: z.number().int(),
  turn: z.number().int(),
  agency: z.number().int(),
  name: z.string().nullable(),
  sector: z.string(),
  stateReason: z.string().nullable(),
  tester: z.string().nullable(),
  attempts,
  testerNumber: z.number().int().nullable(),
  firm: z.uuid().nullable(),
  firmName: z.string().nullable(),
});

/** A tester's own call. */
export const TaskRow = z.object({
  ...call,
  agency: z.string().nullable(),
  place: z.string().nullable(),
  attempts,
});

/** A tester's own call with its script. */
export const SheetAnswer = TaskRow.extend({
  script: CallScript,
  startedAt: Instant.nullable(),
  tried: z
    .array(z.object({ n: z.number().int(), how: z.enum(ATTEMPTS), onDay: Day, nextOn: Day.nullable() }))
    .readonly()
    .meta({ description: 'Attempts that reached nobody, in order.' }),
  mayName: z.boolean().meta({
    description: 'Whether the name of who was spoken to may be noted: in enforcement alone.',
  }),
  refusal: z.string().nullable().meta({ description: 'Why no call may be made now; null when one may.' }),
  hours: z.enum(CALL_HOURS).meta({
    description:
      'Whether one may begin now: open in office hours of a working day, exercise outside them where nobody is called, else shut.',
  }),
});

/** A call as the firm that was given it sees it. */
export const FirmCallRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  plannedOn: Day,
  language: z.enum(['nl', 'fr', 'en']),
  state: z.enum(FIRM_STATES),
  begun: z.boolean(),
  testerNumber: z.number().int().nullable(),
});

/** Nothing but that it was done. */
export const Done = z.object({});
/** When a call that reached nobody is tried again; null when it is over. */
export const Recorded = z.object({ nextOn: Day.nullable() });
export const PlannedWave = z.object({ wave: z.number().int(), calls: z.number().int() });
