import type { ReadCtx } from '../../platform/context.js';
import type { Channel } from '../channel.js';
import { openIn, type Opened } from '../sealed.js';
import { readTranscript, signTranscript, type Transcript } from '../transcript.js';
import { KeptAnswers } from './answers.js';
import type { Entered } from './entered.js';
import * as store from './store.js';

/** What was taken down for a reporter, as that reporter checks it. */
export interface OwnTranscript extends Transcript {
  readonly written: string;
}

/** The transcript of the own report; null where nobody took it down. */
export async function readOwnTranscript(ctx: ReadCtx, opened: Opened): Promise<OwnTranscript | null> {
  const transcript = await readTranscript(ctx, opened);
  return transcript === null ? null : { ...transcript, written: await factsOf(ctx, opened) };
}

async function factsOf(ctx: ReadCtx, opened: Opened): Promise<string> {
  const { answers } = await store.findContent(ctx, opened.report);
  const kept = KeptAnswers.parse(openIn(opened, 'report_content', 'answers', opened.report, answers));
  // As a browser sends it back: so what was not touched is not taken for a correction.
  return (kept.facts ?? '').replaceAll('\r\n', '\n');
}

/** Signs what was taken down, with the code that opened this visit. Problems: not-found, report-not-now */
export async function signOwnTranscript(channel: Channel, entered: Entered, text: string): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    await store.lockReport(ctx, entered.report);
    await signTranscript(ctx, entered, await factsOf(ctx, entered), text);
    await store.insertAct(ctx, entered.report, 'transcript-signed');
  });
}
