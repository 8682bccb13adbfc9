import { compare, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { readDate, translatorFor, type Lang, type TypedParts } from '../../web/index.js';
import { wordsIn } from './words.js';

interface Bounds {
  readonly from?: DateOnly;
  readonly until?: DateOnly;
}

/** The day that a form sent in three parts, within its bounds. Problems: bad-input, in the reader's language */
export function readDay(
  name: string,
  body: Readonly<Record<string, unknown>>,
  lang: Lang,
  { from, until }: Bounds,
): DateOnly {
  const t = wordsIn(lang);
  const typed: TypedParts = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? value : undefined]),
  );
  const { date, faults } = readDate(name, typed, translatorFor(lang));
  const wrong = (message: string): Problem =>
    new Problem('bad-input', undefined, [{ field: `${name}Day`, message }]);
  if (faults.length > 0) throw new Problem('bad-input', undefined, faults);
  if (date === null) throw wrong(t('date.missing'));
  if (from !== undefined && compare(date, from) < 0) throw wrong(t('date.past'));
  if (until !== undefined && compare(date, until) > 0)
    throw wrong(t(from === undefined ? 'date.future' : 'date.far'));
  return date;
}
