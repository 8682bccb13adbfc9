import { describe, expect, test } from 'vitest';
import { apartIn, lastDayOf, mayConfirm, mayUse, refusalOf } from '../../../src/fieldwork/voices/rules.js';
import type { Voice } from '../../../src/fieldwork/voices/schema.js';
import { VoiceForm } from '../../../src/fieldwork/voices/schema.js';
import { addDays, dateOnly } from '../../../src/platform/dates.js';
import { asId } from '../../../src/platform/ids.js';

const TODAY = dateOnly(2026, 9, 7);
const voice = (change: Partial<Voice> = {}): Voice => ({
  id: asId<'voice-pretest'>('00000000-0000-4000-8000-000000000001'),
  number: 1,
  account: 'tess',
  tester: 1,
  name: 'Tester 1',
  language: 'nl',
  origin: 'flemish',
  testedOn: TODAY,
  sex: 'f',
  raters: 30,
  share: 0.8,
  age: 27.5,
  pace: 150,
  clarity: 4.1,
  friendliness: 3.9,
  documentHash: Buffer.alloc(32),
  remark: null,
  recordedBy: 'cas',
  recorder: 'Cas',
  recordedAt: new Date(0),
  confirmedBy: 'veerle',
  confirmer: 'Veerle',
  confirmedAt: new Date(0),
  withdrawnBy: null,
  withdrawer: null,
  withdrawnAt: null,
  withdrawnReason: null,
  replaced: false,
  active: true,
  ...change,
});
const reason = (change: Partial<Voice>) => {
  const verdict = mayUse(voice(change), TODAY);
  return verdict.allowed ? null : verdict.reason;
};

describe('a voice', () => {
  test('serves with thirty raters of whom four in five heard the origin', () => {
    expect(mayUse(voice(), TODAY)).toEqual({ allowed: true });
    expect([reason({ raters: 29 }), reason({ share: 0.799 })]).toEqual(['voice-few-raters', 'voice-unclear']);
  });

  test('serves for two years, its last day included, by the end of a short month too', () => {
    expect(lastDayOf({ testedOn: dateOnly(2024, 2, 29) })).toBe('2026-02-28');
    expect([reason({ testedOn: dateOnly(2024, 9, 7) }), reason({ testedOn: dateOnly(2024, 9, 6) })]).toEqual([
      null,
      'voice-old',
    ]);
  });

  test('without a pretest, or with one that was withdrawn, does not', () => {
    expect(mayUse(undefined, TODAY)).toEqual({ allowed: false, reason: 'voice-untested' });
    expect(reason({ withdrawnAt: new Date(1) })).toBe('voice-untested');
  });
});

describe('two voices', () => {
  test('are alike at the very edge of each band', () => {
    expect(
      apartIn(voice(), voice({ age: 32.5, pace: 165, clarity: 3.6, friendliness: 4.4, origin: 'turkish' })),
    ).toEqual([]);
  });

  test.each([
    ['sex', { sex: 'm' }],
    ['age', { age: 32.6 }],
    ['pace', { pace: 166 }],
    ['pace', { pace: 136 }],
    ['clarity', { clarity: 3.59 }],
    ['friendliness', { friendliness: 4.41 }],
  ] as const)('are apart in %s just past it', (field, change) => {
    expect(apartIn(voice(), voice(change))).toEqual([field]);
    expect(refusalOf(voice(), voice(change), TODAY)).toBe(`voices-other-${field}`);
  });

  test('are refused for what the one lacks before what tells them apart', () => {
    expect(refusalOf(voice(), voice({ raters: 3, sex: 'm' }), TODAY)).toBe('voice-few-raters');
    expect(refusalOf(voice({ testedOn: addDays(TODAY, -800) }), voice(), TODAY)).toBe('voice-old');
  });
});

test('neither who recorded a pretest nor the tester confirms it', () => {
  const proposed = voice({ confirmedAt: null, confirmedBy: null });
  const says = (actor: string) => {
    const verdict = mayConfirm(proposed, actor);
    return verdict.allowed ? 'yes' : verdict.reason;
  };
  expect(['cas', 'tess', 'veerle'].map(says)).toEqual(['voice-two-persons', 'voice-own', 'yes']);
});

describe('a form', () => {
  const sent = {
    tester: '00000000-0000-4000-8000-000000000017',
    language: 'nl',
    origin: 'flemish',
    testedOn: '2026-09-01',
    sex: 'f',
    raters: '34',
    share: '88,2',
    age: '27.5',
    clarity: '4,1',
    friendliness: '3,95',
    pace: '151',
    document: '',
    documentHash: 'AB'.repeat(32),
    remark: ' ',
  };
  test('takes numbers as people write them', () => {
    expect(VoiceForm.parse(sent)).toMatchObject({
      share: 0.882,
      age: 27.5,
      clarity: 4.1,
      friendliness: 3.95,
      pace: 151,
      raters: 34,
      documentHash: 'ab'.repeat(32),
      remark: null,
    });
  });

  test('names each field that is wrong', () => {
    const wrong = VoiceForm.safeParse({
      ...sent,
      tester: 'tess',
      language: 'de',
      origin: '',
      testedOn: '2026-02-30',
      sex: undefined,
      raters: '0',
      share: '100,1',
      age: '9',
      clarity: '4,123',
      friendliness: 'veel',
      pace: '12',
    });
    expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'tester',
      'language',
      'origin',
      'testedOn',
      'sex',
      'raters',
      'share',
      'age',
      'clarity',
      'friendliness',
      'pace',
    ]);
  });
});
