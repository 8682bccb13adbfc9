import { SummaryList, type Lang } from '../../web/index.js';
import type { CallSheet } from './views.js';
import { wordsIn } from './words.js';

interface ScriptStepsProps {
  readonly lang: Lang;
  readonly sheet: CallSheet;
}

/** A line of the script with its blanks filled in; what the caller must fill in stands between brackets. */
export function spoken(line: string, sheet: Pick<CallSheet, 'agency'>, lang: Lang): string {
  const t = wordsIn(lang);
  const fills: Readonly<Record<string, string>> = {
    'caller.name': t('script.caller-name'),
    'caller.firm': t('script.caller-firm'),
    'agency.name': sheet.agency ?? '',
  };
  return line.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => fills[name] ?? whole);
}

/** The approved script, step by step, as it was when the call was planned. */
export function ScriptSteps({ lang, sheet }: ScriptStepsProps) {
  const t = wordsIn(lang);
  const { script } = sheet;
  const say = (line: string) => (
    <p class="say" lang={script.language} key={line}>
      {spoken(line, sheet, lang)}
    </p>
  );
  return (
    <>
      <h2 id="script">{t('script.title')}</h2>
      <SummaryList
        items={[
          { term: t('script.role'), value: script.caller.role },
          { term: t('script.need'), value: script.caller.need },
        ]}
      />
      <section class="step">
        <h3>{t('script.opening')}</h3>
        {script.opening.map(say)}
      </section>
      <section class="step step-key">
        <h3>{t('script.wish')}</h3>
        {say(script.wish)}
        <p class="soft">{t('script.wish-once')}</p>
      </section>
      <section class="step">
        <h3>{t('script.prompts')}</h3>
        {script.prompts.map(say)}
      </section>
      <section class="step">
        <h3>{t('script.answers')}</h3>
        {script.answers.map(({ question, answer }) => (
          <details key={question}>
            <summary lang={script.language}>{question}</summary>
            {say(answer)}
          </details>
        ))}
      </section>
      <section class="step">
        <h3>{t('script.exit')}</h3>
        {say(script.exit)}
      </section>
      <details class="step">
        <summary>{t('script.never')}</summary>
        <p>{t('script.never-why')}</p>
        <ul lang={script.language}>
          {script.forbiddenPhrases.map((phrase) => (
            <li key={phrase}>{phrase}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
