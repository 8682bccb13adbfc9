// Two candidates who call: matched as any pair, saying the same lines.
import { describe, expect, test } from 'vitest';
import { generatePair, loadMaterials, mayPlan, sayer } from '../../../src/materials/index.js';
import type { CandidateCallScenario } from '../../../src/materials/index.js';
import { dateOnly } from '../../../src/platform/dates.js';
import { sha256 } from '../../../src/platform/crypto.js';
import { openStream } from '../../../src/platform/rng.js';
import { loadReference } from '../../../src/register/index.js';
import { scenarioFolder } from '../../../src/services.js';

const grounds = new Set(loadReference(`${scenarioFolder}/reference`).grounds.map(({ code }) => code));
const materials = loadMaterials(scenarioFolder, grounds);
const scenario = materials.scenarios.get('candidate-call-origin')!.scenario as CandidateCallScenario;

const pairOf = (number: number) =>
  generatePair(scenario, materials.poolsIn('nl'), openStream(sha256('x'), 'profile', number), {
    exercise: true,
    on: dateOnly(2026, 9, 7),
    vacancy: { title: 'Magazijnier', occupation: 'logistiek', place: 'Gent', postcode: '9000' },
    employer: { name: 'Voorbeeld nv' },
    template: number % 2 === 0 ? 0 : 1,
    layout: number % 4 < 2 ? 0 : 1,
    mailDomains: { control: 'post.example', treatment: 'brief.example' },
  });

describe('a pair of callers', () => {
  test('can be planned, and differs in the origin of the name alone, 200 times over', () => {
    expect(mayPlan(scenario)).toEqual({ allowed: true });
    for (let number = 0; number < 200; number += 1) {
      const made = pairOf(number);
      if (!made.allowed) throw new Error(`${made.reason}: ${made.detail}`);
      const { control, treatment, differences } = made.pair;
      expect(differences.filter(({ why }) => why === 'cue').map(({ field }) => field)).toEqual([
        'nameOrigin',
      ]);
      expect(control.identity.sex).toBe(treatment.identity.sex);
      expect(scenario.arms.treatment.nameOrigins).toContain(treatment.identity.nameOrigin);
      const plain = ({ identity, documents }: typeof control) =>
        documents.letter.replaceAll(identity.displayName, '…').replaceAll(identity.phone, '…');
      expect(plain(control)).toBe(plain(treatment));
      expect([control.documents.subject, control.documents.cv]).toEqual(['Is die plaats nog vrij?', '']);
    }
  });

  test('says its lines with the words of one candidate and one vacancy, on one line each', () => {
    const say = sayer(
      { displayName: 'Lotte Claes', phone: '0470', municipality: 'Gent', relevantYears: 5, degree: 'A2' },
      { vacancy: { title: 'Kok\nhulp', place: 'Gent' }, employer: { name: 'X' } },
    );
    expect(scenario.opening.map(say)).toEqual([
      'Goedendag, u spreekt met Lotte Claes.',
      'Ik bel over uw vacature voor Kok hulp.',
    ]);
    expect(() => say('{{agency.name}}')).toThrow(RangeError);
  });
});
