import type { Campaign, PlanOrder } from '../../campaigns/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import { hmacSha256, sha256 } from '../../platform/crypto.js';
import type { DateOnly } from '../../platform/dates.js';
import { openStream } from '../../platform/rng.js';
import type { Calendar, EmployerId } from '../../register/index.js';
import { mergeStrata } from '../scheduling/index.js';
import { drawUnits, unitsOf, type Unit } from './rules.js';

/** A call as planned. */
export interface PlannedCall {
  readonly ordinal: number;
  readonly wave: number;
  /** Which call to this unit in this wave, from 1. */
  readonly turn: number;
  readonly unit: string;
  readonly employer: EmployerId;
  readonly sector: string;
  readonly plannedOn: DateOnly;
  /** SHA-256(0x00 ‖ salt ‖ canonical call): one call can be shown later without the others. */
  readonly leaf: Buffer;
}

export type DrawnCalls = { readonly calls: readonly PlannedCall[] } | { readonly tooSmall: string };

/** What a wave is drawn from of its campaign. */
export type CalledCampaign = Pick<Campaign, 'cells' | 'sendFrom' | 'pairsPerDay' | 'ground'>;

interface Means {
  readonly calendar: Calendar;
  readonly seed: Uint8Array;
  readonly scriptHash: Buffer;
}

/**
 * Draws the first wave of a sealed plan: a simple random sample of units per sector, one call each, in a random merge,
 * `pairsPerDay` calls a working day. The same seed, frame, calendar and script give the same plan.
 */
export function drawFirstWave(
  { campaign, seed, frame }: Pick<PlanOrder, 'seed' | 'frame'> & { readonly campaign: CalledCampaign },
  means: Omit<Means, 'seed'>,
): DrawnCalls {
  const strata: Unit<EmployerId>[][] = [];
  const used = new Set<string>();
  for (const [stratum, cell] of campaign.cells.entries()) {
    const units = unitsOf(frame.filter((vacancy) => vacancy.sector === cell.sector)).filter(
      ({ unit }) => !used.has(unit),
    );
    if (units.length < cell.quota)
      return {
        tooSmall: `${cell.sector}: ${cell.quota} agencies planned, ${units.length} in the frame. Plan fewer or import more.`,
      };
    const chosen = drawUnits(units, cell.quota, openStream(seed, 'calls-sample', stratum));
    for (const { unit } of chosen) used.add(unit);
    strata.push(chosen);
  }
  const next = strata.map(() => 0);
  const merged = mergeStrata(
    strata.map((units) => units.length),
    openStream(seed, 'calls-merge', 0),
  );
  const units = merged.flatMap((stratum) => {
    const place = next[stratum] ?? 0;
    next[stratum] = place + 1;
    return strata[stratum]?.slice(place, place + 1) ?? [];
  });
  const slots = units.map((unit) => ({ unit, turn: 1 }));
  return { calls: planSlots(campaign, slots, 1, 0, campaign.sendFrom, { ...means, seed }) };
}

/** What a later wave looks at. */
export interface LaterWave {
  readonly number: number;
  readonly units: readonly Unit<EmployerId>[];
  readonly callsPerUnit: number;
  readonly from: DateOnly;
  readonly firstOrdinal: number;
}

/** Draws a later wave over units known from the waves before: each called `callsPerUnit` times, in random order. */
export function drawLaterWave(campaign: CalledCampaign, wave: LaterWave, means: Means): PlannedCall[] {
  const order = openStream(means.seed, 'calls-wave', wave.number);
  const turns = Array.from({ length: wave.callsPerUnit }, (_, turn) => turn + 1);
  const slots = turns.flatMap((turn) => order.shuffle(wave.units).map((unit) => ({ unit, turn })));
  return planSlots(campaign, slots, wave.number, wave.firstOrdinal, wave.from, means);
}

function planSlots(
  campaign: CalledCampaign,
  slots: readonly { unit: Unit<EmployerId>; turn: number }[],
  wave: number,
  firstOrdinal: number,
  from: DateOnly,
  { calendar, seed, scriptHash }: Means,
): PlannedCall[] {
  let day = calendar.onOrAfter(from);
  return slots.flatMap(({ unit, turn }, place) => {
    if (place > 0 && place % campaign.pairsPerDay === 0) day = calendar.nextWorkingDay(day);
    const employer = unit.employers[(turn - 1) % unit.employers.length];
    if (employer === undefined) return [];
    const ordinal = firstOrdinal + place;
    const canonical = canonicalJson({
      ordinal,
      wave,
      turn,
      ground: campaign.ground,
      sector: unit.sector,
      unit: unit.unit,
      script: scriptHash.toString('hex'),
      plannedOn: day,
    });
    const salt = hmacSha256(seed, 'praktijktest/call-salt/1', String(ordinal));
    const leaf = sha256(Buffer.of(0), salt, canonical);
    return [{ ordinal, wave, turn, unit: unit.unit, employer, sector: unit.sector, plannedOn: day, leaf }];
  });
}
