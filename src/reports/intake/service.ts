import { randomInt } from 'node:crypto';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { addDays, type DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import {
  giveIdentity,
  readIdentityIn,
  readOwnIdentity,
  takeIdentity,
  type OwnIdentity,
} from '../custody/identity.js';
import type { Identity } from '../custody/schema.js';
import { dueDays } from '../clocks.js';
import { drawCode, isCheckWord, readCode, type ReturnCode } from '../crypto/code.js';
import { drawKey, lockFor, unlock, unwrapReportKey, wrapReportKey } from '../crypto/keys.js';
import { endPause } from '../paused.js';
import { findRecipients } from '../recipients.js';
import type { GivenAnswer } from '../questionnaire.js';
import { DRAFT_DAYS, mayKeepMore, mayTakeReports } from '../rules.js';
import type { ReportId, TestAnswer } from '../schema.js';
import { openIn, sealIn, type Opened } from '../sealed.js';
import { drawSecret, readSecret } from '../secrets.js';
import { addAttachment, addMessage, readAttachments, type UploadedFile } from '../thread.js';
import { firstMissing, KeptAnswers, type Answers } from './answers.js';
import { answerQuestions } from './answer-questions.js';
import { answerTest } from './answer-test.js';
import { comeBack, derive, keepDraftCopy } from './come-back.js';
import { findCompanies, findCompany, knowsCompanies } from './companies.js';
import type { Entered } from './entered.js';
import { findSent, proveSent } from './proof.js';
import { readThread } from './read-thread.js';
import { signOwnTranscript } from './sign-transcript.js';
import { sealToOfficers } from './seal-to-officers.js';
import * as store from './store.js';

export type { Entered } from './entered.js';
export type { Thread } from './read-thread.js';

export type Intake = ReturnType<typeof createIntake>;

/** What a reporter does, without an account: save, come back, send, and go on in writing. */
export function createIntake(channel: Channel) {
  return {
    isOpen: () => isOpen(channel),
    begin: (answers: Answers) => begin(channel, answers),
    enter: (cookie: string | undefined) => enter(channel, cookie),
    findSent: (cookie: string | undefined) => findSent(channel, cookie),
    proveSent: (cookie: string | undefined) => proveSent(channel, cookie),
    receipts: channel.receipts,
    knowsCompanies: () => knowsCompanies(channel),
    findCompanies: (typed: string) => findCompanies(channel, typed),
    findCompany: (kbo: string) => findCompany(channel, kbo),
    readDraft: (entered: Entered) => readDraft(channel, entered),
    save: (entered: Entered, answers: Answers, ownRole?: string) => save(channel, entered, answers, ownRole),
    attach: (entered: Entered, file: UploadedFile) => attach(channel, entered, file),
    detach: (entered: Entered, attachment: string) => detach(channel, entered, attachment),
    code: (entered: Entered, given?: ReturnCode) => codeFor(channel, entered, given),
    send: (entered: Entered, typed: string, filing?: Filing) => send(channel, entered, typed, filing),
    erase: (entered: Entered) => erase(channel, entered),
    comeBack: (typed: string) => comeBack(channel, typed),
    readThread: (entered: Entered) => readThread(channel, entered),
    say: (entered: Entered, text: string) => say(channel, entered, text),
    signTranscript: (entered: Entered, text: string) => signOwnTranscript(channel, entered, text),
    readIdentity: (entered: Entered) => readOwnIdentity(channel, entered),
    giveIdentity: (entered: Entered, identity: Identity) => giveIdentity(channel, entered, identity),
    takeIdentity: (entered: Entered) => takeIdentity(channel, entered),
    answerQuestions: (
      entered: Entered,
      set: string,
      answers: ReadonlyMap<string, GivenAnswer>,
      sent: boolean,
    ) => answerQuestions(channel, entered, set, answers, sent),
    answerTest: (entered: Entered, answer: TestAnswer) => answerTest(channel, entered, answer),
  };
}

/** For which organisation something is filed: the hash of its session's secret, and of its own reference. */
export interface Filing {
  readonly session: Buffer;
  readonly reference: Buffer;
}

/** Whether enough officers can read what comes in. */
function isOpen(channel: Channel): Promise<boolean> {
  return channel
    .door()
    .read(
      async (ctx) =>
        mayTakeReports((await findRecipients(ctx, channel.custodians, ctx.clock.today())).length).allowed,
    );
}

/** The first save: draws the report's key and a secret for the cookie. Problems: channel-closed, channel-busy, channel-full */
async function begin(channel: Channel, answers: Answers): Promise<Entered> {
  insist(mayKeepMore(channel.room()));
  if (!(await isOpen(channel))) throw new Problem('channel-closed');
  const report = asId<'report'>(channel.door().newId());
  const [key, secret] = [drawKey(), drawSecret('reporter')];
  await channel.reporter(report).inTx(async (ctx) => {
    const { slot, shredKey } = await store.claimSlot(ctx, channel.pool, (bound) => randomInt(bound));
    const sealed = sealIn({ report, key }, 'report_content', 'answers', report, answers);
    const until = addDays(ctx.clock.today(), DRAFT_DAYS.withoutCode);
    await store.insertDraft(ctx.db, { report, slot, until, answers: sealed });
    await keepDraftCopy(ctx, report, secret, wrapReportKey(shredKey, report, key));
  });
  return { report, key, secret, stage: 'draft' };
}

/** The report that a cookie opens: the draft, or for half an hour from the last act the sent report. */
async function enter(channel: Channel, cookie: string | undefined): Promise<Entered | null> {
  const secret = readSecret('reporter', cookie);
  if (secret === null) return null;
  const found = await channel.door().read(async (ctx) => {
    const copy = await store.findCopy(ctx, secret.lookup);
    if (copy?.holder === 'draft') return { ...copy, stage: 'draft' as const };
    const visit = await store.findVisit(ctx, secret.lookup);
    return visit === undefined ? undefined : { ...visit, stage: 'sent' as const };
  });
  if (found === undefined) return null;
  const report = asId<'report'>(found.report);
  const wrapped = unlock('cookie', secret.key, report, found.body);
  const key = await openKey(channel, report, wrapped);
  if (found.stage === 'sent') await channel.door().inTx((ctx) => store.prolongVisit(ctx, secret.lookup));
  return { report, key, secret, stage: found.stage };
}

async function openKey(channel: Channel, report: ReportId, wrapped: Uint8Array): Promise<Buffer> {
  const kept = await channel.reporter(report).read((ctx) => store.findReport(ctx, report));
  if (kept === undefined) throw new Problem('not-found');
  return unwrapReportKey(channel.pool.read(kept.slot), report, wrapped);
}

/** A draft as its reporter sees it. */
export interface Draft {
  readonly answers: Answers;
  readonly ownRole: string;
  readonly files: Awaited<ReturnType<typeof readAttachments>>;
  readonly identity: OwnIdentity;
}

function readDraft(channel: Channel, entered: Entered): Promise<Draft> {
  return channel.reporter(entered.report).read(async (ctx) => {
    const content = await store.findContent(ctx, entered.report);
    return {
      answers: answersIn(entered, content.answers),
      ownRole: ownRoleIn(entered, content.ownRole),
      files: await readAttachments(ctx, entered),
      identity: await readIdentityIn(ctx, channel, entered.report),
    };
  });
}

const answersIn = (opened: Opened, sealed: Uint8Array): Answers =>
  KeptAnswers.parse(openIn(opened, 'report_content', 'answers', opened.report, sealed));

const ownRoleIn = (opened: Opened, sealed: Uint8Array | null): string =>
  sealed === null ? '' : String(openIn(opened, 'report_content', 'own_role', opened.report, sealed));

/** Keeps the answers of a step beside those that were there. */
async function save(channel: Channel, entered: Entered, answers: Answers, ownRole?: string): Promise<void> {
  await changing(channel, entered, async (ctx) => {
    const content = await store.findContent(ctx, entered.report);
    const all = { ...answersIn(entered, content.answers), ...answers };
    await store.keepContent(
      ctx.db,
      entered.report,
      {
        answers: sealIn(entered, 'report_content', 'answers', entered.report, all),
        ...(ownRole === undefined
          ? {}
          : {
              own_role:
                ownRole === ''
                  ? null
                  : sealIn(entered, 'report_content', 'own_role', entered.report, ownRole),
            }),
      },
      draftUntil(ctx, content.waitingCode !== null),
    );
  });
}

const draftUntil = (ctx: ReadCtx, hasCode: boolean): DateOnly =>
  addDays(ctx.clock.today(), hasCode ? DRAFT_DAYS.withCode : DRAFT_DAYS.withoutCode);

/** Works on a draft whose row is locked. Problems: not-found, report-not-now once it was sent */
function changing<T>(channel: Channel, entered: Entered, use: (ctx: TxCtx) => Promise<T>): Promise<T> {
  return channel.reporter(entered.report).inTx(async (ctx) => {
    const { status } = await store.lockReport(ctx, entered.report);
    if (status !== 'draft') throw new Problem('report-not-now');
    return use(ctx);
  });
}

/** Adds a file. Problems: channel-full, report-full, file-too-large */
async function attach(channel: Channel, entered: Entered, file: UploadedFile): Promise<void> {
  insist(mayKeepMore(channel.room()));
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const kept = await store.lockReport(ctx, entered.report);
    await addAttachment(ctx, entered, 'reporter', file);
    if (kept.status === 'draft') return;
    await endPause(ctx, channel.calendar, entered.report, kept, 'reporter');
    await store.insertAct(ctx, entered.report, 'file-added');
  });
}

