import { scaleLinear, scaleUtc } from 'd3-scale';
import { useFormat, useWebWords } from '../context.js';
import { DataTable } from '../components/data-table.js';
import { EmptyState } from '../components/callout.js';
import { ChartFigure, px } from './figure.js';
import type { Drawing } from './figure.js';

/** Running totals at the end of a day (`2026-09-07`), one figure per line, in the order of the lines. */
export interface TotalsPoint {
  readonly date: string;
  readonly totals: readonly number[];
}

interface RunningTotalsProps {
  readonly id: string;
  readonly title: string;
  /** What each line counts, from what is reached first to what is reached last. */
  readonly lines: readonly string[];
  /** In order of date. */
  readonly points: readonly TotalsPoint[];
}

/** Several things counted over the days, of which each follows on the one before it. */
export function RunningTotals({ id, title, lines, points }: RunningTotalsProps) {
  const t = useWebWords();
  const f = useFormat();
  const [first, last] = [points[0], points[points.length - 1]];
  if (first === undefined || last === undefined) return <EmptyState title={t('chart.progress.none')} />;
  const labels = lines.map((line, index) => `${line} ${f.number(last.totals[index] ?? 0)}`);
  const words: Words = {
    labels,
    from: f.shortDate(first.date),
    until: f.shortDate(last.date),
    tick: (value) => f.number(value),
  };
  return (
    <ChartFigure
      id={id}
      title={title}
      desc={t('chart.totals.desc', {
        from: f.date(first.date),
        until: f.date(last.date),
        totals: labels.join(', '),
      })}
      wide={draw(points, words, { width: 760, height: 300, labels: 170 })}
      narrow={draw(points, words, { width: 328, height: 260 + lines.length * GAP, labels: 0 })}
      table={
        <DataTable<TotalsPoint>
          caption={title}
          captionHidden
          rows={[...points].reverse()}
          keyOf={({ date }) => date}
          columns={[
            { head: t('chart.progress.date'), cell: ({ date }) => f.date(date), names: true },
            ...lines.map((head, index) => ({
              head,
              cell: ({ totals }: TotalsPoint) => f.number(totals[index] ?? 0),
              align: 'right' as const,
            })),
          ]}
        />
      }
    />
  );
}

interface Words {
  readonly labels: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly tick: (value: number) => string;
}

interface Size {
  readonly width: number;
  readonly height: number;
  /** Room for the names at the end of the lines; 0 puts them above the drawing, each with a piece of its line. */
  readonly labels: number;
}

const GAP = 20;
const DAY = 24 * 3_600_000;
/** Told apart in black and white: dotted, dashed, whole and thick. */
const DASHES = ['2 5', '9 5', undefined] as const;

const styleOf = (index: number, count: number) => {
  const strongest = index === count - 1;
  return {
    class: strongest ? 'chart-accent' : undefined,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': strongest ? '3' : '2',
    'stroke-dasharray': DASHES[Math.min(DASHES.length - 1, index + Math.max(0, DASHES.length - count))],
  };
};

function draw(points: readonly TotalsPoint[], words: Words, { width, height, labels }: Size): Drawing {
  const beside = labels > 0;
  const count = words.labels.length;
  const [left, right] = [48, width - Math.max(labels, 10)];
  const [top, bottom] = [beside ? 24 : 12 + count * GAP, height - 34];
  const days = points.map(({ date }) => Date.parse(`${date}T00:00:00Z`));
  // A single day stands at the end, where its names are.
  const x = scaleUtc([Math.min(...days) - (days.length === 1 ? DAY : 0), Math.max(...days)], [left, right]);
  const y = scaleLinear([0, Math.max(1, ...points.flatMap(({ totals }) => totals))], [bottom, top]).nice(4);
  const last = points[points.length - 1]?.totals ?? [];
  const places = spread(
    words.labels.map((_, index) => y(last[index] ?? 0)),
    bottom,
  );
  return {
    width,
    height,
    content: (
      <>
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((value) => (
            <g key={value}>
              <line
                class="chart-grid"
                x1={left}
                x2={right}
                y1={px(y(value))}
                y2={px(y(value))}
                stroke="currentColor"
              />
              <text x={left - 8} y={px(y(value)) + 5} text-anchor="end" font-size="13">
                {words.tick(value)}
              </text>
            </g>
          ))}
        {points.length === 1 ? null : (
          <text x={left} y={bottom + 22} font-size="13">
            {words.from}
          </text>
        )}
        <text x={right} y={bottom + 22} text-anchor="end" font-size="13">
          {words.until}
        </text>
        {words.labels.map((label, index) => (
          <g key={label}>
            <path
              d={points
                .map(
                  ({ totals }, at) =>
                    `${at === 0 ? 'M' : 'L'}${px(x(days[at] ?? 0))} ${px(y(totals[index] ?? 0))}`,
                )
                .join('')}
              {...styleOf(index, count)}
            />
            {points.length === 1 ? (
              // A line of one point draws nothing.
              <circle
                class={index === count - 1 ? 'chart-accent' : undefined}
                cx={px(right)}
                cy={px(y(last[index] ?? 0))}
                r={3 + 2 * (count - 1 - index)}
                fill="none"
                stroke="currentColor"
                stroke-width={index === count - 1 ? '3' : '2'}
              />
            ) : null}
            {beside ? null : <path d={`M${left} ${11 + index * GAP}h30`} {...styleOf(index, count)} />}
            <text
              class={index === count - 1 ? 'chart-halo chart-accent' : 'chart-halo'}
              x={beside ? right + 8 : left + 40}
              y={beside ? px(places[index] ?? 0) + 5 : 16 + index * GAP}
              font-weight={index === count - 1 ? '600' : undefined}
            >
              {label}
            </text>
          </g>
        ))}
      </>
    ),
  };
}

/** Moves names apart until none overlaps another or falls under the axis; the first line is the highest. */
function spread(wanted: readonly number[], bottom: number): number[] {
  const places: number[] = [];
  for (const place of wanted) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + GAP));
  let below = bottom + GAP;
  return places
    .reverse()
    .map((place) => (below = Math.min(place, below - GAP)))
    .reverse();
}
