import { scaleLinear, scaleUtc } from 'd3-scale';
import { useFormat, useWebWords } from '../context.js';
import { DataTable } from '../components/data-table.js';
import { EmptyState } from '../components/callout.js';
import { ChartFigure, px } from './figure.js';
import type { Drawing } from './figure.js';

/** Running totals at the end of a day (`2026-09-07`). */
export interface ProgressPoint {
  readonly date: string;
  readonly planned: number;
  readonly done: number;
}

interface ProgressOverTimeProps {
  readonly id: string;
  readonly title: string;
  /** In order of date. */
  readonly points: readonly ProgressPoint[];
  /** What the second line counts; "Afgerond" by default. */
  readonly doneLabel?: string;
}

/** What was planned and what is done, as running totals over the days. */
export function ProgressOverTime({ id, title, points, doneLabel }: ProgressOverTimeProps) {
  const t = useWebWords();
  const f = useFormat();
  const [first, last] = [points[0], points[points.length - 1]];
  if (first === undefined || last === undefined) return <EmptyState title={t('chart.progress.none')} />;
  const names = { planned: t('chart.progress.planned'), done: doneLabel ?? t('chart.progress.done') };
  const words: Words = {
    planned: `${names.planned} ${f.number(last.planned)}`,
    done: `${names.done} ${f.number(last.done)}`,
    from: f.shortDate(first.date),
    until: f.shortDate(last.date),
    tick: (value) => f.number(value),
  };
  const { planned, done } = last;
  return (
    <ChartFigure
      id={id}
      title={title}
      desc={t('chart.progress.desc', { from: f.date(first.date), until: f.date(last.date), planned, done })}
      wide={draw(points, words, { width: 760, height: 300, labels: 150 })}
      narrow={draw(points, words, { width: 328, height: 260, labels: 0 })}
      table={
        <DataTable<ProgressPoint>
          caption={title}
          captionHidden
          rows={points}
          keyOf={({ date }) => date}
          columns={[
            { head: t('chart.progress.date'), cell: ({ date }) => f.date(date), names: true },
            { head: names.planned, cell: (point) => f.number(point.planned), align: 'right' },
            { head: names.done, cell: (point) => f.number(point.done), align: 'right' },
          ]}
        />
      }
    />
  );
}

interface Words {
  readonly planned: string;
  readonly done: string;
  readonly from: string;
  readonly until: string;
  readonly tick: (value: number) => string;
}

interface Size {
  readonly width: number;
  readonly height: number;
  /** Room for the names at the end of the lines; 0 puts them above the lines. */
  readonly labels: number;
}

const LEAST_GAP = 20;

function draw(points: readonly ProgressPoint[], words: Words, { width, height, labels }: Size): Drawing {
  const [left, right, top, bottom] = [48, width - Math.max(labels, 10), 24, height - 34];
  const days = points.map(({ date }) => Date.parse(`${date}T00:00:00Z`));
  const x = scaleUtc([Math.min(...days), Math.max(...days)], [left, right]);
  const y = scaleLinear(
    [0, Math.max(1, ...points.flatMap(({ planned, done }) => [planned, done]))],
    [bottom, top],
  ).nice(4);
  const lineOf = (value: (point: ProgressPoint) => number) =>
    points
      .map((point, index) => `${index === 0 ? 'M' : 'L'}${px(x(days[index] ?? 0))} ${px(y(value(point)))}`)
      .join('');
  const last = points[points.length - 1] ?? { planned: 0, done: 0 };
  const [plannedY, doneY] = [px(y(last.planned)), px(y(last.done))];
  const beside = labels > 0;
  // Names never overlap. Beside the lines the lower one gives way; above them, where both lines rise from the left, the
  // second goes under its line only when there is no room over it.
  const doneOver = doneY - plannedY > 2 * LEAST_GAP ? doneY - 10 : doneY + LEAST_GAP;
  const nameY = beside
    ? { planned: plannedY + 5, done: Math.max(doneY, plannedY + LEAST_GAP) + 5 }
    : { planned: plannedY - 8, done: doneOver };
  return {
    width,
    height,
    content: (
      <>
        {y.ticks(4).map((value) => (
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
        <text x={left} y={bottom + 22} font-size="13">
          {words.from}
        </text>
        <text x={right} y={bottom + 22} text-anchor="end" font-size="13">
          {words.until}
        </text>
        <path
          d={lineOf((point) => point.planned)}
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-dasharray="7 5"
        />
        <path
          class="chart-accent"
          d={lineOf((point) => point.done)}
          fill="none"
          stroke="currentColor"
          stroke-width="3"
        />
        <text
          class="chart-halo"
          x={beside ? right + 8 : right}
          y={nameY.planned}
          text-anchor={beside ? 'start' : 'end'}
        >
          {words.planned}
        </text>
        <text
          class="chart-halo chart-accent"
          x={beside ? right + 8 : right}
          y={nameY.done}
          text-anchor={beside ? 'start' : 'end'}
          font-weight="600"
        >
          {words.done}
        </text>
      </>
    ),
  };
}
