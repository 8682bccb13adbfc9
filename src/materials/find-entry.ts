import { z } from 'zod';
import { Problem } from '../platform/problems.js';
import type { LibraryEntry, Materials } from './load.js';

/** The scenario of this id. Problems: not-found */
export function findEntry(materials: Materials, id: unknown): LibraryEntry {
  const entry = materials.scenarios.get(z.string().catch('').parse(id));
  if (entry === undefined) throw new Problem('not-found');
  return entry;
}
