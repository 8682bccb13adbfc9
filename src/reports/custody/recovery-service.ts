import { sql } from 'kysely';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { randomBytes } from '../../platform/crypto.js';
import { addDays, type DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { boxFor, boxKeysOf, openBox, unwrapReportKey, type BoxKeys } from '../crypto/keys.js';
import { pairsOf } from '../crypto/nested.js';
import { Shredded } from '../crypto/pool.js';
import { answersIn } from '../desk/written.js';
import { employersIn, findInterested, type NamedEmployer } from '../interests.js';
import { findRecipients, type Recipient } from '../recipients.js';
import { packetOf, type Reason } from './packet.js';
import { NoRecoveryFile, readBundle, readRecoveryLine, statementOf, type Bundle } from './recovery-bundle.js';
import { boxesHash, FEWEST_KEEPERS, findRecovery, recoveryCounts, type RecoveryBox } from './recovery.js';
import { reasonHash } from './statement.js';
import { findRequest } from './requests.js';
import { CUSTODY_TERMS } from './rules.js';

/** There is nothing to recover, or not yet; nothing was changed. */
export class RecoveryRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'RecoveryRefused';
  }
}

/** Takes in a recovery key that two custodians signed, with its boxes for every pair of the settings. @throws NoRecoveryFile */
export async function installRecovery(channel: Channel, text: string): Promise<{ readonly id: string }> {
  const bundle = readBundle(text);
  await channel.system().inTx(async (ctx) => {
    insistFits(channel, bundle, ctx.clock.today());
    const { id, publicKey, until, signatures, boxes } = bundle;
    await ctx.db.updateTable('recovery_key').set({ replaced: true }).where('replaced', '=', false).execute();
    await ctx.db
      .insertInto('recovery_key')
      .values({
        id,
        public_key: publicKey,
        until_day: until,
        boxes_hash: boxesHash(boxes),
        signatures,
      })
      .execute();
    await ctx.db
      .insertInto('custody_box')
      .values(
        boxes.map(({ outer, inner, box }) => ({
          id: ctx.newId(),
          purpose: 'recovery' as const,
          record: id,
          report: null,
          outer_key: outer,
          inner_key: inner,
          body: box,
        })),
      )
      .execute();
    ctx.happenings.push({ what: 'recovery.installed', recovery: id, key: publicKey.toString('hex'), until });
  });
  return { id: bundle.id };
}

function insistFits({ custodians }: Channel, bundle: Bundle, today: DateOnly): void {
  if (custodians.length < FEWEST_KEEPERS)
    throw new NoRecoveryFile(`A recovery key is kept by ${FEWEST_KEEPERS} custodians at least.`);
  if (!recoveryCounts(statementOf(bundle), bundle.signatures, custodians, today))
    throw new NoRecoveryFile('Two custodians of the settings must sign this recovery key first.');
  const nameOf = (outer: Uint8Array, inner: Uint8Array): string =>
    [outer, inner].map((one) => Buffer.from(one).toString('hex')).join('/');
  const needed = pairsOf(custodians).map((pair) => nameOf(pair.outer.signingKey, pair.inner.signingKey));
  const there = bundle.boxes.map(({ outer, inner }) => nameOf(outer, inner));
  if (needed.sort().join() !== there.sort().join())
    throw new NoRecoveryFile('Its boxes are not for the custodians of the settings, in their order.');
}

interface Unreadable {
  readonly report: string;
  readonly slot: number;
  readonly recovery: string;
  readonly body: Buffer;
}

const listUnreadable = async (ctx: ReadCtx): Promise<Unreadable[]> =>
  (await sql<Unreadable>`select report, slot, recovery, body from unreadable()`.execute(ctx.db)).rows;

/**
 * Asks custodians for a recovery key, where there are reports that no officer can open; gives the file for them. Of more such keys
 * it asks one that was not used nor asked before the others, and of those the one on which most reports hang: when it is called again,
 * the next.
 * @throws RecoveryRefused
 */
