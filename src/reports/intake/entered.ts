import type { Opened } from '../sealed.js';
import type { Secret } from '../secrets.js';

/** A reporter inside the own report: a draft by its cookie, or a sent report by a visit. */
export interface Entered extends Opened {
  readonly secret: Secret;
  readonly stage: 'draft' | 'sent';
}
