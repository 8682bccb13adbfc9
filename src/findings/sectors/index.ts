/** Sectors: the figures of a campaign, who may see which of them, and the one set that is published. */
export { sectorJobs } from './jobs.js';
export { sectorPages } from './pages.js';
export { sectorProblems } from './problems.js';
export { sectorRoutes } from './routes.js';
export { limits, ratioOf } from './finding-words.js';
export { publishFigures } from './service.js';
export { findFindings, type CellFinding } from './views.js';
