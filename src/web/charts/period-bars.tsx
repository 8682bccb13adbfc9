import { scaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';
import { dateOnly, toCivil, toDayNumber, type DateOnly } from '../../platform/dates.js';
import { breakLabel, ChartFigure, px, type Drawing } from './figure.js';

export interface PeriodRow {
  readonly label: string;
  readonly from: DateOnly;
  /** The first day after it; null while no end is known. */
  readonly until: DateOnly | null;
  /** The period in words. */
  readonly words: string;
  /** Filled where the thing stands, hollow where it does not. */
  readonly filled: boolean;
}

interface PeriodBarsProps {
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in full sentences. */
  readonly desc: string;
  readonly rows: readonly PeriodRow[];
  readonly today: DateOnly;
  /** The name of the line of today. */
  readonly todayLabel: string;
  readonly note?: string;
  readonly table: ComponentChildren;
}

const HEAD = 26;

/** Periods as bars on one axis of years, the line of today named. A bar without end runs out of the drawing. */
export function PeriodBars(props: PeriodBarsProps) {
  return (
    <ChartFigure
      id={props.id}
      title={props.title}
      desc={props.desc}
      wide={draw(props, { width: 760, from: 300, labelled: 34, step: 44, drop: 4 })}
      narrow={draw(props, { width: 328, from: 0, labelled: 36, step: 66, drop: 40 })}
      note={props.note}
      table={props.table}
    />
  );
}

interface Frame {
  readonly width: number;
  readonly from: number;
  /** Characters on a line of a label. */
  readonly labelled: number;
  readonly step: number;
  /** How far a bar stands below the top of its row. */
  readonly drop: number;
}

function draw({ rows, today, todayLabel }: PeriodBarsProps, frame: Frame): Drawing {
  const firstYear = Math.min(toCivil(today).year, ...rows.map(({ from }) => toCivil(from).year));
  const end = toDayNumber(today) + 400;
  const scale = scaleLinear([toDayNumber(yearStart(firstYear)), end], [frame.from, frame.width]);
  const at = (day: number): number => px(scale(day));
  const height = HEAD + rows.length * frame.step;
  const now = at(toDayNumber(today));
  return {
    width: frame.width,
    height,
    content: (
      <>
        <text x={frame.from} y="16" class="chart-soft">
          {firstYear}
        </text>
        <text x={now} y="16" text-anchor="middle" font-weight="600">
          {todayLabel}
        </text>
        <line stroke="currentColor" stroke-width="1.5" x1={now} x2={now} y1={HEAD - 4} y2={height} />
        {rows.map((row, index) => (
          <Row key={row.label} row={row} top={HEAD + index * frame.step} frame={frame} at={at} end={end} />
        ))}
      </>
    ),
  };
}

interface RowProps {
  readonly row: PeriodRow;
  readonly top: number;
  readonly frame: Frame;
  readonly at: (day: number) => number;
  readonly end: number;
}

function Row({ row, top, frame, at, end }: RowProps) {
  const from = at(toDayNumber(row.from));
  const until = at(row.until === null ? end : Math.min(end, toDayNumber(row.until)));
  return (
    <g>
      {breakLabel(row.label, frame.labelled).map((line, index) => (
        <text x="0" y={top + 15 + index * 18} key={line}>
          {line}
        </text>
      ))}
      <rect
        class={row.filled ? 'chart-bar-ink' : 'chart-bar-hollow'}
        x={from}
        y={top + frame.drop}
        width={px(Math.max(until - from, 2))}
        height="18"
      />
    </g>
  );
}

const yearStart = (year: number): DateOnly => dateOnly(year, 1, 1);
