import type { ComponentChildren } from 'preact';
import { useWebWords } from '../context.js';

/** One drawing: its size in its own units, and what is in it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: ComponentChildren;
}

interface ChartFigureProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in full sentences, for who does not see it. */
  readonly desc: string;
  /** From 640 px; text is 15 units high, so that it never falls under 12 px. */
  readonly wide: Drawing;
  /** Under 640 px, 328 units wide: labels stand above the lines. */
  readonly narrow: Drawing;
  readonly note?: ComponentChildren;
  /** The same figures as a table. */
  readonly table: ComponentChildren;
}

/** A chart with its caption, two drawings of which one is shown, and the table that says the same. */
export function ChartFigure({ id, title, desc, wide, narrow, note, table }: ChartFigureProps) {
  const t = useWebWords();
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <Svg id={`${id}-wide`} class="chart-wide" title={title} desc={desc} drawing={wide} />
      <Svg id={`${id}-narrow`} class="chart-narrow" title={title} desc={desc} drawing={narrow} />
      {note === undefined ? null : <p class="chart-note">{note}</p>}
      <details class="chart-table">
        <summary>
          {t('chart.table')}
          <span class="visually-hidden">: {title}</span>
        </summary>
        {table}
      </details>
    </figure>
  );
}

interface SvgProps {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly desc: string;
  readonly drawing: Drawing;
}

function Svg({ id, class: name, title, desc, drawing }: SvgProps) {
  return (
    <svg
      class={name}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
      font-size="15"
      fill="currentColor"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {drawing.content}
    </svg>
  );
}

/** Breaks a label into lines of at most `most` characters, between words; the last line may be longer, never cut. */
export function breakLabel(label: string, most: number, lines = 2): string[] {
  const made: string[] = [''];
  for (const word of label.split(' ')) {
    const last = made[made.length - 1] ?? '';
    if (last === '') made[made.length - 1] = word;
    else if (last.length + 1 + word.length <= most || made.length === lines)
      made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  return made;
}

/** A rounded coordinate: two decimals are enough and keep the page small. */
export function px(value: number): number {
  return Math.round(value * 100) / 100;
}
