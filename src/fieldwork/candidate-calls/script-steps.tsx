import type { ComponentChildren } from 'preact';
import { sayer } from '../../materials/index.js';
import type { Lang } from '../../web/index.js';
import type { Persona } from './schema.js';
import type { OwnCall } from './views.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly call: OwnCall;
  readonly persona: Persona;
}

/** The approved script with this candidate's and this vacancy's words, in the order in which it is said. */
export function ScriptSteps({ lang, call, persona }: Props) {
  const t = wordsIn(lang);
  const { script } = call;
  const say = sayer(
    { ...persona, degree: persona.education.degree },
    {
      vacancy: { title: call.title ?? '', place: call.place ?? '' },
      employer: { name: call.employer ?? '' },
    },
  );
  const lines = (all: readonly string[]) =>
    all.map((line) => (
      <p class="say" lang={script.language} key={line}>
        {say(line)}
      </p>
    ));
  return (
    <>
      <h2 id="script">{t('script.title')}</h2>
      <Step title={t('script.opening')}>{lines(script.opening)}</Step>
      <Step title={t('script.question')} apart>
        {lines([script.question])}
      </Step>
      <Step title={t('script.free')}>{lines([script.whenFree])}</Step>
      <Step title={t('script.filled')}>{lines([script.whenFilled])}</Step>
      <Step title={t('script.answers')}>
        {script.answers.map(({ question, answer }) => (
          <details key={question}>
            <summary lang={script.language}>{question}</summary>
            {lines([answer])}
          </details>
        ))}
        <p>{t('script.accept-nothing')}</p>
      </Step>
      <Step title={t('script.exit')}>{lines([script.exit])}</Step>
      <Step title={t('script.never')}>
        <ul>
          {script.forbiddenPhrases.map((phrase) => (
            <li lang={script.language} key={phrase}>
              {phrase}
            </li>
          ))}
        </ul>
      </Step>
    </>
  );
}

function Step(props: {
  readonly title: string;
  readonly apart?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={props.apart === true ? 'step step-key' : 'step'}>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}
