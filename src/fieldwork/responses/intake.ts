import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import type { AnswerSeal } from './seal.js';
import * as store from './store.js';

/** A message as it came in, with its envelope. */
export interface Incoming {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Buffer;
  /** When it came in; now unless given. */
  readonly receivedAt?: Date;
}

interface Waiting {
  readonly ctx: Ctx;
  readonly message: Incoming;
  readonly kept: () => void;
  readonly failed: (why: unknown) => void;
}

/** So many messages, or so many bytes of them, share a transaction at most. */
const MOST_TOGETHER = 50;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Keeps raw messages, those that come in at the same moment in one transaction: while one commit is under way the next
 * messages gather, so nobody waits for company, and a busy server takes the head of the log once for several.
 * Each copy is sealed before it reaches the database.
 * @returns a function that resolves only when its message is committed, and rejects when it is not
 */
export function createIntake(seal: AnswerSeal): (ctx: Ctx, message: Incoming) => Promise<void> {
  let waiting: Waiting[] = [];
  let busy = false;
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const some = waiting.slice(0, fitting(waiting));
      waiting = waiting.slice(some.length);
      await keepTogether(seal, some);
    }
    busy = false;
  };
  return (ctx, message) => {
    // Inside another transaction a message stands or falls with that one, and nobody else's with it.
    if ('db' in ctx) return ctx.inTx((ctx) => keepRaw(ctx, seal, [message]));
    return new Promise((kept, failed) => {
      waiting.push({ ctx, message, kept: () => kept(), failed });
      if (!busy) void work();
    });
  };
}

/** How many of those in front fit in one transaction; always one. */
function fitting(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const over = waiting.findIndex(({ message }, at) => {
    bytes += message.raw.length;
    return at > 0 && (at === MOST_TOGETHER || bytes > MOST_BYTES);
  });
  return over === -1 ? waiting.length : over;
}

async function keepTogether(seal: AnswerSeal, some: readonly Waiting[]): Promise<void> {
  try {
    const [first] = some;
    if (first === undefined) return;
    await first.ctx.inTx((ctx) =>
      keepRaw(
        ctx,
        seal,
        some.map(({ message }) => message),
      ),
    );
    for (const { kept } of some) kept();
  } catch (error) {
    if (some.length === 1) some[0]?.failed(error);
    // One that cannot be kept does not turn the others away.
    else for (const one of some) await keepTogether(seal, [one]);
  }
}

/** The longest address that mail knows (RFC 5321, 4.5.3.1). */
const MOST_ADDRESS = 320;
/** A longer sender is nobody's, and has no place in an index: what it wrote is kept all the same. */
const senderOf = (given: string): string => (given.length > MOST_ADDRESS ? '' : given);

/** Keeps messages for each of their mailboxes; the same bytes for the same mailbox are one answer. */
async function keepRaw(ctx: TxCtx, seal: AnswerSeal, messages: readonly Incoming[]): Promise<void> {
  const copies = messages.flatMap(({ envelope, raw, receivedAt }) => {
    const hash = sha256(raw);
    return [...new Set(envelope.to.map((address) => address.toLowerCase()))].map((to) => {
      const id = asId<'response'>(ctx.newId());
      const sealed = seal.seal(id, hash, raw);
      return {
        ...{ id, from: senderOf(envelope.from), to, sealed, bytes: raw.length, sha256: hash },
        receivedAt: receivedAt ?? null,
      };
    });
  });
  const kept = await store.keepRaw(ctx.db, copies);
  for (const { id, sha256 } of copies)
    if (kept.has(id))
      record(ctx, { what: 'response.received', response: id, sha256: sha256.toString('hex') });
}
