import { describe, expect, test } from 'vitest';
import {
  basisStatus,
  mayConfirm,
  mayPropose,
  mayWithdraw,
} from '../../../src/campaigns/legal-bases/rules.js';
import type { ConfirmationFacts } from '../../../src/campaigns/legal-bases/schema.js';
import { dateOnly } from '../../../src/platform/dates.js';

const [text, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const at = new Date('2026-09-07T06:00:00Z');
const said = (change: Partial<ConfirmationFacts> = {}): ConfirmationFacts => ({
  textHash: text,
  proposedBy: 'cas',
  confirmedAt: null,
  withdrawnAt: null,
  ...change,
});

describe('a text is', () => {
  test.each([
    ['unconfirmed', []],
    ['proposed', [said()]],
    ['confirmed', [said({ confirmedAt: at })]],
    ['withdrawn', [said({ confirmedAt: at, withdrawnAt: at })]],
    ['changed', [said({ textHash: other, confirmedAt: at })]],
    ['confirmed', [said({ confirmedAt: at }), said({ textHash: other, confirmedAt: at })]],
    ['confirmed', [said({ confirmedAt: at }), said({ confirmedAt: at, withdrawnAt: at })]],
    ['unconfirmed', [said({ withdrawnAt: at })]],
    ['unconfirmed', [said({ textHash: other })]],
    ['unconfirmed', [said({ textHash: other, confirmedAt: at, withdrawnAt: at })]],
    ['proposed', [said(), said({ textHash: other, confirmedAt: at })]],
  ] as const)('%s', (status, confirmations) => {
    expect(basisStatus(text, confirmations)).toBe(status);
  });
});

describe('a proposal', () => {
  const today = dateOnly(2026, 9, 7);
  const basis = { exercise: false, textHash: text, status: 'unconfirmed' } as const;
  const proposal = { textHash: text, documentDate: today };

  test('may be made of the text that stands here, by a document of today or before', () => {
    expect(mayPropose(basis, proposal, today)).toEqual({ allowed: true });
  });
  test.each([
    ['basis-exercise', { ...basis, exercise: true }, proposal],
    ['basis-text-changed', basis, { ...proposal, textHash: other }],
    ['basis-proposed-already', { ...basis, status: 'proposed' }, proposal],
    ['basis-proposed-already', { ...basis, status: 'confirmed' }, proposal],
    ['document-in-future', basis, { ...proposal, documentDate: dateOnly(2026, 9, 8) }],
  ] as const)('is refused: %s', (reason, where, what) => {
    expect(mayPropose(where, what, today)).toEqual({ allowed: false, reason });
  });
  test.each(['unconfirmed', 'withdrawn', 'changed'] as const)(
    'may be made of a text that is %s',
    (status) => {
      expect(mayPropose({ ...basis, status }, proposal, today).allowed).toBe(true);
    },
  );

  test('is confirmed by another', () => {
    expect(mayConfirm({ textHash: text }, said(), 'carla')).toEqual({ allowed: true });
  });
  test.each([
    ['basis-confirmation', text, said(), 'cas'],
    ['basis-text-changed', other, said(), 'carla'],
    ['basis-decided', text, said({ confirmedAt: at }), 'carla'],
    ['basis-decided', text, said({ withdrawnAt: at }), 'carla'],
  ] as const)('is not confirmed: %s', (reason, textHash, proposal, actor) => {
    expect(mayConfirm({ textHash }, proposal, actor)).toEqual({ allowed: false, reason });
  });

  test('is withdrawn once', () => {
    expect(mayWithdraw(said()).allowed).toBe(true);
    expect(mayWithdraw(said({ withdrawnAt: at }))).toEqual({ allowed: false, reason: 'basis-decided' });
  });
});
