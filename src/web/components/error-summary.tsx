import type { FieldFault } from '../../platform/problems.js';
import { useWebWords } from '../context.js';

/**
 * What must be mended before the form can be taken, each linked to its field (whose name is its id); nothing when
 * nothing is wrong. Takes the focus, so that it is read first.
 */
export function ErrorSummary({ faults }: { readonly faults: readonly FieldFault[] }) {
  const t = useWebWords();
  if (faults.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('web.errors.title')}</h2>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={`${field}-${message}`}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message of the first fault of a field, to show beside it. */
export function faultOf(faults: readonly FieldFault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.message;
}
