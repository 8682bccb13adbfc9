/**
 * Detection: who suspects that an application was made up, and what rests because of it. Serves the rule that limits per
 * employer and per signal are method, not etiquette: detection biases results to zero (DOMAIN.md 0.7).
 */
export { createDetection, type Detection } from './service.js';
export { detectionPages } from './pages.js';
export { detectionJobs } from './jobs.js';
export { detectionProblems } from './problems.js';
export { todo } from './todo.js';
