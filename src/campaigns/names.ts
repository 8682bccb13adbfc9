import type { Lang } from '../web/index.js';

/** A code with its names. */
export interface Named {
  readonly code: string;
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

/** The name of a code in a language; the code itself when it is unknown. */
export function nameOf(named: readonly Named[], code: string, lang: Lang): string {
  return named.find((one) => one.code === code)?.[lang] ?? code;
}
