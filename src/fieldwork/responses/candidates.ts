import { sql } from 'kysely';
import type { ReadDb } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
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
  return findMatchingOf(ctx.db, clues, await findPointedAt(ctx.db, [clues]));
}

/** The same for several messages, in their order, with one look-up for all that they point at. */
export async function findMatchings(
  ctx: { readonly db: ReadDb },
  messages: readonly { readonly copy: Copy; readonly parsed: ParsedMessage }[],
): Promise<Matching[]> {
  const clues = messages.map(({ copy, parsed }) => cluesOf(copy, parsed));
  const pool = await findPointedAt(ctx.db, clues);
  const matchings: Matching[] = [];
  for (const one of clues) matchings.push(await findMatchingOf(ctx.db, one, pool));
  return matchings;
}

/** @param pool what this message points at, and perhaps what others do */
async function findMatchingOf(db: ReadDb, clues: Clues, pool: readonly Candidate[]): Promise<Matching> {
  const near = pointedAtBy(clues, pool);
  const first = matchMessage(clues, near);
  if (first.match !== null || first.doubt === 'names-another') return first;
  const wide = await findOfSender(db, clues);
  const known = new Set(near.map(({ application }) => application));
  return matchMessage(clues, [...near, ...wide.filter(({ application }) => !known.has(application))]);
}

const ADDRESS = /[^\s<>"'(),;:[\]\\]{1,64}@[^\s<>"'(),;:[\]\\]{3,255}/g;
const IDENTIFIER = /<([^<>\s]{3,250}@[^<>\s]{1,250})>/g;
/** So much of a text is searched, and so many things in it: a message may hold anything. */
const SEARCHED = 65_536;
const MOST = 50;
const MOST_CANDIDATES = 100;

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

const addressesIn = ({ deliveredTo, addressed, mentioned }: Clues): string[] => [
  deliveredTo,
  withoutPlus(deliveredTo),
  ...addressed,
  ...mentioned,
];

/** Applications of the tests that an address or identifier in one of the messages points at. */
async function findPointedAt(db: ReadDb, messages: readonly Clues[]): Promise<Candidate[]> {
  const addresses = [...new Set(messages.flatMap(addressesIn))];
  const threads = [...new Set(messages.flatMap(({ threads }) => threads))];
  const found = await sql<Candidate>`${PREPARED} select ${COLUMNS} from match_candidate c where c.test in (
      select test from application where from_address = any(${addresses}::text[])
      union select test from application where message_id = any(${threads}::text[])
    ) order by c.application`.execute(db);
  return found.rows;
}

/** Those of a pool that one message points at: its tests, whole. */
function pointedAtBy(clues: Clues, pool: readonly Candidate[]): Candidate[] {
  const [addresses, threads] = [new Set(addressesIn(clues)), new Set(clues.threads)];
  const tests = new Set(
    pool.flatMap(({ test, address, messageId }) =>
      addresses.has(address) || threads.has(messageId) ? test : [],
    ),
  );
  return pool.filter(({ test }) => tests.has(test)).slice(0, MOST_CANDIDATES);
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
