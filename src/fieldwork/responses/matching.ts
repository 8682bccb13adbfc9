import type { Id } from '../../platform/ids.js';
import { fold, withoutQuotes } from './suggestion.js';

/** An application that a message may belong to, with what employers write of it. */
export interface Candidate {
  readonly application: Id<'application'>;
  readonly test: Id<'test'>;
  readonly campaign: Id<'campaign'>;
  readonly address: string;
  readonly name: string;
  readonly messageId: string;
  /** Where the application went. */
  readonly toAddress: string;
  readonly employer: string;
  readonly vacancy: string;
}

/** What a message itself tells of whom it answers. Addresses are in lower case, identifiers without brackets. */
export interface Clues {
  /** The mailbox that this copy came to. */
  readonly deliveredTo: string;
  /** Everybody in To and Cc. */
  readonly addressed: readonly string[];
  /** In-Reply-To, References, and the identifiers in a report of non-delivery or in the text. */
  readonly threads: readonly string[];
  /** Addresses in the text, quotes included. */
  readonly mentioned: readonly string[];
  readonly sender: string;
  readonly failedRecipient: string | null;
  readonly subject: string;
  readonly text: string;
}

/** Why a message is thought to belong to an application, each with what it weighs. */
export const WEIGHTS = {
  address: 100,
  plus: 95,
  thread: 90,
  addressed: 80,
  mentioned: 70,
  'near-address': 45,
  name: 40,
  sender: 35,
  'failed-recipient': 30,
  domain: 30,
  'part-of-name': 20,
  employer: 15,
  vacancy: 10,
} as const;
export type MatchReason = keyof typeof WEIGHTS;

export interface Scored<C extends Candidate = Candidate> {
  readonly candidate: C;
  readonly points: number;
  readonly reasons: readonly MatchReason[];
}

/** Which application a message belongs to, or that a person must say; with the likeliest first. */
export interface Matching<C extends Candidate = Candidate> {
  readonly match: Scored<C> | null;
  /** Why no application is sure enough. */
  readonly doubt: MatchDoubt | null;
  readonly ranked: readonly Scored<C>[];
}

export const DOUBTS = ['nothing-points', 'too-weak', 'too-close', 'names-another'] as const;
export type MatchDoubt = (typeof DOUBTS)[number];

/** So many points make a match, and so many more than the next: one strong sign, or several weak ones that agree. */
export const ENOUGH = 90;
export const CLEAR_LEAD = 30;

/** In one word what matched: the one strong sign, or the sum of several. */
export function ruleOf(reasons: readonly MatchReason[]): string {
  return reasons.find((reason) => WEIGHTS[reason] >= ENOUGH) ?? 'score';
}

/** Mail domains of everybody: who writes from there is no sign of an employer. */
const PUBLIC_DOMAINS = new Set([
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.be',
  'outlook.com',
  'outlook.be',
  'live.be',
  'live.com',
  'msn.com',
  'yahoo.com',
  'yahoo.fr',
  'icloud.com',
  'me.com',
  'proton.me',
  'protonmail.com',
  'telenet.be',
  'skynet.be',
  'proximus.be',
  'scarlet.be',
  'voo.be',
]);

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The domain that may tell who the employer is, or null when anybody could write from it. */
export function tellingDomain(address: string): string | null {
  const domain = domainOf(address);
  return domain === '' || PUBLIC_DOMAINS.has(domain) ? null : domain;
}

/** An address without the token that stands behind a plus in it (RFC 5233). */
export function withoutPlus(address: string): string {
  return address.replace(/\+[^@]*@/, '@');
}

/** Ranks the candidates for a message by transparent points and says whether the first is sure enough. */
export function matchMessage<C extends Candidate>(clues: Clues, candidates: readonly C[]): Matching<C> {
  const read = readText(clues);
  const delivered = candidates.some(({ address }) => deliveredAs(clues, address) !== null);
  const ranked = candidates
    .map((candidate) => score(clues, read, candidate, delivered))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || (a.candidate.application < b.candidate.application ? -1 : 1));
  const doubt = doubtOf(read, ranked, candidates);
  return { match: doubt === null ? (ranked[0] ?? null) : null, doubt, ranked };
}

