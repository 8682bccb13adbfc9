import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, compareCodeUnits, type Json } from '../../../src/platform/canonical.js';

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 code unit at every depth, as RFC 8785 3.2.3 does', () => {
    // The example of the RFC: in code units U+1F600 (D83D DE00) stands before U+FB33.
    const value = {
      '\u20ac': 'Euro',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\u{1F600}': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    expect(Object.values(JSON.parse(canonicalJson({ a: value })) as { a: object })[0]).toEqual(value);
    const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((hit) => hit[1]);
    expect(order).toEqual(['Carriage Return', 'One', 'Control', 'o', 'Euro', 'Emoji', 'Hebrew']);
  });

  test('writes numbers as ECMAScript does, and minus zero as zero', () => {
    expect(canonicalJson([1e21, 1e-7, 0.1, 100, -0, 1.5e300])).toBe('[1e+21,1e-7,0.1,100,0,1.5e+300]');
  });

  test('keeps the order of lists', () => {
    expect(canonicalJson([3, 1, [2, { b: 1, a: 2 }]])).toBe('[3,1,[2,{"a":2,"b":1}]]');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d, at any depth',
    (value) => {
      expect(() => canonicalJson({ a: [value] })).toThrow(TypeError);
    },
  );

  test('is the same text for the same value, whatever the order in which it was made', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse()) as { [key: string]: Json };
        expect(canonicalJson(turned)).toBe(canonicalJson(value as { [key: string]: Json }));
      }),
    );
  });

  test('reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

test('code units order as the language compares strings, not as a locale does', () => {
  expect(['é', 'z', 'Z', 'a', ''].sort(compareCodeUnits)).toEqual(['', 'Z', 'a', 'z', 'é']);
});
