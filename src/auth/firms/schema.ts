import type { Generated } from 'kysely';
import { z } from 'zod';
import { compare, isDateOnly, type DateOnly } from '../../platform/dates.js';
import { fault } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';

export type FirmId = Id<'test-firm'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    test_firm: {
      id: FirmId;
      name: string;
      contract: string;
      valid_from: DateOnly;
      valid_until: DateOnly;
      made_by: string;
      made_at: Generated<Date>;
    };
    firm_member: { account: string; firm: FirmId; added_by: string; added_at: Generated<Date> };
  }
}

const day = (sentence: { nl: string; en: string; fr: string }) =>
  z.custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), { error: fault(sentence) });
const short = (sentence: { nl: string; en: string; fr: string }) =>
  z
    .string()
    .trim()
    .min(2, fault(sentence))
    .max(
      120,
      fault({
        nl: 'Hou dit onder 120 tekens.',
        en: 'Keep this under 120 characters.',
        fr: 'Limitez ceci à 120 caractères.',
      }),
    );

/** A test firm and its contract; the last day is the first on which it no longer holds. */
export const FirmForm = z
  .object({
    firmName: short({
      nl: 'Geef de naam van het bureau, minstens 2 tekens.',
      en: 'Give the name of the firm, at least 2 characters.',
      fr: 'Donnez le nom du bureau, au moins 2 caractères.',
    }),
    contract: short({
      nl: 'Geef het nummer van het contract, minstens 2 tekens.',
      en: 'Give the number of the contract, at least 2 characters.',
      fr: 'Donnez le numéro du contrat, au moins 2 caractères.',
    }),
    validFrom: day({ nl: 'Geef de eerste dag.', en: 'Give the first day.', fr: 'Donnez le premier jour.' }),
    validUntil: day({
      nl: 'Geef de eerste dag waarop het contract niet meer geldt.',
      en: 'Give the first day on which the contract no longer holds.',
      fr: 'Donnez le premier jour où le contrat ne vaut plus.',
    }),
  })
  .refine(({ validFrom, validUntil }) => compare(validFrom, validUntil) < 0, {
    path: ['validUntil'],
    message: fault({
      nl: 'Het einde komt na het begin. Kijk beide dagen na.',
      en: 'The end comes after the beginning. Check both days.',
      fr: 'La fin vient après le début. Vérifiez les deux jours.',
    }),
  });
export type FirmFacts = z.output<typeof FirmForm>;
