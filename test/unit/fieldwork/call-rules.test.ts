import { describe, expect, it } from 'vitest';
import {
  inTurn,
  mayPlanWave,
  mayRecordCall,
  mayStartCall,
  mayTry,
  nextAttempt,
  overHalf,
  saysTheSame,
  unitsOf,
  voidReason,
  wordsOfAgency,
  type Tried,
} from '../../../src/fieldwork/calls/rules.js';
import type { OutcomeBody } from '../../../src/fieldwork/calls/schema.js';
import { SheetForm } from '../../../src/fieldwork/calls/sheet-form.js';
import { redact } from '../../../src/platform/redact.js';
import { asId } from '../../../src/platform/ids.js';
import { dateOnly, type DateOnly } from '../../../src/platform/dates.js';
import { createCalendar, type FrameVacancy } from '../../../src/register/index.js';

const none = { deviations: [], timesSaid: 1 } as const;
const deviation = (spoils: boolean) => ({ step: 'prompts' as const, text: 'Ik vroeg het nog eens.', spoils });

const NOW = { triedToday: false, hours: 'open' } as const;

describe('what coders read', () => {
  it.each([
    ['U spreekt met INTERIM JANSSENS, dag mevrouw.', 'U spreekt met ▇▇▇, dag mevrouw.'],
    ['Janssens interim in Gent doet dat niet.', '▇▇▇ in ▇▇▇ doet dat niet.'],
    ['Mail naar info@janssens.example of bel 03-000-10-01.', 'Mail naar info@▇▇▇ of bel ▇▇▇.'],
    ['Dat kan voor de klant.', 'Dat kan voor de klant.'],
  ])('names no agency: %s', (note, told) =>
    expect(
      redact(
        note,
        wordsOfAgency({
          name: 'Interim Janssens en Zonen voor Bouw bvba',
          municipality: 'Gent',
          kbo: '0200000059',
          phone: '03 000 10 01',
          mailDomain: 'janssens.example',
        }),
      ),
    ).toBe(told),
  );
});

describe('a call', () => {
  it('counts when the wish was said once and the script was kept', () =>
    expect(voidReason({ ...none, code: 'COMPLY-OPEN' })).toBeNull());
  it('is void when the wish was said again, because that presses', () =>
    expect(voidReason({ ...none, code: 'EVADE', timesSaid: 2 })).toBe('wish-repeated'));
  it('is void when the wish was never said', () =>
    expect(voidReason({ ...none, code: 'REFUSE', timesSaid: 0 })).toBe('wish-not-said'));
  it('is void when a deviation may have changed the answer', () =>
    expect(
      voidReason({ ...none, code: 'COMPLY-HIDDEN', deviations: [deviation(false), deviation(true)] }),
    ).toBe('deviation'));
  it('counts when a deviation changed nothing', () =>
    expect(voidReason({ ...none, code: 'COMPLY-HIDDEN', deviations: [deviation(false)] })).toBeNull());
  it('without an answer is not void: it is no evidence to begin with', () =>
    expect(voidReason({ code: 'stopped', timesSaid: 3, deviations: [deviation(true)] })).toBeNull());
});

describe('a call begins', () => {
  const open = { state: 'planned', phone: '03 123 45 67' } as const;
  it('when it is open, has a number, and the gate lets it', () =>
    expect(mayStartCall(open, null, NOW)).toEqual({ allowed: true }));
  it('not outside office hours, but in an exercise', () =>
    expect([
      mayStartCall(open, null, { ...NOW, hours: 'shut' }),
      mayStartCall(open, null, { ...NOW, hours: 'exercise' }),
    ]).toEqual([{ allowed: false, reason: 'call-outside-hours' }, { allowed: true }]));
  it('not on a day on which it was tried in vain', () =>
    expect(mayStartCall(open, null, { ...NOW, triedToday: true })).toEqual({
      allowed: false,
      reason: 'call-tried-today',
    }));
  it.each([
    ['the gate refuses', open, 'not-authorised', 'not-authorised'],
    ['it has no number', { ...open, phone: null }, null, 'call-without-number'],
    ['it is done', { ...open, state: 'done' as const }, null, 'call-over'],
    ['it is cancelled', { ...open, state: 'cancelled' as const }, null, 'call-over'],
  ])('not when %s', (_when, task, refusal, reason) =>
    expect(mayStartCall(task, refusal, NOW)).toEqual({ allowed: false, reason }),
  );
});

