import { formatterFor, type Lang } from '../web/index.js';

/** An e-value from its natural logarithm, in words that stay short. */
export function eValueWords(logE: number, lang: Lang): string {
  const f = formatterFor(lang);
  const most = 1_000_000;
  if (logE > Math.log(most)) return `> ${f.number(most)}`;
  const value = Math.exp(logE);
  return f.number(value, value < 10 ? 2 : 0);
}
