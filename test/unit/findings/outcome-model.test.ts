import { expect, test } from 'vitest';
import { DEMO_PAIRS, DEMO_SECTORS, demoPopulation } from '../../../src/demo-world.js';
import { lookAt } from '../../../src/findings/flags/rules.js';
import { pairOutcome } from '../../../src/simulator/decision.js';
import { drawsFor } from '../../../src/simulator/draw.js';
import { populationSchema } from '../../../src/simulator/population.js';
import type { PairTable } from '../../../src/statistics/index.js';

const population = populationSchema.parse(demoPopulation());

/** The pair tables of the demo's three sectors as the employers decide them under a seed, without mail or coding. */
function tablesOf(seed: number): PairTable[] {
  const draw = drawsFor(String(seed));
  return DEMO_SECTORS.map(({ code }) => {
    const table = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 };
    for (let pair = 0; pair < DEMO_PAIRS; pair += 1)
      table[pairOutcome(draw, population, `jobs@firm-${pair}.${code}.example`)] += 1;
    return table;
  });
}

test('on 1,000 seeds the outcome model alone flags the strong sector and spares the fair one in at least 99 %', () => {
  let right = 0;
  for (let seed = 1; seed <= 1000; seed += 1) {
    const family = tablesOf(seed).map((evidence, index) => ({
      sector: DEMO_SECTORS[index]?.code ?? '',
      ground: 'origin',
      evidence,
    }));
    const flagged = new Set(
      lookAt(family, 0.05)
        .filter((cell) => cell.flagged)
        .map((cell) => cell.sector),
    );
    if (flagged.has('uitzend') && !flagged.has('detailhandel')) right += 1;
  }
  expect(right).toBeGreaterThanOrEqual(990);
});

test('the strong sector loses its flag when control and treatment are exchanged', () => {
  const [strong] = tablesOf(1);
  const swapped = {
    both: strong!.both,
    controlOnly: strong!.treatmentOnly,
    treatmentOnly: strong!.controlOnly,
    neither: strong!.neither,
  };
  expect(lookAt([{ sector: 'uitzend', ground: 'origin', evidence: swapped }], 0.05)[0]?.flagged).toBe(false);
});