export async function askRecovery(channel: Channel): Promise<string> {
  return channel.system().inTx(async (ctx) => {
    const { recovery, reports } = await findWanted(ctx);
    const today = ctx.clock.today();
    const id = ctx.newId();
    const boxes = await findBoxes(ctx, recovery);
    const reason: Reason = {
      salt: randomBytes(32),
      text: `${reports} reports that no officer can open`,
    };
    await ctx.db
      .insertInto('custody_request')
      .values({
        id,
        purpose: 'recovery',
        record: recovery,
        report: null,
        ground: 'no-officer',
        asked_by: null,
        notice: 'none',
        open_from: today,
        until_day: addDays(today, CUSTODY_TERMS.termDays),
        reason_hash: reasonHash(reason.salt, reason.text),
      })
      .execute();
    ctx.happenings.push({ what: 'custody.asked', request: id, purpose: 'recovery', recovery });
    const asked = await findRequest(ctx, id);
    if (asked === undefined) throw new Error('What was written is read back.');
    return packetOf(
      asked,
      channel.custodians,
      boxes.map(({ outer, inner, box }) => ({ outerKey: outer, innerKey: inner, box })),
      reason,
    );
  });
}

/** The boxes of a recovery key, as two custodians signed them. @throws RecoveryRefused where others lie there now */
async function findBoxes(ctx: ReadCtx, recovery: string): Promise<RecoveryBox[]> {
  const boxes = await ctx.db
    .selectFrom('custody_box')
    .select(['outer_key as outer', 'inner_key as inner', 'body as box'])
    .where('purpose', '=', 'recovery')
    .where('record', '=', recovery)
    .execute();
  const kept = await ctx.db
    .selectFrom('recovery_key')
    .select('boxes_hash')
    .where('id', '=', recovery)
    .executeTakeFirst();
  if (kept === undefined || !boxesHash(boxes).equals(kept.boxes_hash))
    throw new RecoveryRefused(
      'The boxes of this recovery key are not those that custodians signed. Put a backup of them back.',
    );
  return boxes;
}

interface Wanted {
  readonly recovery: string;
  readonly reports: number;
}

/**
 * The key to ask for. What hangs on a used one was tried before: all officers had an interest in its employer, or it did not
 * open. It comes last, so that it stands in the way of no other. @throws RecoveryRefused
 */
async function findWanted(ctx: ReadCtx): Promise<Wanted> {
  const { rows } = await sql<Wanted & { readonly asked: boolean }>`
    select u.recovery, count(*)::int as reports, exists (select from custody_request q where q.purpose = 'recovery'
        and q.record = u.recovery and q.refused_on is null and q.opened_on is null and q.until_day >= today()) as asked
      from unreadable() u join recovery_key k on k.id = u.recovery
      group by u.recovery, k.used_on order by k.used_on is not null,
        (select count(*) from custody_request q where q.purpose = 'recovery' and q.record = u.recovery), count(*) desc, u.recovery`.execute(
    ctx.db,
  );
  if (rows.length === 0)
    throw new RecoveryRefused('There is no report that no officer can open: the recovery key stays closed.');
  const wanted = rows.find(({ asked }) => !asked);
  if (wanted === undefined)
    throw new RecoveryRefused('Custodians were asked already for each recovery key that is needed.');
  return wanted;
}

const AT_ONCE = 200;

/** What came of the reports that waited for a recovery key. */
export interface Recovered {
  readonly opened: number;
  /** All officers have an interest in the employer: they wait for one who has none. */
  readonly waiting: number;
  /** Did not open with this key, or its shred key is gone. */
  readonly failed: number;
}
type Outcome = keyof Recovered;

/**
 * Opens with a recovery key the reports that no officer can open, and seals them to the officers whose keys count. Nothing is
 * sealed to the key after that; what still waits for it can be opened with it later. @throws RecoveryRefused
 */
export async function useRecovery(channel: Channel, text: string): Promise<Recovered> {
  const line = readRecoveryLine(text);
  if (line === null)
    throw new RecoveryRefused('This is not what "custodian open" prints for a recovery key.');
  const keys = boxKeysOf(line.privateKey);
  try {
    const waiting = await findWaiting(channel, line.id, keys);
    const outcomes: Outcome[] = [];
    for (let at = 0; at < waiting.length; at += AT_ONCE)
      outcomes.push(...(await recoverSome(channel, keys, waiting.slice(at, at + AT_ONCE))));
    const count = (of: Outcome): number => outcomes.filter((one) => one === of).length;
    const done = { opened: count('opened'), waiting: count('waiting'), failed: count('failed') };
    await keepUsed(channel, line.id, done);
    return done;
  } finally {
    line.privateKey.fill(0);
  }
}

function recoverSome(channel: Channel, keys: BoxKeys, some: readonly Unreadable[]): Promise<Outcome[]> {
  return channel.system().inTx(async (ctx) => {
    const recipients = await findRecipients(ctx, channel.custodians, ctx.clock.today());
    if (recipients.length === 0)
      throw new RecoveryRefused('There is no officer whose key counts to seal the reports to.');
    const outcomes: Outcome[] = [];
    for (const one of some) outcomes.push(await recover(ctx, channel, keys, one, recipients));
    return outcomes;
  });
}

