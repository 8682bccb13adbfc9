import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { employersIn, isAbout, type Interest } from '../interests.js';
import type { Side } from '../schema.js';
import type { Opened } from '../sealed.js';
import { hasLabel, readLabels } from './labels.js';
import { listPaused } from './list-store.js';
import { listOpenable, usingCopy, type Openable, type PlaceInList, type Standing } from './own-copies.js';
import { fold, passageOf, type PassagePart } from './search-text.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { answersIn, answersInWords, readWritten, type Written } from './written.js';

/** What one press of the button costs at most: reports that are opened, and reports that are shown. */
export interface SearchCosts {
  readonly opened: number;
  readonly shown: number;
}
export const SEARCH_COSTS: SearchCosts = { opened: 200, shown: 40 };
/** So many passages of one report are shown. */
const MOST_PASSAGES = 4;

export interface SearchAsked {
  /** As they are compared: see `parseWords`. */
  readonly words: readonly string[];
  /** Exactly this label; null for any. */
  readonly label: string | null;
  readonly standing: Standing;
  /** Where a search stopped; null for one that begins. */
  readonly after: PlaceInList | null;
}

const ANSWERS = [
  'facts',
  'wording',
  'employer',
  'place',
  'vacancy',
  'committee',
  'period',
  'witnesses',
] as const;

/** Where in a report something stands. */
export type Where =
  | { readonly in: (typeof ANSWERS)[number] | 'filer' | 'label' }
  | { readonly in: 'request' | 'file'; readonly number: number }
  | { readonly in: 'message'; readonly side: Side; readonly onDay: DateOnly }
  | { readonly in: 'note' | 'reason' | 'answer'; readonly onDay: DateOnly };

export interface Passage {
  readonly where: Where;
  readonly parts: readonly PassagePart[];
}

/** The places of a report in which the words stand: the first of them, and how many more there are. */
interface Places {
  readonly passages: readonly Passage[];
  readonly elsewhere: number;
}

export interface FoundReport extends Places {
  readonly report: store.DeskReport & { readonly pausedUntil: DateOnly | null };
}

export interface Searched {
  readonly found: readonly FoundReport[];
  /** In how many reports was looked, and when the first and the last of them came in. */
  readonly looked: number;
  readonly newest: DateOnly | null;
  readonly oldest: DateOnly | null;
  /** From where the search can go on; null where nothing is left. */
  readonly next: PlaceInList | null;
  readonly today: DateOnly;
}

/**
 * Looks for words in what this officer can open: the database holds no word in clear, so the reports are opened one by one,
 * in memory, the one that came in last first. Of what has a working copy that copy is looked at; what names an employer in
 * which the officer declared an interest is left out. The chain says how many were opened and of which something was shown, and
 * not what was looked for. Problems: officer-key
 */
export function search(
  channel: Channel,
  visitor: Visitor,
  asked: SearchAsked,
  costs: SearchCosts,
): Promise<Searched> {
  if (!visitor.counts) throw new Problem('officer-key');
  return channel.officer(visitor).inTx(async (ctx) => {
    const rows = await listOpenable(ctx, visitor.id, asked.standing, asked.after, costs.opened + 1);
    const interests = await readInterests(ctx, visitor.id);
    const found: (Places & { readonly row: Openable })[] = [];
    const opened: Openable[] = [];
    let looked = 0;
    for (const row of rows.slice(0, costs.opened)) {
      if (found.length >= costs.shown) break;
      opened.push(row);
      const copy = { report: row.id, slot: row.slot, box: row.box };
      const seen = await usingCopy(channel, visitor, copy, (one) => lookIn(ctx, one, asked, interests));
      if (seen === null) continue;
      looked += 1;
      if (seen.passages.length > 0) found.push({ row, ...seen });
    }
    const ids = found.map(({ row }) => row.id);
    ctx.happenings.push({ what: 'reports.searched', opened: opened.length, shown: ids });
    const paused = await listPaused(ctx, ids);
    const last = opened.length < rows.length ? opened.at(-1) : undefined;
    return {
      found: found.map(({ row: { box: _box, ...report }, passages, elsewhere }) => ({
        report: { ...report, pausedUntil: paused.get(report.id) ?? null },
        passages,
        elsewhere,
      })),
      looked,
      newest: opened[0]?.sentOn ?? null,
      oldest: opened.at(-1)?.sentOn ?? null,
      next: last === undefined ? null : { sentOn: last.sentOn, report: last.id },
      today: ctx.clock.today(),
    };
  });
}

/** The own interests that stand. */
function readInterests(ctx: ReadCtx, officer: string): Promise<Interest[]> {
  return ctx.db
    .selectFrom('interest')
    .select(['officer', 'name', 'kbo'])
    .where('officer', '=', officer)
    .where('ended_on', 'is', null)
    .execute();
}

/** Where the words stand in an open report; nowhere unless each of them does. Null for a report that is not looked in. */
async function lookIn(
  ctx: ReadCtx,
  opened: Opened,
  { words, label }: SearchAsked,
  interests: readonly Interest[],
): Promise<Places | null> {
  const { answers: sealed } = await store.findContent(ctx, opened.report);
  const named = employersIn(answersIn(opened, sealed));
  if (named.some((employer) => interests.some((one) => isAbout(one, employer)))) return null;
  const nothing: Places = { passages: [], elsewhere: 0 };
  if (label !== null && !hasLabel(await readLabels(ctx, opened), label)) return nothing;
  const pieces = piecesOf(await readWritten(ctx, opened, sealed, 'copies'));
  const folded = pieces.map(({ text }) => fold(text).text);
  if (!words.every((word) => folded.some((text) => text.includes(word)))) return nothing;
  const holding = pieces.filter((_piece, at) => words.some((word) => folded[at]?.includes(word) === true));
  return {
    passages: holding
      .slice(0, MOST_PASSAGES)
      .map(({ where, text }) => ({ where, parts: passageOf(text, words) })),
    elsewhere: Math.max(0, holding.length - MOST_PASSAGES),
  };
}

interface Piece {
  readonly where: Where;
  readonly text: string;
}

/** All that is looked at of what was written. What the reporter did in it stands apart, as does a name: neither is looked at. */
function piecesOf({ answers, messages, questionnaires, notes, decisions, files, labels }: Written): Piece[] {
  const { filedBy, requests = [] } = answers;
  return [
    ...ANSWERS.map((one) => ({
      where: { in: one },
      text:
        one === 'employer' ? `${answers.employer ?? ''} ${answers.kbo ?? ''}`.trim() : (answers[one] ?? ''),
    })),
    {
      where: { in: 'filer' as const },
      text: filedBy === undefined ? '' : `${filedBy.name} ${filedBy.reference}`,
    },
    ...requests.map(({ client, kbo, wording, facts, period }, at) => ({
      where: { in: 'request' as const, number: at + 1 },
      text: [client, kbo, wording, facts, period].filter((one) => one !== '').join('\n'),
    })),
    ...messages.map(({ side, onDay, text }) => ({ where: { in: 'message' as const, side, onDay }, text })),
    ...answersInWords(questionnaires).map(({ answeredOn, text }) => ({
      where: { in: 'answer' as const, onDay: answeredOn },
      text,
    })),
    ...notes.map(({ onDay, text }) => ({ where: { in: 'note' as const, onDay }, text })),
    ...decisions.map(({ onDay, reason }) => ({ where: { in: 'reason' as const, onDay }, text: reason })),
    ...files.map(({ number, name }) => ({ where: { in: 'file' as const, number }, text: name })),
    ...labels.map((text) => ({ where: { in: 'label' as const }, text })),
  ];
}
