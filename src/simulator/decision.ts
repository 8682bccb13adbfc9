import { pick, pickShare, type Draw } from './draw.js';
import { officeMoment } from './moments.js';
import type { Arm } from './names.js';
import { weightsFor, type Population } from './population.js';

/** What an employer writes. */
export type AnswerKind =
  | 'invitation'
  | 'assessment'
  | 'other-job'
  | 'call-back'
  | 'question'
  | 'rejection'
  | 'filled'
  | 'reserve'
  | 'auto-receipt'
  | 'receipt'
  | 'absence'
  | 'bounce';

/** One answer that an employer will send, at an instant in ms. */
export interface PlannedAnswer {
  readonly kind: AnswerKind;
  readonly due: number;
}

/** What of an application the employer goes by. */
export interface Considered {
  /** The employer's contact address for this vacancy, lower case. */
  readonly vacancy: string;
  readonly arm: Arm;
  /** When it came in, ms. */
  readonly received: number;
}

export type PairOutcome = 'both' | 'controlOnly' | 'treatmentOnly' | 'neither';

const POSITIVE = [
  ['assessment', 0.1],
  ['other-job', 0.08],
  ['call-back', 0.12],
  ['question', 0.08],
] as const;
const NEGATIVE = [
  ['rejection', 0.3],
  ['filled', 0.12],
  ['reserve', 0.13],
] as const;
const RECEIPTS = { auto: 0.35, human: 0.08, absence: 0.05 };
const MINUTE = 60_000;

/** How a vacancy treats its two applicants, drawn from the vacancy alone. */
export function pairOutcome(draw: Draw, population: Population, vacancy: string): PairOutcome {
  const weights = weightsFor(population, vacancy);
  if (weights === null) return 'neither';
  const { both, controlOnly, treatmentOnly } = weights;
  const shares = [
    ['both', both],
    ['controlOnly', controlOnly],
    ['treatmentOnly', treatmentOnly],
  ] as const;
  return pickShare<PairOutcome>(shares, 'neither', draw('pair', vacancy));
}

/**
 * Everything the employer will answer to one application, in order of time. Drawn from seed, vacancy and arm only, so
 * it does not matter which application came first or what else arrived.
 */
export function decide(draw: Draw, population: Population, application: Considered): PlannedAnswer[] {
  const { vacancy, arm, received } = application;
  const own = (...labels: string[]): number => draw(...labels, vacancy, arm);
  if (own('bounce') < population.bounceRate) {
    return [{ kind: 'bounce', due: received + MINUTE * (1 + Math.floor(own('bounce-after') * 240)) }];
  }
  const answers: PlannedAnswer[] = [];
  const soon = (label: string, within: number): number =>
    received + Math.floor(MINUTE * (1 + own(label) * within));
  if (draw('auto-receipt', vacancy) < RECEIPTS.auto)
    answers.push({ kind: 'auto-receipt', due: soon('auto-receipt-after', 9) });
  else if (own('absence') < RECEIPTS.absence)
    answers.push({ kind: 'absence', due: soon('absence-after', 4) });
  const kind = finalKind(draw, population, application);
  const final = kind === null ? null : { kind, due: finalMoment(own, population, received) };
  if (own('receipt') < RECEIPTS.human) {
    const due = officeMoment(
      received,
      pick([0, 1, 2], own('receipt-day')),
      { earliest: 0, latest: 4 },
      own('receipt-at'),
    );
    if (final === null || due < final.due) answers.push({ kind: 'receipt', due });
  }
  if (final !== null) answers.push(final);
  return answers.sort((a, b) => a.due - b.due);
}

function finalKind(draw: Draw, population: Population, { vacancy, arm }: Considered): AnswerKind | null {
  const outcome = pairOutcome(draw, population, vacancy);
  const positive = outcome === 'both' || outcome === `${arm}Only`;
  const at = draw('kind', vacancy, arm);
  return positive
    ? pickShare<AnswerKind>(POSITIVE, 'invitation', at)
    : pickShare<AnswerKind | null>(NEGATIVE, null, at);
}

// Most answers come early: the square makes the median a quarter of the span.
function finalMoment(own: (label: string) => number, population: Population, received: number): number {
  const late = own('late') < population.lateShare;
  const bounds = late ? { earliest: 31, latest: 45 } : { earliest: 0, latest: 28 };
  const span = own('days');
  const days = late ? 31 + Math.floor(span * 15) : Math.floor(span * span * 29);
  return officeMoment(received, days, bounds, own('minute'));
}