/** Writes that a key was used: it was in the memory of this server, so that nothing more is sealed to it. */
async function keepUsed(channel: Channel, id: string, { opened, waiting, failed }: Recovered): Promise<void> {
  await channel.system().inTx(async (ctx) => {
    await ctx.db
      .updateTable('recovery_key')
      .set({ used_on: ctx.clock.today() })
      .where('id', '=', id)
      .where('used_on', 'is', null)
      .execute();
    ctx.happenings.push({ what: 'recovery.used', recovery: id, reports: opened, waiting, failed });
  });
}

/** What waits for a recovery key that two custodians opened. @throws RecoveryRefused */
function findWaiting(channel: Channel, id: string, { publicKey }: BoxKeys): Promise<Unreadable[]> {
  return channel.system().read(async (ctx) => {
    const kept = await ctx.db
      .selectFrom('recovery_key')
      .select('public_key')
      .where('id', '=', id)
      .executeTakeFirst();
    const granted = await ctx.db
      .selectFrom('custody_request')
      .select('id')
      .where('purpose', '=', 'recovery')
      .where('record', '=', id)
      .where('opened_on', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    if (kept === undefined || !kept.public_key.equals(publicKey) || granted === undefined)
      throw new RecoveryRefused('Two custodians did not open this recovery key here.');
    const waiting = (await listUnreadable(ctx)).filter(({ recovery }) => recovery === id);
    if (waiting.length === 0) throw new RecoveryRefused('No report waits for this recovery key any more.');
    return waiting;
  });
}

/** Seals one report to the officers without an interest in its employer; one that does not open stops no other. */
async function recover(
  ctx: TxCtx,
  channel: Channel,
  keys: BoxKeys,
  unreadable: Unreadable,
  recipients: readonly Recipient[],
): Promise<Outcome> {
  const { report, body } = unreadable;
  try {
    const wrapped = openBox({ id: unreadable.recovery, keys }, report, body);
    const interested = await findInterested(ctx, await employersOf(ctx, channel, unreadable, wrapped));
    const able = recipients.filter(({ id }) => !interested.has(id));
    if (able.length === 0) return 'waiting';
    const copies = able.map((one) => ({
      id: ctx.newId(),
      report,
      holder: 'officer' as const,
      officer: one.id,
      lookup: null,
      body: boxFor(one, report, wrapped),
    }));
    await ctx.db.insertInto('key_copy').values(copies).execute();
    ctx.happenings.push({ what: 'report.recovered', report, officers: able.map(({ id }) => id) });
    return 'opened';
  } catch (error) {
    if (error instanceof SealBroken || error instanceof Shredded) return 'failed';
    throw error;
  }
}

/** The employers that a report names. @throws SealBroken, Shredded */
async function employersOf(
  ctx: ReadCtx,
  channel: Channel,
  { report, slot }: Unreadable,
  wrapped: Buffer,
): Promise<NamedEmployer[]> {
  const key = unwrapReportKey(channel.pool.read(slot), report, wrapped);
  const { answers } = await ctx.db
    .selectFrom('report_content')
    .select('answers')
    .where('report', '=', report)
    .executeTakeFirstOrThrow();
  const named = employersIn(answersIn({ report: asId<'report'>(report), key }, answers));
  key.fill(0);
  return named;
}

/** How the recovery key stands for an officer. */
export interface RecoveryStanding {
  readonly until: DateOnly | null;
  /** How many of the reports that this officer can open are not sealed to it; a thousand at most are counted. */
  readonly without: number;
}

const MOST_COUNTED = 1000;

export async function readRecoveryStanding(ctx: ReadCtx, channel: Channel): Promise<RecoveryStanding> {
  const recovery = await findRecovery(ctx, channel.custodians, ctx.clock.today());
  if (recovery === null) return { until: null, without: 0 };
  const found = await listWithout(ctx, recovery.id, MOST_COUNTED);
  return { until: recovery.until, without: found.length };
}

/** Reports of the acting officer that are not sealed to a recovery key. */
export async function listWithout(ctx: ReadCtx, recovery: string, most: number): Promise<string[]> {
  const { rows } = await sql<{
    report: string;
  }>`select report from without_recovery(${recovery}, ${most})`.execute(ctx.db);
  return rows.map(({ report }) => report);
}
