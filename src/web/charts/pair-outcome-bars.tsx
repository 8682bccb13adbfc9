import { scaleLinear } from 'd3-scale';
import { useFormat, useWebWords } from '../context.js';
import { DataTable } from '../components/data-table.js';
import { ChartFigure, px } from './figure.js';
import type { Drawing } from './figure.js';

/** Pairs by outcome under one definition. */
export interface PairOutcomeCounts {
  readonly both: number;
  readonly controlOnly: number;
  readonly treatmentOnly: number;
  readonly neither: number;
  /** Left out where void pairs are not shown. */
  readonly void?: number;
}

interface PairOutcomeBarsProps {
  readonly id: string;
  readonly title: string;
  readonly counts: PairOutcomeCounts;
}

interface Bar {
  readonly label: string;
  readonly count: number;
  /** Share of the valid pairs; `null` for void pairs, which are not among them. */
  readonly share: number | null;
  readonly look: 'accent' | 'ink' | 'hollow';
  readonly words: string;
}

const ORDER = [
  ['controlOnly', 'accent'],
  ['treatmentOnly', 'accent'],
  ['both', 'ink'],
  ['neither', 'ink'],
  ['void', 'hollow'],
] as const;

/** One bar per outcome, discordant pairs first; shares are of the valid pairs. */
export function PairOutcomeBars({ id, title, counts }: PairOutcomeBarsProps) {
  const t = useWebWords();
  const f = useFormat();
  const valid = counts.both + counts.controlOnly + counts.treatmentOnly + counts.neither;
  const bars = ORDER.flatMap(([outcome, look]): Bar[] => {
    const count = counts[outcome];
    if (count === undefined) return [];
    const share = outcome === 'void' || valid === 0 ? null : count / valid;
    const words = share === null ? f.number(count) : `${f.number(count)} (${f.percent(share)})`;
    return [{ label: t(`chart.outcome.${outcome}`), count, share, look, words }];
  });
  return (
    <ChartFigure
      id={id}
      title={title}
      desc={t('chart.outcome.desc', { ...pickDiscordant(counts), valid })}
      wide={draw(bars, { width: 760, from: 200, to: 640, step: 36, drop: 0 })}
      narrow={draw(bars, { width: 328, from: 0, to: 220, step: 54, drop: 22 })}
      table={
        <DataTable<Bar>
          caption={title}
          captionHidden
          rows={bars}
          keyOf={(bar) => bar.label}
          columns={[
            { head: t('chart.outcome'), cell: (bar) => bar.label, names: true },
            { head: t('chart.pairs'), cell: (bar) => f.number(bar.count), align: 'right' },
            {
              head: `${t('chart.share')} (%)`,
              cell: (bar) => f.number(percentOf(bar.share), 1),
              align: 'right',
            },
          ]}
        />
      }
    />
  );
}

const percentOf = (share: number | null) => (share === null ? null : share * 100);

const pickDiscordant = ({ controlOnly, treatmentOnly }: PairOutcomeCounts) => ({
  controlOnly,
  treatmentOnly,
});

interface Frame {
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** How far the bar stands below its label; 0 puts it beside. */
  readonly drop: number;
}

function draw(bars: readonly Bar[], { width, from, to, step, drop }: Frame): Drawing {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const scale = scaleLinear([0, most], [0, to - from]);
  return {
    width,
    height: bars.length * step + 8,
    content: bars.map(({ label, count, look, words }, index) => {
      const top = index * step + 6;
      const length = px(scale(count));
      return (
        <g key={label}>
          <text x="0" y={top + 16}>
            {label}
          </text>
          <rect class={`chart-bar-${look}`} x={from} y={top + drop} width={Math.max(length, 1)} height="22" />
          <text class="chart-figure" x={from + length + 8} y={top + drop + 16} font-weight="600">
            {words}
          </text>
        </g>
      );
    }),
  };
}