function doubtOf(
  read: ReadText,
  [best, next]: readonly Scored[],
  candidates: readonly Candidate[],
): MatchDoubt | null {
  if (best === undefined) return 'nothing-points';
  if (best.points < ENOUGH) return 'too-weak';
  if (next !== undefined && best.points - next.points < CLEAR_LEAD) return 'too-close';
  const other = candidates.find(
    ({ test, application }) => test === best.candidate.test && application !== best.candidate.application,
  );
  const another = other !== undefined && greets(read, other.name) && !greets(read, best.candidate.name);
  return another ? 'names-another' : null;
}

interface ReadText {
  /** Folded; with the message that it answers. */
  readonly whole: string;
  /** Folded; what this sender wrote. */
  readonly own: string;
  /** The first line, where people say whom they write to. */
  readonly greeting: string;
}

function readText({ subject, text }: Clues): ReadText {
  const own = withoutQuotes(text);
  const first = own.split('\n').find((line) => line.trim() !== '') ?? '';
  return {
    whole: fold(`${subject} ${text.slice(0, 65_536)}`),
    own: fold(`${subject} ${own.slice(0, 65_536)}`),
    greeting: fold(first).slice(0, 120),
  };
}

function score<C extends Candidate>(
  clues: Clues,
  read: ReadText,
  candidate: C,
  delivered: boolean,
): Scored<C> {
  const { address, messageId, toAddress } = candidate;
  const direct = deliveredAs(clues, address);
  const addressed = clues.addressed.includes(address);
  const reasons: MatchReason[] = direct === null ? [] : [direct];
  // Whose copy this is says more than who else got one, or whose message was answered to several.
  if (!delivered && addressed) reasons.push('addressed');
  if (clues.threads.includes(messageId) && (direct !== null || !delivered || !addressed))
    reasons.push('thread');
  if (!delivered && !addressed && clues.mentioned.includes(address)) reasons.push('mentioned');
  if (direct === null && !addressed && isNear(clues.deliveredTo, address)) reasons.push('near-address');
  reasons.push(...nameReasons(read, candidate.name));
  if (clues.failedRecipient === toAddress) reasons.push('failed-recipient');
  if (clues.sender === toAddress) reasons.push('sender');
  else if (tellingDomain(clues.sender) !== null && domainOf(clues.sender) === domainOf(toAddress))
    reasons.push('domain');
  if (saysWords(read.own, candidate.employer)) reasons.push('employer');
  if (saysWords(read.own, candidate.vacancy)) reasons.push('vacancy');
  // Words alone that fit many applications are no sign of one.
  const pointing = reasons.some((reason) => reason !== 'employer' && reason !== 'vacancy');
  return {
    candidate,
    reasons: pointing ? reasons : [],
    points: pointing ? reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0) : 0,
  };
}

function deliveredAs({ deliveredTo }: Clues, address: string): 'address' | 'plus' | null {
  if (deliveredTo === address) return 'address';
  return withoutPlus(deliveredTo) === address ? 'plus' : null;
}

function nameReasons(read: ReadText, name: string): MatchReason[] {
  if (saysWords(read.whole, name)) return ['name'];
  return greets(read, name) ? ['part-of-name'] : [];
}

const NAME_PARTS = /[\p{L}]{3,}/gu;

/** Whether the greeting holds the name or a part of it, or what was written holds it whole. */
function greets({ greeting, own }: ReadText, name: string): boolean {
  const parts = fold(name).match(NAME_PARTS) ?? [];
  return saysWords(own, name) || parts.some((part) => saysWords(greeting, part));
}

/** Whether a folded text has these words, as whole words beside one another. */
function saysWords(folded: string, words: string): boolean {
  const wanted = fold(words);
  if (wanted.length < 3) return false;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const [before, after] = [folded[at - 1] ?? ' ', folded[at + wanted.length] ?? ' '];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** Two different addresses in one domain whose local parts differ by one or two slips of the pen. */
function isNear(given: string, address: string): boolean {
  const [a, b] = [given.slice(0, given.lastIndexOf('@')), address.slice(0, address.lastIndexOf('@'))];
  if (domainOf(given) !== domainOf(address) || a.length < 6 || a.length > 64 || a === b) return false;
  return distance(a, b, 2) <= 2;
}

/** How many letters must be put in, taken out or changed to make one text of the other; `most + 1` when it is more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}
