/**
 * Duty: the statistics of this house for anybody's own file, without the database: read a CSV of any correspondence
 * study, give every figure with its uncertainty, plan a study, and play the flag procedures. A sub-room of findings.
 * Method: STATISTICS.md; nothing that cannot be used is dropped in silence, nothing undefined is given a number.
 */
export { analyseCommand, runAnalyse } from './analyse-command.js';
export { analyseFile, type Analysis } from './analyse.js';
export type { Io, OwnDataCommand } from './command-io.js';
export type { AnalyseOptions } from './options.js';
export { powerCommand, runPower } from './power-command.js';
export { planPairs, planPower, type Expectation, type PairsPlan, type PowerPlan } from './power.js';
export { DataRefused } from './refusal.js';
export { runSimulate, simulateCommand } from './simulate-command.js';
export { simulateFlags, type Performance, type Scenario, type Simulated } from './simulate.js';
