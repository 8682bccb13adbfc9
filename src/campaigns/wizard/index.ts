/** The wizard: a campaign in eight plain steps, each with the rule behind it, that can be left and resumed. */
export { wizardPages } from './pages.js';
export { wizardProblems } from './problems.js';
export type { PlannableScenario, WizardMeans } from './schema.js';
