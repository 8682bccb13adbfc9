import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, pairOutcome } from '../../../src/simulator/decision.js';
import { drawsFor } from '../../../src/simulator/draw.js';
import { isOfficeDay, officeMoment, toInstant, toLocal } from '../../../src/simulator/moments.js';
import { armOf } from '../../../src/simulator/names.js';
import { populationSchema, weightsFor } from '../../../src/simulator/population.js';
import { firmOf, titleOf } from '../../../src/simulator/vacancy.js';

const DAY = 86_400_000;
const RECEIVED = Date.parse('2026-06-01T07:00:00Z');
const strong = populationSchema.parse({
  employers: [{ match: '@strong.test', both: 0.15, controlOnly: 0.42, treatmentOnly: 0.02 }],
  bounceRate: 0,
});
const draw = drawsFor('seed');
const vacancies = Array.from({ length: 10_000 }, (_, i) => `job${i}@strong.test`);
const positive = new Set(['invitation', 'assessment', 'other-job', 'call-back', 'question']);
const final = new Set([...positive, 'rejection', 'filled', 'reserve']);
const answers = vacancies.flatMap((vacancy) =>
  (['control', 'treatment'] as const).map((arm) => ({
    vacancy,
    arm,
    planned: decide(draw, strong, { vacancy, arm, received: RECEIVED }),
  })),
);

