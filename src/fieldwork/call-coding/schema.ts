import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault, reasonFaults } from '../../platform/faults.js';
import { CALL_CODES, type CallCode, type CallTaskId } from '../calls/schema.js';

/** What a coder makes of an answer. */
export interface CallCodes {
  readonly code: CallCode;
  readonly askedReason: boolean;
  readonly namedBan: boolean;
}

const yesNo = (nl: string, en: string, fr: string) =>
  z.enum(['ja', 'nee'], { error: fault({ nl, en, fr }) }).transform((answer) => answer === 'ja');

const codes = {
  code: z.enum(CALL_CODES, {
    error: fault({
      nl: 'Kies wat het antwoord betekent.',
      en: 'Choose what the answer means.',
      fr: 'Choisissez ce que signifie la réponse.',
    }),
  }),
  askedReason: yesNo(
    'Kies of ze naar de reden vroegen.',
    'Choose whether they asked for the reason.',
    'Choisissez si on a demandé la raison.',
  ),
  namedBan: yesNo(
    'Kies of ze de wet noemden.',
    'Choose whether they named the law.',
    'Choisissez si on a cité la loi.',
  ),
};

/** The form of a coder. */
export const CodeForm = z.object(codes);
/** The form of a coder who thinks again. */
export const ChangeForm = z.object({
  ...codes,
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

declare module '../../platform/db/tables.js' {
  interface Tables {
    call_coding: {
      id: string;
      task: CallTaskId;
      campaign: string;
      coder: string;
      code: CallCode;
      asked_reason: boolean;
      named_ban: boolean;
      adjudication: boolean;
      at: Generated<Date>;
    };
    call_recusal: { task: CallTaskId; campaign: string; coder: string; at: Generated<Date> };
  }
}
