import type { Campaign, Definition } from '../../campaigns/index.js';
import type { Cut } from '../counts/index.js';
import type { Names } from '../names.js';
import type { SingleFinding } from '../singles/index.js';
import type { JointFinding } from './joint.js';
import type { Finding } from './views.js';

/** What the page shows of one campaign by one cut under one definition. */
export interface ShownFindings {
  readonly campaign: Campaign;
  readonly definition: Definition;
  readonly cut: Cut;
  /** Whether the outcomes are drawn as bars, value by value. */
  readonly bars: boolean;
  readonly member: boolean;
  /** Null while nothing may be shown. */
  readonly findings: readonly Finding[] | null;
  /** Of single applications instead; null for pairs, and while nothing may be shown. */
  readonly singles: readonly SingleFinding[] | null;
  /** Cells that the correction runs over. */
  readonly k: number;
  /** What two signals do together, per sector; empty by another cut, and in a design that does not ask it. */
  readonly interactions: readonly JointFinding[];
  /** When the published set was made, and how many values of this cut it hides; null for who sees everything, or nothing. */
  readonly published: { readonly at: Date; readonly hidden: number } | null;
  /** Whether the figures are held back because the coders agree too little. */
  readonly withheld: boolean;
  readonly counted: number;
  readonly planned: number;
  readonly lastWindowEnd: Date | null;
  readonly names: Names;
}
