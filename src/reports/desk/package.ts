import { formatterFor, textIn, type Lang } from '../../web/index.js';
import { FORMS, FREQUENCIES, STAGES } from '../intake/answers.js';
import type { Named } from '../intake/step-form.js';
import { intakeTranslator } from '../intake/words.js';
import { saidOf } from '../questionnaire-words.js';
import { PARTS, type Part } from './competence.js';
import { partName } from './competence-views.js';
import { nameOfReport } from './list-pages.js';
import type { Dossier } from './open-report.js';
import { deskTranslator } from './words.js';

export interface PackageNames {
  readonly grounds: readonly Named[];
  readonly sectors: readonly Named[];
  /** The name of our own service. */
  readonly own: string;
}

/**
 * What goes to another body, as text: the parts that were chosen, the terms that go on, and what the officer wrote.
 * Nothing in it says who reported.
 */
export function packageOf(
  dossier: Dossier,
  chosen: readonly Part[],
  text: string,
  names: PackageNames,
  lang: Lang,
): string {
  const t = deskTranslator(lang);
  const f = formatterFor(lang);
  const { report } = dossier;
  const day = (on: string | null): string => (on === null ? '' : f.date(on));
  const lines = PARTS.filter((part) => chosen.includes(part)).flatMap((part) => {
    const value = valueOf(part, dossier, names, lang);
    return value === '' ? [] : [`${partName(part, lang)}\n${value}`];
  });
  return [
    `${t('package.head')}\n${t('package.by', { from: names.own, code: nameOfReport(report.id) })}`,
    t('package.clocks', { received: day(report.sentOn), feedback: day(report.feedbackBy) }),
    ...lines,
    ...(text === '' ? [] : [`${t('package.text')}\n${text}`]),
    '',
  ].join('\n\n');
}

function valueOf(part: Part, { answers, questionnaires }: Dossier, names: PackageNames, lang: Lang): string {
  const say = intakeTranslator(lang);
  const named = (list: readonly Named[], code: string): string =>
    list.find((one) => one.code === code)?.name ?? code;
  switch (part) {
    case 'grounds':
      return (answers.grounds ?? []).map((code) => named(names.grounds, code)).join(', ');
    case 'forms':
      return FORMS.filter((code) => answers.forms?.includes(code) === true)
        .map((code) => say(`what.${code}`))
        .join(', ');
    case 'stage':
      return STAGES.filter((code) => code === answers.stage)
        .map((code) => say(`what.${code}`))
        .join();
    case 'frequency':
      return FREQUENCIES.filter((code) => code === answers.frequency)
        .map((code) => say(`when.${code}`))
        .join();
    case 'sector':
      return answers.sector === undefined || answers.sector === ''
        ? ''
        : named(names.sectors, answers.sector);
    case 'employer':
      return [answers.employer, answers.kbo].filter((one) => one !== undefined && one !== '').join(', KBO ');
    case 'answers':
      return questionnaires
        .filter(({ answeredOn }) => answeredOn !== null)
        .flatMap(({ questions }) => questions.filter(({ answer }) => answer !== null))
        .map((one) => `${textIn(one.text, lang)}\n${saidOf(one, lang)}`)
        .join('\n\n');
    case 'period':
    case 'place':
    case 'vacancy':
    case 'wording':
    case 'facts':
      return answers[part] ?? '';
  }
}
