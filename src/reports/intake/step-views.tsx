import { Checkboxes, faultOf, Radios, Select, SubmitButton, TextArea, TextInput } from '../../web/index.js';
import { KINDS } from '../schema.js';
import { FORMS, FREQUENCIES, INTERMEDIARIES, STAGES, WAYS, type Given } from './answers.js';
import { FileInput, StepForm, useT, type StepProps } from './step-form.js';

export function WhoStep(props: StepProps) {
  const t = useT();
  const { given, faults } = props;
  return (
    <StepForm step="who" props={props}>
      <Radios
        name="kind"
        label={t('who.kind')}
        choices={KINDS.map((value) => ({ value, label: t(`who.${value}`) }))}
        value={given['kind']}
        error={faultOf(faults, 'kind')}
      />
      <Select
        name="intermediary"
        label={t('who.where')}
        optional
        choices={INTERMEDIARIES.map((value) => ({ value, label: t(`who.${value}`) }))}
        value={given['intermediary']}
      />
    </StepForm>
  );
}

const chosenOf = (given: Given, name: string, codes: readonly string[]): string[] =>
  codes.filter((code) => given[`${name}-${code}`] === 'ja');

export function WhatStep(props: StepProps) {
  const t = useT();
  const { given, faults, grounds } = props;
  return (
    <StepForm step="what" props={props}>
      <Checkboxes
        name="ground"
        label={t('what.grounds')}
        hint={t('what.grounds.hint')}
        choices={grounds.map(({ code, name }) => ({ value: code, label: name }))}
        chosen={chosenOf(
          given,
          'ground',
          grounds.map(({ code }) => code),
        )}
        error={faultOf(faults, 'ground')}
      />
      <TextArea
        name="facts"
        label={t('what.facts')}
        hint={t('what.facts.hint')}
        rows={8}
        value={given['facts']}
        error={faultOf(faults, 'facts')}
      />
      <TextArea
        name="wording"
        label={t('what.wording')}
        optional
        rows={3}
        value={given['wording']}
        error={faultOf(faults, 'wording')}
      />
      <Checkboxes
        name="form"
        label={t('what.forms')}
        optional
        choices={FORMS.map((value) => ({ value, label: t(`what.${value}`) }))}
        chosen={chosenOf(given, 'form', FORMS)}
      />
      <Select
        name="stage"
        label={t('what.stage')}
        optional
        choices={STAGES.map((value) => ({ value, label: t(`what.${value}`) }))}
        value={given['stage']}
      />
      <Select
        name="way"
        label={t('what.way')}
        optional
        choices={WAYS.map((value) => ({ value, label: t(`what.${value}`) }))}
        value={given['way']}
      />
    </StepForm>
  );
}

export function WhenStep(props: StepProps) {
  const t = useT();
  const { given, faults } = props;
  return (
    <StepForm step="when" props={props}>
      <TextInput
        name="period"
        label={t('when.period')}
        optional
        hint={t('when.period.hint')}
        value={given['period']}
        error={faultOf(faults, 'period')}
      />
      <Radios
        name="frequency"
        label={t('when.frequency')}
        optional
        choices={FREQUENCIES.map((value) => ({ value, label: t(`when.${value}`) }))}
        value={given['frequency']}
      />
      <TextArea
        name="witnesses"
        label={t('when.witnesses')}
        optional
        hint={t('when.witnesses.hint')}
        rows={3}
        value={given['witnesses']}
        error={faultOf(faults, 'witnesses')}
      />
    </StepForm>
  );
}

/** Files by number and name, each with its button to remove it. */
export function FilesStep(props: StepProps) {
  const t = useT();
  const { faults, files } = props;
  const bad = faultOf(faults, 'file');
  return (
    <StepForm step="files" props={props} withFile>
      <p>{t('files.lead')}</p>
      <p>{t('files.warn')}</p>
      <FileInput error={bad} />
      <p>
        <SubmitButton tone="secondary" name="actie" value="voeg-toe">
          {t('files.add')}
        </SubmitButton>
      </p>
      {files.length === 0 ? null : (
        <>
          <h2>{t('files.there')}</h2>
          <ul>
            {files.map(({ id, name }) => (
              <li key={id}>
                {name}{' '}
                <button type="submit" class="button button-secondary" name="actie" value={`weg:${id}`}>
                  {t('files.remove')}
                  <span class="visually-hidden"> {name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </StepForm>
  );
}

export function RoleStep(props: StepProps) {
  const t = useT();
  return (
    <StepForm step="role" props={props}>
      <p class="lead">{t('role.lead')}</p>
      <TextArea
        name="ownRole"
        label={t('role.text')}
        optional
        hint={t('role.hint')}
        value={props.given['ownRole']}
        error={faultOf(props.faults, 'ownRole')}
      />
    </StepForm>
  );
}
