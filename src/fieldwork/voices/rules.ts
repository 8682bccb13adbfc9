import { addMonths, type DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Heard, Pretest, Voice } from './schema.js';

/**
 * When a voice may be used, and when two sound alike. Source: own assumption, to be confirmed, after the rule for names (30
 * raters, 80 % of them right). sql/0055 holds the same numbers.
 */
export const VOICE_RULE = {
  minRaters: 30,
  /** The least part of the raters who heard the origin. */
  minShare: 0.8,
  /** How many months a pretest serves. */
  months: 24,
  /** How many years apart two voices may sound. */
  maxYears: 5,
  /** By how much the faster may be faster than the slower. */
  maxPace: 0.1,
  /** How far apart on the scale of 1 to 5, in clarity and in friendliness. */
  maxGap: 0.5,
} as const;

// Measures are given to at most three decimals; binary fractions must not push a gap of exactly the band over it.
const exceeds = (value: number, most: number): boolean => value > most + 1e-9;

export type VoiceRefusal = 'voice-untested' | 'voice-few-raters' | 'voice-unclear' | 'voice-old';

/**
 * Whether a voice may stand for its origin.
 * @param last the confirmed pretest that was recorded last; none where there is none
 */
export function mayUse(
  last: (Pretest & Pick<Voice, 'withdrawnAt'>) | undefined,
  today: DateOnly,
): Verdict<VoiceRefusal> {
  if (last === undefined || last.withdrawnAt !== null) return refuse('voice-untested');
  if (last.raters < VOICE_RULE.minRaters) return refuse('voice-few-raters');
  if (exceeds(VOICE_RULE.minShare, last.share)) return refuse('voice-unclear');
  return lastDayOf(last) < today ? refuse('voice-old') : ALLOW;
}

/** The last day on which a pretest serves. */
export const lastDayOf = ({ testedOn }: Pick<Pretest, 'testedOn'>): DateOnly =>
  addMonths(testedOn, VOICE_RULE.months);

export type VoiceField = 'sex' | 'age' | 'pace' | 'clarity' | 'friendliness';

const APART: Readonly<Record<VoiceField, (one: Heard, other: Heard) => boolean>> = {
  sex: (one, other) => one.sex !== other.sex,
  age: (one, other) => exceeds(Math.abs(one.age - other.age), VOICE_RULE.maxYears),
  pace: (one, other) =>
    exceeds(Math.max(one.pace, other.pace), Math.min(one.pace, other.pace) * (1 + VOICE_RULE.maxPace)),
  clarity: (one, other) => exceeds(Math.abs(one.clarity - other.clarity), VOICE_RULE.maxGap),
  friendliness: (one, other) => exceeds(Math.abs(one.friendliness - other.friendliness), VOICE_RULE.maxGap),
};
export const VOICE_FIELDS: readonly VoiceField[] = ['sex', 'age', 'pace', 'clarity', 'friendliness'];

/** The fields in which two voices sound too different to be the callers of one pair. */
export const apartIn = (one: Heard, other: Heard): VoiceField[] =>
  VOICE_FIELDS.filter((field) => APART[field](one, other));

export type PairRefusal =
  VoiceRefusal | `voices-other-${VoiceField}` | 'voice-no-tester' | 'voices-one-person' | 'voices-one-origin';

/** What keeps two voices from a pair; null where nothing does. */
export function refusalOf(
  control: Parameters<typeof mayUse>[0],
  treatment: Parameters<typeof mayUse>[0],
  today: DateOnly,
): PairRefusal | null {
  for (const voice of [control, treatment]) {
    const verdict = mayUse(voice, today);
    if (!verdict.allowed) return verdict.reason;
  }
  if (control === undefined || treatment === undefined) return 'voice-untested';
  const [field] = apartIn(control, treatment);
  return field === undefined ? null : `voices-other-${field}`;
}

/** Whether two voices, each of which may be used, sound alike in all but origin. */
export const mayPair = (one: Heard, other: Heard): boolean => apartIn(one, other).length === 0;

/** The voices that could stand beside one: usable today, of another tester who calls for us, heard as another origin in the same language. */
export const othersFor = (one: Voice, voices: readonly Voice[], today: DateOnly): Voice[] =>
  voices.filter(
    (other) =>
      other.account !== one.account &&
      other.language === one.language &&
      other.origin !== one.origin &&
      other.active &&
      standingOf(other, today) === 'usable',
  );

/** A pretest is about another's voice, and lies in the past. A trigger of the database asks the same. */
export function mayRecord(
  voice: { readonly tester: string; readonly testedOn: DateOnly },
  actor: string,
  today: DateOnly,
): Verdict {
  if (voice.tester === actor) return refuse('voice-own');
  return voice.testedOn > today ? refuse('voice-in-future') : ALLOW;
}

/** Somebody recorded a voice; another confirms it, and neither is the tester. A trigger of the database asks the same. */
export function mayConfirm(voice: Voice, actor: string): Verdict {
  if (voice.withdrawnAt !== null || voice.confirmedAt !== null) return refuse('voice-decided');
  if (voice.account === actor) return refuse('voice-own');
  return voice.recordedBy === actor ? refuse('voice-two-persons') : ALLOW;
}

/** What was withdrawn stays so, and nobody withdraws how one sounds oneself. */
export function mayWithdraw(voice: Pick<Voice, 'withdrawnAt' | 'account'>, actor: string): Verdict {
  if (voice.withdrawnAt !== null) return refuse('voice-decided');
  return voice.account === actor ? refuse('voice-own') : ALLOW;
}

/** Where a pretest stands for who looks: what it needs, or why it does not serve. */
export type VoiceStanding =
  'proposed' | 'withdrawn' | 'replaced' | 'usable' | Exclude<VoiceRefusal, 'voice-untested'>;

export function standingOf(voice: Voice, today: DateOnly): VoiceStanding {
  if (voice.withdrawnAt !== null) return 'withdrawn';
  if (voice.confirmedAt === null) return 'proposed';
  if (voice.replaced) return 'replaced';
  const verdict = mayUse(voice, today);
  if (verdict.allowed) return 'usable';
  return verdict.reason === 'voice-untested' ? 'withdrawn' : verdict.reason;
}
