import type { JointCell } from '../../campaigns/index.js';
import { interactionOf, type Interaction } from '../../statistics/index.js';
import type { Finding } from './views.js';

/** What two signals do together in one sector, beyond what each does alone. */
export interface JointFinding {
  readonly sector: string;
  readonly joint: Finding;
  readonly alone: readonly [Finding, Finding];
  readonly interaction: Interaction;
}

/** The interaction of each sector whose three contrasts are all among the findings: what hides one of them hides this too. */
export function findInteractions(findings: readonly Finding[], cells: readonly JointCell[]): JointFinding[] {
  return cells.flatMap(({ sector, ground, parts }) => {
    const of = (key: string) => findings.find((one) => one.value === sector && one.ground === key);
    const [joint, one, other] = [of(ground), of(parts[0]), of(parts[1])];
    if (joint === undefined || one === undefined || other === undefined) return [];
    const interaction = interactionOf({ joint: joint.table, alone: [one.table, other.table] });
    return [{ sector, joint, alone: [one, other], interaction }];
  });
}
