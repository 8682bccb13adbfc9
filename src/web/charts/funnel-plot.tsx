import { scaleLinear } from 'd3-scale';
import { useFormat, useWebWords } from '../context.js';
import { EmptyState } from '../components/callout.js';
import { DataTable } from '../components/data-table.js';
import type { Formatter } from '../i18n/format.js';
import { ChartFigure, px, type Drawing } from './figure.js';

/** How far out a point lies: inside both limits, outside the inner one, or outside the outer one too. */
export type Beyond = 'inside' | 'inner' | 'outer';

export interface FunnelPoint {
  /** Unique among the points; labels may not be. */
  readonly id: string;
  readonly label: string;
  /** Discordant pairs; at least 1. */
  readonly n: number;
  /** Of these, those in which the control profile alone was called back. */
  readonly count: number;
  readonly beyond: Beyond;
}

/** The line between inside and outside: for each number of pairs the shares, where there are any. */
export interface FunnelLimit {
  readonly level: number;
  readonly edges: readonly { readonly n: number; readonly low: number; readonly high: number }[];
}

interface FunnelPlotProps {
  readonly id: string;
  readonly title: string;
  readonly points: readonly FunnelPoint[];
  /** 95 %, then 99.8 %. */
  readonly inner: FunnelLimit;
  readonly outer: FunnelLimit;
}

/** Units of different size around one half, with the limits of chance. Shape and number tell what colour would. */
export function FunnelPlot(props: FunnelPlotProps) {
  const { id, title, points, inner, outer } = props;
  const t = useWebWords();
  const f = useFormat();
  if (points.length === 0) return <EmptyState title={t('chart.evidence.none')} />;
  const numbered = points
    .filter(({ beyond }) => beyond !== 'inside')
    .sort((a, b) => b.n - a.n || b.count - a.count);
  const numberOf = (point: FunnelPoint): number => numbered.indexOf(point) + 1;
  const words = {
    axis: t('chart.evidence.axis'),
    value: t('chart.funnel.value'),
    half: t('chart.funnel.half'),
    inner: f.percent(inner.level),
    outer: f.percent(outer.level, 1),
    percent: (share: number) => f.percent(share),
  };
  const marks = marksOf(points, numberOf);
  return (
    <ChartFigure
      id={id}
      title={title}
      desc={t('chart.funnel.desc', {
        n: points.length,
        inner: numbered.length,
        outer: numbered.filter(({ beyond }) => beyond === 'outer').length,
        innerLevel: words.inner,
        outerLevel: words.outer,
      })}
      wide={draw(props, marks, words, { width: 760, height: 400 })}
      narrow={draw(props, marks, words, { width: 328, height: 340 })}
      note={
        numbered.length === 0
          ? t('chart.funnel.all-inside')
          : numbered.map((point) => `${numberOf(point)}: ${point.label}`).join(' · ')
      }
      table={<PointTable title={title} points={points} words={words} f={f} />}
    />
  );
}

interface Words {
  readonly axis: string;
  readonly value: string;
  readonly half: string;
  readonly inner: string;
  readonly outer: string;
  readonly percent: (share: number) => string;
}

function PointTable({
  title,
  points,
  words,
  f,
}: Pick<FunnelPlotProps, 'title' | 'points'> & { readonly words: Words; readonly f: Formatter }) {
  const t = useWebWords();
  const beyond = {
    inside: t('chart.funnel.inside'),
    inner: t('chart.funnel.outside', { level: words.inner }),
    outer: t('chart.funnel.outside', { level: words.outer }),
  };
  return (
    <DataTable<FunnelPoint>
      caption={title}
      captionHidden
      rows={points}
      keyOf={({ id }) => id}
      columns={[
        { head: t('chart.name'), cell: ({ label }) => label, names: true },
        { head: words.axis, cell: ({ n }) => f.number(n), align: 'right' },
        { head: words.value, cell: ({ n, count }) => f.percent(count / n), align: 'right' },
        { head: t('chart.funnel.limits'), cell: (point) => beyond[point.beyond] },
      ]}
    />
  );
}

interface Mark {
  readonly n: number;
  readonly share: number;
  readonly beyond: Beyond;
  /** The numbers of the points that stand here, or how many stand here unnumbered. */
  readonly label: string;
}

