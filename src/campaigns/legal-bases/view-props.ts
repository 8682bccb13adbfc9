import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import type { LegalNames } from './names.js';
import type { BasisText } from './schema.js';

export interface BasisViewProps {
  readonly lang: Lang;
  readonly text: BasisText;
  readonly names: LegalNames;
  /** Who reads; null for who may not confirm. */
  readonly confirmer: string | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
