import type { FieldFault } from '../../platform/problems.js';
import { faultOf, TextInput } from '../../web/index.js';

interface InviteFieldsProps {
  readonly labels: { readonly name: string; readonly email: string };
  /** What was typed before, by field. */
  readonly kept: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** Whom an invitation is for: the two fields that every form of an invitation begins with. */
export function InviteFields({ labels, kept, faults }: InviteFieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        label={labels.name}
        value={kept['name']}
        autocomplete="off"
        width="medium"
        error={faultOf(faults, 'name')}
      />
      <TextInput
        name="email"
        label={labels.email}
        type="email"
        value={kept['email']}
        autocomplete="off"
        width="medium"
        error={faultOf(faults, 'email')}
      />
    </>
  );
}
