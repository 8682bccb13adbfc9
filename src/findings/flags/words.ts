import { logEValues } from '../../statistics/index.js';
import { formatterFor, type Lang } from '../../web/index.js';
import type { FlagNumbers } from './schema.js';

interface Said {
  readonly sector: string;
  readonly ground: string;
  readonly numbers: FlagNumbers;
}

/** Why a standing flag was raised, in one sentence with its numbers. Never says that discrimination is proven. */
export function explainFlag({ sector, ground, numbers }: Said, lang: Lang): string {
  const f = formatterFor(lang);
  const e = f.number(Math.round(Math.exp(Math.min(numbers.logE, 60))));
  const { controlOnly, treatmentOnly, k } = numbers;
  const level = f.percent(numbers.alpha);
  return lang === 'nl'
    ? `${sector}, ${ground}: in ${controlOnly} van ${controlOnly + treatmentOnly} discordante paren kreeg alleen het referentieprofiel een positieve reactie. Dat is een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart (e-waarde ${e}, e-BH op ${level} over ${k} cellen); dit is op zich geen bewijs van discriminatie.`
    : `${sector}, ${ground}: in ${controlOnly} of ${controlOnly + treatmentOnly} discordant pairs only the control profile got a callback. That is a difference larger than chance alone reasonably explains (e-value ${e}, e-BH at ${level} over ${k} cells); by itself this is no proof of discrimination.`;
}

/** What would weaken the flag. */
export function lowersFlag(numbers: FlagNumbers, lang: Lang): string {
  const pairs = pairsToWeaken(numbers);
  return lang === 'nl'
    ? `Wat dit zou verzwakken: ${pairs} bijkomende discordante paren waarin alleen het testprofiel een positieve reactie krijgt. Het knipperlicht houdt zijn datum en getallen, maar heet dan "verzwakt".`
    : `What would weaken it: ${pairs} more discordant pairs in which only the treatment profile gets a callback. The flag keeps its date and numbers, but is then called "weakened".`;
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
