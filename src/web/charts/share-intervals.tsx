import type { ComponentChildren } from 'preact';
import { useFormat, useWebWords } from '../context.js';
import { DataTable } from '../components/data-table.js';
import { ChartFigure, px, type Drawing } from './figure.js';
import { NarrowRow, narrowLabelEnd, wideLabel, WideRow } from './labelled-row.js';

export interface ShareRow {
  readonly label: string;
  /** A share, 0 to 1, with the limits of its interval; `null` when there is nothing to compute it from. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What the share is of. */
  readonly n: number;
  /** The n in words: "3 oproepen". */
  readonly nWords: string;
}

interface ShareIntervalsProps {
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in full sentences. */
  readonly desc: string;
  readonly rows: readonly ShareRow[];
  /** What the axis measures. */
  readonly axisLabel: string;
  /** The name of the line at 50 %; without it there is none, and no share is marked as apart from it. */
  readonly referenceLabel?: string;
  /** The head of the column of shares, and of n, in the table. */
  readonly shareHead: string;
  readonly nHead: string;
}

interface Known extends ShareRow {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

function isKnown(row: ShareRow): row is Known {
  return row.share !== null && row.low !== null && row.high !== null;
}

const HEAD = 30;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Shares with their intervals on one axis from 0 to 100 %, the line at 50 % named where half means something, n beside each name. */
export function ShareIntervals(props: ShareIntervalsProps) {
  const f = useFormat();
  const t = useWebWords();
  const words: Words = {
    reference: props.referenceLabel,
    figures: (row) =>
      isKnown(row)
        ? `${f.percent(row.share)} (${f.percentInterval(row.low, row.high)})`
        : t('chart.not-shown'),
    tick: (value) => f.percent(value),
  };
  return (
    <ChartFigure
      id={props.id}
      title={props.title}
      desc={props.desc}
      wide={drawWide(props.rows, words)}
      narrow={drawNarrow(props.rows, words)}
      note={props.axisLabel}
      table={<ShareTable {...props} />}
    />
  );
}

interface Words {
  readonly reference: string | undefined;
  readonly figures: (row: ShareRow) => string;
  readonly tick: (value: number) => string;
}

type Axis = (share: number) => number;

const axisOf =
  (from: number, to: number): Axis =>
  (share) =>
    px(from + share * (to - from));

function drawWide(rows: readonly ShareRow[], words: Words): Drawing {
  const width = 760;
  const rowHeight = rows.some(({ label }) => wideLabel(label).length === 2) ? 60 : 48;
  const axis = axisOf(250, 560);
  const bottom = HEAD + rows.length * rowHeight;
  return {
    width,
    height: bottom + 30,
    content: (
      <>
        <Frame axis={axis} bottom={bottom} words={words} />
        {rows.map((row, index) => {
          const middle = HEAD + index * rowHeight + rowHeight / 2;
          return (
            <WideRow
              key={row.label}
              label={row.label}
              n={row.nWords}
              figures={words.figures(row)}
              muted={!isKnown(row)}
              middle={middle}
              width={width}
            >
              <Interval row={row} axis={axis} y={middle} words={words} />
            </WideRow>
          );
        })}
      </>
    ),
  };
}

function drawNarrow(rows: readonly ShareRow[], words: Words): Drawing {
  const [width, axis] = [328, axisOf(20, 306)];
  const drawn: ComponentChildren[] = [];
  let top = HEAD;
  for (const row of rows) {
    const below = narrowLabelEnd(row.label, top);
    drawn.push(
      <NarrowRow
        key={row.label}
        label={row.label}
        n={row.nWords}
        figures={words.figures(row)}
        muted={!isKnown(row)}
        top={top}
      >
        {isKnown(row) && words.reference !== undefined ? (
          <Half axis={axis} from={below + 24} to={below + 50} />
        ) : null}
        <Interval row={row} axis={axis} y={below + 37} words={words} />
      </NarrowRow>,
    );
    top = below + (isKnown(row) ? 62 : 36);
  }
  return {
    width,
    height: top + 30,
    content: (
      <>
        <Frame axis={axis} bottom={top} words={words} short />
        {drawn}
      </>
    ),
  };
}

function Half({ axis, from, to }: { readonly axis: Axis; readonly from: number; readonly to: number }) {
  return <line x1={axis(0.5)} x2={axis(0.5)} y1={from} y2={to} stroke="currentColor" stroke-width="1.5" />;
}

interface FrameProps {
  readonly axis: Axis;
  readonly bottom: number;
  readonly words: Words;
  /** The line at 50 % stands at its name only; each row draws its own piece. */
  readonly short?: boolean;
}

function Frame({ axis, bottom, words, short = false }: FrameProps) {
  return (
    <g>
      {words.reference === undefined ? null : (
        <>
          <text x={axis(0.5)} y="16" text-anchor="middle" font-size="14" font-weight="600">
            {words.reference}
          </text>
          <Half axis={axis} from={20} to={short ? 28 : bottom} />
        </>
      )}
      <line x1={axis(0)} x2={axis(1)} y1={bottom} y2={bottom} stroke="currentColor" stroke-width="1" />
      {TICKS.map((value) => (
        <g key={value}>
          <line x1={axis(value)} x2={axis(value)} y1={bottom} y2={bottom + 6} stroke="currentColor" />
          <text x={axis(value)} y={bottom + 22} text-anchor="middle" font-size="13">
            {words.tick(value)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface IntervalProps {
  readonly row: ShareRow;
  readonly axis: Axis;
  readonly y: number;
  readonly words: Words;
}

function Interval({ row, axis, y, words }: IntervalProps) {
  if (!isKnown(row)) return null;
  const [from, to, at] = [axis(row.low), axis(row.high), axis(row.share)];
  const apart = words.reference !== undefined && (row.low > 0.5 || row.high < 0.5);
  return (
    <g class={apart ? 'chart-accent' : undefined}>
      <line x1={from} x2={to} y1={y} y2={y} stroke="currentColor" stroke-width="2.5" />
      <line x1={from} x2={from} y1={y - 6} y2={y + 6} stroke="currentColor" stroke-width="2.5" />
      <line x1={to} x2={to} y1={y - 6} y2={y + 6} stroke="currentColor" stroke-width="2.5" />
      {apart ? (
        <path class="chart-point" d={`M${at} ${y - 8}l8 8l-8 8l-8 -8Z`} />
      ) : (
        <circle class="chart-point" cx={at} cy={y} r="6" />
      )}
    </g>
  );
}

function ShareTable({ title, rows, shareHead, nHead }: ShareIntervalsProps) {
  const t = useWebWords();
  const f = useFormat();
  return (
    <DataTable<ShareRow>
      caption={title}
      captionHidden
      rows={rows}
      keyOf={(row) => row.label}
      muted={(row) => !isKnown(row)}
      columns={[
        { head: t('chart.name'), cell: (row) => row.label, names: true },
        { head: nHead, cell: (row) => f.number(row.n), align: 'right' },
        { head: shareHead, cell: (row) => f.percent(row.share), align: 'right' },
        { head: t('chart.low'), cell: (row) => f.percent(row.low), align: 'right' },
        { head: t('chart.high'), cell: (row) => f.percent(row.high), align: 'right' },
      ]}
    />
  );
}
