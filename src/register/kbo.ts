// Numbers of the Crossroads Bank for Enterprises (KBO): enterprises and their establishment units. Both have ten digits,
// of which the last two check the first eight: 97 minus the remainder of those eight by 97.
import type { Parsed } from '../platform/dates.js';

declare const kboBrand: unique symbol;
declare const establishmentBrand: unique symbol;

/** An enterprise number: ten digits, the first 0 or 1, check digits right. */
export type KboNumber = string & { readonly [kboBrand]: true };

/** An establishment unit number: ten digits, the first 2 to 8, check digits right. */
export type EstablishmentNumber = string & { readonly [establishmentBrand]: true };

const TEN_DIGITS = /^\d{10}$/;

/** True for the bare ten digits of a valid enterprise number. */
export function isKboNumber(digits: string): digits is KboNumber {
  return TEN_DIGITS.test(digits) && /^[01]/.test(digits) && hasRightCheck(digits);
}

/** True for the bare ten digits of a valid establishment unit number. */
export function isEstablishmentNumber(digits: string): digits is EstablishmentNumber {
  return TEN_DIGITS.test(digits) && /^[2-8]/.test(digits) && hasRightCheck(digits);
}

/** Reads an enterprise number as people write it: with or without BE, dots and spaces. */
export function parseKbo(text: string): Parsed<KboNumber> {
  const digits = bareDigits(text);
  if (isKboNumber(digits)) return { ok: true, value: digits };
  const shared = faultOf(text, digits, 'enterprise number', '0123.456.749');
  if (shared) return shared;
  if (!/^[01]/.test(digits)) {
    const isUnit = isEstablishmentNumber(digits);
    const problem = `an enterprise number starts with 0 or 1, not ${digits.slice(0, 1)}`;
    const cure = isUnit
      ? 'this is an establishment unit: give the number of its enterprise'
      : 'check the first digit';
    return { ok: false, problem, cure };
  }
  return wrongCheck(digits);
}

/** Reads an establishment unit number as people write it: with or without BE, dots and spaces. */
export function parseEstablishment(text: string): Parsed<EstablishmentNumber> {
  const digits = bareDigits(text);
  if (isEstablishmentNumber(digits)) return { ok: true, value: digits };
  const shared = faultOf(text, digits, 'establishment unit number', '2.123.456.791');
  if (shared) return shared;
  if (!/^[2-8]/.test(digits)) {
    const isEnterprise = isKboNumber(digits);
    const problem = `an establishment unit number starts with 2 to 8, not ${digits.slice(0, 1)}`;
    const cure = isEnterprise
      ? 'this is an enterprise: give the number of its establishment unit'
      : 'check the first digit';
    return { ok: false, problem, cure };
  }
  return wrongCheck(digits);
}

/** As it is printed: 0123.456.749 */
export function formatKbo(number: KboNumber): string {
  return `${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`;
}

/** As it is printed: 2.123.456.791 */
export function formatEstablishment(number: EstablishmentNumber): string {
  return `${number.slice(0, 1)}.${number.slice(1, 4)}.${number.slice(4, 7)}.${number.slice(7)}`;
}

/** The two check digits that belong to eight digits. */
export function checkDigits(firstEight: string): string {
  return String(97 - (Number(firstEight) % 97)).padStart(2, '0');
}

function hasRightCheck(digits: string): boolean {
  return checkDigits(digits.slice(0, 8)) === digits.slice(8);
}

function bareDigits(text: string): string {
  return text.replace(/^\s*BE/i, '').replace(/[\s.]/g, '');
}

type Refusal = Extract<Parsed<never>, { ok: false }>;

function faultOf(text: string, digits: string, kind: string, example: string): Refusal | undefined {
  const cure = `write ten digits, for example ${example}`;
  const shown = text.trim();
  if (digits === '') return { ok: false, problem: `no ${kind} is given`, cure };
  if (/\D/.test(digits))
    return { ok: false, problem: `"${shown}" holds more than digits, dots, spaces and BE`, cure };
  if (digits.length === 9) {
    return {
      ok: false,
      problem: `"${shown}" has nine digits`,
      cure: 'put a 0 in front, or look for the missing digit',
    };
  }
  if (digits.length !== 10) return { ok: false, problem: `"${shown}" has ${digits.length} digits`, cure };
  return undefined;
}

function wrongCheck(digits: string): Refusal {
  return {
    ok: false,
    problem: `the check digits of "${digits}" are wrong`,
    cure: 'a digit was mistyped: copy the number again from the KBO',
  };
}
