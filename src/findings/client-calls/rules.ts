import type { HeardCall } from '../../fieldwork/index.js';
import { clopperPearsonInterval, wilsonInterval, type Interval } from '../../statistics/index.js';

/** What was answered in the calls of one agency (or of all) in one wave. Shares are of valid answers. */
export interface WaveCompliance {
  readonly wave: number;
  /** Valid answers: what every share is of. Always 1 or more for a share to exist. */
  readonly n: number;
  readonly open: number;
  readonly hidden: number;
  readonly evaded: number;
  readonly refused: number;
  readonly refusedByLaw: number;
  readonly reported: number;
  /** Answers that wait for a coder: they count nowhere yet. */
  readonly waiting: number;
  /** Answers that do not count: the wish was not said once, or a deviation may have changed the answer. */
  readonly voided: number;
  /** Mails that nobody answered in the days of their script: neither granted nor refused, and no part of n. */
  readonly silent: number;
  readonly notReached: number;
  readonly stopped: number;
  /** Granted openly or covertly, of n; null without a valid answer. */
  readonly share: number | null;
  /** 95 % score interval (Wilson 1927). */
  readonly wilson: Interval['ci'];
  /** 95 % exact interval (Clopper-Pearson 1934): never too narrow, wider than Wilson's. */
  readonly exact: Interval['ci'];
}

/**
 * Where an agency stands under the two-wave rule (Federgon, DOMAIN.md 2.4): more than half of the valid answers granted the
 * wish in two consecutive waves, each with at least one valid answer.
 */
export type Standing =
  /** Answers wait for a coder, so that nothing is concluded yet. */
  | { readonly kind: 'uncoded'; readonly waiting: number }
  | { readonly kind: 'no-valid-call' }
  | { readonly kind: 'half-or-less'; readonly wave: number }
  /** More than half in the last wave alone: the next wave tells. */
  | { readonly kind: 'once'; readonly wave: number }
  /** The rule is met; a third wave is due while none followed. */
  | { readonly kind: 'two-waves'; readonly waves: readonly [number, number]; readonly thirdDue: boolean };

export interface AgencyCompliance {
  readonly agency: number;
  /** Null where the purpose keeps agencies numbers. */
  readonly name: string | null;
  readonly sector: string;
  readonly waves: readonly WaveCompliance[];
  readonly standing: Standing;
}

/** Tallies the calls of one wave. */
export function complianceOf(wave: number, calls: readonly HeardCall[]): WaveCompliance {
  const valid = calls.filter((call) => call.voidReason === null);
  const count = (code: HeardCall['code']): number => valid.filter((call) => call.code === code).length;
  const tally = {
    open: count('COMPLY-OPEN'),
    hidden: count('COMPLY-HIDDEN'),
    evaded: count('EVADE'),
    refused: count('REFUSE'),
    refusedByLaw: count('REFUSE-LAW'),
    reported: count('REPORTS'),
  };
  const n = Object.values(tally).reduce((sum, one) => sum + one, 0);
  const complied = tally.open + tally.hidden;
  return {
    wave,
    n,
    ...tally,
    waiting: valid.filter(({ code }) => code === null).length,
    voided: calls.length - valid.length,
    silent: count('silent'),
    notReached: count('not-reached'),
    stopped: count('stopped'),
    share: n === 0 ? null : complied / n,
    wilson: wilsonInterval(complied, n),
    exact: clopperPearsonInterval(complied, n),
  };
}

/** More than half of the valid answers granted the wish; never without a valid answer. */
export function isOverHalf({ n, open, hidden }: Pick<WaveCompliance, 'n' | 'open' | 'hidden'>): boolean {
  return n > 0 && 2 * (open + hidden) > n;
}

/**
 * The two-wave rule over an agency's waves, in any order. A wave without a valid answer breaks the row; while an answer waits for a
 * coder nothing is concluded.
 */
export function standingOf(waves: readonly WaveCompliance[]): Standing {
  const waiting = waves.reduce((sum, wave) => sum + wave.waiting, 0);
  if (waiting > 0) return { kind: 'uncoded', waiting };
  const valid = waves.filter(({ n }) => n > 0).sort((a, b) => a.wave - b.wave);
  const last = valid.at(-1);
  if (last === undefined) return { kind: 'no-valid-call' };
  const second = valid.findLast((later, place) => {
    const before = valid[place - 1];
    return before?.wave === later.wave - 1 && isOverHalf(before) && isOverHalf(later);
  });
  if (second !== undefined)
    return {
      kind: 'two-waves',
      waves: [second.wave - 1, second.wave],
      thirdDue: second.wave === last.wave && !hasThird(valid, second.wave),
    };
  return { kind: isOverHalf(last) ? 'once' : 'half-or-less', wave: last.wave };
}

// A third wave in a row has been called already when the wave before the two was over half as well.
function hasThird(valid: readonly WaveCompliance[], second: number): boolean {
  const first = valid.find(({ wave }) => wave === second - 2);
  return first !== undefined && isOverHalf(first);
}

const ORDER: Readonly<Record<Standing['kind'], number>> = {
  'two-waves': 0,
  once: 1,
  'half-or-less': 2,
  uncoded: 3,
  'no-valid-call': 4,
};

/** Every agency with its waves and its standing: those that meet the two-wave rule first, then by number. */
export function agenciesOf(calls: readonly HeardCall[]): AgencyCompliance[] {
  const agencies = new Map<number, HeardCall[]>();
  for (const call of calls) agencies.set(call.agency, [...(agencies.get(call.agency) ?? []), call]);
  return [...agencies]
    .flatMap(([agency, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const waves = wavesOf(own);
      return [{ agency, name: first.name, sector: first.sector, waves, standing: standingOf(waves) }];
    })
    .sort((a, b) => ORDER[a.standing.kind] - ORDER[b.standing.kind] || a.agency - b.agency);
}

/** What the agencies of one sector answered in the first wave. */
export interface SectorCompliance {
  readonly sector: string;
  readonly wave: WaveCompliance;
}

/** The first wave per sector, in the order of the plan: the wave that a sample of each sector answered. */
export function sectorsOf(calls: readonly HeardCall[]): SectorCompliance[] {
  const first = calls.filter(({ wave }) => wave === 1);
  return [...new Set(first.map(({ sector }) => sector))].map((sector) => ({
    sector,
    wave: complianceOf(
      1,
      first.filter((call) => call.sector === sector),
    ),
  }));
}

function wavesOf(calls: readonly HeardCall[]): WaveCompliance[] {
  const waves = [...new Set(calls.map(({ wave }) => wave))].sort((a, b) => a - b);
  return waves.map((wave) =>
    complianceOf(
      wave,
      calls.filter((call) => call.wave === wave),
    ),
  );
}
