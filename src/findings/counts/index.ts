/** Counts: each pair once, in the transaction in which it comes to count, and the sequential series of each cell. */
export { countPair, rebuildCounts, recountPair } from './service.js';
export { callbackCodes, isCallback, isVoid, pairOutcome } from './rules.js';
export {
  COUNTED,
  EMPTY_TABLE,
  findCellTables,
  findCounted,
  findCountedPairs,
  findCountedPerCampaign,
  findEvidenceTables,
  findSeries,
  type CellTable,
  type CountedPairs,
  type FamilyCell,
} from './views.js';
export {
  CUTS,
  findAtoms,
  findCutTables,
  findSectorTables,
  type CountedAtom,
  type Cut,
  type CutTable,
} from './cut-views.js';
export { findSingleAtoms, findSingleTables, type SingleAtom, type SingleTable } from './single-views.js';
export type { PairOutcome } from './schema.js';
