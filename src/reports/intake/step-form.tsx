import type { ComponentChildren } from 'preact';
import { ErrorSummary, SubmitButton, useLang } from '../../web/index.js';
import type { OwnIdentity } from '../custody/identity.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { Attachment } from '../thread.js';
import { STEPS, type Given, type Step, type StepFault } from './answers.js';
import type { CompanySearch } from './companies.js';
import { intakeTranslator } from './words.js';

/** A code and how it is called in a language. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

export interface StepProps {
  /** What stands in the fields: what was typed, else what was saved. */
  readonly given: Given;
  readonly faults: readonly StepFault[];
  readonly grounds: readonly Named[];
  readonly sectors: readonly Named[];
  readonly files: readonly Attachment[];
  readonly identity: OwnIdentity;
  readonly saved: boolean;
  /** The list of companies to choose from; undefined where there is none. */
  readonly companies?: CompanySearch | undefined;
}

/** The words of the form in the language of the page. */
export const useT = () => intakeTranslator(useLang());

/** The acts under a step, the one that goes on first: Enter presses it. */
function Acts({
  step,
  saved,
  next,
}: {
  readonly step: Step;
  readonly saved: boolean;
  readonly next: string;
}) {
  const t = useT();
  return (
    <div class="confirm-acts">
      <SubmitButton name="actie" value="verder">
        {next}
      </SubmitButton>
      {step === 'who' ? null : (
        <SubmitButton tone="secondary" name="actie" value="terug">
          {t('step.back')}
        </SubmitButton>
      )}
      {saved ? (
        <SubmitButton tone="secondary" name="actie" value="bewaar">
          {t('step.keep')}
        </SubmitButton>
      ) : null}
      <SubmitButton tone="secondary" name="actie" value="wis">
        {t('page.erase')}
      </SubmitButton>
    </div>
  );
}

/** A step of the form: where it stands among the others, its faults, its fields and its acts. */
export function StepForm({
  step,
  props,
  withFile,
  next,
  children,
}: {
  readonly step: Step;
  readonly props: StepProps;
  readonly withFile?: boolean;
  readonly next?: string;
  readonly children: ComponentChildren;
}) {
  const t = useT();
  return (
    <>
      <p class="soft">{t('step.of', { at: STEPS.indexOf(step) + 1, all: STEPS.length })}</p>
      <ErrorSummary faults={props.faults} />
      <ChannelForm action={channelPaths.report} step={step} withFile={withFile === true}>
        {children}
        <Acts step={step} saved={props.saved} next={next ?? t('step.next')} />
      </ChannelForm>
    </>
  );
}

/** One file to choose; its name is `file`, where a page has one alone. */
export function FileInput({
  error,
  name = 'file',
}: {
  readonly error: string | undefined;
  readonly name?: string;
}) {
  const t = useT();
  return (
    <div class={error === undefined ? 'field' : 'field field-bad'}>
      <label for={name}>{t('files.choose')}</label>
      {error === undefined ? null : (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <input
        type="file"
        id={name}
        name={name}
        aria-describedby={error === undefined ? undefined : `${name}-error`}
      />
    </div>
  );
}
