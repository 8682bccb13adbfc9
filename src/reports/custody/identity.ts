import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Channel } from '../channel.js';
import type { Entered } from '../intake/entered.js';
import * as intake from '../intake/store.js';
import type { ReportId } from '../schema.js';
import { canClose, closedOn, closeFor, dropClosed } from './closed.js';
import type { Identity } from './schema.js';

/** Whether a name was given, and when; nobody here can read it back, nor can its reporter. */
export interface OwnIdentity {
  readonly givenOn: DateOnly | null;
  /** False where there are no custodians to close it for. */
  readonly possible: boolean;
}

export function readOwnIdentity(channel: Channel, { report }: Entered): Promise<OwnIdentity> {
  return channel.reporter(report).read((ctx) => readIdentityIn(ctx, channel, report));
}

/** The same, of a reporter or an officer who is in the report. */
export async function readIdentityIn(ctx: ReadCtx, channel: Channel, report: ReportId): Promise<OwnIdentity> {
  return { givenOn: await closedOn(ctx, report, 'identity'), possible: canClose(channel) };
}

/** Closes who the reporter is for pairs of custodians, in place of what was given before. Problems: no-custodians, not-found */
export async function giveIdentity(channel: Channel, entered: Entered, identity: Identity): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const { slot, status } = await intake.lockReport(ctx, entered.report);
    await closeFor(ctx, channel, { report: entered.report, slot }, 'identity', identity);
    if (status !== 'draft') await intake.insertAct(ctx, entered.report, 'identity-given');
  });
}

/** Takes a name away again. Problems: not-found */
export async function takeIdentity(channel: Channel, entered: Entered): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const { status } = await intake.lockReport(ctx, entered.report);
    await dropClosed(ctx, entered.report, 'identity');
    if (status !== 'draft') await intake.insertAct(ctx, entered.report, 'identity-taken');
  });
}
