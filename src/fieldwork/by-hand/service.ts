import { record } from '../../audit/index.js';
import { insistMayAct } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toInstant, toLocal, type DateOnly } from '../../platform/dates.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { cancel, compose, windowEnd, writeMail, type DispatchMeans } from '../dispatch/index.js';
import type { AttemptResult } from '../dispatch/schema.js';
import { endSending, startAttempts } from '../dispatch/store.js';
import { OFFICE } from '../scheduling/index.js';
import type { PageMedia, Snapshots } from '../snapshots/index.js';
import { refusalOf } from './problems.js';
import { mayFree, minutesOf, sentAtOf } from './rules.js';
import type { FormOutcome, RecordBody } from './schema.js';
import * as store from './store.js';
import { findForm, findHeld, findOutgoingForm } from './views.js';

export interface ByHandMeans extends Pick<DispatchMeans, 'calendar' | 'server' | 'printCv' | 'onUnsent'> {
  /** Prints a letter as a file (materials). */
  readonly printLetter: (letter: {
    readonly scenario: string;
    readonly layout: 0 | 1;
    readonly subject: string;
    readonly text: string;
    readonly on: DateOnly;
    readonly candidate: {
      readonly displayName: string;
      readonly addressLine: string;
      readonly phone: string;
      readonly mailAddress: string;
      readonly municipality: string;
    };
  }) => Promise<Buffer>;
  readonly snapshots: Pick<Snapshots, 'keepConfirmation' | 'open'>;
}

/** The screen that a site showed. */
export interface Screen {
  readonly bytes: Buffer;
  readonly media: PageMedia;
}

export type ByHand = ReturnType<typeof createByHand>;

/** Fills in forms by people: one takes a form, and says what became of it; nobody fills it in twice. */
export function createByHand(means: ByHandMeans) {
  return {
    calendar: means.calendar,
    /**
     * Takes a form that is due: from here on nobody else fills it in. Again by the same person changes nothing. Problems: not-found,
     * form-taken, form-not-due, why it is held, and what bars the actor
     */
    take: (ctx: Ctx, id: string): Promise<void> => ctx.inTx((ctx) => take(ctx, means, id)),
    /** Says what became of the form that one holds; the same again changes nothing. Problems: not-found, form-not-yours, bad-input */
    record: (ctx: Ctx, id: string, said: RecordBody, screen: Screen | null): Promise<void> =>
      ctx.inTx((ctx) => recordOutcome(ctx, means, id, said, screen)),
    /** A coordinator says that nobody knows what became of a form whose taker is away: it is in doubt. Problems: not-found, form-not-due, form-still-held */
    free: (ctx: Ctx, id: string, reason: string): Promise<void> => ctx.inTx((ctx) => free(ctx, id, reason)),
    /** The curriculum vitae of the form that one holds, as it goes by mail. Problems: not-found */
    cv: (ctx: Ctx, id: string) => ctx.read(async (ctx) => cvOf((await findHeld(ctx, id)).outgoing, means)),
    /** The letter of the form that one holds. Problems: not-found */
    letter: (ctx: Ctx, id: string) =>
      ctx.read(async (ctx) => {
        const { outgoing, prepared, addressLine } = await findHeld(ctx, id);
        const { scenario, layout, plannedAt, fromName, fromAddress } = outgoing;
        const { subject, letter, phone, municipality } = prepared;
        const bytes = await means.printLetter({
          ...{ scenario, subject, text: letter },
          layout: layout === 0 ? 0 : 1,
          on: toLocal(plannedAt).date,
          candidate: { displayName: fromName, mailAddress: fromAddress, addressLine, phone, municipality },
        });
        return { name: (await cvOf(outgoing, means)).name.replace(/^cv/i, 'brief'), bytes };
      }),
    /** What the site showed when a form was sent. Problems: not-found, and those of a kept page */
    proof: async (ctx: Ctx, id: string) => {
      const { proof } = await ctx.read((ctx) => findForm(ctx, means.calendar, id));
      if (proof === null) throw new Problem('not-found');
      return means.snapshots.open(ctx, proof);
    },
  };
}

async function cvOf(
  outgoing: Parameters<typeof writeMail>[0],
  { printCv }: ByHandMeans,
): Promise<{ name: string; bytes: Buffer }> {
  const [file] = (await writeMail(outgoing, printCv)).attachments;
  if (file === undefined) throw new Problem('not-found');
  return { name: file.filename, bytes: file.content };
}

async function lock(ctx: TxCtx, id: string): Promise<store.LockedForm> {
  const form = await store.lockForm(ctx.db, id);
  if (form === undefined) throw new Problem('not-found');
  return form;
}

