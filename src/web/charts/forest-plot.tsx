import type { ComponentChildren } from 'preact';
import { useFormat, useWebWords } from '../context.js';
import { DataTable } from '../components/data-table.js';
import { ChartFigure, px } from './figure.js';
import { NarrowRow, narrowLabelEnd, WideRow } from './labelled-row.js';
import type { Drawing } from './figure.js';
import { ratioAxis } from './forest-scale.js';
import type { RatioAxis } from './forest-scale.js';

export interface ForestRow {
  readonly label: string;
  /** The ratio; `null` when it may not be shown or cannot be computed; may be 0 or infinite. */
  readonly estimate: number | null;
  /** Limits of the interval; 0 and infinity are drawn as arrows. */
  readonly low: number | null;
  readonly high: number | null;
  /** Pairs behind the row. */
  readonly n: number;
  /** Why a row is greyed, or a remark; a row without estimate needs it. */
  readonly note?: string;
}

interface ForestPlotProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ForestRow[];
  /** What the axis measures; by default the callback ratio, control over treatment. */
  readonly axisLabel?: string;
  /** The name of the line at 1; "gelijk behandeld" by default. */
  readonly referenceLabel?: string;
}

interface Known extends ForestRow {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

function isKnown(row: ForestRow): row is Known {
  return row.estimate !== null && row.low !== null && row.high !== null;
}

/** True when the whole interval lies on one side of 1. */
function isApart(row: Known): boolean {
  return row.low > 1 || row.high < 1;
}

/** Ratios with their intervals on one logarithmic axis, the line at 1 named, n beside each name. */
export function ForestPlot(props: ForestPlotProps) {
  const t = useWebWords();
  const f = useFormat();
  const { rows } = props;
  const right = rows.filter(isKnown).filter((row) => row.low > 1).length;
  const words: Words = {
    reference: props.referenceLabel ?? t('chart.equal'),
    axis: props.axisLabel ?? t('chart.forest.axis'),
    left: t('chart.forest.less'),
    right: t('chart.forest.more'),
    n: (row) => t('chart.pairs', { count: row.n }),
    figures: (row) =>
      isKnown(row) ? `${f.ratio(row.estimate)} (${f.interval(row.low, row.high)})` : t('chart.not-shown'),
    tick: (value) => f.number(value, 2),
  };
  return (
    <ChartFigure
      id={props.id}
      title={props.title}
      desc={t('chart.forest.desc', { summary: t('chart.forest.right', { count: right }) })}
      wide={drawWide(rows, words)}
      narrow={drawNarrow(rows, words)}
      note={words.axis}
      table={<ForestTable {...props} />}
    />
  );
}

interface Words {
  readonly reference: string;
  readonly axis: string;
  readonly left: string;
  readonly right: string;
  readonly n: (row: ForestRow) => string;
  readonly figures: (row: ForestRow) => string;
  readonly tick: (value: number) => string;
}

const valuesOf = (rows: readonly ForestRow[]) =>
  rows.filter(isKnown).flatMap((row) => [row.low, row.estimate, row.high]);

const HEAD = 30;

function drawWide(rows: readonly ForestRow[], words: Words): Drawing {
  const [width, from, to, rowHeight] = [760, 250, 570, 52];
  const axis = ratioAxis(valuesOf(rows), from, to);
  const bottom = HEAD + rows.length * rowHeight;
  return {
    width,
    height: bottom + 52,
    content: (
      <>
        <Frame axis={axis} bottom={bottom} words={words} />
        {rows.map((row, index) => {
          const middle = HEAD + index * rowHeight + rowHeight / 2;
          return (
            <WideRow
              key={row.label}
              label={row.label}
              n={words.n(row)}
              figures={words.figures(row)}
              muted={!isKnown(row)}
              middle={middle}
              width={width}
            >
              <Interval row={row} axis={axis} y={middle} />
              {isKnown(row) || row.note === undefined ? null : (
                <text
                  x={(from + to) / 2}
                  y={middle + 5}
                  text-anchor="middle"
                  font-size="13"
                  class="chart-halo"
                >
                  {row.note}
                </text>
              )}
            </WideRow>
          );
        })}
      </>
    ),
  };
}

function drawNarrow(rows: readonly ForestRow[], words: Words): Drawing {
  const [width, from, to] = [328, 14, 314];
  const axis = ratioAxis(valuesOf(rows), from, to);
  const one = px(axis.place(1).x);
  const drawn: ComponentChildren[] = [];
  let top = HEAD;
  for (const row of rows) {
    const below = narrowLabelEnd(row.label, top);
    drawn.push(
      <NarrowRow
        key={row.label}
        label={row.label}
        n={words.n(row)}
        figures={isKnown(row) ? words.figures(row) : (row.note ?? words.figures(row))}
        muted={!isKnown(row)}
        top={top}
      >
        {isKnown(row) ? (
          <line x1={one} x2={one} y1={below + 24} y2={below + 50} stroke="currentColor" stroke-width="1.5" />
        ) : null}
        <Interval row={row} axis={axis} y={below + 37} />
      </NarrowRow>,
    );
    top = below + (isKnown(row) ? 62 : 36);
  }
  return {
    width,
    height: top + 52,
    content: (
      <>
        <Frame axis={axis} lineFrom={top - 12} bottom={top} words={words} />
        {drawn}
      </>
    ),
  };
}

interface FrameProps {
  readonly axis: RatioAxis;
  /** Where the line at 1 starts when it does not run the whole height. */
  readonly lineFrom?: number;
  readonly bottom: number;
  readonly words: Words;
}

/** The axis below, and the line at 1 with its name above. */
function Frame({ axis, lineFrom = 22, bottom, words }: FrameProps) {
  const one = px(axis.place(1).x);
  const first = axis.ticks[0]?.x ?? 0;
  const last = axis.ticks[axis.ticks.length - 1]?.x ?? 0;
  return (
    <g>
      <text x={one} y="16" text-anchor="middle" font-size="14" font-weight="600">
        {words.reference}
      </text>
      <line x1={one} x2={one} y1={lineFrom} y2={bottom} stroke="currentColor" stroke-width="1.5" />
      {lineFrom > 22 ? (
        <line x1={one} x2={one} y1="20" y2="28" stroke="currentColor" stroke-width="1.5" />
      ) : null}
      <line x1={first} x2={last} y1={bottom} y2={bottom} stroke="currentColor" stroke-width="1" />
      {axis.ticks.map(({ value, x }) => (
        <g key={value}>
          <line x1={px(x)} x2={px(x)} y1={bottom} y2={bottom + 6} stroke="currentColor" stroke-width="1" />
          <text x={px(x)} y={bottom + 22} text-anchor="middle" font-size="13">
            {words.tick(value)}
          </text>
        </g>
      ))}
      <text class="chart-soft" x={first} y={bottom + 44} font-size="13">
        ← {words.left}
      </text>
      <text class="chart-soft" x={last} y={bottom + 44} text-anchor="end" font-size="13">
        {words.right} →
      </text>
    </g>
  );
}

function Interval({
  row,
  axis,
  y,
}: {
  readonly row: ForestRow;
  readonly axis: RatioAxis;
  readonly y: number;
}) {
  if (!isKnown(row)) return null;
  const [low, mid, high] = [axis.place(row.low), axis.place(row.estimate), axis.place(row.high)];
  const [from, to, at] = [px(low.x), px(high.x), px(mid.x)];
  return (
    <g class={isApart(row) ? 'chart-accent' : undefined}>
      <line x1={from} x2={to} y1={y} y2={y} stroke="currentColor" stroke-width="2.5" />
      {low.off === null ? (
        <line x1={from} x2={from} y1={y - 6} y2={y + 6} stroke="currentColor" stroke-width="2.5" />
      ) : (
        <path class="chart-arrow" d={`M${from - 10} ${y}l10 -6v12Z`} />
      )}
      {high.off === null ? (
        <line x1={to} x2={to} y1={y - 6} y2={y + 6} stroke="currentColor" stroke-width="2.5" />
      ) : (
        <path class="chart-arrow" d={`M${to + 10} ${y}l-10 -6v12Z`} />
      )}
      {mid.off !== null ? null : isApart(row) ? (
        <path class="chart-point" d={`M${at} ${y - 8}l8 8l-8 8l-8 -8Z`} />
      ) : (
        <circle class="chart-point" cx={at} cy={y} r="6" />
      )}
    </g>
  );
}

function ForestTable({ title, rows }: ForestPlotProps) {
  const t = useWebWords();
  const f = useFormat();
  const limit = (value: number | null) => (value === Infinity ? t('chart.open') : f.ratio(value));
  return (
    <DataTable<ForestRow>
      caption={title}
      captionHidden
      rows={rows}
      keyOf={(row) => row.label}
      muted={(row) => !isKnown(row)}
      columns={[
        { head: t('chart.name'), cell: (row) => row.label, names: true },
        {
          head: `${t('chart.n')} (${t('chart.pairs').toLowerCase()})`,
          cell: (row) => f.number(row.n),
          align: 'right',
        },
        { head: t('chart.ratio'), cell: (row) => f.ratio(row.estimate), align: 'right' },
        { head: t('chart.low'), cell: (row) => limit(row.low), align: 'right' },
        { head: t('chart.high'), cell: (row) => limit(row.high), align: 'right' },
        { head: t('chart.note'), cell: (row) => row.note ?? '' },
      ]}
    />
  );
}
