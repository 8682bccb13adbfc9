import type { FieldFault } from '../../platform/problems.js';
import { useWebWords } from '../context.js';
import { fill, paths } from '../paths.js';
import { faultOf } from './error-summary.js';
import { TextInput } from './field.js';
import { PostForm, SubmitButton } from './form.js';
import { Link } from './link.js';

/** A filter that its owner saved, as the list shows it. */
export interface ShownFilter {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

interface SavedFiltersProps {
  readonly saved: readonly ShownFilter[];
  readonly path: string;
  /** What stands after the question mark now; empty when nothing is filtered or sorted. */
  readonly query: string;
}

/** One's own filters of a list, and the way to keep the present one. */
export function SavedFilters({ saved, path, query }: SavedFiltersProps) {
  const t = useWebWords();
  if (saved.length === 0 && query === '') return null;
  return (
    <div class="saved-filters">
      {saved.length === 0 ? null : (
        <nav aria-label={t('web.saved')}>
          <ul>
            {saved.map(({ id, name, address }) => (
              <li key={id}>
                <Link href={address} current={address === (query === '' ? path : `${path}?${query}`)}>
                  {name}
                </Link>
                <PostForm action={fill(paths.filters.remove, { id })}>
                  <button type="submit" class="plain-button" aria-label={`${t('web.saved.remove')}: ${name}`}>
                    <span aria-hidden="true">×</span>
                  </button>
                </PostForm>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {query === '' ? null : (
        <details>
          <summary>{t('web.saved.keep')}</summary>
          <SaveFilterForm path={path} query={query} faults={[]} />
        </details>
      )}
    </div>
  );
}

interface SaveFilterFormProps {
  readonly path: string;
  readonly query: string;
  readonly name?: string | undefined;
  readonly faults: readonly FieldFault[];
}

/** Names the present filter and keeps it. */
export function SaveFilterForm({ path, query, name, faults }: SaveFilterFormProps) {
  const t = useWebWords();
  return (
    <PostForm action={paths.filters.save} hidden={{ path, query }}>
      <TextInput
        name="name"
        label={t('web.saved.name')}
        width="medium"
        autocomplete="off"
        value={name}
        error={faultOf(faults, 'name')}
      />
      <p class="list-acts">
        <SubmitButton tone="secondary">{t('web.saved.verb')}</SubmitButton>
        {faults.length === 0 ? null : (
          <Link href={query === '' ? path : `${path}?${query}`}>{t('web.cancel')}</Link>
        )}
      </p>
    </PostForm>
  );
}