async function take(ctx: TxCtx, means: ByHandMeans, id: string): Promise<void> {
  const { id: application, campaign, state, takenBy, isCall } = await lock(ctx, id);
  if (isCall) throw new Problem('not-found');
  await insistMayAct(ctx, campaign);
  if (state === 'sending' && takenBy === ctx.actor.id) return;
  if (state === 'sending') throw new Problem('form-taken');
  if (state !== 'due') throw new Problem('form-not-due');
  const { why } = await findForm(ctx, means.calendar, id);
  if (why !== null) throw new Problem(refusalOf(why));
  const now = ctx.clock.now();
  const outgoing = await findOutgoingForm(ctx, application);
  const { raw: message } = await compose(outgoing, { printCv: means.printCv }, now);
  const attempt = asId<'attempt'>(ctx.newId());
  const number = outgoing.attempts + 1;
  const leaseUntil = toInstant(toLocal(now).date, OFFICE.until);
  const { server } = means;
  const begun = {
    id: attempt,
    application,
    number,
    server,
    message,
    at: now,
    leaseUntil,
    takenBy: ctx.actor.id,
  };
  await startAttempts(ctx.db, [begun]);
  const messageHash = sha256(message).toString('hex');
  record(ctx, { what: 'attempt.started', campaign, application, attempt, number, messageHash });
}

async function recordOutcome(
  ctx: TxCtx,
  means: ByHandMeans,
  id: string,
  { outcome, said, reference, time }: RecordBody,
  screen: Screen | null,
): Promise<void> {
  const form = await lock(ctx, id);
  const { attempt, takenBy, takenAt, endedAt, vacancy, campaign } = form;
  if (form.isCall) throw new Problem('not-found');
  if (attempt === null || takenAt === null || takenBy !== ctx.actor.id) throw new Problem('form-not-yours');
  if (endedAt !== null && form.result === outcome) return;
  if (endedAt !== null || form.state !== 'sending') throw new Problem('form-not-yours');
  const now = ctx.clock.now();
  const minutes = minutesOf(time);
  const typed = minutes === null ? null : toInstant(toLocal(takenAt).date, minutes);
  const sentAt = sentAtOf(outcome === 'sent' ? typed : null, takenAt, now);
  if (sentAt === null) throw wrongTime();
  await end(ctx, form, attempt, {
    result: outcome,
    said,
    reference: reference === '' ? null : reference,
    sentAt,
  });
  if (screen !== null) await means.snapshots.keepConfirmation(ctx, { vacancy, attempt, campaign }, screen);
  const over = reasonToCancel(outcome, form.campaignState);
  if (over !== null) await cancel(ctx, means, campaign, form.id, over);
}

const wrongTime = (): Problem =>
  new Problem('bad-input', undefined, [
    {
      field: 'time',
      message: fault({
        nl: 'Dit uur ligt niet tussen het nemen van het formulier en nu. Verbeter het, of laat het leeg.',
        en: 'This time does not lie between taking the form and now. Correct it, or leave it empty.',
        fr: 'Cette heure ne se situe pas entre la prise du formulaire et maintenant. Corrigez-la, ou laissez vide.',
      }),
    },
  ]);

/** Why an application whose form was not sent ends: it could not be, or its campaign is over and nobody will take it again. */
function reasonToCancel(outcome: FormOutcome, campaignState: string): string | null {
  if (outcome === 'not-possible') return 'form-not-possible';
  return outcome === 'given-back' && campaignState !== 'running' && campaignState !== 'paused'
    ? `campaign-${campaignState === 'stopped' ? 'stopped' : 'closing'}`
    : null;
}

/** Writes what became of a form, and moves its application accordingly. */
async function end(
  ctx: TxCtx,
  { id: application, campaign }: store.LockedForm,
  attempt: NonNullable<store.LockedForm['attempt']>,
  { sentAt, ...said }: { result: AttemptResult; said: string; reference: string | null; sentAt: Date },
): Promise<void> {
  await store.endByHand(ctx, attempt, said);
  const { result } = said;
  const state = result === 'sent' || result === 'in-doubt' ? result : 'due';
  await endSending(ctx.db, application, {
    state,
    nextAttemptAt: state === 'due' ? ctx.clock.now() : null,
    sent: state === 'sent' ? { at: sentAt, windowEndsAt: windowEnd(sentAt) } : null,
  });
  record(ctx, { what: 'attempt.ended', campaign, application, attempt, result, state });
}

async function free(ctx: TxCtx, id: string, reason: string): Promise<void> {
  const form = await lock(ctx, id);
  await insistMayAct(ctx, form.campaign);
  const now = ctx.clock.now();
  insist(mayFree(form, now));
  if (form.attempt === null) throw new Problem('form-not-due');
  await end(ctx, form, form.attempt, { result: 'in-doubt', said: reason, reference: null, sentAt: now });
}
