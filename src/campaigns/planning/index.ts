/** Planning: what a plan can show and whether it can be carried out, before it is sealed. */
export { limitsOf, isHard, powerTable } from './rules.js';
export type {
  BalanceRow,
  CellPower,
  FrameUse,
  PlanAsked,
  PlanDay,
  PlanLimit,
  PlanPreview,
  PowerTable,
} from './schema.js';