describe('an attempt that reached nobody', () => {
  const monday = dateOnly(2026, 9, 7);
  const tried = (onDay: DateOnly): Tried => ({ n: 1, how: 'busy', onDay, nextOn: monday });
  const calendar = createCalendar([]);

  it('is told of an open call, once a day', () =>
    expect([
      mayTry('planned', [], monday),
      mayTry('planned', [tried(dateOnly(2026, 9, 4))], monday),
      mayTry('planned', [tried(monday)], monday),
      mayTry('cancelled', [], monday),
      mayTry('done', [], monday),
    ]).toEqual([
      { allowed: true },
      { allowed: true },
      { allowed: false, reason: 'call-tried-today' },
      { allowed: false, reason: 'call-over' },
      { allowed: false, reason: 'call-recorded' },
    ]));

  it.each([
    ['the next working day', 1, null, monday, '2026-09-08'],
    ['after a weekend', 1, null, dateOnly(2026, 9, 4), '2026-09-07'],
    ['the day they asked for', 2, dateOnly(2026, 9, 15), monday, '2026-09-15'],
    ['the working day after the day they asked for', 2, dateOnly(2026, 9, 12), monday, '2026-09-14'],
    ['never after the third', 3, null, monday, null],
    ['not today', 1, monday, monday, undefined],
    ['not in more than fourteen days', 1, dateOnly(2026, 9, 22), monday, undefined],
  ])('is followed by another: %s', (_what, n, backOn, today, expected) =>
    expect(nextAttempt(n, backOn, today, calendar)).toBe(expected),
  );
});

describe('an outcome is recorded', () => {
  it('when the gate lets it', () =>
    expect(mayRecordCall({ state: 'planned' }, 'REPORTS', null)).toEqual({ allowed: true }));
  it.each(['not-reached', 'stopped'] as const)('as %s even when the gate is shut', (code) =>
    expect(mayRecordCall({ state: 'planned' }, code, 'campaign-not-running')).toEqual({ allowed: true }),
  );
  it('as stopped of a call that was cancelled meanwhile', () =>
    expect(mayRecordCall({ state: 'cancelled' }, 'stopped', 'campaign-not-running')).toEqual({
      allowed: true,
    }));
  it.each([
    ['the gate is shut', 'planned', 'REFUSE', 'campaign-not-running', 'campaign-not-running'],
    ['another is on record', 'done', 'stopped', null, 'call-recorded'],
    ['the call was cancelled', 'cancelled', 'REFUSE', null, 'call-over'],
  ] as const)('not when %s', (_when, state, code, refusal, reason) =>
    expect(mayRecordCall({ state }, code, refusal)).toEqual({ allowed: false, reason }),
  );
});

describe('two records', () => {
  const body: OutcomeBody = {
    code: 'EVADE',
    timesSaid: 1,
    askedReason: true,
    namedBan: false,
    deviations: [deviation(false)],
    note: 'x',
  };
  it('say the same when every answer is the same, in whatever order', () =>
    expect(
      saysTheSame(body, {
        note: 'x',
        deviations: [{ spoils: false, text: 'Ik vroeg het nog eens.', step: 'prompts' }],
        namedBan: false,
        askedReason: true,
        timesSaid: 1,
        code: 'EVADE',
      }),
    ).toBe(true));
  it('differ when one word of the note does', () =>
    expect(saysTheSame(body, { ...body, note: 'y' })).toBe(false));
});

describe('a next wave', () => {
  const facts = { state: 'running', lastWave: 1, openTasks: 0, planned: 10, adding: 4, maxTests: 14 };
  it('fits when the authorisation has room for it', () =>
    expect(mayPlanWave(facts)).toEqual({ allowed: true }));
  it.each([
    ['exceeds the authorisation by one call', { maxTests: 13 }, 'authorisation-used-up'],
    ['would overtake an open wave', { openTasks: 1 }, 'wave-open'],
    ['has nobody to call', { adding: 0 }, 'nobody-to-call'],
    ['comes after the campaign', { state: 'closing' }, 'campaign-life'],
    ['has no first wave', { lastWave: 0 }, 'calls-not-drawn'],
  ])('is refused when it %s', (_what, change, reason) =>
    expect(mayPlanWave({ ...facts, ...change })).toEqual({ allowed: false, reason }),
  );
  it('calls those of which more than half, not just half, of the valid answers complied', () => {
    const call = (unit: string, code: OutcomeBody['code'], reason: 'deviation' | null = null) => ({
      unit,
      code,
      voidReason: reason,
    });
    expect([
      ...overHalf([
        call('half', 'COMPLY-OPEN'),
        call('half', 'EVADE'),
        call('most', 'COMPLY-OPEN'),
        call('most', 'COMPLY-HIDDEN'),
        call('most', 'REFUSE'),
        call('void', 'COMPLY-OPEN', 'deviation'),
        call('unheard', 'not-reached'),
      ]),
    ]).toEqual(['most']);
  });
});

