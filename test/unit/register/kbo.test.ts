import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigits,
  formatEstablishment,
  formatKbo,
  parseEstablishment,
  parseKbo,
} from '../../../src/register/kbo.js';

describe('an enterprise number', () => {
  // The sector funds named in scenarios/reference/sectors.yaml.
  it.each(['0872324958', '0666836891', '0447408045', '0457480407'])(
    '%s is valid, as the KBO gave it out',
    (digits) => {
      expect(parseKbo(digits)).toEqual({ ok: true, value: digits });
    },
  );

  it.each(['0872.324.958', 'BE 0872.324.958', 'be0872324958', ' BE0872 324 958 ', '0872 324 958'])(
    'is read when written as "%s"',
    (written) => {
      expect(parseKbo(written)).toEqual({ ok: true, value: '0872324958' });
    },
  );

  it('with a wrong check digit is refused with its cure', () => {
    expect(parseKbo('0872.324.959')).toEqual({
      ok: false,
      problem: 'the check digits of "0872324959" are wrong',
      cure: 'a digit was mistyped: copy the number again from the KBO',
    });
  });

  it('of nine digits is told to get its zero', () => {
    expect(parseKbo('872324958')).toMatchObject({
      ok: false,
      cure: 'put a 0 in front, or look for the missing digit',
    });
  });

  it.each([
    ['', 'no enterprise number is given'],
    ['08723249581', '"08723249581" has 11 digits'],
    ['0872-324-958', '"0872-324-958" holds more than digits, dots, spaces and BE'],
    ['FR0872324958', '"FR0872324958" holds more than digits, dots, spaces and BE'],
  ])('"%s" is refused: %s', (written, problem) => {
    expect(parseKbo(written)).toMatchObject({ ok: false, problem });
  });

  it('that belongs to an establishment unit says so', () => {
    expect(parseKbo('2.123.456.791')).toMatchObject({
      ok: false,
      cure: 'this is an establishment unit: give the number of its enterprise',
    });
  });

  it('is refused when any one digit is changed', () => {
    const right = fc.integer({ min: 0, max: 19_999_999 }).map((first) => {
      const eight = String(first).padStart(8, '0');
      return eight + checkDigits(eight);
    });
    fc.assert(
      fc.property(right, fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        const digit = (Number(number[place]) + shift) % 10;
        expect(parseKbo(number).ok).toBe(true);
        expect(parseKbo(number.slice(0, place) + String(digit) + number.slice(place + 1)).ok).toBe(false);
      }),
    );
  });

  it('is printed with dots after the fourth and seventh digit', () => {
    const parsed = parseKbo('BE0872324958');
    expect(parsed.ok && formatKbo(parsed.value)).toBe('0872.324.958');
  });
});

describe('an establishment unit number', () => {
  it('starts with 2 and is printed in groups of three', () => {
    const parsed = parseEstablishment('2123456791');
    expect(parsed.ok && formatEstablishment(parsed.value)).toBe('2.123.456.791');
  });

  it('that belongs to an enterprise says so', () => {
    expect(parseEstablishment('0872324958')).toMatchObject({
      ok: false,
      cure: 'this is an enterprise: give the number of its establishment unit',
    });
  });

  it('with a wrong check digit is refused', () => {
    expect(parseEstablishment('2.123.456.790')).toMatchObject({
      ok: false,
      problem: 'the check digits of "2123456790" are wrong',
    });
  });
});
