import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import type { OwnCall } from './views.js';

/** What the sheet of a call shows. */
export interface SheetProps {
  readonly lang: Lang;
  readonly call: OwnCall;
  readonly now: Date;
  readonly office: boolean;
  /** Why no call may be made now, in words; null when one may. */
  readonly refusal: string | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
