/** A file (or a wish) that cannot be analysed at all. The message names the place, the field and the cure. */
export class DataRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DataRefused';
  }
}

/** The same for one line of the file. */
export const refuseLine = (line: number, problem: string, cure: string): DataRefused =>
  new DataRefused(`line ${line}: ${problem}; ${cure}`);
