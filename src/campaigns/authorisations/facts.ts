import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import type { Basis, Campaign } from '../schema.js';
import type { DecisionLine } from '../magistrates/views.js';
import type { Addressee } from './addressee.js';
import type { Standing } from './rules.js';
import type { SignalLine } from '../../signals/index.js';
import type { Authorisation, AuthorisationRequest, Condition, Extension, SentLine } from './schema.js';
import type { Hands } from './views.js';

/** What gives reason to test, with its names. */
export interface TriggerName {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr: string };
}

/** Everything the page of an authorisation shows. */
export interface AuthorisationFacts {
  readonly campaign: Campaign;
  readonly basis: Basis;
  /** Whether the reader belongs to the campaign's own team. */
  readonly member: boolean;
  readonly authorisation: Authorisation | null;
  /** Null while there is none. */
  readonly standing: Standing | null;
  /** Tests that have begun under it; undefined for who may not know. */
  readonly begun: number | undefined;
  /** Null for others than the team, and where none was written. */
  readonly request: AuthorisationRequest | null;
  /** The signals that a request of this campaign can rest on, as the reader may know them. */
  readonly signals: readonly SignalLine[];
  readonly triggers: readonly TriggerName[];
  /** The request as it was sent; null where none was, or it is not the reader's. */
  readonly sent: SentLine | null;
  /** The magistrate who alone decides; null where it was asked for on paper. */
  readonly addressee: Addressee | null;
  /** Who can be asked by account, for who sends the request. */
  readonly magistrates: readonly Addressee[];
  /** What a magistrate decided here, as the reader may know it. */
  readonly decisions: readonly DecisionLine[];
  readonly conditions: readonly Condition[];
  readonly extensions: readonly Extension[];
  readonly hands: Hands | null;
  /** The employers that the decision names, as the reader may know them. */
  readonly employers: readonly string[];
  /** Whether the reader makes and reads reports of action. */
  readonly reports: boolean;
  /** Places of the plan outside the decision, for the team. */
  readonly outside: readonly number[];
}

/** What a page of an authorisation gets. */
export interface AuthorisationProps {
  readonly lang: Lang;
  readonly facts: AuthorisationFacts;
  readonly reader: { readonly id: string; readonly roles: readonly string[] };
  readonly faults: readonly FieldFault[];
  /** What was typed in a form that came back. */
  readonly kept: Readonly<Record<string, string>>;
}
