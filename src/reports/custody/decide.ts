import type { TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Channel, Custodian } from '../channel.js';
import { isSigned } from '../crypto/signature.js';
import { writeBox } from './box-line.js';
import { keeperOf } from './closed.js';
import { findRequest, lockRequest, type KeptRequest } from './requests.js';
import { isStanding, stateOf } from './rules.js';
import { decisionBytes, readDecisionLine, type DecisionLine } from './statement.js';

/** What came of a custodian's line. */
export type Taken =
  /** No line, no such request, or signed by nobody of the settings. */
  | { readonly kind: 'unknown' }
  /** Decided before, not yet possible, or no longer. */
  | { readonly kind: 'not-now'; readonly state: 'early' | 'opened' | 'refused' | 'over' | 'granted' }
  | { readonly kind: 'refused' }
  /** One agreed; another has to. */
  | { readonly kind: 'first' }
  /** Two agreed, and nothing lies closed. */
  | { readonly kind: 'granted' }
  /** Two agreed; the box is for the other one, or waits until the other one peels it again. */
  | { readonly kind: 'other'; readonly name: string; readonly why: 'fetch' | 'peel' }
  /** Two agreed: the inner box, for this custodian alone. */
  | { readonly kind: 'box'; readonly text: string };

/**
 * Takes what a custodian signed off line: an agreement with what was peeled, or a refusal. Two different custodians of the
 * settings have to agree; then the inner box is given to the one whose key opens it, and to nobody else.
 */
export async function takeDecision(channel: Channel, text: string): Promise<Taken> {
  const line = readDecisionLine(text);
  if (line === null) return { kind: 'unknown' };
  const asked = await channel.system().read((ctx) => findRequest(ctx, line.request));
  if (asked === undefined) return { kind: 'unknown' };
  const message = decisionBytes(asked, line.verdict, line.peeled);
  const keeper = channel.custodians.find((one) => isSigned(one.signingKey, message, line.signature));
  // Of a duty nothing is peeled; its two lines say the same, so that they are read back where it counts.
  if (keeper === undefined || (asked.purpose === 'duty' && line.peeled.length > 0))
    return { kind: 'unknown' };
  return channel.custodian(keeper).inTx(async (ctx) => {
    const request = await lockRequest(ctx, line.request);
    if (request === undefined) return { kind: 'unknown' };
    const state = stateOf(request, request.purpose, ctx.clock.today());
    if (state === 'opened' && line.verdict === 'agree') return giveAgain(ctx, channel, request, keeper, line);
    if (!isStanding(state) || state === 'early') return { kind: 'not-now', state: endOf(state) };
    if (line.verdict === 'agree') return agree(ctx, channel, keeper, request, line);
    if (state === 'granted') return { kind: 'not-now', state };
    return refuse(ctx, keeper, request, line);
  });
}

const endOf = (state: ReturnType<typeof stateOf>): 'early' | 'opened' | 'refused' | 'over' =>
  state === 'early' || state === 'opened' || state === 'refused' ? state : 'over';

const told = ({ id, purpose, report }: KeptRequest, keeper: Custodian) => ({
  request: id,
  purpose,
  custodian: keeper.name,
  ...(report === null ? {} : { report }),
});

async function refuse(
  ctx: TxCtx,
  keeper: Custodian,
  request: KeptRequest,
  { signature }: DecisionLine,
): Promise<Taken> {
  const set = { refused_key: Buffer.from(keeper.signingKey), refused_signature: signature };
  await change(ctx, request.id, { ...set, refused_on: ctx.clock.today() });
  await dropPeeled(ctx, request.id);
  ctx.happenings.push({ what: 'custody.refused', ...told(request, keeper) });
  return { kind: 'refused' };
}

async function agree(
  ctx: TxCtx,
  channel: Channel,
  keeper: Custodian,
  request: KeptRequest,
  line: DecisionLine,
): Promise<Taken> {
  const own = Buffer.from(keeper.signingKey);
  const isFirst = request.firstKey === null || request.firstKey.equals(own);
  if (!isFirst && request.secondKey !== null && !request.secondKey.equals(own))
    return { kind: 'not-now', state: 'granted' };
  await sign(ctx, keeper, request, line.signature);
  if (request.purpose !== 'duty') await keepPeeled(ctx, channel, keeper, request, line);
  const otherKey = isFirst ? request.secondKey : request.firstKey;
  if (otherKey === null) return { kind: 'first' };
  if (request.purpose === 'duty') return { kind: 'granted' };
  const other = keeperOf(channel, otherKey);
  return other === undefined ? { kind: 'not-now', state: 'over' } : give(ctx, request, keeper, other);
}

/** Keeps a signature, the first or the second; once more by the same custodian changes nothing. */
async function sign(ctx: TxCtx, keeper: Custodian, request: KeptRequest, signature: Buffer): Promise<void> {
  const key = Buffer.from(keeper.signingKey);
  const today = ctx.clock.today();
  if (request.firstKey === null)
    await change(ctx, request.id, { first_key: key, first_signature: signature, first_on: today });
  else if (request.secondKey === null && !request.firstKey.equals(key))
    await change(ctx, request.id, { second_key: key, second_signature: signature, second_on: today });
  ctx.happenings.push({ what: 'custody.agreed', ...told(request, keeper) });
}

