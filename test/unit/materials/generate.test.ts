import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOnly, fromDayNumber } from '../../../src/platform/dates.js';
import type { Identity, PairContext, Pools, Profile, Variant } from '../../../src/materials/index.js';
import { generatePair, redactionWords } from '../../../src/materials/index.js';
import { redact } from '../../../src/platform/redact.js';
import { contextWith, correspondence, CORRESPONDENCES, pairOf, pools, streamOf } from './pools.js';

/** Pools of a service that owns the lines of the tests. */
const owning: Pools = {
  ...pools,
  phone: { ...pools.phone, owned: [{ from: '0470000000', until: '0470999999' }] },
};

const anyStream = fc.nat({ max: 1_000_000 });
const anyScenario = fc.constantFrom(...CORRESPONDENCES);
const anyVariant = fc.constantFrom<Variant>(0, 1);
const anyContext: fc.Arbitrary<Partial<PairContext>> = fc.record({
  on: fc.integer({ min: 20_500, max: 22_500 }).map(fromDayNumber),
  template: anyVariant,
  layout: anyVariant,
  vacancy: fc.constantFrom(
    { title: 'Magazijnier', occupation: 'logistiek', place: 'Mechelen', postcode: '2800' },
    { title: 'Winkelmedewerker {{candidate.name}}', occupation: 'verkoop', place: 'Gent', postcode: '9000' },
    { title: 'Metser', occupation: 'bouw', place: 'Ieper', postcode: '8900' },
    { title: 'Iets geheel anders', occupation: 'onbekend', place: 'Genk', postcode: null },
  ),
});

const allowedWhy = {
  'correspondence-origin-name': ['nameOrigin'],
  'correspondence-age': ['birthYear', 'age', 'education.year', 'filler'],
  'correspondence-gender': ['sex'],
} as const;

