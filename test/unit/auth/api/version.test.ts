import { describe, expect, test } from 'vitest';
import { namesVersion, versionOf } from '../../../../src/auth/api/version.js';

describe('a version', () => {
  test('is the same whatever the order of the keys', () => {
    expect(versionOf({ a: 1, b: [null, 'x'] })).toBe(versionOf({ b: [null, 'x'], a: 1 }));
  });

  test('is another for another value', () => {
    expect(versionOf({ a: 1 })).not.toBe(versionOf({ a: 2 }));
  });

  test('is a strong entity tag', () => {
    expect(versionOf({})).toMatch(/^"[0-9a-f]{32}"$/);
  });

  test.each([
    ['"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['W/"a"', false],
    ['a', false],
    ['', false],
  ])('that is "a" is named by If-Match: %s – %s', (ifMatch, named) => {
    expect(namesVersion(ifMatch, '"a"')).toBe(named);
  });
});