/**
 * Which of two opens the inner box stands with the boxes, whatever the order of the settings is now: who peeled never does. What
 * is given stays there until its day is over.
 */
async function give(ctx: TxCtx, request: KeptRequest, keeper: Custodian, other: Custodian): Promise<Taken> {
  const found = await findPeeled(ctx, request.id, other, keeper);
  if (found !== undefined) {
    await dropPeeled(ctx, request.id, { outer: other, inner: keeper });
    await change(ctx, request.id, { opened_on: ctx.clock.today() });
    ctx.happenings.push({ what: 'custody.opened', ...told(request, keeper) });
    return boxOf(request, other, found);
  }
  const fetches = (await findPeeled(ctx, request.id, keeper, other)) !== undefined;
  return { kind: 'other', name: other.name, why: fetches ? 'fetch' : 'peel' };
}

/** Gives the box once more, to who got it and hands in the same line: the answer to the first may have been lost. */
async function giveAgain(
  ctx: TxCtx,
  channel: Channel,
  request: KeptRequest,
  keeper: Custodian,
  line: DecisionLine,
): Promise<Taken> {
  const own = Buffer.from(keeper.signingKey);
  const otherKey = request.firstKey?.equals(own) === true ? request.secondKey : request.firstKey;
  const other = otherKey === null ? undefined : keeperOf(channel, otherKey);
  const found =
    other === undefined || !(await isSameLine(ctx, request, line))
      ? undefined
      : await findPeeled(ctx, request.id, other, keeper);
  if (other === undefined || found === undefined) return { kind: 'not-now', state: 'opened' };
  ctx.happenings.push({ what: 'custody.given-again', ...told(request, keeper) });
  return boxOf(request, other, found);
}

/** Whether this very line was taken before: it is the signature that stands with the request. */
async function isSameLine(ctx: TxCtx, { id }: KeptRequest, { signature }: DecisionLine): Promise<boolean> {
  const { first, second } = await ctx.db
    .selectFrom('custody_request')
    .select(['first_signature as first', 'second_signature as second'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return [first, second].some((one) => one?.equals(signature) === true);
}

const boxOf = ({ id }: KeptRequest, outer: Custodian, body: Buffer): Taken => ({
  kind: 'box',
  text: writeBox({ request: id, outerKey: Buffer.from(outer.signingKey), body }),
});

/** The box that one custodian peeled for another, as long as its day is not over. */
async function findPeeled(
  ctx: TxCtx,
  request: string,
  outer: Custodian,
  inner: Custodian,
): Promise<Buffer | undefined> {
  const found = await ctx.db
    .selectFrom('peeled_box')
    .select('body')
    .where('request', '=', request)
    .where('outer_key', '=', Buffer.from(outer.signingKey))
    .where('inner_key', '=', Buffer.from(inner.signingKey))
    .where('until_at', '>', ctx.clock.now())
    .executeTakeFirst();
  return found?.body;
}

/** Keeps what a custodian peeled for others: a day at most, as the database sees to. What stands already is left as it is. */
async function keepPeeled(
  ctx: TxCtx,
  channel: Channel,
  keeper: Custodian,
  { id }: KeptRequest,
  { peeled }: DecisionLine,
): Promise<void> {
  const rows = peeled
    .filter(({ innerKey }) => keeperOf(channel, innerKey) !== undefined)
    .map(({ innerKey, body }) => ({
      request: id,
      outer_key: Buffer.from(keeper.signingKey),
      inner_key: innerKey,
      body,
      // The database writes its own instant over it.
      until_at: ctx.clock.now(),
    }));
  await ctx.db
    .deleteFrom('peeled_box')
    .where('request', '=', id)
    .where('until_at', '<=', ctx.clock.now())
    .execute();
  for (const row of rows)
    await ctx.db
      .insertInto('peeled_box')
      .values(row)
      .onConflict((on) => on.columns(['request', 'outer_key', 'inner_key']).doNothing())
      .execute();
}

/** Drops what was peeled, but for the one box that is given. */
async function dropPeeled(
  ctx: TxCtx,
  request: string,
  kept?: { readonly outer: Custodian; readonly inner: Custodian },
): Promise<void> {
  const all = ctx.db.deleteFrom('peeled_box').where('request', '=', request);
  const dropped =
    kept === undefined
      ? all
      : all.where((of) =>
          of.or([
            of('outer_key', '<>', Buffer.from(kept.outer.signingKey)),
            of('inner_key', '<>', Buffer.from(kept.inner.signingKey)),
          ]),
        );
  await dropped.execute();
}

async function change(ctx: TxCtx, request: string, set: Changes): Promise<void> {
  await ctx.db.updateTable('custody_request').set(set).where('id', '=', request).execute();
}

interface Changes {
  readonly first_key?: Buffer;
  readonly first_signature?: Buffer;
  readonly first_on?: DateOnly;
  readonly second_key?: Buffer;
  readonly second_signature?: Buffer;
  readonly second_on?: DateOnly;
  readonly refused_key?: Buffer;
  readonly refused_signature?: Buffer;
  readonly refused_on?: DateOnly;
  readonly opened_on?: DateOnly;
}