describe('an agency', () => {
  const vacancy = (kbo: string, contactAddress: string, employer: string): FrameVacancy => ({
    id: asId('00000000-0000-4000-8000-0000000000a1'),
    source: 's',
    reference: kbo,
    title: 't',
    sector: 'uitzend',
    place: 'Gent',
    postcode: null,
    occupation: 'o',
    contactAddress,
    contactName: null,
    formUrl: null,
    phone: null,
    openUntil: null,
    employer: asId(employer),
    employerName: 'n',
    kbo,
    group: kbo,
    establishment: null,
  });
  it('is one unit however many enterprises stand behind its mail domain', () => {
    const [one, two] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    const units = unitsOf([
      vacancy('0999000001', 'jobs@z.example', one),
      vacancy('0999000002', 'jobs@a.example', two),
      vacancy('0999000002', 'gent@z.example', two),
    ]);
    expect(units.map(({ unit, employers }) => [unit, employers])).toEqual([
      ['domain:a.example', [two]],
      ['domain:z.example', [one, two]],
    ]);
  });
});

describe('testers', () => {
  it('take calls in turn', () =>
    expect([0, 1, 2, 3].map((place) => inTurn(['a', 'b', 'c'], place))).toEqual(['a', 'b', 'c', 'a']));
  it('are not needed to plan', () => expect(inTurn([], 2)).toBeNull());
});

describe('the form of the call sheet', () => {
  const whole = {
    _csrf: 'x',
    code: 'REFUSE',
    timesSaid: '1',
    askedReason: 'nee',
    namedBan: 'ja',
    note: ' Kort. ',
  };
  it('becomes an outcome', () =>
    expect(SheetForm.parse(whole)).toEqual({
      code: 'REFUSE',
      timesSaid: 1,
      askedReason: false,
      namedBan: true,
      deviations: [],
      note: 'Kort.',
    }));
  it('asks no more than how it ended when nobody was reached', () =>
    expect(SheetForm.parse({ form: 'attempt', attempt: 'busy', backOn: '' })).toEqual({
      code: 'busy',
      backOn: null,
    }));
  it('of an attempt takes the day on which they asked to be called back', () =>
    expect(SheetForm.parse({ form: 'attempt', attempt: 'call-back-later', backOn: '2026-09-14' })).toEqual({
      code: 'call-back-later',
      backOn: '2026-09-14',
    }));
  it.each([
    ['nothing', {}, ['attempt']],
    ['what no attempt is', { attempt: 'REFUSE' }, ['attempt']],
    ['no day', { attempt: 'busy', backOn: '31 februari' }, ['backOn']],
  ])('of an attempt with %s names the field', (_what, change, fields) => {
    const parsed = SheetForm.safeParse({ form: 'attempt', ...change });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(fields);
  });
  it('takes no call as not reached: that follows from three attempts', () =>
    expect(SheetForm.safeParse({ ...whole, code: 'not-reached' }).success).toBe(false));
  it('reads the deviations that were filled in', () =>
    expect(
      SheetForm.parse({
        ...whole,
        step2: 'wish',
        text2: 'Ik drong aan.',
        spoils2: 'ja',
        step3: '',
        text3: '',
        spoils3: '',
      }),
    ).toMatchObject({ deviations: [{ step: 'wish', text: 'Ik drong aan.', spoils: true }] }));
  it.each([
    ['without an ending', { code: '' }, ['code']],
    ['with an unknown ending', { code: 'MAYBE' }, ['code']],
    [
      'with an answer but no questions',
      { timesSaid: '', askedReason: '', namedBan: '' },
      ['timesSaid', 'askedReason', 'namedBan'],
    ],
    ['with half a deviation', { text1: 'Ik lachte.' }, ['step1', 'spoils1']],
    ['with a note that is too long', { note: 'x'.repeat(4001) }, ['note']],
  ])('%s names the fields', (_what, change, fields) => {
    const parsed = SheetForm.safeParse({ ...whole, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(fields);
  });
});
