/**
 * Client calls in figures: the share of agencies' answers that grant a wish which the law forbids, per agency and wave.
 * Part of findings. Serves the rule that a share stands with its interval and its n, and that void calls count nowhere.
 */
export { clientCallPages } from './pages.js';
export { clientCallRoutes } from './routes.js';
export { findCompliance } from './views.js';
