import { record } from '../../audit/index.js';
import type { TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { ParsedMessage } from '../../platform/mail/index.js';
import { hidePassages } from '../../platform/passages.js';
import { redact } from '../../platform/redact.js';
import type { ResponseId } from './schema.js';
import * as store from './store.js';
import { suggest, type Suggestion } from './suggestion.js';

/** An answer that a person wrote, with the application it was matched to. */
export interface MatchedAnswer {
  readonly response: ResponseId;
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly receivedAt: Date;
}

export interface KeepingMeans {
  /** Answers that people wrote were matched: they have their application, and from now on their clock. */
  readonly onMatched: (ctx: TxCtx, matched: readonly MatchedAnswer[]) => Promise<void>;
}

/** An application to match with, and what led to it. */
export interface Chosen {
  readonly mailbox: store.Mailbox;
  readonly by: string;
  readonly points: number | null;
  readonly reasons: readonly string[] | null;
}

export const byPerson = (mailbox: store.Mailbox): Chosen => ({
  mailbox,
  by: 'person',
  points: null,
  reasons: null,
});

/** An answer with what was read in it and the application it gets. */
export interface Kept {
  readonly response: store.KeptResponse;
  readonly parsed: ParsedMessage;
  readonly chosen: Chosen;
}

/** Gives answers their application: redacted text, a suggestion, their clock, links in the log. */
export async function keepMatches(ctx: TxCtx, means: KeepingMeans, some: readonly Kept[]): Promise<void> {
  const read = some.map((one) => ({ ...one, suggestion: suggestionOf(one.parsed) }));
  await store.setMatched(
    ctx,
    read.map(({ response, parsed, chosen: { mailbox, by, points, reasons }, suggestion }) => {
      const hide = (text: string): string => hideIn(mailbox, text);
      const { application } = mailbox;
      const [subject, text] = [hide(parsed.subject), hide(parsed.text)];
      // The words that led to a suggestion are cut from the answer as it came in, names and all.
      const shown = { ...suggestion, words: suggestion.words.map(hide) };
      return { id: response.id, application, by, points, reasons, subject, text, suggestion: shown };
    }),
  );
  await means.onMatched(
    ctx,
    read.flatMap(({ response: { id, receivedAt }, chosen: { mailbox }, suggestion }) => {
      const { application, campaign } = mailbox;
      return suggestion.automatic ? [] : { response: id, application, campaign, receivedAt };
    }),
  );
  for (const { response, chosen, suggestion } of read) note(ctx, response.id, chosen, suggestion);
}

/**
 * A text as coders may read it: without what was copied from the letters and the lives of the pair, and without the names of
 * both candidates, titles and pronouns. An employer may answer two in one mail, and the other's name tells the arm as well.
 */
export const hideIn = (
  { hiddenWords, ownText }: Pick<store.Mailbox, 'hiddenWords' | 'ownText'>,
  text: string,
): string => redact(hidePassages(text, ownText ?? ''), hiddenWords, { titlesAndPronouns: true });

/** What the rules make of an answer. */
export function suggestionOf(parsed: ParsedMessage): Suggestion {
  return suggest({
    subject: parsed.subject,
    text: parsed.text,
    autoSubmitted: parsed.autoSubmitted,
    precedence: parsed.precedence,
    bounced: parsed.deliveryStatus !== null && parsed.deliveryStatus.action === 'failed',
  });
}

function note(ctx: TxCtx, response: ResponseId, { mailbox, by }: Chosen, suggestion: Suggestion): void {
  const { application, campaign } = mailbox;
  record(ctx, { what: 'response.matched', campaign, response, application, by });
  if (suggestion.automatic && suggestion.code !== null)
    record(ctx, { what: 'response.code-final', campaign, response, code: suggestion.code, how: 'header' });
}