describe('a pair', () => {
  it('differs in nothing but its cue, whatever the stream, the day and the vacancy', () => {
    fc.assert(
      fc.property(anyScenario, anyStream, anyContext, (id, number, changes) => {
        const { differences } = pairOf(id, number, changes);
        expect(differences.filter((one) => one.why === 'cue').map((one) => one.field)).toEqual(
          allowedWhy[id],
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for the same stream', () => {
    fc.assert(
      fc.property(anyScenario, anyStream, anyContext, (id, number, changes) => {
        expect(pairOf(id, number, changes)).toEqual(pairOf(id, number, changes));
      }),
      { numRuns: 50 },
    );
  });

  it('does not stay the same when the stream changes', () => {
    const names = Array.from(
      { length: 40 },
      (_, i) => pairOf('correspondence-origin-name', i).control.identity.displayName,
    );
    expect(new Set(names).size).toBeGreaterThan(15);
  });

  it('swaps letter and layout between its arms', () => {
    fc.assert(
      fc.property(anyVariant, anyVariant, (template, layout) => {
        const { control, treatment } = pairOf('correspondence-origin-name', 5, { template, layout });
        expect([control.documents.template, control.documents.layout]).toEqual([template, layout]);
        expect([treatment.documents.template, treatment.documents.layout]).toEqual([
          1 - template,
          1 - layout,
        ]);
      }),
    );
  });

  it('has names of one perceived class', () => {
    const { control, treatment } = pairOf('correspondence-origin-name', 9);
    expect(control.identity.nameClass).toBe(treatment.identity.nameClass);
  });

  it('on age has the same relevant experience and an age gap of 6 or 12 years', () => {
    const gaps = Array.from({ length: 60 }, (_, i) => {
      const { control, treatment } = pairOf('correspondence-age', i);
      expect(treatment.identity.relevantYears).toBe(control.identity.relevantYears);
      return treatment.identity.age - control.identity.age;
    });
    expect([...new Set(gaps)].sort((a, b) => a - b)).toEqual([6, 12]);
  });

  it('on age tells what filled the earlier years, in both kinds', () => {
    const fillers = Array.from(
      { length: 40 },
      (_, i) => pairOf('correspondence-age', i).treatment.identity.filler?.code,
    );
    expect(new Set(fillers)).toEqual(new Set(['other-field', 'not-working']));
  });

  it('on sex has a man as control and a woman as treatment', () => {
    const { control, treatment } = pairOf('correspondence-gender', 1);
    expect([control.identity.sex, treatment.identity.sex]).toEqual(['m', 'f']);
  });

  it('on origin has either sex, the same in both arms', () => {
    const sexes = Array.from(
      { length: 40 },
      (_, i) => pairOf('correspondence-origin-name', i).control.identity.sex,
    );
    expect(new Set(sexes)).toEqual(new Set(['f', 'm']));
  });

  it('on origin draws each of the origins it names', () => {
    const origins = Array.from(
      { length: 40 },
      (_, i) => pairOf('correspondence-origin-name', i).treatment.identity.nameOrigin,
    );
    expect(new Set(origins)).toEqual(new Set(['turkish', 'moroccan']));
  });
});

/** A document with everything that is this candidate's own replaced by the name of its field. */
function masked(text: string, identity: Identity): string {
  const own: [string, string][] = [
    [identity.mailAddress, '<mail>'],
    [identity.displayName, '<name>'],
    [`${identity.street} ${identity.houseNumber}`, '<home>'],
    [identity.phone, '<phone>'],
    [identity.education.school, '<school>'],
  ];
  return own
    .reduce((left, [value, field]) => left.replaceAll(value, field), text)
    .replace(/\d+ [a-z]+ \d{4}/g, '<birth date>');
}

describe('the documents of a pair', () => {
  it('are word for word the same in one wording but for what is each one’s own', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('correspondence-origin-name', 'correspondence-gender'),
        anyStream,
        anyVariant,
        anyVariant,
        (id, number, template, layout) => {
          const one = pairOf(id, number, { template, layout });
          const swapped = pairOf(id, number, {
            template: template === 0 ? 1 : 0,
            layout: layout === 0 ? 1 : 0,
          });
          const [control, treatment] = [one.control, swapped.treatment];
          expect([control.documents.template, control.documents.layout]).toEqual([
            treatment.documents.template,
            treatment.documents.layout,
          ]);
          for (const part of ['subject', 'letter', 'cv'] as const) {
            expect(masked(control.documents[part], control.identity)).toBe(
              masked(treatment.documents[part], treatment.identity),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('share no line of prose, so that the two letters do not give each other away', () => {
    const { control, treatment } = pairOf('correspondence-origin-name', 3);
    const lines = (profile: Profile) => profile.documents.letter.split('\n').filter((line) => line !== '');
    expect(lines(control).filter((line) => lines(treatment).includes(line))).toEqual([]);
  });

  it('have no placeholder left and never the other candidate’s name', () => {
    fc.assert(
      fc.property(anyScenario, anyStream, (id, number) => {
        const { control, treatment } = pairOf(id, number);
        const text = Object.values(control.documents).join('\n');
        expect(text).not.toMatch(/\{\{|\}\}|undefined|null/);
        expect(text).not.toContain(treatment.identity.displayName);
      }),
      { numRuns: 60 },
    );
  });

  it('take a vacancy’s title as text, on one line, even when it looks like a placeholder', () => {
    const vacancy = {
      title: 'Poetshulp\r\nBcc: x {{candidate.phone}}',
      occupation: 'schoonmaak',
      place: 'Gent',
      postcode: '9000',
    };
    const { control } = pairOf('correspondence-origin-name', 3, { vacancy });
    expect(control.documents.subject).toBe(
      'Sollicitatie voor de functie van Poetshulp Bcc: x {{candidate.phone}}',
    );
  });

  it('fit the occupation of the vacancy', () => {
    const vacancy = { title: 'Metselaar', occupation: 'ruwbouw', place: 'Gent', postcode: '9000' };
    expect(pairOf('correspondence-origin-name', 3, { vacancy }).control.documents.cv).toContain('bouwvakker');
  });

  it('are different when the applicant is another origin only in what the redaction takes out', () => {
    const { treatment } = pairOf('correspondence-origin-name', 3);
    const { firstName, familyName, mailAddress } = treatment.identity;
    const left = redact(treatment.documents.letter, [firstName, familyName, mailAddress]);
    expect(left).not.toContain(familyName);
  });
});

describe('a pair whose cue is a statement', () => {
  it('says it in the treatment arm, and something else in the other', () => {
    const { control, treatment } = pairOf('correspondence-disability', 4);
    expect([/doof/.test(control.documents.letter), /doof/.test(treatment.documents.letter)]).toEqual([
      false,
      true,
    ]);
    expect([/[Dd]oof/.test(control.documents.cv), /[Dd]oof/.test(treatment.documents.cv)]).toEqual([
      false,
      true,
    ]);
  });

  it('hides the words that tell of it from coders', () => {
    const { treatment } = pairOf('correspondence-disability', 4);
    expect(redactionWords(treatment.identity)).toEqual(
      expect.arrayContaining(['doof', 'hoortoestel', 'tolk']),
    );
  });

  it('has two women where only women can say it', () => {
    const { control, treatment } = pairOf('correspondence-pregnancy', 4);
    expect([control.identity.sex, treatment.identity.sex]).toEqual(['f', 'f']);
  });

  it('on unemployment ended the same job in the same year, and says so', () => {
    const { control, treatment } = pairOf('correspondence-unemployment', 4);
    expect([control.identity.experience[0]?.until, treatment.identity.experience[0]?.until]).toEqual([
      2025, 2025,
    ]);
    expect(treatment.documents.cv).toContain('2025');
    expect(treatment.documents.cv).not.toContain('heden');
  });
});

describe('a pair of a 2 × 2 design', () => {
  const contrasts = Array.from({ length: 60 }, (_, i) => pairOf('correspondence-origin-gender', i));

  it('carries one contrast, the same in both arms', () => {
    const codes = contrasts.map(({ control, treatment }) => [
      control.identity.contrast,
      treatment.identity.contrast,
    ]);
    expect(codes.every(([a, b]) => a === b)).toBe(true);
    expect(new Set(codes.map(([a]) => a))).toEqual(new Set(['origin', 'sex', 'both']));
  });

  it.each([
    ['origin', ['nameOrigin']],
    ['sex', ['sex']],
    ['both', ['nameOrigin', 'sex']],
  ])('of %s differs in nothing but that', (code, fields) => {
    const pair = contrasts.find(({ control }) => control.identity.contrast === code)!;
    expect(pair.differences.filter(({ why }) => why === 'cue').map(({ field }) => field)).toEqual(fields);
  });

  it('has a man with a Flemish name as its reference', () => {
    expect(
      contrasts.every(
        ({ control: { identity } }) => identity.sex === 'm' && identity.nameOrigin === 'flemish',
      ),
    ).toBe(true);
  });
});

describe('a pair in another language', () => {
  it.each([
    ['correspondence-origin-fr', 'Belge', /Madame, Monsieur|Bonjour/],
    ['correspondence-origin-en', 'Belgian', /Dear Sir or Madam|Hello/],
  ] as const)('tells everything in it: %s', (id, nationality, greeting) => {
    const { control } = pairOf(id, 2);
    expect(control.identity.nationality).toBe(nationality);
    expect(control.documents.letter).toMatch(greeting);
    expect(`${control.documents.letter}${control.documents.cv}`).not.toMatch(
      /heden|ervaring|Rijbewijs|maart/,
    );
  });
});

describe('a candidate', () => {
  it('lives where the vacancy can be reached, above the last house number of an existing street', () => {
    const { identity } = pairOf('correspondence-origin-name', 3, {
      vacancy: { title: 'Metser', occupation: 'bouw', place: 'Ieper', postcode: '8900' },
    }).control;
    const town = pools.municipalities.find((one) => one.name === identity.municipality);
    const street = town?.streets.find((one) => one.name === identity.street);
    expect(identity.municipality).toBe('Kortrijk');
    expect(identity.houseNumber).toBeGreaterThanOrEqual(street?.firstUnusedNumber ?? Infinity);
  });

  it.each([
    '1000',
    '1500',
    '1800',
    '2000',
    '2300',
    '2800',
    '2930',
    '3000',
    '3500',
    '3600',
    '8000',
    '8400',
    '8500',
    '8800',
    '9000',
    '9100',
    '9300',
    '9700',
  ])('can be found for postcode %s', (postcode) => {
    const vacancy = { title: 'Metser', occupation: 'bouw', place: '', postcode };
    expect(
      generatePair(correspondence('correspondence-origin-name'), pools, streamOf(1), contextWith({ vacancy }))
        .allowed,
    ).toBe(true);
  });

  it('has had no birthday between the first and the second application', () => {
    fc.assert(
      fc.property(anyStream, anyContext, (number, changes) => {
        const on = changes.on ?? dateOnly(2027, 3, 30);
        const { control, treatment } = pairOf('correspondence-origin-name', number, { ...changes, on });
        const sides = [control, treatment].map(({ identity }) => identity.birthDate.slice(5) < on.slice(5));
        expect(sides[0]).toBe(sides[1]);
      }),
      { numRuns: 100 },
    );
  });

  it('left school and worked without a gap', () => {
    const { identity } = pairOf('correspondence-age', 4).treatment;
    const jobs = [...identity.experience, ...(identity.filler ? [identity.filler.job] : [])];
    const [recent, earlier, filler] = jobs;
    expect([recent?.until, recent?.from, earlier?.from, filler?.from]).toEqual([
      null,
      earlier?.until,
      filler?.until,
      identity.education.year,
    ]);
  });

  it('gets a mail address that nobody has yet', () => {
    const taken = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const { control, treatment } = pairOf('correspondence-origin-name', i, {
        isTaken: (address) => taken.has(address),
      });
      for (const { identity } of [control, treatment]) {
        expect(taken.has(identity.mailAddress)).toBe(false);
        taken.add(identity.mailAddress);
      }
    }
  });

  it('has a mail address of plain letters, digits and dots', () => {
    const pair = pairOf('correspondence-origin-name', 8);
    expect(pair.treatment.identity.mailAddress).toMatch(/^[a-z0-9.]+@brief\.example$/);
  });

  it('carries the telephone number that was assigned', () => {
    const phones = { control: '0470 11 11 11', treatment: '0470 22 22 22' };
    expect(pairOf('correspondence-origin-name', 8, { phones }, owning).treatment.documents.cv).toContain(
      '0470 22 22 22',
    );
  });
});

describe('the generator refuses', () => {
  const origin = correspondence('correspondence-origin-name');
  const fieldPools: Pools = { ...owning, use: 'field' };
  const phones = { control: '0470 11 11 11', treatment: '0470 22 22 22' };
  const reasonOf = (from: Pools, changes: Partial<PairContext>) => {
    const result = generatePair(origin, from, streamOf(1), contextWith(changes));
    return result.allowed ? 'allowed' : result.reason;
  };

  it('pools for exercises outside an exercise', () => {
    expect(reasonOf(pools, { exercise: false, phones })).toBe('pools-exercise-only');
  });

  it('names that nobody tested outside an exercise', () => {
    expect(reasonOf(fieldPools, { exercise: false, phones })).toBe('no-name');
  });

  it('nothing when every name was tested and passed', () => {
    const origins = pools.origins.map((one) => ({
      ...one,
      pretest: { ...one.pretest, status: 'measured' as const, raters: 30, classMean: 3 },
    }));
    expect(reasonOf({ ...fieldPools, origins }, { exercise: false, phones })).toBe('allowed');
  });

  it('names that were tested by too few', () => {
    const origins = pools.origins.map((one) => ({
      ...one,
      pretest: { ...one.pretest, status: 'measured' as const, raters: 29 },
    }));
    expect(reasonOf({ ...fieldPools, origins }, { exercise: false, phones })).toBe('no-name');
  });

  it('names whose mean perceived classes lie further apart than the band', () => {
    const apart = (mean: number) =>
      pools.origins.map((one) => ({
        ...one,
        pretest: { ...one.pretest, classMean: one.code === 'flemish' ? 3.2 : mean },
      }));
    expect([
      reasonOf({ ...pools, origins: apart(2.7) }, {}),
      reasonOf({ ...pools, origins: apart(2.6) }, {}),
    ]).toEqual(['allowed', 'no-name']);
  });

  it('names that somebody near the vacancy bears', () => {
    expect(reasonOf(pools, { isPerson: (_, municipality) => municipality === 'Mechelen' })).toBe('no-name');
  });

  it('names of unequal class', () => {
    const origins = pools.origins.map((one) =>
      one.code === 'flemish' ? one : { ...one, pretest: { ...one.pretest, class: 'lower' as const } },
    );
    expect(reasonOf({ ...pools, origins }, {})).toBe('no-name');
  });

  it('a name that failed its test, in an exercise too', () => {
    const origins = pools.origins.map((one) => ({
      ...one,
      pretest: { ...one.pretest, shareRightOrigin: 0.79 },
    }));
    expect(reasonOf({ ...pools, origins }, {})).toBe('no-name');
  });

  it.each(['Verpleegkundige nacht', 'Huisarts (m/v/x)', 'Arts', 'Industrieel ingenieur'])(
    'a protected title: %s',
    (title) => {
      expect(
        reasonOf(pools, { vacancy: { title, occupation: 'zorg', place: 'Gent', postcode: '9000' } }),
      ).toBe('protected-title');
    },
  );

  it('not a title in which a protected one only seems to stand', () => {
    expect(
      reasonOf(pools, {
        vacancy: { title: 'Starter maartse actie', occupation: 'verkoop', place: 'Gent', postcode: '9000' },
      }),
    ).toBe('allowed');
  });

  it('a vacancy out of reach of every municipality', () => {
    expect(
      reasonOf(pools, { vacancy: { title: 'Maçon', occupation: 'bouw', place: 'Arlon', postcode: '6700' } }),
    ).toBe('no-municipality');
  });

  it('a field test without telephone numbers', () => {
    expect(reasonOf(fieldPools, { exercise: false })).toBe('phone-missing');
  });

  it('when no mail address is free', () => {
    expect(reasonOf(pools, { isTaken: () => true })).toBe('address-taken');
  });

  it('when the two addresses or phones cannot be told apart', () => {
    expect(reasonOf(pools, { phones: { control: '0470 11 11 11', treatment: '0470 11 11 11' } })).toBe(
      'not-told-apart',
    );
  });
});
