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
  return VACANCY_FIELDS.filter((field) => {
    const [was, is] = [normalise(before[field]), normalise(now[field])];
    return was !== '' && was !== is;
  });
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
