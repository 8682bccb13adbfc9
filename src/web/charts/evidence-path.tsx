import { scaleLinear, scaleLog } from 'd3-scale';
import { useFormat, useWebWords } from '../context.js';
import type { Formatter } from '../i18n/format.js';
import { DataTable } from '../components/data-table.js';
import { EmptyState } from '../components/callout.js';
import { ChartFigure, px } from './figure.js';
import type { Drawing } from './figure.js';

/** The e-value after `n` discordant pairs; may be 0 or infinite. */
export interface EvidencePoint {
  readonly n: number;
  readonly e: number;
}

interface EvidencePathProps {
  readonly id: string;
  readonly title: string;
  /** In the order in which the pairs came to count. */
  readonly points: readonly EvidencePoint[];
  /** The e-value at which the rule says stop; 1 / alpha. */
  readonly threshold: number;
}

/** How the evidence grew pair by pair, and the threshold it must reach. Tells nothing about which arm. */
export function EvidencePath({ id, title, points, threshold }: EvidencePathProps) {
  const t = useWebWords();
  const f = useFormat();
  const last = points[points.length - 1];
  if (last === undefined) return <EmptyState title={t('chart.evidence.none')} />;
  const reached = points.find(({ e }) => e >= threshold);
  const words = {
    threshold: t('chart.evidence.threshold', { value: f.number(threshold, 1) }),
    axis: t('chart.evidence.axis'),
    value: t('chart.evidence.value'),
    last: figure(f, last.e),
    tick: (value: number) => f.number(value, 3),
  };
  return (
    <ChartFigure
      id={id}
      title={title}
      desc={t('chart.evidence.desc', {
        n: last.n,
        last: figure(f, last.e),
        threshold: f.number(threshold, 1),
        reached:
          reached === undefined
            ? t('chart.evidence.not-reached')
            : t('chart.evidence.reached', { n: reached.n }),
      })}
      wide={draw(points, threshold, words, { width: 760, height: 340 })}
      narrow={draw(points, threshold, words, { width: 328, height: 300 })}
      table={
        <DataTable<EvidencePoint>
          caption={title}
          captionHidden
          rows={points}
          keyOf={({ n }) => String(n)}
          columns={[
            { head: t('chart.evidence.axis'), cell: ({ n }) => f.number(n), align: 'right', names: true },
            { head: t('chart.evidence.value'), cell: ({ e }) => figure(f, e), align: 'right' },
          ]}
        />
      }
    />
  );
}

function figure(f: Formatter, e: number): string {
  return f.number(e, e < 1 ? 3 : 1);
}

interface Words {
  readonly threshold: string;
  readonly axis: string;
  readonly value: string;
  readonly last: string;
  readonly tick: (value: number) => string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whole powers of ten that hold every value, between a thousandth and a million, and always the threshold. */
function decadesOf(points: readonly EvidencePoint[], threshold: number): { low: number; high: number } {
  const finite = points.map(({ e }) => e).filter((e) => Number.isFinite(e) && e > 0);
  const low = Math.floor(Math.log10(Math.min(0.1, ...finite)));
  const high = Math.ceil(Math.log10(Math.max(threshold * 1.5, ...finite)));
  return { low: Math.max(-3, low), high: Math.min(6, high) };
}

function draw(
  points: readonly EvidencePoint[],
  threshold: number,
  words: Words,
  { width, height }: Size,
): Drawing {
  const [left, right, top, bottom] = [52, width - 16, 34, height - 46];
  const { low, high } = decadesOf(points, threshold);
  const [floor, ceiling] = [10 ** low, 10 ** high];
  const most = Math.max(1, ...points.map(({ n }) => n));
  const x = scaleLinear([0, most], [left, right]);
  const y = scaleLog([floor, ceiling], [bottom, top]);
  const heightOf = (e: number) => y(Math.min(ceiling, Math.max(floor, e)));
  const places = points.map(({ n, e }) => ({
    x: px(x(n)),
    y: px(heightOf(e)),
    over: e > ceiling,
    under: e < floor,
  }));
  const line = `M${px(x(0))} ${px(heightOf(1))}${places.map((place) => `L${place.x} ${place.y}`).join('')}`;
  const limit = px(heightOf(threshold));
  const end = places[places.length - 1] ?? { x: left, y: bottom, over: false, under: false };
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const wholes = x.ticks(width > 400 ? 8 : 4).filter(Number.isInteger);
  // Beside the end of the line, on the side of the threshold line that is free.
  const labelY = end.y < limit ? Math.max(end.y - 12, top + 4) : Math.min(end.y + 24, bottom - 6);
  return {
    width,
    height,
    content: (
      <>
        <text x="0" y="15" font-size="14">
          {words.value}
        </text>
        {ticks.map((value) => (
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
        {wholes.map((value) => (
          <text x={px(x(value))} y={bottom + 20} text-anchor="middle" font-size="13" key={value}>
            {value}
          </text>
        ))}
        <text x={right} y={height - 6} text-anchor="end" font-size="14">
          {words.axis}
        </text>
        <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="currentColor" stroke-width="1" />
        <line
          x1={left}
          x2={right}
          y1={limit}
          y2={limit}
          stroke="currentColor"
          stroke-width="2"
          stroke-dasharray="7 5"
        />
        <text class="chart-halo" x={left + 6} y={limit - 8} font-size="14" font-weight="600">
          {words.threshold}
        </text>
        <g class="chart-accent">
          <path d={line} fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" />
          {end.over ? (
            <path class="chart-arrow" d={`M${end.x} ${end.y - 12}l-7 12h14Z`} />
          ) : end.under ? (
            <path class="chart-arrow" d={`M${end.x} ${end.y + 12}l-7 -12h14Z`} />
          ) : (
            <circle class="chart-point" cx={end.x} cy={end.y} r="5" />
          )}
        </g>
        <text class="chart-halo" x={end.x} y={labelY} text-anchor="end" font-weight="600">
          e = {words.last}
        </text>
      </>
    ),
  };
}
