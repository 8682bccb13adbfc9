import { useWebWords } from '../context.js';
import { paths } from '../paths.js';

interface SearchBoxProps {
  /** What was searched for, when this is the page of its answer. */
  readonly value?: string;
  /** Tells the boxes of one page apart: the header's, and the one above the answers. */
  readonly id: string;
  /** The name of this box among the landmarks of the page. */
  readonly label?: string;
}

/** A box that searches everything one may see: a plain form, so that Enter and the button do the same. */
export function SearchBox({ value, id, label }: SearchBoxProps) {
  const t = useWebWords();
  return (
    <form
      class="search-box"
      role="search"
      action={paths.search}
      method="get"
      aria-label={label ?? t('web.search')}
    >
      <label class="visually-hidden" for={id}>
        {t('web.search.hint')}
      </label>
      <input
        type="search"
        id={id}
        name="q"
        value={value}
        placeholder={t('web.search.hint')}
        maxLength={200}
      />
      <button type="submit" class="button button-secondary">
        {t('web.search')}
      </button>
    </form>
  );
}
