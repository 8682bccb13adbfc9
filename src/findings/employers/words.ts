import { formatterFor, type Lang } from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import { wordsIn } from './page-words.js';
import type { EmployerNumbers, EmployerRule } from './schema.js';

/** Why a flag on an employer was raised, with its numbers. Never says that discrimination is proven. */
export function explainEmployerFlag(rule: EmployerRule, numbers: EmployerNumbers, lang: Lang): string {
  const t = wordsIn(lang);
  const { controlOnly, treatmentOnly } = numbers[numbers.primary];
  const said = t(`say.${rule}`, {
    vacancies: formatterFor(lang).plural(against(numbers), t('say.vacancy'), t('say.vacancies')),
    tests: numbers.tests.length,
    days: numbers.days.length,
    controlOnly,
    discordant: controlOnly + treatmentOnly,
    e: eValueWords(numbers.logE ?? 0, lang),
  });
  return `${said} ${t('say.no-proof')}`;
}

const against = (numbers: EmployerNumbers): number =>
  numbers.contradictions.filter((one) => one.filledArm === 'treatment').length;

/** What would weaken a flag on an employer. */
export function lowersEmployerFlag(rule: EmployerRule, lang: Lang): string {
  return wordsIn(lang)(`weakens.${rule}`);
}
