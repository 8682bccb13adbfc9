import { logEValues } from '../../statistics/index.js';
import { formatterFor, type Lang } from '../../web/index.js';
import { wordsIn } from './page-words.js';
import type { FlagNumbers } from './schema.js';

interface Said {
  readonly sector: string;
  readonly ground: string;
  readonly numbers: FlagNumbers;
}

/** Why a standing flag was raised, in one sentence with its numbers. Never says that discrimination is proven. */
export function explainFlag({ sector, ground, numbers }: Said, lang: Lang): string {
  const f = formatterFor(lang);
  const { controlOnly, treatmentOnly, k } = numbers;
  return wordsIn(lang)('flag.says', {
    sector,
    ground,
    controlOnly,
    discordant: controlOnly + treatmentOnly,
    e: f.number(Math.round(Math.exp(Math.min(numbers.logE, 60)))),
    level: f.percent(numbers.alpha),
    k,
  });
}

/** What would weaken the flag. */
export function lowersFlag(numbers: FlagNumbers, lang: Lang): string {
  return wordsIn(lang)('flag.weakens', { count: pairsToWeaken(numbers) });
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
