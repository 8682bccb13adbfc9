import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Thrown } from './schema.js';

/** It is thrown once at a time. */
export function mayThrow(open: Thrown | null): Verdict {
  return open === null ? ALLOW : refuse('kill-switch-thrown');
}

/** Somebody else than who threw it releases it. */
export function mayRelease(open: Thrown | null, actor: string): Verdict {
  if (open === null) return refuse('kill-switch-off');
  return open.throwerId === actor ? refuse('kill-switch-two-persons') : ALLOW;
}
