/** A person's own filters of the lists: a name and the address it stands for, seen by nobody else. Floor 0.5. */
export { filterPages } from './pages.js';
export { listFilters } from './views.js';
export type { SavedFilter } from './schema.js';
