import type { TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { addDays, toCivil, type DateOnly } from '../../platform/dates.js';
import { asId, isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { drawCode, readCode } from '../crypto/code.js';
import type { Visitor } from '../desk/session.js';
import * as store from './store.js';

const START_DAYS = 14;

/** What stands in the database of a start code of an organisation. */
export const hashOfStart = (bytes: Uint8Array): Buffer => sha256('praktijktest/organisation-start/1', bytes);

/** An organisation in the register: what obliges it, and in which years it filed at least one report through its account. */
export interface Obliged extends store.KeptOrganisation {
  readonly years: readonly number[];
}

export interface DutyRegister {
  readonly organisations: readonly Obliged[];
  /** The calendar years that are shown, the newest first. */
  readonly years: readonly number[];
}

const YEARS_SHOWN = 3;

/** The register of the duty to report. Only what organisations file through their own account counts in it. */
export function readRegister(channel: Channel, visitor: Visitor): Promise<DutyRegister> {
  return channel.officer(visitor).read(async (ctx) => {
    const years = await store.listDutyYears(ctx);
    const { year } = toCivil(ctx.clock.today());
    return {
      organisations: (await store.listOrganisations(ctx)).map((one) => ({
        ...one,
        years: years.get(one.id) ?? [],
      })),
      years: Array.from({ length: YEARS_SHOWN }, (_, back) => year - back),
    };
  });
}

/** Gives an organisation an account, and a start code that works once, within two weeks. Problems: organisation-login */
export function addOrganisation(
  channel: Channel,
  visitor: Visitor,
  given: store.NewOrganisation,
): Promise<string> {
  return channel.officer(visitor).inTx(async (ctx) => {
    if ((await store.findByLogin(ctx, given.login)) !== undefined) throw new Problem('organisation-login');
    const id = ctx.newId();
    await store.insertOrganisation(ctx.db, id, given);
    const code = await start(ctx, id);
    ctx.happenings.push({ what: 'organisation.added', organisation: id });
    return code;
  });
}

async function start(ctx: TxCtx, id: string) {
  const { text } = drawCode();
  const read = readCode(text);
  if (!read.ok) throw new Error('A drawn code reads back.');
  await store.allowStart(ctx.db, id, hashOfStart(read.bytes), addDays(ctx.clock.today(), START_DAYS));
  return text;
}

/** Lets an organisation choose its passphrase anew, and in again when it was shut out. Problems: not-found */
export function restartOrganisation(channel: Channel, visitor: Visitor, id: string): Promise<string> {
  return onOrganisation(channel, visitor, id, async (ctx) => {
    await store.changeOrganisation(ctx.db, id, { blocked: false });
    const code = await start(ctx, id);
    ctx.happenings.push({ what: 'organisation.restarted', organisation: id });
    return code;
  });
}

/** Lets nobody in with this account any more. What it filed stays. Problems: not-found */
export function blockOrganisation(channel: Channel, visitor: Visitor, id: string): Promise<void> {
  return onOrganisation(channel, visitor, id, async (ctx) => {
    await store.changeOrganisation(ctx.db, id, { blocked: true });
    await store.shutOut(ctx.db, asId<'organisation'>(id));
    ctx.happenings.push({ what: 'organisation.blocked', organisation: id });
  });
}

/** Keeps when an organisation signed the code of its sector, and which clause obliges it. Problems: not-found */
export function keepDuty(
  channel: Channel,
  visitor: Visitor,
  id: string,
  duty: { readonly codeSignedOn: DateOnly | null; readonly clause: string | null },
): Promise<void> {
  return onOrganisation(channel, visitor, id, async (ctx) => {
    const { codeSignedOn, clause } = duty;
    await store.changeOrganisation(ctx.db, id, { code_signed_on: codeSignedOn, clause });
    ctx.happenings.push({ what: 'organisation.duty', organisation: id, codeSignedOn, clause });
  });
}

function onOrganisation<T>(
  channel: Channel,
  visitor: Visitor,
  id: string,
  use: (ctx: TxCtx) => Promise<T>,
): Promise<T> {
  if (!isUuid(id)) throw new Problem('not-found');
  return channel.officer(visitor).inTx(async (ctx) => {
    if ((await store.findOrganisation(ctx, id)) === undefined) throw new Problem('not-found');
    return use(ctx);
  });
}
