import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { readIdentityIn, type OwnIdentity } from '../custody/identity.js';
import { readPauses } from '../paused.js';
import { runningPause, type Pause } from '../pauses.js';
import { readQuestionnaires, type AskedSet } from '../questionnaire.js';
import { readTestQuestion, type AskedTest } from '../test-question.js';
import { readAttachments, readMessages } from '../thread.js';
import type { Entered } from './entered.js';
import { readOwnTranscript, type OwnTranscript } from './sign-transcript.js';
import * as store from './store.js';

/** A sent report as its reporter sees it. */
export interface Thread {
  readonly report: store.KeptReport;
  readonly messages: Awaited<ReturnType<typeof readMessages>>;
  readonly files: Awaited<ReturnType<typeof readAttachments>>;
  /** Why and until when our term stands still; null where it runs. */
  readonly paused: Pick<Pause, 'why' | 'until'> | null;
  /** Whether the report may lead to a test; null when that was never asked. */
  readonly test: AskedTest | null;
  /** What a member of staff took down, to check and sign; null where the reporter wrote alone. */
  readonly transcript: OwnTranscript | null;
  /** Further questions, with what was saved or sent of answers. */
  readonly questionnaires: readonly AskedSet[];
  readonly identity: OwnIdentity;
  readonly today: DateOnly;
}

/** The own report, once it was sent. Problems: not-found */
export function readThread(channel: Channel, entered: Entered): Promise<Thread> {
  return channel.reporter(entered.report).read(async (ctx) => {
    const report = await store.findReport(ctx, entered.report);
    if (report === undefined) throw new Problem('not-found');
    return {
      report,
      messages: await readMessages(ctx, entered),
      files: await readAttachments(ctx, entered),
      paused: runningPause(await readPauses(ctx, entered.report), ctx.clock.today()),
      test: await readTestQuestion(ctx, channel, entered),
      transcript: await readOwnTranscript(ctx, entered),
      questionnaires: await readQuestionnaires(ctx, entered),
      identity: await readIdentityIn(ctx, channel, entered.report),
      today: ctx.clock.today(),
    };
  });
}
