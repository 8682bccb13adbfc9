/** Names of strata, clusters or pairs as whole numbers from 0, in order of first appearance. */
export class Names {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();
  #last: string | null = null;
  #lastPlace = 0;

  place(name: string): number {
    // Rows of one vacancy or sector mostly stand together.
    if (name === this.#last) return this.#lastPlace;
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.all.length;
      const own = copyOf(name);
      this.all.push(own);
      this.#places.set(own, place);
    }
    this.#last = this.all[place] ?? name;
    this.#lastPlace = place;
    return place;
  }
}

// V8 makes a slice from this length on, and a slice keeps its whole piece of the file in memory: a name that stays is
// copied out.
const SHORTEST_SLICE = 13;
const copyOf = (text: string): string =>
  text.length < SHORTEST_SLICE ? text : Buffer.from(text, 'utf8').toString('utf8');

/** Between the parts of a composite name; not a character of any name. */
export const SEPARATOR = '\u001f';
