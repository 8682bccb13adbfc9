import { ConfirmForm, fill, formatterFor, paths, SummaryList, type Lang } from '../../web/index.js';
import { nameOf } from '../names.js';
import { singleWordsIn } from '../single-words.js';
import { wordsIn as campaignWords } from '../words.js';
import { nameIn } from './asking-steps.js';
import { isSingle } from './rules.js';
import type { AskingStep, Choices, Design, NamedIn } from './schema.js';
import { stepAddress } from './step-view.js';
import { wordsIn } from './words.js';

interface ReviewProps {
  readonly lang: Lang;
  readonly design: Design;
  readonly choices: Choices;
}

/** Every answer with the way to change it, and the one button that makes a campaign of them. */
export function Review({ lang, design, choices }: ReviewProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('review.lead')}</p>
      <SummaryList
        items={answersOf(design, choices, lang).map(([step, term, value]) => ({
          term,
          value,
          change: { href: stepAddress(design, step), label: t('review.change'), of: term },
        }))}
      />
      <ConfirmForm
        action={fill(paths.campaigns.finishDesign, { id: design.id })}
        verb={t('review.finish')}
        cancelHref={paths.campaigns.designs}
      >
        <p>{t('review.finish.what')}</p>
      </ConfirmForm>
    </>
  );
}

type Answered = readonly [step: AskingStep, term: string, value: string];

function answersOf({ answers }: Design, choices: Choices, lang: Lang): Answered[] {
  const t = wordsIn(lang);
  const c = campaignWords(lang);
  const f = formatterFor(lang);
  const named = (rows: readonly NamedIn[], code: string | undefined): string => {
    const row = rows.find((one) => one.code === code);
    return row === undefined ? (code ?? '') : nameIn(row, lang);
  };
  const basis = choices.bases.find(
    ({ code, version }) => code === answers.basis?.code && version === answers.basis.version,
  );
  const { employerTypes, relations, places } = choices.matters;
  const { matter, cells = [] } = answers;
  const chosen = choices.scenarios.find(({ code }) => code === answers.scenario);
  const fills =
    answers.rolling === true && chosen?.withoutVacancy !== true && (chosen?.repeats ?? null) === null;
  const single = isSingle({ answers }, choices);
  const s = singleWordsIn(lang);
  const stated = {
    power: f.percent(answers.power ?? null),
    control: f.percent(answers.controlOnly ?? null, 1),
    treatment: f.percent(answers.treatmentOnly ?? null, 1),
    alpha: f.number(answers.alpha ?? null, 3),
  };
  return [
    ['doel', t('name'), answers.name ?? ''],
    ['doel', c('plan.purpose'), answers.purpose === undefined ? '' : c(`purpose.${answers.purpose}`)],
    ['rechtsgrond', c('legal.basis'), basis === undefined ? '' : `${nameIn(basis, lang)} (${basis.version})`],
    ['rechtsgrond', c('legal.service'), named(choices.services, answers.service)],
    [
      'rechtsgrond',
      t('employerType'),
      [
        named(employerTypes, matter?.employerType),
        named(relations, matter?.relation),
        named(places, matter?.place),
      ].join(', '),
    ],
    ['scenario', c('plan.scenario'), named(choices.scenarios, answers.scenario)],
    ['kader', t('sendFrom'), answers.sendFrom === undefined ? '' : f.date(answers.sendFrom)],
    ['kader', single ? s('perDay') : t('pairsPerDay'), f.number(answers.pairsPerDay ?? null)],
    ['kader', t('rolling'), t(fills ? 'rolling.yes' : 'rolling.no')],
    [
      'kader',
      single ? s('quotas') : t('quotas'),
      cells
        .map(({ sector, quota }) =>
          t('review.pairs', {
            sector: nameOf(choices.sectors, sector, lang),
            pairs: f.number(quota),
          }),
        )
        .join('; '),
    ],
    ['uitkomst', c('plan.hypothesis'), answers.hypothesis ?? ''],
    [
      'uitkomst',
      t('definition'),
      answers.primaryDefinition === undefined ? '' : t(`definition.${answers.primaryDefinition}`),
    ],
    ['uitkomst', t('stopRule'), answers.stopRule === undefined ? '' : t(`stopRule.${answers.stopRule}`)],
    ['kracht', c('plan.power'), single ? s('power', stated) : c('plan.power-words', stated)],
  ];
}
