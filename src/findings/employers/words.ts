import { formatterFor, type Lang } from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import type { EmployerNumbers, EmployerRule } from './schema.js';

/** Why a flag on an employer was raised, with its numbers. Never says that discrimination is proven. */
export function explainEmployerFlag(rule: EmployerRule, numbers: EmployerNumbers, lang: Lang): string {
  const proof = {
    nl: 'Dit is op zich geen bewijs van discriminatie.',
    en: 'By itself this is no proof of discrimination.',
  };
  return `${SAY[rule][lang](numbers)} ${proof[lang]}`;
}

type Sentence = Readonly<Record<Lang, (numbers: EmployerNumbers) => string>>;

const SAY: Readonly<Record<EmployerRule, Sentence>> = {
  contradiction: {
    nl: (n) =>
      `Bij ${formatterFor('nl').plural(against(n), 'vacature', 'vacatures')} kreeg het testprofiel "al ingevuld" te horen, en werd het referentieprofiel daarna nog uitgenodigd, in het nadeel van het testprofiel.`,
    en: (n) =>
      `On ${formatterFor('en').plural(against(n), 'vacancy', 'vacancies')} the treatment profile was told "already filled", and the control profile was invited after that: against the treatment profile.`,
  },
  recurrence: {
    nl: (n) =>
      `In ${n.tests.length} tests, op ${n.days.length} verschillende dagen, kreeg alleen het referentieprofiel een positieve reactie; in geen enkele test alleen het testprofiel. Het verschil is in het nadeel van het testprofiel.`,
    en: (n) =>
      `In ${n.tests.length} tests, on ${n.days.length} different days, only the control profile got a callback; in no test only the treatment profile. The difference is against the treatment profile.`,
  },
  evidence: {
    nl: (n) =>
      `In ${n[n.primary].controlOnly} van ${discordant(n)} discordante paren kreeg alleen het referentieprofiel een positieve reactie (e-waarde ${eValueWords(n.logE ?? 0, 'nl')}, de grens is 20). Het verschil is in het nadeel van het testprofiel.`,
    en: (n) =>
      `In ${n[n.primary].controlOnly} of ${discordant(n)} discordant pairs only the control profile got a callback (e-value ${eValueWords(n.logE ?? 0, 'en')}, the limit is 20). The difference is against the treatment profile.`,
  },
};

const against = (n: EmployerNumbers): number =>
  n.contradictions.filter((one) => one.filledArm === 'treatment').length;
const discordant = (n: EmployerNumbers): number => n[n.primary].controlOnly + n[n.primary].treatmentOnly;

/** What would weaken a flag on an employer. */
export function lowersEmployerFlag(rule: EmployerRule, lang: Lang): string {
  return {
    contradiction: {
      nl: 'Wat dit zou verzwakken: een code van een van beide antwoorden die na herziening anders is.',
      en: 'What would weaken it: a code of one of the two answers that is different after review.',
    },
    recurrence: {
      nl: 'Wat dit zou verzwakken: één test waarin alleen het testprofiel een positieve reactie krijgt.',
      en: 'What would weaken it: one test in which only the treatment profile gets a callback.',
    },
    evidence: {
      nl: 'Wat dit zou verzwakken: nieuwe paren waarin alleen het testprofiel een positieve reactie krijgt, tot de e-waarde onder 20 zakt.',
      en: 'What would weaken it: new pairs in which only the treatment profile gets a callback, until the e-value falls below 20.',
    },
  }[rule][lang];
}
