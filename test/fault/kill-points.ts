import { openStream, type Stream } from '../../src/platform/rng.js';

export const STAGES = [
  'planning',
  'attempt commit',
  'SMTP dialogue',
  'mail in',
  'coding',
  'closing',
] as const;
export type Stage = (typeof STAGES)[number];

/** Where a process is killed: at the n-th time that a table was written to, or that a line went over the wire. */
export type KillPoint =
  | {
      readonly at: 'statement' | 'commit';
      /** The table that was inserted into; at 'commit', the transaction with that insert has just been committed. */
      readonly table: string;
      readonly n: number;
    }
  | {
      readonly at: 'wire';
      readonly line: WireLine;
      /** Killed before the line is passed on, or just after. */
      readonly passed: boolean;
      readonly n: number;
    };

/** Lines of the dialogue with the employers' server, and the product's 250 to an employer's answer. */
export type WireLine = 'MAIL' | 'RCPT' | 'DATA' | 'final dot' | '250 to us' | '250 from us';

/** What a process writes down in the moment before it is killed. */
export interface KillNote {
  readonly seen: string;
  readonly n: number;
}

const STAGE_OF: readonly (readonly [RegExp, Stage])[] = [
  [/^(statement|commit): insert into "(test|application|seal)"/, 'planning'],
  [/^(statement|commit): insert into "attempt"/, 'attempt commit'],
  [/^wire: (MAIL FROM|RCPT TO|DATA|final dot|250 to us)/, 'SMTP dialogue'],
  [/^(statement|commit): insert into "response"/, 'mail in'],
  [/^wire: 250 from us/, 'mail in'],
  [/^(statement|commit): insert into "coding"/, 'coding'],
  [/^(statement|commit): insert into "?(outcome|counted_test|cell_count)"?/, 'closing'],
];

/** The stage that was really hit, read from what was seen at the moment of the kill. */
export function stageOf(note: KillNote): Stage | undefined {
  return STAGE_OF.find(([pattern]) => pattern.test(note.seen))?.[1];
}

/** Whether a statement inserts into a table, by itself or in one of its parts. */
export function insertsInto(statement: string, table: string): boolean {
  return new RegExp(`^(with [\\s\\S]*\\(\\s*)?insert into "?${table}"?[ (]`).test(statement);
}

/** How many rows a statement inserts that lists them; one that selects them counts as one. */
export const rowsInserted = (statement: string): number =>
  /^insert into [^(]*\([^)]*\) values /.test(statement) ? (statement.match(/\(\$\d/g) ?? []).length : 1;

type Draw = (stream: Stream) => KillPoint;

const inserting =
  (at: 'statement' | 'commit', table: string, within: number): Draw =>
  (stream) => ({ at, table, n: 1 + stream.int(within) });
const onWire =
  (line: WireLine, passed: boolean, within: number): Draw =>
  (stream) => ({ at: 'wire', line, passed, n: 1 + stream.int(within) });

/** The moments of each stage. How late a moment comes is drawn, early enough for three stages to follow one another. */
const MOMENTS: Readonly<Record<Stage, readonly Draw[]>> = {
  planning: [
    inserting('statement', 'test', 1),
    inserting('statement', 'application', 1),
    inserting('statement', 'seal', 1),
    inserting('commit', 'seal', 1),
  ],
  'attempt commit': [inserting('statement', 'attempt', 8), inserting('commit', 'attempt', 8)],
  'SMTP dialogue': [
    onWire('MAIL', true, 8),
    onWire('RCPT', false, 8),
    onWire('DATA', true, 8),
    onWire('final dot', false, 8),
    onWire('final dot', true, 8),
    onWire('250 to us', false, 8),
  ],
  'mail in': [
    inserting('statement', 'response', 4),
    inserting('commit', 'response', 4),
    onWire('250 from us', false, 4),
  ],
  coding: [inserting('statement', 'coding', 6), inserting('commit', 'coding', 6)],
  closing: (['outcome', 'counted_test', 'cell_count'] as const).flatMap((table) => [
    inserting('statement', table, 12),
    inserting('commit', table, 12),
  ]),
};

const BETWEEN = ['attempt commit', 'SMTP dialogue', 'mail in', 'coding'] as const;

/**
 * The kills of several campaigns, each killed and restarted once for every point in its list: planning first, three of
 * the four stages between in random order, closing last. Moments of a stage are dealt without repeating one too soon.
 */
export function drawKills(seed: Uint8Array, campaigns: number): KillPoint[][] {
  const order = openStream(seed, 'order', 0);
  const decks = new Map(STAGES.map((stage) => [stage, order.shuffle(MOMENTS[stage])]));
  // The employer has it and we do not know: dealt first, so that a run always has an application in doubt that was sent.
  const [held] = MOMENTS['SMTP dialogue'].slice(-1);
  const dialogue = decks.get('SMTP dialogue') ?? [];
  if (held !== undefined) decks.set('SMTP dialogue', [held, ...dialogue.filter((moment) => moment !== held)]);
  const left = order.shuffle(BETWEEN);
  return Array.from({ length: campaigns }, (_, index) => {
    const stream = openStream(seed, 'points', index);
    const between = stream.shuffle(left.filter((_stage, at) => at !== index % left.length));
    return (['planning', ...between, 'closing'] as const).flatMap((stage) => {
      const deck = decks.get(stage) ?? [];
      const moment = deck.shift();
      if (moment === undefined) return [];
      decks.set(stage, [...deck, moment]);
      return [moment(stream)];
    });
  });
}
