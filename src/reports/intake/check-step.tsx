import { SummaryList, type SummaryItem } from '../../web/index.js';
import { NameLine } from '../custody/name-pages.js';
import type { Answers, Step } from './answers.js';
import { StepForm, useT, type Named, type StepProps } from './step-form.js';

/** Everything that was answered, and the way back to each step. */
export function CheckStep({ props, answers }: { readonly props: StepProps; readonly answers: Answers }) {
  const t = useT();
  return (
    <StepForm step="check" props={props} next={t('check.next')}>
      {summaries(t, props, answers).map(({ step, title, items }) => (
        <section key={step}>
          <h2>{title}</h2>
          <SummaryList items={items} />
          <p>
            <button type="submit" class="button button-secondary" name="actie" value={`ga:${step}`}>
              {t('step.change')}
              <span class="visually-hidden"> {title}</span>
            </button>
          </p>
        </section>
      ))}
      <NameLine identity={props.identity} />
    </StepForm>
  );
}

interface Summary {
  readonly step: Step;
  readonly title: string;
  readonly items: readonly SummaryItem[];
}

function summaries(t: ReturnType<typeof useT>, props: StepProps, answers: Answers): Summary[] {
  const say = (value: string | undefined): string =>
    value === undefined || value === '' ? t('step.none') : value;
  const nameIn = (named: readonly Named[], code: string | undefined): string | undefined =>
    named.find((one) => one.code === code)?.name;
  const grounds = (answers.grounds ?? []).map((code) => nameIn(props.grounds, code) ?? code).join(', ');
  return [
    {
      step: 'who',
      title: t('who.title'),
      items: [
        { term: t('who.kind'), value: say(answers.kind === undefined ? '' : t(`who.${answers.kind}`)) },
      ],
    },
    {
      step: 'what',
      title: t('what.title'),
      items: [
        { term: t('what.grounds'), value: say(grounds) },
        { term: t('what.facts'), value: say(answers.facts) },
        { term: t('what.wording'), value: say(answers.wording) },
      ],
    },
    {
      step: 'where',
      title: t('where.title'),
      items: [
        { term: t('where.employer'), value: say(answers.employer) },
        { term: t('where.place'), value: say(answers.place) },
        { term: t('where.sector'), value: say(nameIn(props.sectors, answers.sector)) },
        { term: t('where.vacancy'), value: say(answers.vacancy) },
      ],
    },
    {
      step: 'when',
      title: t('when.title'),
      items: [
        { term: t('when.period'), value: say(answers.period) },
        { term: t('when.witnesses'), value: say(answers.witnesses) },
      ],
    },
    {
      step: 'files',
      title: t('files.title'),
      items: [{ term: t('files.there'), value: say(props.files.map(({ name }) => name).join(', ')) }],
    },
    {
      step: 'role',
      title: t('role.title'),
      items: [{ term: t('role.text'), value: say(props.given['ownRole']) }],
    },
  ];
}
