import type { ComponentChildren } from 'preact';
import type { DateOnly } from '../../platform/dates.js';
import { ChartFigure, px, type Drawing } from './figure.js';

/** One working day of a week; null stands for a day on which nothing may happen. */
export type HeatDay = { readonly count: number } | null;

export interface HeatWeek {
  /** Its Monday. */
  readonly from: DateOnly;
  /** In words, such as its date. */
  readonly label: string;
  /** Monday to Friday. */
  readonly days: readonly HeatDay[];
}

interface CalendarHeatProps {
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in full sentences. */
  readonly desc: string;
  readonly weeks: readonly HeatWeek[];
  /** The short names of Monday to Friday. */
  readonly weekdays: readonly string[];
  /** What stands on a day on which nothing may happen. */
  readonly off: string;
  readonly note?: string;
  readonly table: ComponentChildren;
}

const HEAD = 26;
const ROW = 30;
const SHADES = 4;

/** Weeks as rows, working days as columns; the more happens on a day, the darker its square, with the number in it. */
export function CalendarHeat(props: CalendarHeatProps) {
  return (
    <ChartFigure
      id={props.id}
      title={props.title}
      desc={props.desc}
      wide={draw(props, { width: 760, from: 150 })}
      narrow={draw(props, { width: 328, from: 78 })}
      note={props.note}
      table={props.table}
    />
  );
}

function draw(
  { weeks, weekdays, off }: CalendarHeatProps,
  { width, from }: { readonly width: number; readonly from: number },
): Drawing {
  const step = (width - from) / weekdays.length;
  const most = Math.max(1, ...weeks.flatMap(({ days }) => days.map((day) => day?.count ?? 0)));
  return {
    width,
    height: HEAD + weeks.length * ROW,
    content: (
      <>
        {weekdays.map((name, index) => (
          <text key={name} x={px(from + (index + 0.5) * step)} y="16" text-anchor="middle" class="chart-soft">
            {name}
          </text>
        ))}
        {weeks.map((week, row) => (
          <g key={week.from}>
            <text x="0" y={HEAD + row * ROW + 19}>
              {week.label}
            </text>
            {week.days.map((day, index) => (
              <Day
                key={index}
                day={day}
                off={off}
                shade={day === null ? 0 : Math.ceil((day.count / most) * SHADES)}
                box={{
                  x: px(from + index * step),
                  y: HEAD + row * ROW,
                  width: px(step - 3),
                  height: ROW - 3,
                }}
              />
            ))}
          </g>
        ))}
      </>
    ),
  };
}

interface DayProps {
  readonly day: HeatDay;
  readonly off: string;
  readonly shade: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

function Day({ day, off, shade, box }: DayProps) {
  const word = day === null ? off : day.count === 0 ? '' : String(day.count);
  return (
    <>
      {day === null ? (
        <rect {...box} class="chart-bar-hollow" />
      ) : (
        // The darkest stays light enough for the number that stands on it.
        <rect {...box} fill="currentColor" fill-opacity={px(0.03 + shade * 0.07)} />
      )}
      {word === '' ? null : (
        <text x={px(box.x + box.width / 2)} y={box.y + 19} text-anchor="middle">
          {word}
        </text>
      )}
    </>
  );
}
