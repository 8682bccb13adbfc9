import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { boxFor } from '../crypto/keys.js';
import { takeDecision } from '../custody/decide.js';
import type { Answers } from '../intake/answers.js';
import { employersIn, findInterested } from '../interests.js';
import { findRecipients } from '../recipients.js';
import {
  mayAcknowledge,
  mayClose,
  mayExtend,
  mayForward,
  mayGiveFeedback,
  mayKeepMore,
  mayWork,
} from '../rules.js';
import type { Room } from '../room.js';
import type { Outcome, PauseWhy, ReportId, TranscriptWay } from '../schema.js';
import { sealIn } from '../sealed.js';
import { addAttachment, addMessage, type UploadedFile } from '../thread.js';
import { createTurns } from '../turns.js';
import { insertTranscript } from '../transcript.js';
import type { Questionnaire } from '../../register/index.js';
import { askQuestions } from './ask-service.js';
import { askCustody, makePacket, sealAnnex, type CustodyAsk } from './custody-service.js';
import { declareInterest, endInterest, hasInterest, listInterests } from './interest-service.js';
import { readFigures } from './figures-service.js';
import { copyFile, openOriginalFile, readFile, readLeavable, redactFile } from './file-service.js';
import { hold, letGo, listErased } from './keep-service.js';
import { readDossier, type Dossier } from './open-report.js';
import { keepSignatures, startOfficer } from './own-key.js';
import { enter, signIn, signOut, type Visitor } from './session.js';
import { recoveryStanding, resealRecovery } from './recovery-service.js';
import { countUnseen, countWaiting, listPaused, listReports, type Waiting } from './list-store.js';
import { confirmStep, readSetUp } from './step-service.js';
import { findLabelled, setLabels } from './label-service.js';
import { endLending, lend, type Lending } from './lend-service.js';
import { openOriginal, redact } from './redact-service.js';
import { pause, resume } from './pause-service.js';
import { search, SEARCH_COSTS, type SearchAsked } from './search-service.js';
import * as store from './store.js';
import { readSurges, type Surge } from './surge.js';
import { takeStep } from './take-step.js';
import { askTest, checkTest, releaseTest, type Recognisable, type Summary } from './test-service.js';
import { changing, decide } from './work.js';
import { answersIn } from './written.js';

/** Reports of one page of the list, with what is new in each. */
export interface DeskList {
  readonly reports: readonly (store.DeskReport & {
    readonly unseen: number;
    readonly handlerName: string;
    /** Until when its clock stands still; null where it runs. */
    readonly pausedUntil: DateOnly | null;
  })[];
  readonly today: DateOnly;
  readonly more: boolean;
  readonly waiting: Waiting;
  /** Whether the disks have room. */
  readonly room: Room;
  /** Days on which far more came in than usual. */
  readonly surges: readonly Surge[];
}

export const PER_PAGE = 50;

export type Desk = ReturnType<typeof createDesk>;

/**
 * What an officer of the channel does: own key, own session, and the reports.
 * @param costs what one press of a search may cost
 */