async function detach(channel: Channel, entered: Entered, attachment: string): Promise<void> {
  await changing(channel, entered, (ctx) => store.deleteAttachment(ctx.db, entered.report, attachment));
}

/** The code of a draft; drawn when it is asked for first, and the same until the report is sent. Problems: channel-busy */
async function codeFor(
  channel: Channel,
  entered: Entered,
  code: ReturnCode = drawCode(),
): Promise<ReturnCode> {
  const known = await channel
    .reporter(entered.report)
    .read(async (ctx) => waitingCode(entered, await store.findContent(ctx, entered.report)));
  if (known !== null) return known;
  const read = readCode(code.text);
  if (!read.ok) throw new Error('A drawn code reads back.');
  const derived = await derive(channel, read.bytes);
  return changing(channel, entered, async (ctx) => {
    const other = waitingCode(entered, await store.findContent(ctx, entered.report));
    if (other !== null) return other;
    const { slot } = await store.lockReport(ctx, entered.report);
    const wrapped = wrapReportKey(channel.pool.read(slot), entered.report, entered.key);
    await store.insertCopy(ctx.db, {
      id: ctx.newId(),
      report: entered.report,
      holder: 'code',
      lookup: derived.lookup,
      body: lockFor('code', derived.key, entered.report, wrapped),
    });
    const waiting = sealIn(entered, 'report_content', 'waiting_code', entered.report, code.text);
    await store.keepContent(ctx.db, entered.report, { waiting_code: waiting }, draftUntil(ctx, true));
    return code;
  });
}

