import { describe, expect, test } from 'vitest';
import { mayHoldScopes, mayLiveUntil, opens } from '../../../../src/auth/tokens/rules.js';
import { addDays, dateOnly } from '../../../../src/platform/dates.js';

const today = dateOnly(2026, 9, 7);

describe('a token', () => {
  test.each([
    [0, 'token-expires-now'],
    [1, undefined],
    [365, undefined],
    [366, 'token-lives-too-long'],
  ])('that expires after %i days: %s', (days, reason) => {
    const verdict = mayLiveUntil(addDays(today, days), today);
    expect(verdict.allowed ? undefined : verdict.reason).toBe(reason);
  });

  test('holds what its owner holds', () => {
    expect(mayHoldScopes(['a'], ['a', 'b']).allowed).toBe(true);
  });

  test('holds nothing that its owner does not hold', () => {
    expect(mayHoldScopes(['a', 'c'], ['a', 'b'])).toEqual({ allowed: false, reason: 'scope-beyond-owner' });
  });

  test('opens until the day on which it expires, and not on it', () => {
    const token = { expiresOn: addDays(today, 1), revokedAt: null };
    expect([opens(token, today), opens(token, addDays(today, 1))]).toEqual([true, false]);
  });

  test('opens nothing once revoked', () => {
    expect(opens({ expiresOn: addDays(today, 1), revokedAt: new Date(0) }, today)).toBe(false);
  });
});
