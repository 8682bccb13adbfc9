import type { FieldFault } from '../../platform/problems.js';
import type { VNode } from 'preact';
import type { CleanImage } from '../image-data.js';

/** The reporter's two cookies; an officer's session, and what was taken down; an organisation's, and what it has ready. */
export type CookieName = 'melding' | 'volging' | 'dienst' | 'opname' | 'organisatie' | 'reeks';

/** A change of a cookie; null takes it away. */
export interface CookieSet {
  readonly name: CookieName;
  readonly value: string | null;
}

/** A page of a flow, as it goes out. */
export interface Told {
  readonly status: number;
  readonly title: string;
  readonly content: VNode;
  readonly faults?: readonly FieldFault[];
  readonly cookies?: readonly CookieSet[];
  /** The reporter leaves: every cookie goes, and what the browser holds of us. */
  readonly leave?: boolean;
  readonly languages?: boolean;
}

/** In place of a page: go there, after the cookies were set. */
export interface Sent {
  readonly to: string;
  readonly cookies?: readonly CookieSet[];
}

/** In place of a page: the bytes of a file, to keep and not to show. */
export interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

/** In place of a page: an image to draw in one. */
export type Drawn = CleanImage;

export type Answer = Told | Sent | Saved | Drawn;
