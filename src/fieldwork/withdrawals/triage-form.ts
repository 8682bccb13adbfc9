import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import { toCivil, toInstant, toLocal } from '../../platform/dates.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { readDate, translatorFor, type Lang } from '../../web/index.js';
import { EXPECTED } from './schema.js';
import { wordsIn } from './words.js';

const typed = z.string().max(20).optional();

/** What an answer expects, and the appointment it proposes, as it is typed. */
export const TriageBody = z.object({
  expects: z.enum(EXPECTED, {
    error: fault({
      nl: 'Kies wat de werkgever verwacht.',
      en: 'Choose what the employer expects.',
      fr: 'Choisissez ce que l’employeur attend.',
    }),
  }),
  slotDay: typed,
  slotMonth: typed,
  slotYear: typed,
  slotTime: typed,
});
export type TriageBody = z.output<typeof TriageBody>;

const TIME = /^([01]?\d|2[0-3])\s*(?:[.:uh]\s*([0-5]\d)?)?$/i;

/** The instant of a proposed appointment; a day without a time counts from its first minute. Problems: bad-input */
export function readSlot(body: TriageBody, now: Date, lang: Lang): Date | null {
  const t = wordsIn(lang);
  const { date, faults } = readDate('slot', body, translatorFor(lang));
  const time = (body.slotTime ?? '').trim();
  const [, hours, minutes] = TIME.exec(time) ?? [];
  const all: FieldFault[] = [...faults];
  if (time !== '' && hours === undefined) all.push({ field: 'slotTime', message: t('fault.time') });
  if (time !== '' && date === null && faults.length === 0)
    all.push({ field: 'slotDay', message: t('fault.time-alone') });
  const thisYear = toCivil(toLocal(now).date).year;
  if (date !== null && Math.abs(toCivil(date).year - thisYear) > 1)
    all.push({ field: 'slotYear', message: t('fault.year') });
  if (all.length > 0) throw new Problem('bad-input', undefined, all);
  return date === null ? null : toInstant(date, Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
