import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import { mayContrast, maySendSingles } from '../contrasts.js';
import { mayRepeat } from '../repeats/rules.js';
import {
  STEPS,
  type Answers,
  type AskingStep,
  type BasisChoice,
  type Choices,
  type Design,
  type PlannableScenario,
  type Step,
} from './schema.js';

/** What each asking step must have answered. */
const ASKS: Readonly<Record<AskingStep, readonly (keyof Answers)[]>> = {
  doel: ['name', 'purpose'],
  rechtsgrond: ['basis', 'service', 'matter'],
  scenario: ['scenario'],
  kader: ['sendFrom', 'pairsPerDay', 'cells'],
  uitkomst: ['hypothesis', 'primaryDefinition', 'stopRule'],
  kracht: ['controlOnly', 'treatmentOnly', 'power', 'alpha'],
};

/** Whether a text names a step. */
export const isStep = (text: string): text is Step => STEPS.some((step) => step === text);

/** Whether a step asks, or shows only. */
export const isAsking = (step: Step): step is AskingStep => step in ASKS;

/** Whether everything that a step asks was answered; steps that show are done when all that ask are. */
export function isDone(step: Step, answers: Answers): boolean {
  if (isAsking(step)) return ASKS[step].every((key) => answers[key] !== undefined);
  return STEPS.filter(isAsking).every((one) => isDone(one, answers));
}

/** Where to go on: the first step that is not done, or the last. */
export function nextStep(answers: Answers): Step {
  return STEPS.find((step) => !isDone(step, answers)) ?? 'nakijken';
}

/** The step after this one. */
export const stepAfter = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? 'nakijken';

/** The step before this one, if any. */
export const stepBefore = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) - 1];

/** A step is open once every asking step before it is done, so that each rests on the answers before it. */
export function mayOpen(step: Step, answers: Answers): Verdict<'design-step-early'> {
  const before = STEPS.slice(0, STEPS.indexOf(step)).filter(isAsking);
  return before.every((one) => isDone(one, answers)) ? ALLOW : refuse('design-step-early');
}

/** The legal bases that fit a purpose: of that purpose, and an exercise in a demo only. */
export function basesFor(
  purpose: string | undefined,
  { bases, mode }: Pick<Choices, 'bases' | 'mode'>,
): BasisChoice[] {
  return bases.filter(
    (one) => purpose !== undefined && one.purposes.includes(purpose) && (!one.exercise || mode === 'demo'),
  );
}

/** The scenarios that serve a purpose. */
export function scenariosFor(
  purpose: Answers['purpose'],
  { scenarios }: Pick<Choices, 'scenarios'>,
): PlannableScenario[] {
  return scenarios.filter(
    ({ contrasts, design, repeats }) =>
      purpose === undefined ||
      (mayContrast(purpose, contrasts).allowed &&
        mayRepeat(purpose, repeats).allowed &&
        maySendSingles(design, { purpose, stopRule: 'fixed' }).allowed),
  );
}

/** Whether each employer gets one application of the scenario that was chosen. */
export const isSingle = (
  { answers }: Pick<Design, 'answers'>,
  { scenarios }: Pick<Choices, 'scenarios'>,
): boolean => scenarios.find(({ code }) => code === answers.scenario)?.design === 'single';

/** Whether a basis holds on a day, by its own dates. */
export const holdsOn = (basis: BasisChoice, day: string): boolean =>
  basis.validFrom <= day && (basis.validUntil === null || day < basis.validUntil);

/**
 * Answers with a change. A legal basis that does not fit the new purpose is asked again, and so is what pairs and single
 * applications answer each in their own way.
 */
export function withChange(answers: Answers, change: Answers, choices: Choices): Answers {
  const next = sameDesign(answers, change, choices)
    ? { ...answers, ...change }
    : { ...asOfAnyDesign(answers), ...change };
  const fits = basesFor(next.purpose, choices).some(
    ({ code, version }) => code === next.basis?.code && version === next.basis.version,
  );
  if (fits) return next;
  const { basis: _basis, ...rest } = next;
  return rest;
}

const sameDesign = (answers: Answers, { scenario }: Answers, choices: Choices): boolean =>
  answers.scenario === undefined ||
  scenario === undefined ||
  isSingle({ answers }, choices) === isSingle({ answers: { scenario } }, choices);

function asOfAnyDesign(answers: Answers): Answers {
  const { stopRule: _rule, controlOnly: _control, treatmentOnly: _treatment, ...rest } = answers;
  return rest;
}
