/** How many words in a row a summary may share with what somebody wrote in the report. */
export const MOST_WORDS_SHARED = 5;

/** Why a summary could lead to its source. */
export type Leak = { readonly why: 'quotes'; readonly words: string } | { readonly why: 'day-or-address' };

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A day, a mail address, or a number that can be called. */
const POINTS_AT =
  /\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{1,2}-\d{1,2}-\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\S@\S|\d(?:[ ./-]?\d){8}/u;

/**
 * What in a summary could lead to its source: a passage that stands in the report too, or a day, an address or a telephone
 * number. Null where nothing of that is found; a person still has to read it.
 * @param names of who filed: not even one of them alone may stand in it
 */
export function findLeak(
  summary: string,
  report: readonly string[],
  names: readonly string[] = [],
): Leak | null {
  const said = ` ${wordsOf(summary).join(' ')} `;
  const named = names
    .map((name) => wordsOf(name).join(' '))
    .find((name) => name !== '' && said.includes(` ${name} `));
  if (named !== undefined) return { why: 'quotes', words: named };
  if (POINTS_AT.test(summary)) return { why: 'day-or-address' };
  const length = MOST_WORDS_SHARED + 1;
  const told = new Set(report.flatMap((text) => passages(wordsOf(text), length)));
  const shared = passages(wordsOf(summary), length).find((passage) => told.has(passage));
  return shared === undefined ? null : { why: 'quotes', words: shared };
}

function passages(words: readonly string[], length: number): string[] {
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '));
}
