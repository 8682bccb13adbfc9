import { didYouMean } from '../platform/yaml.js';
import type { DocumentPath, Fault, FaultMaker } from '../platform/yaml.js';

/** A word that is not in a list, with the one that was meant or all that there are. */
export function unknownWord(
  fault: FaultMaker,
  path: DocumentPath,
  what: string,
  word: string,
  words: Iterable<string>,
): Fault {
  return fault(
    path,
    `there is no ${what} "${word}"`,
    didYouMean(word, words) ?? `use one of: ${[...words].join(', ')}`,
  );
}
