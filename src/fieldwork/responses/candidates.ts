import { sql } from 'kysely';
import type { ReadDb } from '../../platform/context.js';
import type { ParsedMessage } from '../../platform/mail/index.js';
import {
  matchMessage,
  tellingDomain,
  withoutPlus,
  type Candidate,
  type Clues,
  type Matching,
} from './matching.js';

/** Who may be looked at: a copy of a message with the mailbox it came to and the sender of its envelope. */
interface Copy {
  readonly envelopeTo: string;
  readonly envelopeFrom: string;
}

/** Which application a message belongs to, of those that the actor may see. */
export async function findMatching(
  ctx: { readonly db: ReadDb },
  copy: Copy,
  parsed: ParsedMessage,
): Promise<Matching> {
  const clues = cluesOf(copy, parsed);
  const near = await findPointedAt(ctx.db, clues);
  const first = matchMessage(clues, near);
  if (first.match !== null || first.doubt === 'names-another') return first;
  const wide = await findOfSender(ctx.db, clues);
  const known = new Set(near.map(({ application }) => application));
  return matchMessage(clues, [...near, ...wide.filter(({ application }) => !known.has(application))]);
}

const ADDRESS = /[^\s<>"'(),;:[\]\\]{1,64}@[^\s<>"'(),;:[\]\\]{3,255}/g;
const IDENTIFIER = /<([^<>\s]{3,250}@[^<>\s]{1,250})>/g;
/** So much of a text is searched, and so many things in it: a message may hold anything. */
const SEARCHED = 65_536;
const MOST = 50;

function cluesOf({ envelopeTo, envelopeFrom }: Copy, parsed: ParsedMessage): Clues {
  const text = parsed.text.slice(0, SEARCHED);
  const status = parsed.deliveryStatus;
  const failed = parsed.headers.get('x-failed-recipients')?.[0]?.trim() ?? null;
  const copied = (parsed.headers.get('cc') ?? []).join(',').slice(0, 4096).match(ADDRESS) ?? [];
  return {
    deliveredTo: envelopeTo.toLowerCase(),
    addressed: [...parsed.to, ...copied].map(lower).slice(0, MOST),
    threads: [
      ...new Set([
        ...(parsed.inReplyTo === null ? [] : [parsed.inReplyTo]),
        ...parsed.references,
        ...(status?.originalMessageId == null ? [] : [status.originalMessageId]),
        ...[...text.matchAll(IDENTIFIER)].flatMap(([, id]) => id ?? []).slice(0, MOST),
      ]),
    ].slice(-MOST),
    mentioned: [...new Set((text.match(ADDRESS) ?? []).map(bare))].slice(0, MOST),
    sender: lower(parsed.from?.address ?? envelopeFrom),
    failedRecipient: status?.finalRecipient ?? (failed === null ? null : lower(failed)),
    subject: parsed.subject,
    text: parsed.text,
  };
}

const lower = (text: string): string => text.toLowerCase();
const bare = (address: string): string => lower(address).replace(/[.>!?]+$/, '');

const COLUMNS = sql`c.application, c.test, c.campaign, c.address, c.name, c.message_id as "messageId", c.to_address as "toAddress", c.employer, c.vacancy`;

/** Applications of the tests that an address or identifier in the message points at. */
async function findPointedAt(db: ReadDb, clues: Clues): Promise<Candidate[]> {
  const addresses = [
    clues.deliveredTo,
    withoutPlus(clues.deliveredTo),
    ...clues.addressed,
    ...clues.mentioned,
  ];
  const found = await sql<Candidate>`select ${COLUMNS} from match_candidate c where c.test in (
      select test from application where from_address = any(${addresses}::text[])
      union select test from application where message_id = any(${[...clues.threads]}::text[])
    ) order by c.application limit 100`.execute(db);
  return found.rows;
}

/** Applications that went to who writes, or to the recipient that could not be reached, or whose address begins like this. */
async function findOfSender(
  db: ReadDb,
  { sender, failedRecipient, deliveredTo }: Clues,
): Promise<Candidate[]> {
  const domains = [sender, failedRecipient ?? ''].map(tellingDomain).filter((domain) => domain !== null);
  const start = deliveredTo.slice(0, Math.min(4, deliveredTo.indexOf('@')));
  const found =
    await sql<Candidate>`select ${COLUMNS} from match_candidate c where c.state not in ('planned', 'cancelled') and c.application in (
      select application from unnest(${domains}::text[]) domain cross join lateral applications_of_domain(domain) application
      union all (select id from application where from_address >= ${start} and from_address < ${`${start}\u{10ffff}`}
        and length(${start}) = 4 order by from_address limit 100)
    ) order by c.sent_at desc nulls last, c.application limit 200`.execute(db);
  return found.rows;
}
