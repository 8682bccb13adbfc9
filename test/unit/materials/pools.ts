// The shipped scenarios and pools, and ways to draw from them in tests.
import { join } from 'node:path';
import { dateOnly } from '../../../src/platform/dates.js';
import { openStream } from '../../../src/platform/rng.js';
import type { Stream } from '../../../src/platform/rng.js';
import { generatePair, loadMaterials } from '../../../src/materials/index.js';
import type { CorrespondenceScenario, PairContext, Pools } from '../../../src/materials/index.js';
import type { GeneratedPair } from '../../../src/materials/index.js';

export const folder = join(import.meta.dirname, '../../../scenarios');
export const materials = loadMaterials(folder);
export const { pools } = materials;

export const CORRESPONDENCES = [
  'correspondence-origin-name',
  'correspondence-age',
  'correspondence-gender',
] as const;

export function correspondence(id: string): CorrespondenceScenario {
  const scenario = materials.scenarios.get(id)?.scenario;
  if (scenario?.kind !== 'correspondence') throw new Error(`no correspondence scenario ${id}`);
  return scenario;
}

export function streamOf(number: number): Stream {
  return openStream(new Uint8Array(32).fill(7), 'test/profile', number);
}

export function contextWith(changes: Partial<PairContext> = {}): PairContext {
  return {
    exercise: true,
    on: dateOnly(2027, 3, 30),
    vacancy: {
      title: 'Magazijnmedewerker dagploeg',
      occupation: 'logistiek',
      place: 'Mechelen',
      postcode: '2800',
    },
    employer: { name: 'Opslag De Vaart' },
    template: 0,
    layout: 0,
    mailDomains: { control: 'post.example', treatment: 'brief.example' },
    ...changes,
  };
}

/** A pair, or the refusal as a failure of the test. */
export function pairOf(
  id: string,
  number: number,
  changes: Partial<PairContext> = {},
  given?: Pools,
): GeneratedPair {
  const from = given ?? materials.poolsIn(correspondence(id).language);
  const result = generatePair(correspondence(id), from, streamOf(number), contextWith(changes));
  if (!result.allowed) throw new Error(`${result.reason}: ${result.detail}`);
  return result.pair;
}
