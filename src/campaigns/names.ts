import { textIn, type Lang } from '../web/index.js';
import type { Cell } from './schema.js';

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

/** A cell by its sector, and by its contrast where the campaign has several. */
export function cellNameOf(
  sectors: readonly Named[],
  { sector, contrast }: { readonly sector: string; readonly contrast?: Cell['contrast'] | undefined },
  lang: Lang,
): string {
  const name = nameOf(sectors, sector, lang);
  return contrast == null ? name : `${name}, ${textIn(contrast, lang)}`;
}

/** The ground that a cell is about, without the contrast. */
export const groundOf = (key: string): string => key.split('/', 1)[0] ?? key;
