import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The published row data beside the project (PT_SHARED, else ../shared); nothing of it is kept here.
const shared = process.env['PT_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = join(shared, 'data');

/** Whether the study data are there. In CI their absence is a failure; elsewhere it is said. */
export const haveStudies: boolean = existsSync(join(folder, 'callback_inter1.csv'));
if (!haveStudies) {
  const lost = `The study data were not found in ${folder} (set PT_SHARED): the comparisons with published studies DO NOT RUN.`;
  if (process.env['CI'] === 'true') throw new Error(lost);
  console.warn(lost);
}

export const studyFile = (name: string): string => join(folder, name);
export const readStudyText = (name: string): string => readFileSync(studyFile(name), 'utf8');
