import type { ComponentChildren } from 'preact';
import { faultOf, Select, SubmitButton } from '../../web/index.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { Reason, type Tried } from './reason-field.js';
import type { DossierProps } from './report-views.js';

export const ACCESS_ACTS = [
  'redact-choose',
  'redact',
  'copy-file',
  'original',
  'original-file',
  'lend',
  'lend-back',
] as const;
export type AccessAct = (typeof ACCESS_ACTS)[number];
export const isAccessAct = (text: string): text is AccessAct => ACCESS_ACTS.some((one) => one === text);

export interface AccessProps extends DossierProps, Tried {}

interface FieldOf {
  readonly act: AccessAct;
  readonly props: AccessProps;
}

/** A choice of an act. */
export function Pick({
  act,
  props,
  name,
  label,
  choices,
}: FieldOf & {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const tried = props.tried === act;
  return (
    <Select
      name={name}
      label={label}
      choices={choices}
      value={tried ? props.typed[name] : undefined}
      error={tried ? faultOf(props.faults, name) : undefined}
    />
  );
}

/** An act that folds out under its name: its own fields, why, and the button that does it. */
export function ActFold({
  act,
  props,
  summary,
  button = summary,
  hint,
  withFile = false,
  children,
}: FieldOf & {
  readonly summary: string;
  readonly button?: string;
  /** What stands under the field of the reason, where it is not the usual. */
  readonly hint?: string;
  readonly withFile?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <details open={props.tried === act}>
      <summary>{summary}</summary>
      <ChannelForm
        id={`act-${act}`}
        action={deskReportPath(props.dossier.report.id)}
        step={act}
        withFile={withFile}
      >
        {children}
        <Reason act={act} props={props} hint={hint} />
        <SubmitButton>{button}</SubmitButton>
      </ChannelForm>
    </details>
  );
}
