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
/** People say what they mean at the top, and a text made to be long must not hold up the mail behind it. */
const LONGEST_READ = 20_000;

/** Suggests a code by transparent rules: headers first (RFC 3834, RFC 3464), then phrases. Null when nothing is clear. */
export function suggest(answer: Answer): Suggestion {
  if (answer.bounced) return { code: 'BNC', words: [], automatic: true };
  const subject = fold(answer.subject);
  const machine =
    AUTOMATIC.test(answer.autoSubmitted ?? '') || /auto_reply|bulk/.test(answer.precedence ?? '');
  const own = fold(withoutDisclaimer(withoutQuotes(answer.text.slice(0, LONGEST_READ))));
  // What a machine promises everybody under a condition, it says to nobody.
  const found = finderIn(machine ? withoutConditions(own) : own);
  const undelivered = found(PHRASES.undelivered);
  if (undelivered.length > 0 && UNDELIVERED_SUBJECT.test(subject))
    return { code: 'BNC', words: undelivered, automatic: false };
  const absent = found(PHRASES.absent);
  if (absent.length > 0 && (machine || ABSENT_SUBJECT.test(subject)))
    return { code: 'ACK-A', words: absent, automatic: machine };
  const received = found(PHRASES.received);
  const decided = decide(found);
  if (machine && received.length > 0 && decided !== null && !SAID_TO_ONE.has(decided.code))
    return { code: 'ACK-A', words: received, automatic: false };
  if (decided !== null) return { ...decided, automatic: false };
  if (machine || AUTOMATIC_TEXT.test(own)) return { code: 'ACK-A', words: received, automatic: machine };
  if (absent.length > 0) return { code: 'ACK-A', words: absent, automatic: false };
  return received.length > 0
    ? { code: 'ACK-H', words: received, automatic: false }
    : { code: null, words: [], automatic: false };
}

type Finder = (phrases: Phrases) => string[];

const finderIn =
  (text: string): Finder =>
  (phrases) =>
    phrases.flatMap((phrase) => phrase.exec(text)?.[0].trim() ?? []).filter((words) => words !== '');

const UNDELIVERED_SUBJECT = /onbestelbaar|undeliver|delivery (status|fail)|returned|non remis|niet bezorgd/;
const ABSENT_SUBJECT =
  /afwezig|out of office|automati(sch antwoord|c reply)|autoreply|reponse automatique|absence/;
const AUTOMATIC_TEXT =
  /automatisch (gegenereerd|verstuurd|verzonden|bericht)|message automatique|automatically generated|(gelieve|please do not|ne pas) [^.!?]{0,30}(beantwoorden|antwoorden|reply|repondre)/;
/** Codes that a machine says to one applicant; a test or a conversation it may also describe to all. */
const SAID_TO_ONE: ReadonlySet<Code> = new Set(['DET', 'FIL', 'REJ', 'RES', 'ALT']);

function withoutConditions(folded: string): string {
  return folded
    .split(/(?<=[.!?])\s/)
    .filter((sentence) => !/^(indien|als|mocht|hoort|wanneer|if|should|si|en cas)\b/.test(sentence))
    .join(' ');
}

const DISCLAIMERS = [
  /^\s*(disclaimer|dit bericht is vertrouwelijk|deze e-?mail\b.*\b(bestemd|vertrouwelijk))/i,
  /^\s*(this (e-?mail|message)\b.*\b(confidential|intended)|ce (message|courriel)\b.*\bconfidentiel)/i,
];

/** The answer without what a firm's mail server puts below everything that it sends. */
function withoutDisclaimer(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => DISCLAIMERS.some((starts) => starts.test(line)));
  return at < 1 ? text : lines.slice(0, at).join('\n');
}

function decide(found: Finder): { code: Code; words: string[] } | null {
  const is = (code: Code, ...kinds: Phrases[]): { code: Code; words: string[] } | null => {
    const words = kinds.flatMap(found);
    return words.length > 0 ? { code, words } : null;
  };
  return (
    is('DET', PHRASES.detection) ??
    otherJob(found) ??
    fixedMoment(found) ??
    is('RES', PHRASES.waiting) ??
    is('FIL', PHRASES.filled) ??
    is('RES', PHRASES.reserve) ??
    is('REJ', PHRASES.refused) ??
    is('TST', PHRASES.test) ??
    is('INV', PHRASES.invited) ??
    is('CTC', PHRASES.call) ??
    is('INF', PHRASES.information)
  );
}

/** Another job is an offer when it comes with a moment or a question, and not when the name is only kept. */
function otherJob(found: Finder): { code: Code; words: string[] } | null {
  const other = found(PHRASES.other);
  if (other.length === 0) return null;
  const fixed = [...found(PHRASES.moment), ...found(PHRASES.appointed)];
  const asked = [PHRASES.invited, PHRASES.call, PHRASES.information].flatMap(found);
  const offered = fixed.length > 0 || (found(PHRASES.reserve).length === 0 && asked.length > 0);
  return offered ? { code: 'ALT', words: [...other, ...fixed, ...asked] } : null;
}

/** A fixed moment is the one thing that no refusal names: of a test, of a call, or else of a conversation. */
function fixedMoment(found: Finder): { code: Code; words: string[] } | null {
  const [moment, appointed] = [found(PHRASES.moment), found(PHRASES.appointed)];
  if (moment.length + appointed.length === 0) return null;
  if (found(PHRASES.filled).length + found(PHRASES.refused).length > 0) return null;
  const test = found(PHRASES.test);
  if (test.length > 0) return { code: 'TST', words: [...test, ...moment, ...appointed] };
  const [invited, call] = [found(PHRASES.invited), found(PHRASES.call)];
  if (appointed.length + invited.length === 0 && call.length > 0)
    return { code: 'CTC', words: [...call, ...moment] };
  return { code: 'INV', words: [...moment, ...appointed, ...invited] };
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
