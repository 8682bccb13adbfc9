import { sql } from 'kysely';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { mayKeepMore } from '../rules.js';
import { lookupOf, sealAddress } from './address.js';
import { lastRound, nextRound } from './rounds.js';

export type Notices = ReturnType<typeof createNotices>;

/** What somebody does with an address for the fortnightly message. Whoever it is acts as nobody: no report is near. */
export function createNotices(channel: Channel) {
  return {
    /** The next day on which the message goes out. */
    next: (): DateOnly => nextRound(channel.door().clock.today()),
    keep: (address: string) => keep(channel, address),
    stop: (address: string) => stop(channel, address),
  };
}

/** Keeps an address for a year; one that is there already is kept on, and nothing tells which it was. Problems: channel-full */
async function keep(channel: Channel, address: string): Promise<void> {
  insist(mayKeepMore(channel.room()));
  await channel.door().inTx(async (ctx) => {
    const [lookup, body] = [lookupOf(channel.secretKey, address), sealAddress(channel.secretKey, address)];
    const { rows } = await sql<{ kept: boolean }>`select keep_notice(${ctx.newId()}, ${lookup}, ${body},
      ${lastRound(ctx.clock.today())}) as kept`.execute(ctx.db);
    if (rows[0]?.kept !== true) throw new Problem('channel-full');
  });
}

/** Forgets an address at once, also where its message of today still waits. */
async function stop(channel: Channel, address: string): Promise<void> {
  await channel
    .door()
    .inTx((ctx) => sql`select stop_notice(${lookupOf(channel.secretKey, address)})`.execute(ctx.db));
}
