import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactionWords } from '../../../src/materials/index.js';
import type { Identity } from '../../../src/materials/index.js';
import { redact } from '../../../src/platform/redact.js';
import { CORRESPONDENCES, pairOf } from './pools.js';

const { identity } = pairOf('correspondence-origin-name', 2).treatment;
const nadia: Identity = {
  ...identity,
  displayName: 'Nadia El Amrani',
  firstName: 'Nadia',
  familyName: 'El Amrani',
  mailLocalPart: 'nadia.elamrani214',
  mailAddress: 'nadia.elamrani214@brief.example',
};

function answerOf(who: Identity): string {
  return [
    `Geachte ${who.displayName},`,
    `Beste ${who.firstName.toUpperCase()}, mevrouw ${who.familyName},`,
    `Wij ontvingen uw brief van ${who.mailAddress}. Woont u nog in de ${who.street}?`,
    `Wij belden u op ${who.phone.replaceAll(' ', '')} en op ${who.phone.replaceAll(' ', '/')}.`,
    `Op ${who.birthDate.split('-').reverse().join('/')} geboren, dus ${who.age} jaar.`,
    `Van: "${who.familyName}, ${who.firstName}" <${who.mailLocalPart}@elders.example>`,
  ].join('\n');
}

describe('an answer, once redacted', () => {
  it('tells nothing of the candidate it was written to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CORRESPONDENCES), fc.nat({ max: 100_000 }), (id, number) => {
        for (const { identity: who } of [pairOf(id, number).control, pairOf(id, number).treatment]) {
          const left = redact(answerOf(who), redactionWords(who), { titlesAndPronouns: true }).toLowerCase();
          const secrets = [
            who.firstName,
            who.familyName,
            who.street,
            who.mailLocalPart,
            who.phone,
            who.birthDate.slice(0, 4),
            `${who.age} jaar`,
          ];
          expect(secrets.filter((secret) => left.includes(secret.toLowerCase()))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads the same whichever of the two candidates of a pair it was written to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CORRESPONDENCES), fc.nat({ max: 100_000 }), (id, number) => {
        const { control, treatment } = pairOf(id, number);
        const [a, b] = [control.identity, treatment.identity].map((who) =>
          redact(answerOf(who), redactionWords(who), { titlesAndPronouns: true }),
        );
        expect(a).toBe(b);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what the coder must read', () => {
    const text = 'Dag Nadia, we nodigen u graag uit voor een gesprek op dinsdag 6 april om 10 uur.';
    expect(redact(text, redactionWords(nadia))).toBe(
      'Dag ▇▇▇, we nodigen u graag uit voor een gesprek op dinsdag 6 april om 10 uur.',
    );
  });
});

describe('the words to redact', () => {
  it('hold both parts of a family name that is no common word', () => {
    expect(redactionWords(nadia)).toEqual(
      expect.arrayContaining(['Nadia', 'El Amrani', 'Amrani', 'Nadia El Amrani', 'El Amrani Nadia']),
    );
  });

  it('hold no common word by itself', () => {
    expect(redactionWords(nadia)).not.toContain('El');
  });

  it('hold nothing empty and nothing twice', () => {
    const words = redactionWords(nadia);
    expect([words.length, words.every((word) => word.trim().length > 1)]).toEqual([
      new Set(words).size,
      true,
    ]);
  });
});
