/** What is compared of a vacancy between two looks; not raw bytes, which change with every advertisement beside it. */
export const VACANCY_FIELDS = ['title', 'duties', 'requirements', 'contact', 'closing'] as const;
export type VacancyField = (typeof VACANCY_FIELDS)[number];
export type VacancyText = Readonly<Record<VacancyField, string>>;

/** A text as it is compared: without case, accents, punctuation and white space that carry no meaning. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

/** The fields that say something else than before. A field that was never noted has nothing to differ from. */
export function changedFields(before: VacancyText, now: VacancyText): VacancyField[] {
  return VACANCY_FIELDS.filter((field) => !saysTheSame(field, before[field], now[field]));
}

/**
 * A day is the same however it is written; of a contact the name or the address alone says the same as both, since
 * advertisements often show one of them.
 */
function saysTheSame(field: VacancyField, before: string, now: string): boolean {
  const [was, is] = [normalise(before), normalise(now)];
  if (was === '' || was === is) return true;
  if (field === 'closing') return dayIn(was) !== null && dayIn(was) === dayIn(is);
  return field === 'contact' && is !== '' && ` ${was} `.includes(` ${is} `);
}

/** The day that a text is, as year-month-day or day/month/year; null when it is anything else. */
function dayIn(text: string): string | null {
  const iso = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(text);
  const local = /^(\d{1,2}) (\d{1,2}) (\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? local?.slice(1).reverse() ?? [];
  return year === undefined || month === undefined || day === undefined
    ? null
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What is known of a vacancy: what somebody copied of it, or else what the register holds. */
export const knownText = ({
  kept,
  title,
  contact,
  closing,
}: {
  readonly kept: VacancyText | null;
  readonly title: string;
  readonly contact: string;
  readonly closing: string | null;
}): VacancyText => kept ?? { title, contact, closing: closing ?? '', duties: '', requirements: '' };
