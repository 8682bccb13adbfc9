import type { SignalLine } from '../../signals/index.js';
import type { Lang } from '../../web/index.js';
import type { TriggerName } from './facts.js';
import { requestWordsIn } from './request-words.js';

/** A signal in one line: its reference, what kind it is, whom it is about, and when. */
export function labelOf(
  { reference, kind, employer, sector, period }: SignalLine,
  triggers: readonly TriggerName[],
  lang: Lang,
): string {
  return requestWordsIn(lang)('signals.label', {
    reference,
    kind: triggers.find(({ code }) => code === kind)?.name[lang] ?? kind,
    about: employer ?? sector,
    q: period.slice(6),
    year: period.slice(0, 4),
  });
}
