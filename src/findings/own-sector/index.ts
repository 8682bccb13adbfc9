/** Own sector: what a sector fund sees, the published figures of its own sectors and nothing else. */
export { ownSectorPages } from './pages.js';
