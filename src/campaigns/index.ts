/**
 * Campaigns: design, power, legal basis, authorisation, life cycle and seal. Floor 2. Serves the rule that no covert test
 * leaves without a legal basis and a written authorisation, and that a plan is fixed before the first answer is known.
 */
export { campaignProblems, GATE_REASONS } from './problems.js';
export { campaignResource, campaignRoutes } from './routes.js';
export { campaignPages } from './pages.js';
export {
  findStanding,
  insistMayAct,
  interestPages,
  interestProblems,
  mayActIn,
  type Standing,
} from './interests/index.js';
export {
  authorisationPages,
  authorisationProblems,
  findConditions,
  findExtensions,
  findRequestLanguage,
  kindWord,
  printRequest,
  stands,
  verifyRequests,
  type Authorisation,
  type RequestLanguage,
} from './authorisations/index.js';
export {
  createMagistrateUseCases,
  decisionFiles,
  findInRequests,
  magistratePages,
  magistrateRoutes,
  wasAsked,
  magistrateProblems,
  printDecision,
  todoInRequests,
  verifyDecisions,
} from './magistrates/index.js';
export { REQUEST_LANGUAGES } from './authorisations/schema.js';
export { checkKept, type KeptState } from './kept-papers.js';
export { printHtml, printPdf, type Block } from './paper.js';
export { isThrown, killSwitchPages, killSwitchProblems, killSwitchRoutes } from './kill-switch/index.js';
export {
  legalBasisPages,
  legalBasisProblems,
  legalBasisRoutes,
  todoInLegalBases,
  type LegalNames,
} from './legal-bases/index.js';
export type { BalanceRow, FrameUse, PlanAsked, PlanDay, PlanPreview } from './planning/index.js';
export {
  amendmentProblems,
  findAmendments,
  portable,
  sealSigner,
  verifySeals,
  type Change,
  type LiveTest,
  type PlanScope,
  type SealState,
} from './amendments/index.js';
export { wizardPages, wizardProblems, type PlannableScenario, type WizardMeans } from './wizard/index.js';
export { findJointCells, type JointCell } from './contrast-views.js';
export { hasContrasts } from './contrasts.js';
export { cellNameOf, groundOf } from './names.js';
export { isCompetent } from './rules.js';
export type { Competence } from './facts.js';
export { addMember, removeMember } from './team.js';
export { find as findInCampaigns } from './find.js';
export { todo as todoInCampaigns } from './todo.js';
export { ALGORITHM, createCampaignUseCases, type CampaignUseCases } from './service.js';
export {
  cellKey,
  findIncrements,
  hashOfFrame,
  incrementPages,
  incrementProblems,
  verifyIncrements,
  type Filled,
  type Increment,
  type Place,
  type PlanOrder,
  type PlanResult,
} from './increments/index.js';
export {
  findAuthorisation,
  findCampaign,
  findClockMode,
  findEnd,
  findSeal,
  findSendingRefusal,
  findMemberships,
  insistMember,
  insistTeam,
  isMember,
  listCampaigns,
  type CampaignLine,
} from './views.js';
export { findRepeatable } from './repeats/views.js';
export { needsPower } from './rules.js';
export { ContrastTitle } from './schema.js';
export { actWord, purposeWord, voidWord } from './words.js';
export type {
  Basis,
  Campaign,
  CampaignDraft,
  CampaignEnd,
  CampaignId,
  CampaignState,
  Cell,
  Definition,
  Purpose,
  ScenarioKind,
} from './schema.js';