/** One mark per place: units with the same counts stand on one another. */
function marksOf(points: readonly FunnelPoint[], numberOf: (point: FunnelPoint) => number): Mark[] {
  const places = new Map<string, FunnelPoint[]>();
  for (const point of points) {
    const place = `${point.n} ${point.count}`;
    places.set(place, [...(places.get(place) ?? []), point]);
  }
  return [...places.values()].flatMap((here) =>
    here.slice(0, 1).map((first) => ({
      n: first.n,
      share: first.count / first.n,
      beyond: first.beyond,
      label:
        first.beyond === 'inside'
          ? here.length > 1
            ? `×${here.length}`
            : ''
          : here.map(numberOf).join(', '),
    })),
  );
}

function draw(
  { points, inner, outer }: FunnelPlotProps,
  marks: readonly Mark[],
  words: Words,
  { width, height }: { readonly width: number; readonly height: number },
): Drawing {
  const [left, right, top, bottom] = [52, width - 56, 34, height - 56];
  const most = Math.max(8, ...points.map(({ n }) => n)) + 0.5;
  const x = scaleLinear([0, most], [left, right]);
  const y = scaleLinear([0, 1], [bottom, top]);
  const place = (n: number, share: number): string => `${px(x(n))} ${px(y(share))}`;
  const line = (limit: FunnelLimit, side: 'low' | 'high'): string =>
    limit.edges.map((edge, index) => `${index === 0 ? 'M' : 'L'}${place(edge.n, edge[side])}`).join('');
  return {
    width,
    height,
    content: (
      <>
        <text x="0" y="15" font-size="14">
          {words.value}
        </text>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line class="chart-grid" x1={left} x2={right} y1={px(y(share))} y2={px(y(share))} />
            <text x={left - 6} y={px(y(share)) + 5} text-anchor="end" font-size="13">
              {words.percent(share)}
            </text>
          </g>
        ))}
        {x
          .ticks(width > 400 ? 8 : 4)
          .filter((n) => Number.isInteger(n) && n > 0)
          .map((n) => (
            <text x={px(x(n))} y={bottom + 22} text-anchor="middle" font-size="13" key={n}>
              {n}
            </text>
          ))}
        <text x={right} y={height - 8} text-anchor="end" font-size="14">
          {words.axis}
        </text>
        <line x1={left} x2={right} y1={px(y(0.5))} y2={px(y(0.5))} stroke="currentColor" stroke-width="1.5" />
        {([inner, outer] as const).flatMap((limit, index) =>
          limit.edges.length === 0
            ? []
            : (['high', 'low'] as const).map((side) => (
                <path
                  d={line(limit, side)}
                  fill="none"
                  stroke="currentColor"
                  stroke-width={index === 0 ? 1.5 : 2}
                  stroke-dasharray={index === 0 ? '7 4' : '2 4'}
                  key={`${limit.level} ${side}`}
                />
              )),
        )}
        {[[inner, words.inner] as const, [outer, words.outer] as const].map(([limit, label]) => (
          <LimitLabel limit={limit} label={label} x={right + 4} y={y} key={label} />
        ))}
        <text class="chart-halo" x={left + 6} y={px(y(0.5)) - 6} font-size="13">
          {words.half}
        </text>
        {marks.map((mark) => (
          <MarkShape mark={mark} x={px(x(mark.n))} y={px(y(mark.share))} key={`${mark.n} ${mark.share}`} />
        ))}
      </>
    ),
  };
}

function LimitLabel({
  limit,
  label,
  x,
  y,
}: {
  readonly limit: FunnelLimit;
  readonly label: string;
  readonly x: number;
  readonly y: (share: number) => number;
}) {
  const last = limit.edges[limit.edges.length - 1];
  if (last === undefined) return null;
  return (
    <text x={x} y={px(y(last.high)) + 4} font-size="13">
      {label}
    </text>
  );
}

/** Hollow circle inside, full circle outside the inner limit, full diamond outside both. */
function MarkShape({ mark, x, y }: { readonly mark: Mark; readonly x: number; readonly y: number }) {
  const label =
    mark.label === '' ? null : (
      <text class="chart-halo" x={x + 10} y={y + 5} font-size="14" font-weight="600">
        {mark.label}
      </text>
    );
  if (mark.beyond === 'inside')
    return (
      <>
        <circle cx={x} cy={y} r="5" fill="none" stroke="currentColor" stroke-width="1.5" />
        {label}
      </>
    );
  return (
    <g class="chart-accent">
      {mark.beyond === 'inner' ? (
        <circle class="chart-point" cx={x} cy={y} r="6" />
      ) : (
        <path class="chart-point" d={`M${x} ${px(y - 8)}l8 8l-8 8l-8 -8Z`} />
      )}
      {label}
    </g>
  );
}
