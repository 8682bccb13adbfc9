import { logEValues } from '../../statistics/index.js';
import { formatterFor, type Lang } from '../../web/index.js';
import { wordsIn } from './page-words.js';
import type { FlagNumbers } from './schema.js';

interface Said {
  readonly sector: string;
  readonly ground: string;
  readonly procedure: 'standing' | 'final';
  readonly numbers: FlagNumbers;
}

/** Why a flag on a sector was raised, in words with its numbers. Never says that discrimination is proven. */
export function explainFlag({ sector, ground, procedure, numbers }: Said, lang: Lang): string {
  const f = formatterFor(lang);
  const { controlOnly, treatmentOnly, k } = numbers;
  const t = wordsIn(lang);
  const tested =
    procedure === 'standing'
      ? t('flag.tested-standing', {
          e: f.number(Math.round(Math.exp(Math.min(numbers.logE, 60)))),
          level: f.percent(numbers.alpha),
          count: k,
        })
      : t('flag.tested-final', {
          midP: f.pValue(numbers.midP ?? null),
          adjusted: f.pValue(numbers.adjustedP ?? null),
          level: f.percent(numbers.alpha),
          count: k,
        });
  return t('flag.says', {
    sector,
    ground,
    controlOnly,
    treatmentOnly,
    discordant: controlOnly + treatmentOnly,
    tested,
  });
}

/** What would weaken a flag: a number of pairs for a standing one; nothing for a final one, and what a repeat adds. */
export function lowersFlag({ procedure, numbers }: Pick<Said, 'procedure' | 'numbers'>, lang: Lang): string {
  const t = wordsIn(lang);
  return procedure === 'final' ? t('flag.final-stays') : t('flag.weakens', { count: pairsToWeaken(numbers) });
}

/** Further pairs against the control arm after which this cell, flagged alone among K, is no longer rejected. */
export function pairsToWeaken({
  controlOnly,
  treatmentOnly,
  k,
  alpha,
}: Pick<FlagNumbers, 'controlOnly' | 'treatmentOnly' | 'k' | 'alpha'>): number {
  const threshold = Math.log(k / alpha);
  let more = 0;
  while (
    more < 100_000 &&
    logEValues({ controlOnly, treatmentOnly: treatmentOnly + more }).oneSided >= threshold
  )
    more += 1;
  return more;
}
