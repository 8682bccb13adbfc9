import type { DateOnly } from '../../platform/dates.js';
import { powerNormal, standingPower, unpairedPower } from '../../statistics/index.js';
import { testsNeeded, type Stated } from '../power.js';
import { needsPower } from '../rules.js';
import type { Repeats } from '../repeats/schema.js';
import type { Campaign, ScenarioKind } from '../schema.js';
import type { FrameUse, NamedCell, PlanCell, PlanLimit, PlanPreview, PowerTable } from './schema.js';

const named = ({ sector, ground, contrast }: NamedCell): NamedCell => ({ sector, ground, contrast });

/** What power is reckoned from. */
export type PowerAsked = Stated & {
  readonly cells: readonly PlanCell[];
};

/**
 * Power in three readings side by side: a cell tested alone at α; a final flag when it is the only unequal cell, at α/K
 * (what Benjamini and Hochberg ask of the smallest p); and a standing flag raised at some pair by the end. Flags read one
 * pair per employer. Null when the plan states no difference against the treatment arm. Single applications raise no standing
 * flag, and are read by Fisher's exact test.
 */
export function powerTable(asked: PowerAsked, frames: readonly FrameUse[] | null): PowerTable | null {
  if (asked.controlOnly <= asked.treatmentOnly) return null;
  const { alpha, power } = asked;
  const k = asked.cells.length;
  const single = asked.design === 'single';
  const standing = single ? null : standingPower(asked, { cells: k, alpha });
  const chance = (tests: number, level: number): number | null =>
    single
      ? unpairedPower(asked.controlOnly, asked.treatmentOnly, tests / 2, { alpha: level, corrected: true })
      : powerNormal(asked, tests, { alpha: level });
  return {
    cells: asked.cells.map((cell) => {
      const { sector, ground, quota } = cell;
      const frame = frames?.find((one) => one.sector === sector && one.ground === ground);
      const speaking = frame?.employers ?? quota;
      return {
        ...named(cell),
        pairs: quota,
        speaking,
        alone: chance(quota, alpha),
        // Of single applications each is of another employer: all of the quota speak.
        final: chance(single ? quota : speaking, alpha / k),
        standing: standing?.kind === 'determined' ? standing.chanceBy(speaking) : null,
      };
    }),
    needed: {
      alone: testsNeeded(asked),
      final: testsNeeded(asked, alpha / k),
      standing: standing?.kind === 'determined' ? standing.pairsFor(power) : null,
    },
  };
}

/** What stands around a plan that may limit it. */
export interface Around {
  readonly pairsNeeded: number | null;
  readonly kind: ScenarioKind;
  /** The first day on which its basis does not hold any more. */
  readonly basisUntil: DateOnly | null;
  readonly today: DateOnly;
}

/** Every rule that the plan runs into; none for a plan that can be sealed and carried out as it stands. */
export function limitsOf(
  campaign: Pick<Campaign, 'purpose' | 'sendFrom' | 'pairsPerDay'> & {
    readonly rolling?: boolean;
    readonly repeats?: Repeats | null;
    readonly cells: readonly PlanCell[];
  },
  preview: PlanPreview | null,
  { pairsNeeded, kind, basisUntil, today }: Around,
): PlanLimit[] {
  const limits: PlanLimit[] = [];
  if (needsPower(campaign.purpose, kind)) {
    if (pairsNeeded === null) limits.push({ rule: 'no-difference' });
    else
      for (const cell of campaign.cells)
        if (cell.quota < pairsNeeded)
          limits.push({ rule: 'power', ...named(cell), quota: cell.quota, needed: pairsNeeded });
  }
  if (campaign.sendFrom < today) limits.push({ rule: 'first-day-past', from: campaign.sendFrom });
  if (preview === null) return limits;
  // A plan that fills up later needs one pair now; what is lacking comes by increments.
  const later = campaign.rolling === true && preview.frames.some(({ drawn }) => drawn > 0);
  limits.push(
    ...preview.frames.flatMap((frame): PlanLimit[] =>
      later && frame.drawn < frame.quota
        ? [{ rule: 'fills-later', ...named(frame), quota: frame.quota, drawn: frame.drawn }]
        : campaign.repeats && frame.open < frame.quota
          ? // Few vacancies are no cause: the frame holds those of employers who may be tested again.
            [{ rule: 'repeat', ...named(frame), quota: frame.quota, drawn: frame.drawn }]
          : frameLimits(frame),
    ),
  );
  const last = preview.days.at(-1)?.day;
  if (last !== undefined && basisUntil !== null && last >= basisUntil)
    limits.push({ rule: 'basis-end', last, until: basisUntil, perDay: campaign.pairsPerDay });
  return limits;
}

/** Which rule binds a frame: too few vacancies, or the cap that passed over most of them. */
function frameLimits(frame: FrameUse): PlanLimit[] {
  const { quota, drawn, open, closing } = frame;
  const cell = named(frame);
  if (drawn === quota) return closing > 0 ? [{ rule: 'closing', ...cell, pairs: closing }] : [];

  const caps = [
    ['establishment', frame.passedEstablishment],
    ['group', frame.passedGroup],
    ['recruiter', frame.passedRecruiter],
  ] as const;
  const [rule, passed] = caps.reduce((most, one) => (one[1] > most[1] ? one : most));
  // Contrasts share a frame, which can be too small for them together while it holds enough for one.
  const bare = open < quota || passed === 0;
  return [{ rule: bare ? 'frame' : rule, ...cell, quota, drawn, open, passed: bare ? 0 : passed }];
}

/** Whether a limit stops the sealing; the others are warnings. */
export function isHard({ rule }: PlanLimit): boolean {
  return rule !== 'fills-later' && rule !== 'closing' && rule !== 'basis-end' && rule !== 'first-day-past';
}
