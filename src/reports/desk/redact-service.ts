import type { TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import type { Piece, Side } from '../schema.js';
import { sealIn, type Opened } from '../sealed.js';
import { readQuestionnaires } from '../questionnaire.js';
import { readMessages } from '../thread.js';
import { readTranscript } from '../transcript.js';
import { readDossier, type Dossier } from './open-report.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { changing, decide } from './work.js';
import { answersIn, answersInWords } from './written.js';
import { isRedaction } from './working-copies.js';

/**
 * Makes a working copy of a piece, or another in its place: the original with words left out, never with words added. The
 * original stays sealed where it was. Gives false where words were added. Problems: not-found, no-copy
 * @param name 'facts', 'wording', or the id of a message or an answer
 */
export function redact(
  channel: Channel,
  visitor: Visitor,
  id: string,
  name: string,
  text: string,
  reason: string,
): Promise<boolean> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const original = await originalOf(ctx, opened, name);
    if (original === undefined) throw new Problem('not-found');
    if (!isRedaction(original.text, text)) return false;
    const known = await ctx.db
      .selectFrom('working_copy')
      .select('id')
      .where('report', '=', opened.report)
      .where('piece', '=', original.piece)
      .where('of', '=', original.of)
      .executeTakeFirst();
    const copy = known?.id ?? ctx.newId();
    const set = {
      officer: visitor.id,
      on_day: ctx.clock.today(),
      body: sealIn(opened, 'working_copy', 'body', copy, { text, ...original.place }),
    };
    const { piece, of } = original;
    await (
      known === undefined
        ? ctx.db.insertInto('working_copy').values({ id: copy, report: opened.report, piece, of, ...set })
        : ctx.db.updateTable('working_copy').set(set).where('id', '=', copy)
    ).execute();
    await decide(ctx, opened, visitor, 'redacted', '', reason);
    ctx.happenings.push({ what: 'report.redacted', report: opened.report, copy });
    return true;
  });
}

interface Original {
  readonly piece: Piece;
  readonly of: string;
  readonly text: string;
  /** Where a message stands in its thread. */
  readonly place?: { readonly at: number; readonly side: Side; readonly onDay: DateOnly };
}

async function originalOf(ctx: TxCtx, opened: Opened, name: string): Promise<Original | undefined> {
  if (name === 'facts' || name === 'wording') {
    const { answers } = await store.findContent(ctx, opened.report);
    const written = answersIn(opened, answers)[name];
    const corrected = name === 'facts' ? (await readTranscript(ctx, opened))?.corrected : null;
    const text = corrected ?? written ?? '';
    return text === '' ? undefined : { piece: name, of: opened.report, text };
  }
  const messages = await readMessages(ctx, opened);
  const at = messages.findIndex((one) => one.id === name);
  const message = messages[at];
  if (message === undefined) {
    const answer = answersInWords(await readQuestionnaires(ctx, opened)).find((one) => one.id === name);
    return answer === undefined ? undefined : { piece: 'answer', of: answer.id, text: answer.text };
  }
  const { id, text, side, onDay } = message;
  return { piece: 'message', of: id, text, place: { at, side, onDay } };
}

/** Opens a report with what its working copies left out; who did so, and why, stands in it and in the chain. */
export function openOriginal(
  channel: Channel,
  visitor: Visitor,
  id: string,
  reason: string,
): Promise<Dossier & { readonly today: DateOnly }> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    await decide(ctx, opened, visitor, 'original-opened', '', reason);
    ctx.happenings.push({ what: 'report.original-opened', report: opened.report });
    return { ...(await readDossier(ctx, channel, opened, kept, 'originals')), today: ctx.clock.today() };
  });
}
