import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';
import { parseEmail } from '../../register/index.js';
import { noteTooLong, type CallTaskId } from '../calls/schema.js';
import type { ResponseId } from '../responses/index.js';

export type ClientLetterId = Id<'client-letter'>;
/** What goes to an agency, each at most once: the wish, the one reason when they ask, and a line that ends the subject. */
export const STEPS = ['wish', 'reason', 'exit', 'refusal'] as const;
export type Step = (typeof STEPS)[number];
/** What a person may send: never the wish, which goes by itself and once. */
export const ACTS = ['reason', 'exit', 'refusal'] as const;
export type Act = (typeof ACTS)[number];
export const LETTER_STATES = ['due', 'sending', 'sent', 'refused', 'in-doubt', 'not-sent'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    client_mail: {
      task: CallTaskId;
      campaign: CampaignId;
      from_name: string;
      from_address: string;
      to_address: string | null;
      erased_at: Generated<Date | null>;
    };
    client_letter: {
      id: ClientLetterId;
      task: CallTaskId;
      campaign: CampaignId;
      step: Step;
      to_address: string;
      subject: string;
      body: string;
      message_id: string;
      in_reply_to: string | null;
      decided_by: string;
      decided_at: Generated<Date>;
      state: Generated<LetterState>;
      state_reason: Generated<string | null>;
      attempts: Generated<number>;
      next_attempt_at: Date | null;
      sent_at: Generated<Date | null>;
    };
    client_attempt: {
      id: string;
      letter: ClientLetterId;
      campaign: CampaignId;
      number: number;
      server: string;
      message: Buffer;
      started_at: Date;
      lease_until: Date;
      ended_at: Date | null;
      result: string | null;
      reply: string | null;
    };
    client_answer: {
      response: ResponseId;
      task: CallTaskId;
      campaign: CampaignId;
      received_at: Date;
      automatic: boolean;
      bounced: boolean;
      unreadable: Generated<boolean>;
      judged_real: Generated<boolean | null>;
      judged_by: Generated<string | null>;
      judged_at: Generated<Date | null>;
    };
  }
}

const addressFault = fault({
  nl: 'Schrijf één mailadres, zoals info@kantoor.be.',
  en: 'Write one mail address, such as info@agency.be.',
  fr: 'Écrivez une seule adresse mail, comme info@agence.be.',
});
export const addressTaken = fault({
  nl: 'Een ander kantoor van deze campagne heeft dit adres al. Geef een adres dat alleen van dit kantoor is.',
  en: 'Another agency of this campaign has this address already. Give an address of this agency alone.',
  fr: 'Une autre agence de cette campagne a déjà cette adresse. Donnez une adresse propre à cette agence.',
});
export const AddressForm = z.object({
  address: z
    .string({ error: addressFault })
    .trim()
    .max(254, addressFault)
    .refine((value) => parseEmail(value).ok, addressFault)
    .transform((value) => value.toLowerCase()),
});
export const ActForm = z.object({
  act: z.enum(ACTS, {
    error: fault({
      nl: 'Kies wat u verstuurt.',
      en: 'Choose what you send.',
      fr: 'Choisissez ce que vous envoyez.',
    }),
  }),
});
/** Whether somebody answered, as a person sees it. */
export const JudgeForm = z.object({
  as: z.enum(['real', 'automatic'], {
    error: fault({
      nl: 'Kies of iemand zelf antwoordde.',
      en: 'Choose whether somebody answered.',
      fr: 'Choisissez si quelqu’un a répondu.',
    }),
  }),
});
export const SettleForm = z.object({
  as: z.enum(['sent', 'not-sent'], {
    error: fault({
      nl: 'Kies of de mail vertrok.',
      en: 'Choose whether the mail left.',
      fr: 'Choisissez si le courriel est parti.',
    }),
  }),
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

const yesNo = z
  .enum(['ja', 'nee'], {
    error: fault({ nl: 'Kies ja of nee.', en: 'Choose yes or no.', fr: 'Choisissez oui ou non.' }),
  })
  .transform((value) => value === 'ja');
const told = fault({
  nl: 'Schrijf over wat het kantoor antwoordde. Twee codeurs lezen dit.',
  en: 'Copy what the agency answered. Two coders read this.',
  fr: 'Recopiez la réponse de l’agence. Deux codeurs lisent ceci.',
});
/** What coders may read of the answers, and what the fieldworker saw in them. */
export const ReleaseForm = z.object({
  told: z.string({ error: told }).trim().min(3, told).max(4000, noteTooLong),
  askedReason: yesNo,
  namedBan: yesNo,
});
export type ReleaseBody = z.output<typeof ReleaseForm>;
