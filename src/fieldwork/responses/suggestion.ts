import { PHRASES, type Phrases } from './phrases.js';
import type { Code } from './schema.js';

/** What the suggestion looks at: the headers that machines set, and the text a person reads. */
export interface Answer {
  readonly subject: string;
  readonly text: string;
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  readonly bounced: boolean;
}

/** A code and the words that led to it; `automatic` when a header alone shows that no person answered. */
export interface Suggestion {
  readonly code: Code | null;
  readonly words: readonly string[];
  readonly automatic: boolean;
}

const AUTOMATIC = /^auto-/;

/** Suggests a code by transparent rules: headers first (RFC 3834, RFC 3464), then phrases. Null when nothing is clear. */
export function suggest(answer: Answer): Suggestion {
  if (answer.bounced) return { code: 'BNC', words: [], automatic: true };
  const text = fold(withoutQuotes(answer.text));
  const subject = fold(answer.subject);
  const found = (phrases: Phrases): string[] =>
    phrases.flatMap((phrase) => phrase.exec(text)?.[0].trim() ?? []).filter((words) => words !== '');
  const machine =
    AUTOMATIC.test(answer.autoSubmitted ?? '') || /auto_reply|bulk/.test(answer.precedence ?? '');
  const absent = found(PHRASES.absent);
  if (absent.length > 0 && (machine || /afwezig|out of office|automatisch antwoord|autoreply/.test(subject)))
    return { code: 'ACK-A', words: absent, automatic: machine };
  const decided = decide(found);
  if (decided !== null) return { ...decided, automatic: false };
  if (machine) return { code: 'ACK-A', words: found(PHRASES.received), automatic: true };
  if (absent.length > 0) return { code: 'ACK-A', words: absent, automatic: false };
  const received = found(PHRASES.received);
  return received.length > 0
    ? { code: 'ACK-H', words: received, automatic: false }
    : { code: null, words: [], automatic: false };
}

function decide(found: (phrases: Phrases) => string[]): { code: Code; words: string[] } | null {
  const detection = found(PHRASES.detection);
  if (detection.length > 0) return { code: 'DET', words: detection };
  const [filled, refused, reserve, other] = [
    found(PHRASES.filled),
    found(PHRASES.refused),
    found(PHRASES.reserve),
    found(PHRASES.other),
  ];
  const [appointed, test, call, information] = [
    found(PHRASES.appointed),
    found(PHRASES.test),
    found(PHRASES.call),
    found(PHRASES.information),
  ];
  const invited = [...appointed, ...found(PHRASES.invited)];
  const closed = filled.length + refused.length > 0;
  if (
    other.length > 0 &&
    (appointed.length > 0 || (reserve.length === 0 && invited.length + call.length + information.length > 0))
  ) {
    return { code: 'ALT', words: [...other, ...invited, ...call] };
  }
  // A fixed moment is the one thing that no refusal names.
  if (appointed.length > 0 && !closed)
    return test.length > 0
      ? { code: 'TST', words: [...test, ...appointed] }
      : { code: 'INV', words: invited };
  if (filled.length > 0) return { code: 'FIL', words: filled };
  if (reserve.length > 0) return { code: 'RES', words: reserve };
  if (refused.length > 0) return { code: 'REJ', words: refused };
  if (test.length > 0) return { code: 'TST', words: test };
  if (invited.length > 0) return { code: 'INV', words: invited };
  if (call.length > 0) return { code: 'CTC', words: call };
  return information.length > 0 ? { code: 'INF', words: information } : null;
}

/** Lower case, without accents, every run of white space one space. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

const QUOTE_STARTS = [
  /^\s*-{2,}\s*(oorspronkelijk|original|doorgestuurd|message d'origine)/i,
  /^\s*(op|on|le) .{5,120}(schreef|wrote|a ecrit|a écrit)\b.*:?\s*$/i,
  /^\s*(van|from|de):\s.+@/i,
];

/** The answer without the message it answers: what mail programs quote below or mark with ">". */
export function withoutQuotes(text: string): string {
  const kept: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (QUOTE_STARTS.some((start) => start.test(line))) break;
    if (!/^\s*>/.test(line)) kept.push(line);
  }
  return kept.join('\n');
}
