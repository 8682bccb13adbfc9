/**
 * Fieldwork: from a sealed plan to coded answers, in four rooms: scheduling → dispatch → responses → withdrawals, and calls. Floor 3.
 * Serves the rule that every application leaves at most once, every answer lands in the right place, and coding is blind.
 */
export {
  approvalJobs,
  approvalPages,
  approvalProblems,
  createApproval,
  findApproved,
  type Approval,
} from './approval/index.js';
export {
  createCapKey,
  createInputs,
  createScheduling,
  employerUnit,
  findFilled,
  findLiveTests,
  findPlanProgress,
  findTest,
  type Arm,
  type ApplicationId,
  type PlanProgress,
  type TestId,
  type TestView,
} from './scheduling/index.js';
export {
  countInDoubt,
  createDispatch,
  dispatchJobs,
  dispatchPages,
  dispatchProblems,
  findNextMoment,
  listInDoubt,
  type Dispatch,
} from './dispatch/index.js';
export {
  codingPages,
  matchedPages,
  countMessages,
  countUnmatched,
  createAnswerSeal,
  createResponses,
  findAnswerProgress,
  type AnswerProgress,
  findNextWindowEnd,
  listToCode,
  responseJobs,
  responsePages,
  responseProblems,
  RESPONSE_BATCH,
  type AnswerSeal,
  type Code,
  type OutcomeCode,
  type ResponseId,
  type Responses,
} from './responses/index.js';
export {
  countSources,
  createMailSources,
  listSources,
  SourceList,
  type MailSources,
  type SourceView,
} from './mail-sources/index.js';
export {
  clientMailJobs,
  clientMailPages,
  clientMailProblems,
  createClientMails,
  mailTable,
  type ClientMails,
} from './client-mails/index.js';
export { dutyPages, dutyProblems } from './duty/index.js';
export { find as findInFieldwork } from './scheduling/find.js';
export { todoInFieldwork } from './todo.js';
export {
  callCodingPages,
  callCodingProblems,
  countCallsToCode,
  createCallCoding,
  findNextCall,
  type CallCoding,
} from './call-coding/index.js';
export {
  callPages,
  callProblems,
  callRoutes,
  hasCallsOf,
  createCalls,
  findCallProgress,
  findChannel,
  listHeard,
  listOwnTasks,
  CALL_CODES,
  keepScript,
  type CallCode,
  type CallProgress,
  type Calls,
  type ClientChannel,
  type HeardCall,
} from './calls/index.js';
export {
  confirmVoice,
  matchedCallers,
  recordVoice,
  voicePages,
  voiceProblems,
  voiceRoutes,
  type MatchedCallers,
} from './voices/index.js';
export {
  answeredAfterWithdrawal,
  awaitCounting,
  findCompleteTest,
  findContradictions,
  findTestDays,
  findUnitNames,
  findVoidReason,
  type CompleteTest,
  type Contradiction,
} from './pairs.js';
export {
  createDetection,
  detectionJobs,
  detectionPages,
  detectionProblems,
  type Detection,
} from './detection/index.js';
export { createUploads, listToRelease, uploadPages, uploadProblems, type Uploads } from './uploads/index.js';
export {
  countWithdrawn,
  createWithdrawals,
  findBurden,
  listToRead,
  listToWithdraw,
  withdrawalJobs,
  withdrawalPages,
  withdrawalProblems,
  type Burden,
  type Withdrawals,
} from './withdrawals/index.js';
export { rehearsalPages, type RehearsalMeans } from './rehearsal/index.js';
export { outboxPages } from './outbox/index.js';
export { testPages } from './scheduling/pages.js';
export {
  actionPages,
  findReports,
  ownReportFiles,
  actionProblems,
  createActionReports,
  printReport,
  verifyActionReports,
  type ActionReports,
} from './actions/index.js';
export { createPrivacy, privacyJobs, privacyPages, privacyProblems, type Privacy } from './privacy/index.js';
export {
  identityPages,
  identityProblems,
  identityRoutes,
  releaseIncrement,
  retireCandidate,
} from './identities/index.js';
export { faultOfProof, Proof, proofPages, proofProblems } from './proofs/index.js';
export { byHandPages, byHandProblems, createByHand, type ByHand } from './by-hand/index.js';
export { vacancyPages } from './vacancies/index.js';
export {
  createSnapshots,
  snapshotJobs,
  snapshotPages,
  snapshotProblems,
  type Snapshots,
} from './snapshots/index.js';
export {
  candidateCallJobs,
  candidateCallPages,
  candidateCallProblems,
  createCandidateCalls,
  listOwnCalls,
  showOwnCalls,
  type OwnCall,
  type CandidateCalls,
} from './candidate-calls/index.js';
export {
  calledNamePages,
  calledNameProblems,
  createCalledNames,
  type CalledNames,
} from './called-names/index.js';
