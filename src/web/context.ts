import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { DEFAULT_LANG } from './i18n/languages.js';
import type { Lang } from './i18n/languages.js';
import { formatterFor } from './i18n/format.js';
import type { Formatter } from './i18n/format.js';
import { translatorFor } from './i18n/web-words.js';

/** What every component of a page shares: the language, and the form token that ties its forms to this browser. */
export interface PageContext {
  readonly lang: Lang;
  readonly csrf: string | null;
}

export const PageScope = createContext<PageContext>({ lang: DEFAULT_LANG, csrf: null });

/** The language of the page this component stands in. */
export function useLang(): Lang {
  return useContext(PageScope).lang;
}

/** The kit's own words in the language of the page. */
export function useWebWords(): ReturnType<typeof translatorFor> {
  return translatorFor(useLang());
}

/** Number and date habits of the language of the page. */
export function useFormat(): Formatter {
  return formatterFor(useLang());
}

/**
 * The form token of the page.
 * @throws Error outside `Page`: a form without its token would be refused when sent.
 */
export function useFormToken(): string {
  const { csrf } = useContext(PageScope);
  if (csrf === null) throw new Error('A form stands outside Page: it has no form token.');
  return csrf;
}
