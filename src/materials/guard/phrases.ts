// Finds phrases in a line, whatever its capitals, accents and marks.

const GAP = 4;

/** Words in small letters without accents or marks. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

interface Part {
  word: string;
  /** Any word that begins so. */
  begins: boolean;
  /** Other words may stand before it. */
  afterGap: boolean;
}

function partsOf(phrase: string): Part[] {
  const parts: Part[] = [];
  let afterGap = false;
  for (const token of phrase.split(/\s+/)) {
    if (token === '…') afterGap = true;
    else {
      const words = wordsOf(token);
      for (const [i, word] of words.entries()) {
        parts.push({ word, begins: token.endsWith('*') && i === words.length - 1, afterGap });
        afterGap = false;
      }
    }
  }
  return parts;
}

/** Whether a phrase stands in a text: its words in a row, `…` for up to four others, `*` for the rest of a word. */
export function says(text: string, phrase: string): boolean {
  const words = wordsOf(text);
  const parts = partsOf(phrase);
  return words.some((_, start) => standsAt(words, start, parts));
}

function standsAt(words: readonly string[], at: number, parts: readonly Part[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  const last = part.afterGap ? Math.min(at + GAP, words.length - 1) : at;
  for (let place = at; place <= last; place++) {
    const word = words[place];
    if (word === undefined) return false;
    const isIt = part.begins ? word.startsWith(part.word) : word === part.word;
    if (isIt && standsAt(words, place + 1, rest)) return true;
  }
  return false;
}
