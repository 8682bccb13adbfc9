import { z } from 'zod';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Purpose, CampaignId } from '../../campaigns/index.js';
import type { VacancyId } from '../../register/index.js';
import type { AttemptId, AttemptResult } from '../dispatch/schema.js';
import type { ApplicationId, ApplicationState, TestId } from '../scheduling/index.js';

/** What can become of a form that somebody took. */
export const FORM_OUTCOMES = ['sent', 'in-doubt', 'not-possible', 'given-back'] as const;
export type FormOutcome = (typeof FORM_OUTCOMES)[number];

/** What its taker says of a form. The screen that the site showed may come with it, as a file. */
export const RecordBody = z.object({
  outcome: z.enum(FORM_OUTCOMES, {
    error: fault({
      nl: 'Kies wat er met het formulier gebeurde.',
      en: 'Choose what became of the form.',
      fr: 'Choisissez ce qu’est devenu le formulaire.',
    }),
  }),
  said: z
    .string()
    .trim()
    .min(
      5,
      fault({
        nl: 'Schrijf in enkele woorden wat de site zei of wat er gebeurde.',
        en: 'Write in a few words what the site said or what happened.',
        fr: 'Écrivez en quelques mots ce que le site a dit ou ce qui s’est passé.',
      }),
    )
    .max(
      2000,
      fault({
        nl: 'Hou dit onder 2.000 tekens.',
        en: 'Keep this under 2,000 characters.',
        fr: 'Limitez ce texte à 2 000 caractères.',
      }),
    ),
  reference: z
    .string()
    .trim()
    .max(
      200,
      fault({
        nl: 'Hou het nummer onder 200 tekens.',
        en: 'Keep the number under 200 characters.',
        fr: 'Limitez le numéro à 200 caractères.',
      }),
    )
    .default(''),
  time: z
    .string()
    .trim()
    .regex(
      /^$|^([01]?\d|2[0-3])[:.uh][0-5]\d$/,
      fault({
        nl: 'Schrijf het uur als 14:05, of laat het leeg voor nu.',
        en: 'Write the time as 14:05, or leave it empty for now.',
        fr: 'Écrivez l’heure comme 14:05, ou laissez vide pour maintenant.',
      }),
    )
    .default(''),
});
export type RecordBody = z.output<typeof RecordBody>;

/** Why a coordinator frees a form whose taker is away. */
export const FreeBody = z.object({
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

/** An application by web form, as the lists and its page know it; what is filled in stands apart, for its taker alone. */
export interface FormTask {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly ordinal: number;
  readonly position: 1 | 2;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly purpose: Purpose;
  readonly vacancy: VacancyId;
  readonly vacancyTitle: string;
  readonly employer: string;
  readonly place: string;
  /** Source and reference. */
  readonly where: string;
  /** Null once its data were erased. */
  readonly formUrl: string | null;
  readonly dueAt: Date;
  readonly state: ApplicationState;
  /** Why nobody can take it now, while it is due; or why it ended. */
  readonly why: string | null;
  /** The last time somebody took it. */
  readonly attempt: AttemptId | null;
  readonly takenBy: string | null;
  readonly takenByName: string | null;
  readonly takenAt: Date | null;
  readonly heldUntil: Date | null;
  readonly endedAt: Date | null;
  readonly result: AttemptResult | null;
  readonly said: string | null;
  readonly reference: string | null;
  readonly sentAt: Date | null;
  /** The page that was kept as its confirmation. */
  readonly proof: string | null;
}

/** What is prepared for a form: all that its taker may fill in. */
export interface Prepared {
  readonly firstName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly mailAddress: string;
  readonly phone: string;
  readonly subject: string;
  readonly letter: string;
}
