/**
 * Proofs: one employer's tests shown against the seal without the others'. Serves the rule that who is confronted with a
 * test can see that it was planned so beforehand, and the rule of least knowledge towards everybody else in the plan.
 */
export { proofPages } from './pages.js';
export { proofProblems } from './problems.js';
export { faultOfProof } from './rules.js';
export { Proof } from './schema.js';
