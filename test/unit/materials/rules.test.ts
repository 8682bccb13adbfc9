import { describe, expect, it } from 'vitest';
import { contrastsOf, cueOfArms, diffPair, mayUseName } from '../../../src/materials/rules.js';
import { correspondence, pairOf } from './pools.js';

const rule = { minRaters: 30, minShareRightOrigin: 0.8, maxClassGap: 0.5 };
const { control, treatment } = pairOf('correspondence-origin-name', 2);

describe('a name', () => {
  const measured = { status: 'measured', raters: 30, shareRightOrigin: 0.8, class: 'middle' } as const;

  it('that 30 raters placed rightly in 80 of 100 cases may be used', () => {
    expect(mayUseName(measured, rule, false)).toEqual({ allowed: true });
  });

  it('rated by 29 may not', () => {
    expect(mayUseName({ ...measured, raters: 29 }, rule, false)).toEqual({
      allowed: false,
      reason: 'name-few-raters',
    });
  });

  it('placed rightly by fewer than 80 in 100 may not, not even in an exercise', () => {
    expect(mayUseName({ ...measured, shareRightOrigin: 0.79 }, rule, true)).toEqual({
      allowed: false,
      reason: 'name-origin-unclear',
    });
  });

  it('that is an assumption may be used in an exercise only', () => {
    const assumed = { ...measured, status: 'own-assumption', raters: 0 } as const;
    expect([mayUseName(assumed, rule, true).allowed, mayUseName(assumed, rule, false).allowed]).toEqual([
      true,
      false,
    ]);
  });
});

describe('the cue', () => {
  it('is what the rules of the arms make of it', () => {
    const arms = {
      control: { nameOrigins: ['flemish'], sex: 'm' as const },
      treatment: { nameOrigins: ['turkish'], sex: 'f' as const, olderByYears: [6] },
    };
    expect(cueOfArms(arms)).toEqual(['nameOrigin', 'sex', 'birthYear']);
  });

  it('does not depend on the order in which origins are named', () => {
    expect(
      cueOfArms({ control: { nameOrigins: ['a', 'b'] }, treatment: { nameOrigins: ['b', 'a'] } }),
    ).toEqual([]);
  });
});

describe('comparing two profiles', () => {
  it('allows a generated pair', () => {
    expect(diffPair(control, treatment, ['nameOrigin']).allowed).toBe(true);
  });

  it.each([
    ['relevantYears', { relevantYears: 99 }],
    ['sex', { sex: control.identity.sex === 'f' ? ('m' as const) : ('f' as const) }],
    ['municipality', { municipality: 'Elders' }],
    ['nationality', { nationality: 'Nederlander' }],
    ['leisureCount', { leisureCount: 3 }],
    ['nameClass', { nameClass: 'lower' as const }],
    ['age', { age: 60 }],
  ])('refuses a difference in %s', (field, change) => {
    const changed = { ...treatment, identity: { ...treatment.identity, ...change } };
    expect(diffPair(control, changed, ['nameOrigin'])).toEqual({
      allowed: false,
      reason: 'differs-beyond-cue',
      fields: [field],
    });
  });

  it('refuses another degree', () => {
    const education = { ...treatment.identity.education, degree: 'Master' };
    const changed = { ...treatment, identity: { ...treatment.identity, education } };
    expect(diffPair(control, changed, ['nameOrigin'])).toMatchObject({ fields: ['education.degree'] });
  });

  it('refuses two profiles without the cue between them', () => {
    const changed = {
      ...treatment,
      identity: { ...treatment.identity, nameOrigin: control.identity.nameOrigin },
    };
    expect(diffPair(control, changed, ['nameOrigin'])).toEqual({
      allowed: false,
      reason: 'cue-missing',
      fields: ['nameOrigin'],
    });
  });

  it('refuses the same letter for both', () => {
    const changed = {
      ...treatment,
      documents: { ...treatment.documents, template: control.documents.template },
    };
    expect(diffPair(control, changed, ['nameOrigin'])).toEqual({
      allowed: false,
      reason: 'not-told-apart',
      fields: ['template'],
    });
  });
});

describe('a design of several contrasts', () => {
  const scenario = correspondence('correspondence-origin-gender');
  const [origin, sex, both] = scenario.contrasts!;
  const partsWith = (changes: Partial<typeof scenario>) =>
    contrastsOf({ ...scenario, ...changes }).map(({ parts }) => parts);

  it('knows which contrast carries the signals of two others together', () => {
    expect(contrastsOf(scenario).map(({ key, parts }) => [key, parts])).toEqual([
      ['origin/origin', null],
      ['gender/sex', null],
      ['origin/both', ['origin/origin', 'gender/sex']],
    ]);
  });

  it('has no joint contrast when one of the two stands alone', () => {
    expect(partsWith({ contrasts: [origin!, both!] })).toEqual([null, null]);
  });

  it('has none when a part is another signal than the joint contrast carries', () => {
    const ghanaian = {
      ...origin!,
      arms: { ...origin!.arms, treatment: { ...origin!.arms.treatment, nameOrigins: ['ghanaian'] } },
    };
    expect(partsWith({ contrasts: [ghanaian, sex!, both!] })).toEqual([null, null, null]);
  });

  it('has none when a part has another reference profile', () => {
    const { control, treatment } = sex!.arms;
    const turned = { ...sex!, arms: { control: treatment, treatment: control } };
    expect(partsWith({ contrasts: [origin!, turned, both!] })).toEqual([null, null, null]);
  });
});