export function createDesk(channel: Channel, costs = SEARCH_COSTS) {
  // Each search holds one open report in memory; so many search at once, and so many wait.
  const searching = createTurns({ atOnce: 2, waiting: 10, busy: () => new Problem('channel-busy') });
  return {
    start: (asked: { login: string; code: string; passphrase: string }) => startOfficer(channel, asked),
    signIn: (login: string, passphrase: string, code: string) => signIn(channel, login, passphrase, code),
    readSetUp: (visitor: Visitor) => readSetUp(channel, visitor),
    confirmStep: (visitor: Visitor, code: string) => confirmStep(channel, visitor, code),
    enter: (cookie: string | undefined) => enter(channel, cookie),
    signOut: (visitor: Visitor) => signOut(channel, visitor),
    keepSignatures: (visitor: Visitor, text: string) =>
      keepSignatures(channel, { id: visitor.id, publicKey: visitor.keys.publicKey }, text),
    list: (visitor: Visitor, closed: boolean, page: number) => list(channel, visitor, closed, page),
    open: (visitor: Visitor, id: string) => open(channel, visitor, id),
    file: (visitor: Visitor, id: string, number: number) => readFile(channel, visitor, id, number),
    acknowledge: (visitor: Visitor, id: string, text: string) =>
      takeStep(channel, visitor, id, {
        what: 'acknowledged',
        may: mayAcknowledge,
        text,
        telling: 'reporter',
      }),
    work: (visitor: Visitor, id: string, stage: string, reason: string) =>
      takeStep(channel, visitor, id, { what: 'in-progress', may: mayWork, stage, text: reason }),
    giveFeedback: (visitor: Visitor, id: string, text: string) =>
      takeStep(channel, visitor, id, { what: 'feedback', may: mayGiveFeedback, text, telling: 'reporter' }),
    extend: (visitor: Visitor, id: string, reason: string) =>
      takeStep(channel, visitor, id, { what: 'extended', may: mayExtend, text: reason, telling: 'reporter' }),
    forward: (visitor: Visitor, id: string, service: string, text: string) =>
      takeStep(channel, visitor, id, {
        what: 'forwarded',
        may: mayForward,
        stage: service,
        text,
        telling: 'reporter',
      }),
    close: (visitor: Visitor, id: string, outcome: Outcome, text: string) =>
      takeStep(channel, visitor, id, {
        what: 'closed',
        may: mayClose,
        stage: outcome,
        outcome,
        text,
        telling: 'reporter',
      }),
    say: (visitor: Visitor, id: string, text: string, files: readonly UploadedFile[]) =>
      say(channel, visitor, id, text, files),
    pause: (visitor: Visitor, id: string, why: PauseWhy, reason: string) =>
      pause(channel, visitor, id, why, reason),
    resume: (visitor: Visitor, id: string, reason: string) => resume(channel, visitor, id, reason),
    redact: (visitor: Visitor, id: string, piece: string, text: string, reason: string) =>
      redact(channel, visitor, id, piece, text, reason),
    openOriginal: (visitor: Visitor, id: string, reason: string) =>
      openOriginal(channel, visitor, id, reason),
    leavable: (visitor: Visitor, id: string, number: number) => readLeavable(channel, visitor, id, number),
    copyFile: (visitor: Visitor, id: string, number: number, file: UploadedFile, reason: string) =>
      copyFile(channel, visitor, id, number, file, reason),
    redactFile: (visitor: Visitor, id: string, number: number, text: string, reason: string) =>
      redactFile(channel, visitor, id, number, text, reason),
    openOriginalFile: (visitor: Visitor, id: string, number: number, reason: string) =>
      openOriginalFile(channel, visitor, id, number, reason),
    lend: (visitor: Visitor, id: string, lending: Lending) => lend(channel, visitor, id, lending),
    endLending: (visitor: Visitor, id: string, colleague: string, reason: string) =>
      endLending(channel, visitor, id, colleague, reason),
    search: (visitor: Visitor, asked: SearchAsked) => searching(() => search(channel, visitor, asked, costs)),
    askQuestions: (visitor: Visitor, id: string, set: Questionnaire, chosen: readonly string[]) =>
      askQuestions(channel, visitor, id, set, chosen),
    setLabels: (visitor: Visitor, id: string, labels: readonly string[]) =>
      setLabels(channel, visitor, id, labels),
    findLabelled: (visitor: Visitor, label: string | null) => findLabelled(channel, visitor, label),
    note: (visitor: Visitor, id: string, text: string) => note(channel, visitor, id, text),
    assign: (visitor: Visitor, id: string, officer: string) => assign(channel, visitor, id, officer),
    share: (visitor: Visitor, id: string) => share(channel, visitor, id),
    hold: (visitor: Visitor, id: string, months: number, reason: string) =>
      hold(channel, visitor, id, months, reason),
    letGo: (visitor: Visitor, id: string, reason: string) => letGo(channel, visitor, id, reason),
    listErased: (visitor: Visitor) => listErased(channel, visitor),
    figures: (visitor: Visitor, year: number | null) => readFigures(channel, visitor, year),
    pack: (visitor: Visitor, id: string) => pack(channel, visitor, id),
    takeDown: (visitor: Visitor, report: ReportId, way: TranscriptWay) =>
      channel.reporter(report).inTx((ctx) => insertTranscript(ctx, report, visitor.secret.lookup, way)),
    listInterests: (visitor: Visitor) => listInterests(channel, visitor),
    hasInterest: (visitor: Visitor, named: Answers) => hasInterest(channel, visitor, named),
    declareInterest: (visitor: Visitor, interest: { name: string; kbo: string | null }) =>
      declareInterest(channel, visitor, interest),
    endInterest: (visitor: Visitor, id: string) => endInterest(channel, visitor, id),
    askCustody: (visitor: Visitor, id: string, asked: CustodyAsk) => askCustody(channel, visitor, id, asked),
    sealAnnex: (visitor: Visitor, id: string, text: string) => sealAnnex(channel, visitor, id, text),
    custodyPacket: (visitor: Visitor, id: string, request: string) =>
      makePacket(channel, visitor, id, request),
    recovery: (visitor: Visitor) => recoveryStanding(channel, visitor),
    resealRecovery: (visitor: Visitor) => resealRecovery(channel, visitor),
    decideCustody: (text: string) => takeDecision(channel, text),
    askTest: (visitor: Visitor, id: string, guess: string) => askTest(channel, visitor, id, guess),
    checkTest: (visitor: Visitor, id: string, how: Recognisable, reason: string) =>
      checkTest(channel, visitor, id, how, reason),
    releaseTest: (visitor: Visitor, id: string, summary: Summary) =>
      releaseTest(channel, visitor, id, summary),
  };
}

