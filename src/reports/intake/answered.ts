import type { FieldFault } from '../../platform/problems.js';
import type { VNode } from 'preact';

/** A change of one of the reporter's two cookies; null takes it away. */
export interface CookieSet {
  readonly name: 'melding' | 'volging';
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
