import { Link, fill, paths, SummaryList, type Lang, type SummaryItem } from '../web/index.js';
import type { Names } from './fields.js';
import { Guard } from './guard-view.js';
import type { Provocation } from './guard/schema.js';
import type { LibraryEntry } from './load.js';
import { Template } from './marked.js';
import { isWithoutVacancy, mayPlan } from './rules.js';
import type { CorrespondenceScenario, Scenario } from './schema.js';
import { ScriptView } from './script-view.js';
import { wordsIn, type Say } from './words.js';

/** A name in the reader's language; English where the French is not written yet. */
export const nameIn = (names: Names, lang: Lang): string => names[lang] ?? names.en;

/** The word for what kind of test a scenario makes. */
export function kindOf(scenario: Scenario, t: Say): string {
  if (scenario.kind !== 'correspondence') return t(`kind.${scenario.kind}`);
  if (scenario.design === 'single') return t('kind.single');
  return scenario.to === 'employer' ? t('kind.spontaneous') : t('kind.correspondence');
}

interface ScenarioViewProps {
  readonly lang: Lang;
  readonly entry: LibraryEntry;
  readonly provocation: Provocation;
  /** The name of a ground. */
  readonly groundName: (code: string) => string;
  /** The scenario that a follow-up test repeats. */
  readonly repeated: Scenario | undefined;
  readonly mayPreview: boolean;
}

/** What does this scenario say, and does it provoke nothing? */
export function ScenarioView(props: ScenarioViewProps) {
  const { lang, entry, provocation, mayPreview } = props;
  const { scenario, letters } = entry;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <SummaryList items={factsOf(props, t)} />
      {mayPreview && letters !== undefined ? (
        <p>
          <Link href={fill(paths.scenarios.preview, { scenario: scenario.id })}>{t('one.preview')}</Link>
        </p>
      ) : null}
      {scenario.kind === 'recurrence' ? <p>{t('one.again')}</p> : null}
      {letters === undefined ? null : <Wordings lang={lang} scenario={letters} />}
      {scenario.kind === 'correspondence' || scenario.kind === 'recurrence' ? null : (
        <ScriptView lang={lang} script={scenario} />
      )}
      <Guard lang={lang} scenario={letters ?? scenario} provocation={provocation} />
    </>
  );
}

function factsOf({ lang, entry, groundName, repeated }: ScenarioViewProps, t: Say): SummaryItem[] {
  const { scenario, hash } = entry;
  const plan = mayPlan(scenario);
  return [
    { term: t('list.kind'), value: kindOf(scenario, t) },
    { term: t('one.grounds'), value: [scenario.ground, ...scenario.alsoGrounds].map(groundName).join(', ') },
    { term: t('one.cue'), value: nameIn(scenario.cue.what, lang) },
    ...(scenario.kind === 'recurrence'
      ? [
          { term: t('one.repeats'), value: repeated === undefined ? '' : nameIn(repeated.title, lang) },
          { term: t('one.needs'), value: nameIn(scenario.needs, lang) },
          { term: t('one.days'), value: String(scenario.daysBetween) },
        ]
      : []),
    { term: t('list.language'), value: t(`language.${scenario.language}`) },
    {
      term: t('list.plan'),
      value: plan.allowed
        ? t(isWithoutVacancy(scenario) ? 'plan.employers' : 'plan.yes')
        : `${t('plan.no')}. ${t(`plan.${plan.reason}`)}`,
    },
    { term: t('one.version'), value: String(scenario.version) },
    { term: t('one.hash'), value: <code>{hash.toString('hex')}</code> },
  ];
}

function Wordings({ lang, scenario }: { readonly lang: Lang; readonly scenario: CorrespondenceScenario }) {
  const t = wordsIn(lang);
  const { cue, language, subjects, letters, cvs, contrasts, statements } = scenario;
  const template = (text: string) => (
    <Template lang={lang} speech={language} cue={cue.fields} text={said(text, scenario)} />
  );
  return (
    <>
      {contrasts === undefined ? null : (
        <>
          <h2>{t('one.contrasts')}</h2>
          <p>{t('one.contrasts-what')}</p>
          <ul>
            {contrasts.map(({ code, title }) => (
              <li key={code}>{nameIn(title, lang)}</li>
            ))}
          </ul>
        </>
      )}
      {statements === undefined ? null : <Statements lang={lang} scenario={scenario} />}
      <h2>{t('one.wordings')}</h2>
      <p>{t('one.wordings-what')}</p>
      <div class="side-by-side">
        {([0, 1] as const).map((i) => (
          <section key={i}>
            <h3>{t('one.letter', { n: i + 1 })}</h3>
            {template(`${t('one.subject')}: ${subjects[i]}\n\n${letters[i]}`)}
          </section>
        ))}
        {([0, 1] as const).map((i) => (
          <section key={i}>
            <h3>{t('one.cv', { n: i + 1 })}</h3>
            {template(cvs[i].text)}
          </section>
        ))}
      </div>
    </>
  );
}

/** A wording without the lines for a statement that nobody makes. */
function said(text: string, { statements }: CorrespondenceScenario): string {
  if (statements !== undefined) return text;
  return text
    .split('\n')
    .filter((line) => !line.includes('{{statement.'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function Statements({ lang, scenario }: { readonly lang: Lang; readonly scenario: CorrespondenceScenario }) {
  const t = wordsIn(lang);
  const { statements, language } = scenario;
  if (statements === undefined) return null;
  return (
    <>
      <h2>{t('one.statements')}</h2>
      <div class="side-by-side">
        {(['control', 'treatment'] as const).map((arm) => (
          <section key={arm}>
            <h3>{t(`one.${arm}`)}</h3>
            {[...statements[arm].letter, ...statements[arm].cv].map((line) => (
              <p class="say" lang={language} key={line}>
                {arm === 'treatment' ? <mark>{blanked(line)}</mark> : blanked(line)}
              </p>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

const blanked = (line: string): string => line.replace(/\{\{\s*[\w.]+\s*\}\}/g, '…');
