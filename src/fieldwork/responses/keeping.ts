import { record } from '../../audit/index.js';
import type { TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { ParsedMessage } from '../../platform/mail/index.js';
import { redact } from '../../platform/redact.js';
import { ruleOf, type Scored } from './matching.js';
import type { ResponseId } from './schema.js';
import * as store from './store.js';
import { suggest } from './suggestion.js';

/** An answer that a person wrote, with the application it was matched to. */
export interface MatchedAnswer {
  readonly response: ResponseId;
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly receivedAt: Date;
}

export interface KeepingMeans {
  /** An answer that a person wrote was matched: it has its application, and from now on its clock. */
  readonly onMatched: (ctx: TxCtx, matched: MatchedAnswer) => Promise<void>;
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

export async function chosen(ctx: TxCtx, { candidate, points, reasons }: Scored): Promise<Chosen> {
  const mailbox = await store.findMailbox(ctx.db, candidate.application);
  if (mailbox === undefined) throw new Error('An application that mail matches has no mailbox.');
  return { mailbox, by: ruleOf(reasons), points, reasons };
}

/** Gives an answer its application: redacted text, a suggestion, its clock, a link in the log. */
export async function keepMatch(
  ctx: TxCtx,
  means: KeepingMeans,
  { id, receivedAt }: store.RawResponse,
  parsed: ParsedMessage,
  { mailbox, by, points, reasons }: Chosen,
): Promise<void> {
  const suggestion = suggest({
    subject: parsed.subject,
    text: parsed.text,
    autoSubmitted: parsed.autoSubmitted,
    precedence: parsed.precedence,
    bounced: parsed.deliveryStatus !== null && parsed.deliveryStatus.action === 'failed',
  });
  const hide = (text: string): string => redact(text, mailbox.hiddenWords, { titlesAndPronouns: true });
  await store.setMatched(ctx, id, {
    application: mailbox.application,
    by,
    points,
    reasons,
    subject: hide(parsed.subject),
    text: hide(parsed.text),
    suggestion,
  });
  record(ctx, {
    what: 'response.matched',
    campaign: mailbox.campaign,
    response: id,
    application: mailbox.application,
    by,
  });
  const { application, campaign } = mailbox;
  if (!suggestion.automatic) await means.onMatched(ctx, { response: id, application, campaign, receivedAt });
  else if (suggestion.code !== null)
    record(ctx, {
      what: 'response.code-final',
      campaign: mailbox.campaign,
      response: id,
      code: suggestion.code,
      how: 'header',
    });
}