describe('what employers decide', () => {
  it('follows the shares of the population', () => {
    const outcomes = vacancies.map((vacancy) => pairOutcome(draw, strong, vacancy));
    const share = (name: string): number => outcomes.filter((one) => one === name).length / outcomes.length;
    expect([share('both'), share('controlOnly'), share('treatmentOnly')]).toEqual([
      expect.closeTo(0.15, 1.5),
      expect.closeTo(0.42, 1.5),
      expect.closeTo(0.02, 1.5),
    ]);
  });

  it('is a positive answer for exactly the arms the outcome names', () => {
    const wrong = answers.filter(({ vacancy, arm, planned }) => {
      const outcome = pairOutcome(draw, strong, vacancy);
      return (
        planned.some(({ kind }) => positive.has(kind)) !== (outcome === 'both' || outcome === `${arm}Only`)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('is neither for employers nobody described', () => {
    expect(
      vacancies.slice(0, 500).map((vacancy) => pairOutcome(draw, strong, vacancy.replace('strong', 'other'))),
    ).toEqual(Array(500).fill('neither'));
  });

  it('comes within 28 days or, for about 3 in 100, after 31 to 45', () => {
    const days = answers.flatMap(({ planned }) =>
      planned.filter(({ kind }) => final.has(kind)).map(({ due }) => (due - RECEIVED) / DAY),
    );
    const late = days.filter((day) => day > 28);
    expect([
      days.every((day) => (day > 0 && day <= 28) || (day >= 31 && day <= 45)),
      late.length / days.length,
    ]).toEqual([true, expect.closeTo(0.03, 1.8)]);
  });

  it('comes in office hours on office days', () => {
    const outside = answers
      .flatMap(({ planned }) => planned.filter(({ kind }) => final.has(kind) || kind === 'receipt'))
      .map(({ due }) => toLocal(due))
      .filter(({ day, minute }) => !isOfficeDay(day) || minute < 8 * 60 + 30 || minute > 17 * 60 + 30);
    expect(outside).toEqual([]);
  });

  it('is silence for a large share of the refused', () => {
    const refused = answers.filter(({ planned }) => !planned.some(({ kind }) => positive.has(kind)));
    const silent = refused.filter(({ planned }) => !planned.some(({ kind }) => final.has(kind)));
    expect(silent.length / refused.length).toBeCloseTo(0.45, 1);
  });

  it('is mostly an invitation when it is positive, and every positive kind occurs', () => {
    const kinds = answers
      .flatMap(({ planned }) => planned.map(({ kind }) => kind))
      .filter((kind) => positive.has(kind));
    expect([
      kinds.filter((kind) => kind === 'invitation').length / kinds.length > 0.5,
      new Set(kinds).size,
    ]).toEqual([true, positive.size]);
  });

  it('returns the set share of applications as undeliverable, and then answers nothing else', () => {
    const population = { ...strong, bounceRate: 0.1 };
    const planned = vacancies.map((vacancy) =>
      decide(draw, population, { vacancy, arm: 'control', received: RECEIVED }),
    );
    const bounced = planned.filter((one) => one.some(({ kind }) => kind === 'bounce'));
    expect([bounced.every((one) => one.length === 1), bounced.length / planned.length]).toEqual([
      true,
      expect.closeTo(0.1, 1.5),
    ]);
  });

  it('differs with the seed', () => {
    const other = drawsFor('another seed');
    expect(vacancies.slice(0, 200).map((v) => pairOutcome(other, strong, v))).not.toEqual(
      vacancies.slice(0, 200).map((v) => pairOutcome(draw, strong, v)),
    );
  });
});

describe('the population', () => {
  it('takes the first entry whose ending fits', () => {
    const population = populationSchema.parse({
      employers: [
        { match: ['@a.test', '@b.test'], both: 1, controlOnly: 0, treatmentOnly: 0 },
        { match: '.test', both: 0, controlOnly: 1, treatmentOnly: 0 },
      ],
    });
    expect(
      ['x@b.test', 'x@c.test', 'x@c.example'].map((address) => weightsFor(population, address)?.both ?? null),
    ).toEqual([1, 0, null]);
  });

  it('refuses shares that come to more than 1', () => {
    expect(() =>
      populationSchema.parse({ employers: [{ match: '', both: 0.6, controlOnly: 0.5, treatmentOnly: 0 }] }),
    ).toThrow(/may not exceed 1/);
  });
});

describe('draws', () => {
  it('do not run labels together', () => {
    expect(draw('ab', 'c')).not.toBe(draw('a', 'bc'));
  });

  it('lie evenly between 0 and 1', () => {
    const sum = vacancies.reduce((total, vacancy) => total + draw('even', vacancy), 0);
    expect(sum / vacancies.length).toBeCloseTo(0.5, 1);
  });
});

describe('office moments', () => {
  it('are after the instant and within the bounds, at any time of the year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 * 365 * 24 * 60 }),
        fc.integer({ min: 0, max: 28 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (minutes, days, at) => {
          const instant = RECEIVED + minutes * 60_000;
          const moment = officeMoment(instant, days, { earliest: 0, latest: 28 }, at);
          return moment > instant && moment <= instant + 28 * DAY && isOfficeDay(toLocal(moment).day);
        },
      ),
    );
  });

  it.each(['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T02:30:00Z', '2026-12-31T23:30:00Z'])(
    'go to Brussels and back at %s',
    (iso) => {
      expect(toInstant(toLocal(Date.parse(iso)))).toBe(Date.parse(iso));
    },
  );
});

describe('how an employer hears a name', () => {
  it.each([
    'Mehmet Yılmaz',
    'YOUSSEF EL AMRANI',
    'Fatima Peeters',
    'Elif Öztürk',
    'Kwame Mensah',
    'Lenka Horváth',
    'Aïcha Benali',
    'Fatoumata Diallo',
  ])('%s as from elsewhere', (name) => {
    expect(armOf(name, 'x@y.test')).toBe('treatment');
  });

  it.each(['Pieter Maes', 'Jana De Smet', 'Koen Van den Bossche', 'Zoë Claes', 'Xyz Qwerty', ''])(
    '"%s" as local',
    (name) => {
      expect(armOf(name, 'pieter.maes@y.test')).toBe('control');
    },
  );

  it('from the address when the mail shows no name', () => {
    expect(armOf('', 'mehmet.yilmaz91@y.test')).toBe('treatment');
  });
});

describe('what an employer reads in a subject', () => {
  it.each([
    ['Sollicitatie voor de functie van magazijnier', 'magazijnier'],
    ['Kandidatuur: chauffeur C/E (m/v/x)', 'chauffeur C/E'],
    ['Sollicitatie kok (halftijds)', 'kok (halftijds)'],
    ['Re: Vacature "poetshulp"', 'poetshulp'],
    ['Sollicitatie als winkelbediende - Pieter Maes', 'winkelbediende'],
    ['Sollicitatie lasser (ref. AB-123)', 'lasser'],
    ['Sollicitatie', 'de openstaande functie'],
  ])('"%s" is about %s', (subject, title) => {
    expect(titleOf(subject)).toBe(title);
  });

  it('calls the employer by the first part of its domain', () => {
    expect(firmOf('jobs@bakkerij-de_korst.demo.test')).toBe('Bakkerij De Korst');
  });
});
