import { LANGUAGES } from './languages.js';
import type { Lang } from './languages.js';

/** The same thing said in every language of the interface, for what is made before its reader is known. */
export type Said = Readonly<Record<Lang, string>>;

/** Says something once per language. */
export function inEveryLang(say: (lang: Lang) => string): Said {
  const said = Object.fromEntries(LANGUAGES.map(({ code }) => [code, say(code)]));
  if (!isWhole(said)) throw new Error('A language was skipped.');
  return said;
}

function isWhole(said: Record<string, string>): said is Record<Lang, string> {
  return LANGUAGES.every(({ code }) => code in said);
}
