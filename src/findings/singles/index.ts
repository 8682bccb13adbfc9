/** Figures of single applications: rates of two groups of employers, never in one table with pairs. */
export { writeSinglesCsv } from './csv.js';
export { composeSingles } from './publication.js';
export { analyseSingles, poolSingles, type SingleFinding } from './rules.js';
export { SinglePublication, SinglesAnswer } from './schema.js';
export { SinglesView } from './singles-view.js';
export { wordsIn as singleWordsIn } from './words.js';
export { findSingles, publishedSingles } from './views.js';
