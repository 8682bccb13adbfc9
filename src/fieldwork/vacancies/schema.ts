import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import { isUuid } from '../../platform/ids.js';
import type { VacancyText } from './rules.js';

export const VERDICTS = ['open', 'closed', 'changed'] as const;
export type Verdict = (typeof VERDICTS)[number];

const text = z
  .string()
  .trim()
  .max(
    20_000,
    fault({
      nl: 'Hou elk veld onder 20.000 tekens.',
      en: 'Keep each field under 20,000 characters.',
      fr: 'Limitez chaque champ à 20 000 caractères.',
    }),
  )
  .default('');

/** What stands in a vacancy now, as somebody copied it. */
export const CompareBody = z.object({
  title: text.refine(
    (typed) => typed !== '',
    fault({ nl: 'Typ de titel.', en: 'Type the title.', fr: 'Tapez le titre.' }),
  ),
  duties: text,
  requirements: text,
  contact: text,
  closing: text,
});

/** The vacancies that somebody said something of: a field for each, named by its number. */
export const ChecksBody = z.record(z.string(), z.unknown()).transform((typed, ctx) => {
  const given = Object.entries(typed).flatMap(([name, said]) => {
    const id = /^v-(.+)$/.exec(name)?.[1];
    const verdict = VERDICTS.find((one) => one === said);
    return id === undefined || verdict === undefined || !isUuid(id) ? [] : [{ id, verdict }];
  });
  if (given.length > 0) return given;
  ctx.issues.push({
    code: 'custom',
    input: typed,
    path: ['keuze'],
    message: fault({
      nl: 'Zeg van minstens één vacature of ze nog open is.',
      en: 'Say of at least one vacancy whether it is still open.',
      fr: 'Dites pour au moins une offre si elle est encore ouverte.',
    }),
  });
  return z.NEVER;
});

/** The fields of a vacancy as the database keeps them with a check. */
export const KeptText: z.ZodType<VacancyText> = z.object({
  title: z.string(),
  duties: z.string(),
  requirements: z.string(),
  contact: z.string(),
  closing: z.string(),
});
