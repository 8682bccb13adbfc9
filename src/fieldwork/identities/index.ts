/**
 * Identities: a second person looks at the made-up candidates of a plan before any of them is sent, and takes out of use
 * what does not pass, became known, or was seen through. Serves the rule that nobody sends what one had drawn oneself.
 */
export { identityPages } from './pages.js';
export { identityProblems } from './problems.js';
export { identityRoutes } from './routes.js';
export { releaseIncrement, retireCandidate } from './service.js';
export { todo } from './todo.js';
