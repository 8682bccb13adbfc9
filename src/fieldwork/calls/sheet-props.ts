import type { DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import type { CallSheet } from './views.js';

/** What the call sheet shows. */
export interface SheetProps {
  readonly lang: Lang;
  readonly sheet: CallSheet;
  readonly now: Date;
  /** The day on which one may begin again, where one may not now. */
  readonly opensOn: DateOnly;
  /** Why no call may be made now, in words; null when one may. */
  readonly refusal: string | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
