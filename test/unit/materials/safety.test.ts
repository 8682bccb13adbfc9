import { describe, expect, it } from 'vitest';
import { isSafe, type SafetyMeans } from '../../../src/materials/safety/rules.js';
import type { Identity, Profile } from '../../../src/materials/schema.js';
import { pairOf, pools } from './pools.js';

const { treatment: profile } = pairOf('correspondence-age', 2);
const means: SafetyMeans = {
  exercise: true,
  ownDomains: ['post.example', 'brief.example'],
  protectedTitles: pools.protectedTitles,
  ownedPhones: [{ from: '0470123400', until: '0470123499' }],
  placeholder: pools.phone.placeholder,
  tested: { places: ['Mechelen'], employer: 'Opslag De Vaart' },
  isEmployer: () => false,
  isPerson: () => false,
};
const reasonOf = (changed: Profile, more: Partial<SafetyMeans> = {}) => {
  const verdict = isSafe(changed, { ...means, ...more });
  return verdict.allowed ? 'allowed' : verdict.reason;
};
const withIdentity = (change: Partial<Identity>): Profile => ({
  ...profile,
  identity: { ...profile.identity, ...change },
});
const withCv = (line: string): Profile => ({
  ...profile,
  documents: { ...profile.documents, cv: `${profile.documents.cv}\n${line}` },
});
const workedAt = (place: string): Profile => {
  const [job] = profile.identity.experience;
  return withIdentity({ experience: [{ ...job!, place }] });
};

describe('a made-up candidate', () => {
  it('that touches nobody is safe', () => {
    expect(reasonOf(profile)).toBe('allowed');
  });

  it('who worked for an employer of the register is refused', () => {
    expect(reasonOf(workedAt('Echt Bedrijf'), { isEmployer: (name) => name === 'Echt Bedrijf' })).toBe(
      'past-employer-real',
    );
  });

  it.each(['magazijn in Mechelen', 'OPSLAG de vaart'])(
    'who worked where or at whom the test is, is refused: %s',
    (place) => {
      expect(reasonOf(workedAt(place))).toBe('past-employer-near');
    },
  );

  it('who worked in a place whose name only begins like that of the test is not', () => {
    expect(reasonOf(workedAt('magazijn in Mechelenberg'))).toBe('allowed');
  });

  it('with a protected title is refused', () => {
    const education = { ...profile.identity.education, degree: 'Bachelor verpleegkunde' };
    expect(reasonOf(withIdentity({ education }))).toBe('protected-title');
  });

  it.each(['85.07.30-033.28', '850730 033 28', '85073003328'])(
    'with a national number is refused: %s',
    (number) => {
      expect(reasonOf(withCv(number))).toBe('national-number');
    },
  );

  it.each(['85073003329', '850730033281', 'dossier 123456'])('with another number is not: %s', (number) => {
    expect(reasonOf(withCv(number))).toBe('allowed');
  });

  it.each(['BE68 5390 0754 7034', 'BE68539007547034', 'FR1420041010050500013M02606'])(
    'with a bank account is refused: %s',
    (account) => {
      expect(reasonOf(withCv(account))).toBe('bank-account');
    },
  );

  it.each(['linkedin.com/in/x', 'https://x.example', 'www.x.example', 'Instagram: x'])(
    'with an account or page of its own is refused: %s',
    (account) => {
      expect(reasonOf(withCv(account))).toBe('online-account');
    },
  );

  it.each([
    ['0470 12 34 56', false, 'allowed'],
    ['0470 12 34 99', false, 'allowed'],
    ['0470 12 35 00', false, 'phone-not-owned'],
    ['0470 12 33 99', false, 'phone-not-owned'],
    ['0400 00 12 34', false, 'phone-not-owned'],
    ['0400 00 12 34', true, 'allowed'],
    ['0400 01 12 34', true, 'phone-not-owned'],
  ])('with the number %s (exercise: %s) is %s', (phone, exercise, reason) => {
    expect(reasonOf(withIdentity({ phone }), { exercise })).toBe(reason);
  });

  it('with an address at a domain of others is refused', () => {
    expect(reasonOf(withIdentity({ mailAddress: 'a.b@gmail.com' }))).toBe('mail-domain-foreign');
  });

  it('with the name of somebody who lives there is refused', () => {
    const { displayName, municipality } = profile.identity;
    expect(
      reasonOf(profile, { isPerson: (name, place) => name === displayName && place === municipality }),
    ).toBe('person-known');
  });

  it('whose refusal is told never repeats the name of a known person', () => {
    const verdict = isSafe(profile, { ...means, isPerson: () => true });
    expect(JSON.stringify(verdict)).not.toContain(profile.identity.familyName);
  });
});
