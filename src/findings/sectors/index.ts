/** Figures per sector: estimates, intervals and tests for each sealed cell, with corrections over the family. */
export { sectorPages } from './pages.js';
export { sectorRoutes } from './routes.js';
export { findFindings, type CellFinding } from './views.js';
