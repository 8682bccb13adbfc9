import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  fill,
  Link,
  paths,
  PostForm,
  SubmitButton,
  type Lang,
} from '../../web/index.js';
import { mayOpen, stepBefore } from './rules.js';
import { ruleWordsIn } from './rule-words.js';
import { STEPS, type Choices, type Design, type Step } from './schema.js';
import { wordsIn } from './words.js';

export interface StepProps {
  readonly lang: Lang;
  readonly design: Design;
  readonly choices: Choices;
  readonly faults: readonly FieldFault[];
  /** What was typed in a form that came back; null for a form that shows what was answered. */
  readonly kept: Readonly<Record<string, string>> | null;
}

interface FrameProps {
  readonly lang: Lang;
  readonly design: Design;
  readonly step: Step;
  readonly faults: readonly FieldFault[];
  readonly children: ComponentChildren;
}

/** The frame of every step: where one is, the rule behind it, and the ways back and out. */
export function StepFrame({ lang, design, step, faults, children }: FrameProps) {
  const t = wordsIn(lang);
  const before = stepBefore(step);
  return (
    <>
      <p class="soft">{t('step.of', { number: STEPS.indexOf(step) + 1, count: STEPS.length })}</p>
      <ErrorSummary faults={faults} />
      <Callout title={t('rule')}>
        <p>{ruleWordsIn(lang)(step)}</p>
      </Callout>
      {children}
      <details>
        <summary>{t('steps')}</summary>
        <ol>
          {STEPS.map((one) => (
            <li key={one}>
              {one !== step && mayOpen(one, design.answers).allowed ? (
                <Link href={stepAddress(design, one)}>{t(`step.${one}`)}</Link>
              ) : (
                t(`step.${one}`)
              )}
            </li>
          ))}
        </ol>
      </details>
      <p>
        {before === undefined ? null : (
          <>
            <Link href={stepAddress(design, before)}>{t('back')}</Link>
            {' · '}
          </>
        )}
        <Link href={paths.campaigns.designs}>{t('later')}</Link>
      </p>
    </>
  );
}

/** The address of a step of a design. */
export const stepAddress = ({ id }: Pick<Design, 'id'>, step: Step): string =>
  fill(paths.campaigns.designStep, { id, step });

/** The form of a step: its fields and the one button. */
export function StepForm({
  lang,
  design,
  step,
  children,
}: Pick<FrameProps, 'lang' | 'design' | 'step' | 'children'>) {
  return (
    <PostForm action={stepAddress(design, step)}>
      {children}
      <p class="confirm-acts">
        <SubmitButton>{wordsIn(lang)('save')}</SubmitButton>
      </p>
    </PostForm>
  );
}
