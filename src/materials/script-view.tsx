import type { ComponentChildren } from 'preact';
import { SummaryList, type Lang } from '../web/index.js';
import { blankWord } from './field-words.js';
import type { CandidateCallScenario, ClientCallScenario, ClientMailScenario } from './schema.js';
import { wordsIn } from './words.js';

export type Script = ClientCallScenario | ClientMailScenario | CandidateCallScenario;

/** The approved script in the order in which it is said; the wish, or the question, is set apart. */
export function ScriptView({ lang, script }: { readonly lang: Lang; readonly script: Script }) {
  const t = wordsIn(lang);
  const lines = linesIn(script, lang);
  return (
    <>
      <h2>{t('script.title')}</h2>
      {script.kind === 'candidate-call' ? (
        <SummaryList
          items={[
            {
              term: `${t('one.control')}, ${t('script.voice').toLowerCase()}`,
              value: lines([script.arms.control.voice]),
            },
            {
              term: `${t('one.treatment')}, ${t('script.voice').toLowerCase()}`,
              value: <mark>{script.arms.treatment.voice}</mark>,
            },
          ]}
        />
      ) : (
        <p class="soft">
          <span lang={script.language}>{script.caller.role}</span>
        </p>
      )}
      {script.kind === 'client-mail' ? <Step title={t('one.subject')}>{lines([script.subject])}</Step> : null}
      <Step title={t('script.opening')}>{lines(script.opening)}</Step>
      <Course lang={lang} script={script} />
      <Step title={t('script.answers')}>
        {script.answers.map(({ question, answer, reason }) => (
          <details key={question}>
            <summary lang={script.language}>{question}</summary>
            {lines([answer])}
            {reason ? <p class="soft">{t('script.reason')}</p> : null}
          </details>
        ))}
      </Step>
      {script.kind === 'candidate-call' ? null : (
        <Step title={t('script.refusal')}>{lines([script.refusal])}</Step>
      )}
      <Step title={t('script.exit')}>{lines([script.exit])}</Step>
    </>
  );
}

/** What comes between opening and answers, by kind of script. */
function Course({ lang, script }: { readonly lang: Lang; readonly script: Script }) {
  const t = wordsIn(lang);
  const lines = linesIn(script, lang);
  if (script.kind === 'candidate-call')
    return (
      <>
        <Step title={t('script.question')} apart>
          {lines([script.question])}
        </Step>
        <Step title={t('script.when-free')}>{lines([script.whenFree])}</Step>
        <Step title={t('script.when-filled')}>{lines([script.whenFilled])}</Step>
      </>
    );
  const silence =
    script.kind === 'client-call'
      ? t('script.silence-seconds', { count: script.silenceSeconds })
      : t('script.silence-days', { count: script.silenceDays });
  return (
    <>
      <Step title={t('script.wish')} apart>
        <p class="say" lang={script.language}>
          <mark>{script.wish}</mark>
        </p>
        {script.kind === 'client-call' ? <p class="soft">{silence}</p> : null}
      </Step>
      {script.kind === 'client-call' ? (
        <Step title={t('script.prompts')}>{lines(script.prompts)}</Step>
      ) : (
        <Step title={t('script.question')}>
          {lines([script.question])}
          <p class="soft">{silence}</p>
        </Step>
      )}
    </>
  );
}

interface StepProps {
  readonly title: string;
  /** Set apart, as what the test is about. */
  readonly apart?: boolean;
  readonly children: ComponentChildren;
}

function Step({ title, apart = false, children }: StepProps) {
  return (
    <section class={apart ? 'step step-key' : 'step'}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function linesIn(script: Script, lang: Lang) {
  return (lines: readonly string[]) =>
    lines.map((line) => (
      <p class="say" lang={script.language} key={line}>
        {line.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => `[${blankWord(name, lang)}]`)}
      </p>
    ));
}
