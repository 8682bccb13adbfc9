import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import type { Standing } from '../authorisations/rules.js';
import type { Condition } from '../authorisations/schema.js';
import type { OwnRequest } from './views.js';
import type { DecisionLine } from './views.js';

/** A report of what was done under an authorisation, as the page lists it. */
export interface ReportLine {
  readonly number: number;
  readonly madeAt: Date;
  readonly pdfHash: Buffer;
}

/** Everything the page of a request shows to the magistrate who was asked. */
export interface RequestFacts {
  readonly request: OwnRequest;
  readonly standing: Standing;
  readonly conditions: readonly Condition[];
  readonly decisions: readonly DecisionLine[];
  readonly reports: readonly ReportLine[];
}

/** What a page of a request gets. */
export interface RequestProps {
  readonly lang: Lang;
  readonly facts: RequestFacts;
  readonly faults: readonly FieldFault[];
  /** What was typed in a form that came back. */
  readonly kept: Readonly<Record<string, string>>;
}
