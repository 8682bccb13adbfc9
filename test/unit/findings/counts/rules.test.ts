import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speaksForUnit } from '../../../../src/findings/counts/rules.js';
import type { PairOutcome } from '../../../../src/findings/counts/schema.js';
import type { Id } from '../../../../src/platform/ids.js';

const OUTCOMES: readonly PairOutcome[] = ['both', 'control-only', 'treatment-only', 'neither', 'void'];
const tests = (outcomes: readonly (PairOutcome | null)[]) =>
  outcomes.map((outcome, index) => ({ test: String(index) as Id<'test'>, outcome }));
const plans = fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 6 });

describe('the test that speaks for an employer', () => {
  it('is the first planned one when it counts', () =>
    expect(speaksForUnit(tests(['neither', 'control-only']))).toEqual({ test: '0', outcome: 'neither' }));
  it('is the next one when the first is void', () =>
    expect(speaksForUnit(tests(['void', 'control-only']))).toEqual({ test: '1', outcome: 'control-only' }));
  it('is not known while an earlier one is open', () =>
    expect(speaksForUnit(tests([null, 'control-only']))).toBeNull());
  it('is none when every one is void', () => expect(speaksForUnit(tests(['void', 'void']))).toBeNull());
  it('is the same whatever the order in which they close, and never changes once known', () =>
    fc.assert(
      fc.property(
        plans.chain((plan) =>
          fc.tuple(
            fc.constant(plan),
            fc.shuffledSubarray(
              plan.map((_, place) => place),
              { minLength: plan.length },
            ),
          ),
        ),
        ([plan, order]) => {
          const at = speaksForUnit(tests(plan));
          const closed = new Set<number>();
          for (const place of order) {
            closed.add(place);
            const now = speaksForUnit(tests(plan.map((outcome, i) => (closed.has(i) ? outcome : null))));
            if (now !== null) expect(now).toEqual(at);
          }
        },
      ),
    ));
});
