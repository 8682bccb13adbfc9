/** Amendments: what changes after the sealing stands beside the seal, with its reason, and never in its place. */
export { amendCampaign, type AmendMeans } from './service.js';
export { amendmentPages } from './pages.js';
export { amendmentProblems } from './problems.js';
export { portable, sealSigner } from './signing.js';
export { findAmendments, verifySeals, type SealState } from './views.js';
export type { Amendment, Change, LiveTest, PlanScope } from './schema.js';