function list(channel: Channel, visitor: Visitor, closed: boolean, page: number): Promise<DeskList> {
  return channel.officer(visitor).read(async (ctx) => {
    const found = await listReports(ctx, closed, page * PER_PAGE, PER_PAGE + 1);
    const shown = found.slice(0, PER_PAGE);
    const ids = shown.map(({ id }) => id);
    const unseen = await countUnseen(ctx, ids);
    const paused = await listPaused(ctx, ids);
    const names = new Map((await store.listOfficers(ctx)).map(({ id, name }) => [id, name]));
    return {
      reports: shown.map((report) => ({
        ...report,
        unseen: unseen.get(report.id) ?? 0,
        pausedUntil: paused.get(report.id) ?? null,
        handlerName: report.handler === null ? '' : (names.get(report.handler) ?? ''),
      })),
      today: ctx.clock.today(),
      more: found.length > PER_PAGE,
      waiting: await countWaiting(ctx),
      room: channel.room(),
      surges: await readSurges(ctx),
    };
  });
}

/** Opens a report; what the reporter wrote counts as seen, and the chain says who read it. Problems: not-found, no-copy */
function open(
  channel: Channel,
  visitor: Visitor,
  id: string,
): Promise<Dossier & { readonly today: DateOnly }> {
  return changing(
    channel,
    visitor,
    id,
    async (ctx, opened, kept) => {
      // What a colleague reads who was let in for a while is still news to the others.
      if (opened.until === null) await store.markSeen(ctx.db, opened.report);
      ctx.happenings.push({ what: 'report.opened', report: opened.report });
      return { ...(await readDossier(ctx, channel, opened, kept)), today: ctx.clock.today() };
    },
    'readers',
  );
}

/** Reads a report for a package that goes to another body; the chain says who made one. Problems: not-found, no-copy */
function pack(channel: Channel, visitor: Visitor, id: string): Promise<Dossier> {
  return changing(channel, visitor, id, (ctx, opened, kept) => {
    ctx.happenings.push({ what: 'report.packaged', report: opened.report });
    return readDossier(ctx, channel, opened, kept);
  });
}

/** Writes to the reporter. Problems: report-full, not-found, no-copy */
async function say(
  channel: Channel,
  visitor: Visitor,
  id: string,
  text: string,
  files: readonly UploadedFile[],
): Promise<void> {
  if (files.length > 0) insist(mayKeepMore(channel.room()));
  return changing(channel, visitor, id, async (ctx, opened) => {
    for (const file of files) await addAttachment(ctx, opened, 'officer', file);
    if (text !== '') await addMessage(ctx, opened, 'officer', text);
    ctx.happenings.push({ what: 'report.answered', report: opened.report });
  });
}

function note(channel: Channel, visitor: Visitor, id: string, text: string): Promise<void> {
  return changing(
    channel,
    visitor,
    id,
    async (ctx, opened) => {
      const note = ctx.newId();
      const n = (await store.listNotes(ctx, opened.report)).length;
      const body = sealIn(opened, 'note', 'body', note, { n, text });
      await store.insertNote(ctx.db, { id: note, report: opened.report, officer: visitor.id, body });
      ctx.happenings.push({ what: 'report.noted', report: opened.report });
    },
    'readers',
  );
}

/** Gives a report to an officer who can open it. Problems: no-copy where that officer cannot, report-not-now once closed */
function assign(channel: Channel, visitor: Visitor, id: string, officer: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    if (kept.status === 'closed') throw new Problem('report-not-now');
    const holders = await store.listHolders(ctx, opened.report);
    if (!holders.includes(officer)) throw new Problem('no-copy');
    await decide(ctx, opened, visitor, 'assigned', officer, '');
    await store.takeStep(ctx.db, opened.report, { handler: officer });
    ctx.happenings.push({ what: 'report.assigned', report: opened.report, officer });
  });
}

/** Gives every colleague whose key counts, and who has no interest in the employer, a copy of the report's key, fresh also where there was one. */
function share(channel: Channel, visitor: Visitor, id: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const recipients = await findRecipients(ctx, channel.custodians, ctx.clock.today());
    const { answers } = await store.findContent(ctx, opened.report);
    const interested = await findInterested(ctx, employersIn(answersIn(opened, answers)));
    const others = recipients.filter((one) => one.id !== visitor.id && !interested.has(one.id));
    for (const colleague of others)
      await store.giveCopy(
        ctx,
        opened.report,
        colleague.id,
        boxFor(colleague, opened.report, opened.wrapped),
      );
    ctx.happenings.push({
      what: 'report.shared',
      report: opened.report,
      officers: others.map((one) => one.id),
    });
  });
}
