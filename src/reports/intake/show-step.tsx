import type { VNode } from 'preact';
import type { Lang } from '../../web/index.js';
import type { Answers, Step } from './answers.js';
import type { Told } from './answered.js';
import { CheckStep } from './check-step.js';
import type { StepProps } from './step-form.js';
import { FilesStep, RoleStep, WhatStep, WhenStep, WhoStep } from './step-views.js';
import { WhereStep } from './where-step.js';
import { intakeTranslator } from './words.js';

/** The page of one step. */
export function showStep(
  step: Step,
  lang: Lang,
  { answers, ...props }: StepProps & { readonly answers: Answers },
): Told {
  const t = intakeTranslator(lang);
  const shown = step === 'code' ? 'check' : step;
  return {
    status: props.faults.length > 0 ? 422 : 200,
    title: shown === 'check' ? t('check.title') : t(`${shown}.title`),
    content: contentOf(shown, props, answers),
    faults: props.faults,
  };
}

function contentOf(step: Exclude<Step, 'code'>, props: StepProps, answers: Answers): VNode {
  switch (step) {
    case 'who':
      return <WhoStep {...props} />;
    case 'what':
      return <WhatStep {...props} />;
    case 'where':
      return <WhereStep {...props} />;
    case 'when':
      return <WhenStep {...props} />;
    case 'files':
      return <FilesStep {...props} />;
    case 'role':
      return <RoleStep {...props} />;
    case 'check':
      return <CheckStep props={props} answers={answers} />;
  }
}
