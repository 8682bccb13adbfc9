import { useFormat, useWebWords } from '../context.js';
import { Field } from './field.js';

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** The endings that are taken, as `.csv`; said in words and given to the browser as a filter, which the server checks. */
  readonly kinds: readonly string[];
  /** The largest file taken, in bytes. */
  readonly most: number;
}

/** One file. Says beforehand what is taken. A browser never keeps the choice after a fault: the hint asks again. */
export function FileField({ kinds, most, hint, ...field }: FileFieldProps) {
  const t = useWebWords();
  const f = useFormat();
  const taken = [
    t('web.file.kinds', { kinds: kinds.map((kind) => kind.replace(/^\./, '')).join(', ') }),
    t('web.file.at-most', { size: f.number(most / 1_000_000, 1) }),
  ].join(' ');
  return (
    <Field {...field} hint={hint === undefined ? taken : `${hint} ${taken}`}>
      {({ id, describedBy, invalid }) => (
        <input
          type="file"
          id={id}
          name={field.name}
          accept={kinds.join(',')}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Field>
  );
}
