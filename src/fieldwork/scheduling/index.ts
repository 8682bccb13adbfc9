/**
 * Scheduling: draws the plan of a campaign from its seed: sample, permuted blocks, profiles, and the Belgian calendar.
 * First of fieldwork's three rooms. Serves the rule that chance, not a person, decides who is tested and in which order.
 */
export { createCapKey, type CapKey, type CapKind } from './caps.js';
export { withoutPerson } from './drawing.js';
export { createInputs, type Inputs, type KeptInput } from './inputs.js';
export { CV_AFTER } from './plan.js';
export { isCommitted, paperOf, replayHash, replayPlan, type Replay, type ReplayMeans } from './replay.js';
export { createScheduling, type SchedulingMeans } from './service.js';
export {
  CALL,
  drawAssignments,
  drawSample,
  drawTimes,
  employerUnit,
  inCanonicalOrder,
  isOfficeTime,
  mergeStrata,
  minuteOf,
  OFFICE,
} from './rules.js';
export {
  findFilled,
  findLiveTests,
  findPlanProgress,
  findTest,
  type PlanProgress,
  type TestView,
  type ApplicationView,
} from './views.js';
export type { ApplicationId, ApplicationState, Arm, Assignment, TestId } from './schema.js';
