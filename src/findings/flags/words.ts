import { logEValues } from '../../statistics/index.js';
import { formatterFor, type Lang } from '../../web/index.js';
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
  const m = controlOnly + treatmentOnly;
  const level = f.percent(numbers.alpha);
  const e = f.number(Math.round(Math.exp(Math.min(numbers.logE, 60))));
  const tested = {
    nl:
      procedure === 'standing'
        ? `e-waarde ${e}, e-BH op ${level} over ${k} cellen`
        : `mid-p ${f.pValue(numbers.midP ?? null)}, aangepast ${f.pValue(numbers.adjustedP ?? null)}, BH op ${level} over ${k} cellen, aan het geregistreerde einde`,
    en:
      procedure === 'standing'
        ? `e-value ${e}, e-BH at ${level} over ${k} cells`
        : `mid-p ${f.pValue(numbers.midP ?? null)}, adjusted ${f.pValue(numbers.adjustedP ?? null)}, BH at ${level} over ${k} cells, at the registered end`,
  };
  return lang === 'nl'
    ? `${sector}, ${ground}: in ${controlOnly} van ${m} discordante paren kreeg alleen het referentieprofiel een positieve reactie, in ${treatmentOnly} alleen het testprofiel. Dat is een verschil in het nadeel van het testprofiel dat groter is dan wat toeval alleen redelijkerwijs verklaart (${tested.nl}); dit is op zich geen bewijs van discriminatie.`
    : `${sector}, ${ground}: in ${controlOnly} of ${m} discordant pairs only the control profile got a callback, in ${treatmentOnly} only the treatment profile. That is a difference against the treatment profile, larger than chance alone reasonably explains (${tested.en}); by itself this is no proof of discrimination.`;
}

/** What would weaken a flag: a number of pairs for a standing one; nothing for a final one, and what a repeat adds. */
export function lowersFlag({ procedure, numbers }: Pick<Said, 'procedure' | 'numbers'>, lang: Lang): string {
  if (procedure === 'final')
    return lang === 'nl'
      ? 'Wat dit zou verzwakken: niets. Een definitief knipperlicht is één keer opgemaakt, aan het geregistreerde einde, en verandert niet meer. Een tweede golf of een nieuwe campagne, met een eigen plan en andere paren, toont of het patroon blijft; ze krijgt haar eigen lijst en wist dit licht niet.'
      : 'What would weaken it: nothing. A final flag was made once, at the registered end, and does not change any more. A second wave or a new campaign, with a plan and pairs of its own, shows whether the pattern stays; it gets its own list and does not erase this flag.';
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
