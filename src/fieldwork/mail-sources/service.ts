import type { Ctx, TxCtx } from '../../platform/context.js';
import { describeError } from '../../platform/log.js';
import type { MailSource } from '../../platform/mail-sources.js';
import {
  openMailboxReader,
  readHeaders,
  type FetchedMessage,
  type MailboxPlace,
  type MailboxReader,
  type MailboxReaderOptions,
} from '../../platform/mail/index.js';
import { envelopeOf, type Envelope } from './rules.js';
import * as store from './store.js';

export interface MailSourceMeans {
  readonly sources: readonly MailSource[];
  /** In the order of the sources. */
  readonly passwords: readonly string[];
  /** Our own domains: to whom mail is meant. */
  readonly domains: readonly string[];
  /** Whether only this machine may be reached. */
  readonly loopbackOnly: boolean;
  readonly systemContext: () => Ctx;
  /** Keeps a message as the own mail server does; the same bytes twice are one answer. */
  readonly receive: (
    ctx: TxCtx,
    message: { readonly envelope: Envelope; readonly raw: Buffer; readonly receivedAt: Date },
  ) => Promise<void>;
  readonly patience?: MailboxReaderOptions['patience'];
}

export type MailSources = ReturnType<typeof createMailSources>;

/** Reads mailboxes elsewhere while it is open. */
export function createMailSources(means: MailSourceMeans) {
  let readers: MailboxReader[] = [];
  return {
    /** Says which mailboxes are read, and begins to read them. */
    open: async (): Promise<void> => {
      const addresses = means.sources.map(({ address }) => address);
      await means.systemContext().inTx((ctx) => store.setSources(ctx.db, addresses));
      readers = means.sources.map((source, at) => readerOf(means, source, means.passwords[at] ?? ''));
    },
    /** Stops reading; what is being kept is kept. */
    close: async (): Promise<void> => {
      await Promise.all(readers.map((reader) => reader.close()));
      readers = [];
    },
  };
}

function readerOf(means: MailSourceMeans, source: MailSource, password: string): MailboxReader {
  const { address, host, port, tls, user, folder } = source;
  const { systemContext, loopbackOnly, patience } = means;
  return openMailboxReader({
    ...{ host, port, tls, user, password, folder, loopbackOnly },
    ...(patience === undefined ? {} : { patience }),
    now: () => systemContext().clock.now(),
    findPlace: () => systemContext().read((ctx) => store.findPlace(ctx.db, address)),
    keep: (messages, place) => keep(means, address, messages, place),
    onRead: (at) => systemContext().inTx((ctx) => store.setRead(ctx.db, address, at)),
    onTrouble: async (trouble, error) => {
      const ctx = systemContext();
      const fresh = await ctx.inTx((ctx) => store.setTrouble(ctx.db, address, trouble, ctx.clock.now()));
      if (fresh) ctx.log.warn('mail-source.not-read', { source: address, trouble, ...describeError(error) });
    },
  });
}

/** Keeps messages, and how far was read, in one transaction; one by one when something in them went wrong. */
async function keep(
  means: MailSourceMeans,
  address: string,
  messages: readonly FetchedMessage[],
  place: MailboxPlace,
): Promise<void> {
  const ctx = means.systemContext();
  try {
    await ctx.inTx(async (ctx) => {
      for (const { raw, arrivedAt } of messages)
        await receive(ctx, means, { envelope: envelopeFrom(means, address, raw), raw, arrivedAt });
      await store.setPlace(ctx.db, address, place);
    });
  } catch (error) {
    ctx.log.warn('mail-source.one-by-one', { source: address, ...describeError(error) });
    for (const message of messages) await keepOne(ctx, means, address, message);
    await ctx.inTx((ctx) => store.setPlace(ctx.db, address, place));
  }
}

/** One that cannot be kept by what its head says is kept as mail to the mailbox, for a person: it holds up no other. */
async function keepOne(
  ctx: Ctx,
  means: MailSourceMeans,
  address: string,
  { raw, arrivedAt }: FetchedMessage,
): Promise<void> {
  try {
    await ctx.inTx((ctx) =>
      receive(ctx, means, { envelope: envelopeFrom(means, address, raw), raw, arrivedAt }),
    );
  } catch (error) {
    ctx.log.warn('mail-source.to-mailbox', { source: address, ...describeError(error) });
    await ctx.inTx((ctx) => receive(ctx, means, { envelope: { from: '', to: [address] }, raw, arrivedAt }));
  }
}

const envelopeFrom = (means: MailSourceMeans, address: string, raw: Buffer): Envelope =>
  envelopeOf(readHeaders(raw), means.domains, address);

async function receive(
  ctx: TxCtx,
  means: MailSourceMeans,
  { envelope, raw, arrivedAt }: FetchedMessage & { readonly envelope: Envelope },
): Promise<void> {
  const now = ctx.clock.now();
  // What lay there while nobody read came in then, not now.
  const receivedAt = arrivedAt === undefined || arrivedAt > now ? now : arrivedAt;
  await means.receive(ctx, { envelope, raw, receivedAt });
}