function waitingCode(opened: Opened, content: { waitingCode: Buffer | null }): ReturnCode | null {
  if (content.waitingCode === null) return null;
  const text = String(openIn(opened, 'report_content', 'waiting_code', opened.report, content.waitingCode));
  return { text, check: text.split(' ').at(-1) ?? '' };
}

/**
 * Sends a draft: in one transaction the officers get their copies and the cookie loses its own. The clocks start.
 * What an organisation files counts for it there too, and only by its own session.
 * Problems: check-word, report-not-whole, channel-closed, too-few-unbiased, report-not-now, filed-before
 */
async function send(channel: Channel, entered: Entered, typed: string, filing?: Filing): Promise<DateOnly> {
  return changing(channel, entered, async (ctx) => {
    const content = await store.findContent(ctx, entered.report);
    const code = waitingCode(entered, content);
    if (code === null || !isCheckWord(typed, code.check)) throw new Problem('check-word');
    const answers = answersIn(entered, content.answers);
    if (answers.kind === undefined || firstMissing(answers) !== undefined)
      throw new Problem('report-not-whole');
    if ((answers.filedBy === undefined) !== (filing === undefined)) throw new Problem('report-not-now');
    const today = ctx.clock.today();
    await sealToOfficers(channel, ctx, entered, answers);
    await store.dropDraftCopy(ctx.db, entered.report);
    await store.insertMark(ctx.db, entered.secret.lookup, today);
    await store.keepContent(ctx.db, entered.report, { waiting_code: null });
    await store.markSent(ctx.db, entered.report, {
      kind: answers.kind,
      grounds: answers.grounds ?? [],
      sector: answers.sector === undefined || answers.sector === '' ? null : answers.sector,
      sentOn: today,
      due: dueDays(today, channel.calendar),
    });
    if (filing !== undefined) await store.fileFor(ctx, entered.report, filing);
    await store.insertAct(ctx, entered.report, 'report-sent');
    return today;
  });
}

/** Leaves: a draft is erased with its key, a visit ends. A sent report stays. */
async function erase(channel: Channel, entered: Entered): Promise<void> {
  if (entered.stage === 'sent') {
    await channel.door().inTx((ctx) => store.endVisit(ctx, entered.secret.lookup));
    return;
  }
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const { status, slot } = await store.lockReport(ctx, entered.report);
    if (status !== 'draft') return;
    await store.deleteReport(ctx.db, entered.report);
    // The row says that the slot waits; should this fail, the nightly job zeroes it.
    ctx.afterCommit(() => channel.pool.zero(slot));
  });
}

async function say(channel: Channel, entered: Entered, text: string): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const kept = await store.lockReport(ctx, entered.report);
    await addMessage(ctx, entered, 'reporter', text);
    await endPause(ctx, channel.calendar, entered.report, kept, 'reporter');
    await store.insertAct(ctx, entered.report, 'message-added');
  });
}
