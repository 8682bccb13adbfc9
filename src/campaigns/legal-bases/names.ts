import type { LegalTerms } from '../../register/index.js';
import { formatterFor, type Lang, type StateLook } from '../../web/index.js';
import type { BasisStatus, BasisText } from './schema.js';
import type { Say } from './words.js';

interface NamedIn {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr?: string | undefined };
}

/** The names of everything that a legal basis speaks of. */
export interface LegalNames {
  readonly terms: LegalTerms;
  readonly laws: readonly NamedIn[];
  readonly bodies: readonly NamedIn[];
}

/** The name of a code; the code itself when the reference files do not hold it any more. */
export function nameIn(rows: readonly NamedIn[], code: string, lang: Lang): string {
  const name = rows.find((one) => one.code === code)?.name;
  return name === undefined ? code : (name[lang] ?? name.en);
}

/** When a text holds, in words. */
export function validWords(text: Pick<BasisText, 'validFrom' | 'validUntil'>, t: Say, lang: Lang): string {
  const f = formatterFor(lang);
  const from = f.date(text.validFrom);
  return text.validUntil === null
    ? t('valid.from', { from })
    : t('valid.between', { from, until: f.date(text.validUntil) });
}

/** How the standing of a text is shown; an exercise stands apart. */
export function statusLook(t: Say): StateLook<BasisStatus | 'exercise'> {
  return {
    unconfirmed: { tone: 'warn', word: t('status.unconfirmed') },
    proposed: { tone: 'active', word: t('status.proposed') },
    confirmed: { tone: 'good', word: t('status.confirmed') },
    withdrawn: { tone: 'bad', word: t('status.withdrawn') },
    changed: { tone: 'bad', word: t('status.changed') },
    exercise: { tone: 'muted', word: t('status.exercise') },
  };
}

/** The standing as it is shown. */
export const shownStatus = (text: BasisText): BasisStatus | 'exercise' =>
  text.exercise ? 'exercise' : text.status;

/** Who made the text stand where it stands, and when; null where nobody did anything. */
export function statusBy(text: BasisText, t: Say, lang: Lang): string | null {
  const f = formatterFor(lang);
  const ofText = text.confirmations.filter((one) => one.textHash.equals(text.textHash));
  const last = ofText.find(({ withdrawnAt }) => withdrawnAt === null) ?? ofText[0];
  if (last === undefined) return null;
  if (text.status === 'confirmed' && last.confirmedAt !== null)
    return t('status.confirmed-by', {
      who: last.confirmer ?? '?',
      when: f.date(last.confirmedAt),
      date: f.date(last.documentDate),
    });
  if (text.status === 'proposed')
    return t('status.proposed-by', { who: last.proposer, when: f.date(last.proposedAt) });
  if (text.status === 'withdrawn' && last.withdrawnAt !== null)
    return t('status.withdrawn-by', { who: last.withdrawer ?? '?', when: f.date(last.withdrawnAt) });
  return null;
}
