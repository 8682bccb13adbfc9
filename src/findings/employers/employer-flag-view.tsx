import type { FieldFault } from '../../platform/problems.js';
import {
  Card,
  DataTable,
  EmptyState,
  ErrorSummary,
  fill,
  formatterFor,
  Link,
  paths,
  StateTag,
  type Lang,
  type StateLook,
} from '../../web/index.js';
import { DecisionForm, FlagHistory, LatestDecision } from '../decision.js';
import { decisionWords } from '../decision-words.js';
import { eValueWords } from '../e-value-words.js';
import { Contradictions } from './contradictions.js';
import { nameOfUnit } from './employers-view.js';
import { wordsIn } from './page-words.js';
import { EMPLOYER_DECISIONS, type EmployerNumbers } from './schema.js';
import type { EmployerFlagView } from './views.js';
import { explainEmployerFlag, lowersEmployerFlag } from './words.js';

function lookOf(lang: Lang): StateLook<EmployerFlagView['state']> {
  const t = wordsIn(lang);
  return {
    standing: { tone: 'warn', word: t('eflag.standing') },
    weakened: { tone: 'muted', word: t('eflag.weakened') },
  };
}

/** The employer and the rule of a flag. */
export function titleOf(flag: EmployerFlagView, lang: Lang): string {
  const t = wordsIn(lang);
  return t('eflag.title', { employer: nameOfUnit(flag.names), rule: t(`rule.${flag.rule}`) });
}

/** The flags on employers, in the list of all flags but apart from those on sectors. */
export function EmployerFlags({
  lang,
  flags,
}: {
  readonly lang: Lang;
  readonly flags: readonly EmployerFlagView[];
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('eflags.title')}</h2>
      <p>{t('eflags.means')}</p>
      {flags.length === 0 ? <EmptyState title={t('eflags.none')} /> : null}
      {flags.map((flag) => (
        <Card
          key={flag.id}
          level={3}
          title={titleOf(flag, lang)}
          href={fill(paths.flags.employer, { id: flag.id })}
          aside={<StateTag state={flag.state} look={lookOf(lang)} />}
        >
          <p>{explainEmployerFlag(flag.rule, flag.raisedOn, lang)}</p>
          <p class="soft">
            <Link href={fill(paths.campaigns.employers, { id: flag.campaign })}>{flag.campaignName}</Link>
            {' · '}
            {t('eflags.raised', { when: f.date(flag.raisedAt) })}
          </p>
          <p>
            <LatestDecision lang={lang} decisions={flag.decisions} />
          </p>
        </Card>
      ))}
    </>
  );
}

interface EmployerFlagPageProps {
  readonly lang: Lang;
  readonly flag: EmployerFlagView;
  readonly mayDecide: boolean;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What does this flag say of this employer, and what do you decide? */
export function EmployerFlagPage({ lang, flag, mayDecide, faults, kept }: EmployerFlagPageProps) {
  const t = wordsIn(lang);
  const when = formatterFor(lang).date(flag.changedAt);
  return (
    <>
      <p class="lead">{t('eflag.lead')}</p>
      <ErrorSummary faults={faults} />
      <p>
        <StateTag state={flag.state} look={lookOf(lang)} />{' '}
        <LatestDecision lang={lang} decisions={flag.decisions} />
      </p>
      <p>{explainEmployerFlag(flag.rule, flag.raisedOn, lang)}</p>
      <p>
        {flag.state === 'weakened' ? t('eflag.weakened-now', { when }) : lowersEmployerFlag(flag.rule, lang)}
      </p>
      {mayDecide ? (
        <p>
          <Link href="#beslis">{decisionWords(lang)('decide.jump')}</Link>
        </p>
      ) : null}
      <h2>{t('eflag.numbers')}</h2>
      <Numbers lang={lang} flag={flag} />
      <p class="soft">{t('employers.four')}</p>
      <p>
        <Link href={fill(paths.campaigns.employers, { id: flag.campaign })}>{t('eflag.all')}</Link>
      </p>
      <Contradictions
        lang={lang}
        facts={flag.latest.contradictions.map((fact) => ({ ...fact, employer: nameOfUnit(flag.names) }))}
      />
      <h2>{t('eflag.rules')}</h2>
      <p>{t('eflag.rules-words')}</p>
      {mayDecide ? (
        <DecisionForm
          lang={lang}
          action={fill(paths.flags.decideEmployer, { id: flag.id })}
          choices={EMPLOYER_DECISIONS}
          again={flag.decisions.length > 0}
          faults={faults}
          kept={kept}
        />
      ) : null}
      <FlagHistory lang={lang} flag={flag} />
    </>
  );
}

interface NumberRow {
  readonly name: string;
  readonly of: (numbers: EmployerNumbers) => string;
}

function Numbers({ lang, flag }: { readonly lang: Lang; readonly flag: EmployerFlagView }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const counts = ({ both, controlOnly, treatmentOnly, neither }: EmployerNumbers['strict']): string =>
    [both, controlOnly, treatmentOnly, neither].map((n) => f.number(n)).join(' / ');
  const rows: NumberRow[] = [
    { name: t('employers.strict'), of: (n) => counts(n.strict) },
    { name: t('employers.lenient'), of: (n) => counts(n.lenient) },
    { name: t('employers.e'), of: (n) => (n.logE === null ? t('employers.few') : eValueWords(n.logE, lang)) },
    { name: t('eflag.tests'), of: (n) => f.number(n.tests.length) },
    { name: t('eflag.days'), of: (n) => f.number(n.days.length) },
    { name: t('employers.contradictions'), of: (n) => f.number(n.contradictions.length) },
  ];
  return (
    <DataTable<NumberRow>
      caption={t('eflag.numbers')}
      captionHidden
      narrow="stack"
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { head: t('eflag.figure'), cell: ({ name }) => name, names: true },
        { head: t('eflag.then'), cell: ({ of }) => of(flag.raisedOn), align: 'right' },
        { head: t('eflag.now'), cell: ({ of }) => of(flag.latest), align: 'right' },
      ]}
    />
  );
}
