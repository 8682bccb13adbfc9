import { formatterFor, StateTag, type Lang, type StateLook } from '../../web/index.js';
import { lastDayOf, standingOf, VOICE_RULE, type VoiceStanding } from './rules.js';
import type { Pretest, Voice } from './schema.js';
import { wordsIn, type Say } from './words.js';
import type { DateOnly } from '../../platform/dates.js';

/** The name of an origin. */
export type OriginName = (code: string, lang: Lang) => string;

/** A share as people read it: per cent with at most one decimal. */
export const perCent = (share: number, lang: Lang): string => formatterFor(lang).number(share * 100, 1);

/** Which origin is heard, and in which language. */
export const heardWords = (voice: Pretest, originName: OriginName, lang: Lang): string =>
  wordsIn(lang)('heard.words', {
    origin: originName(voice.origin, lang),
    language: wordsIn(lang)(`language.${voice.language}`),
  });

/** What was heard beside origin, in a line. */
export function measuresWords(voice: Pretest, lang: Lang): string {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return t('measures.words', {
    sex: t(`sex.${voice.sex}`),
    age: f.number(voice.age, 1),
    pace: f.number(voice.pace),
  });
}

/** Why a pretest does not serve, with what was found, what is needed, and what helps; null where it serves or waits. */
export function whyWords(voice: Voice, today: DateOnly, lang: Lang): string | null {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  switch (standingOf(voice, today)) {
    case 'voice-few-raters':
      return t('why.voice-few-raters', { value: f.number(voice.raters), need: VOICE_RULE.minRaters });
    case 'voice-unclear':
      return t('why.voice-unclear', {
        value: perCent(voice.share, lang),
        need: perCent(VOICE_RULE.minShare, lang),
      });
    case 'voice-old':
      return t('why.voice-old', { until: f.date(lastDayOf(voice)) });
    default:
      return null;
  }
}

function standingLook(t: Say): StateLook<VoiceStanding> {
  return {
    proposed: { tone: 'active', word: t('standing.proposed') },
    usable: { tone: 'good', word: t('standing.usable') },
    withdrawn: { tone: 'muted', word: t('standing.withdrawn') },
    replaced: { tone: 'muted', word: t('standing.replaced') },
    'voice-few-raters': { tone: 'warn', word: t('standing.voice-few-raters') },
    'voice-unclear': { tone: 'warn', word: t('standing.voice-unclear') },
    'voice-old': { tone: 'warn', word: t('standing.voice-old') },
  };
}

/** Where a pretest stands. */
export function StandingTag({
  lang,
  voice,
  today,
}: {
  readonly lang: Lang;
  readonly voice: Voice;
  readonly today: DateOnly;
}) {
  return <StateTag state={standingOf(voice, today)} look={standingLook(wordsIn(lang))} />;
}
