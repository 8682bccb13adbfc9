import type { FieldFault } from '../../platform/problems.js';
import { faultOf, TextArea } from '../../web/index.js';
import { useDeskT } from './frame.js';

/** What was tried on a report's page and did not hold: the act, what was typed, and what is wrong with it. */
export interface Tried {
  readonly tried: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

interface ReasonProps {
  readonly act: string;
  readonly props: Tried;
  readonly hint?: string | undefined;
}

/** Why an act is done; what was typed stays where it did not hold. */
export function Reason({ act, props, hint }: ReasonProps) {
  const t = useDeskT();
  const name = `reden-${act}`;
  const tried = props.tried === act;
  return (
    <TextArea
      name={name}
      label={t('act.reason')}
      hint={hint ?? t('act.reason.hint')}
      rows={3}
      value={tried ? props.typed[name] : ''}
      error={tried ? faultOf(props.faults, name) : undefined}
    />
  );
}
