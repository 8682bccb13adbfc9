import type { ComponentChildren } from 'preact';
import { breakLabel } from './figure.js';

interface RowProps {
  readonly label: string;
  /** How many it rests on, in words. */
  readonly n: string;
  /** The figures in words. */
  readonly figures: string;
  /** Drawn lighter: nothing can be concluded from it. */
  readonly muted: boolean;
  /** The marks of the row. */
  readonly children: ComponentChildren;
}

function Label({ lines, top, step }: { lines: readonly string[]; top: number; step: number }) {
  return (
    <>
      {lines.map((line, at) => (
        <text x="0" y={top + at * step} font-weight="600" key={line}>
          {line}
        </text>
      ))}
    </>
  );
}

/** The lines of the label of a row of a wide drawing: one or two. */
export const wideLabel = (label: string): readonly string[] => breakLabel(label, 30);

/** A row of a wide drawing: its label and n on the left, its marks in the middle, its figures on the right. */
export function WideRow(row: RowProps & { readonly middle: number; readonly width: number }) {
  const lines = wideLabel(row.label);
  const top = row.middle - (lines.length === 2 ? 12 : 4);
  return (
    <g class={row.muted ? 'chart-muted' : undefined}>
      <Label lines={lines} top={top} step={16} />
      <text class="chart-soft" x="0" y={top + lines.length * 16} font-size="13">
        {row.n}
      </text>
      {row.children}
      <text x={row.width} y={row.middle + 5} text-anchor="end">
        {row.figures}
      </text>
    </g>
  );
}

/** Where the label of a row of a narrow drawing ends, and its marks may begin. */
export const narrowLabelEnd = (label: string, top: number): number => top + breakLabel(label, 32).length * 19;

/** A row of a narrow drawing: its label, below it n and figures, below those its marks. */
export function NarrowRow(row: RowProps & { readonly top: number }) {
  return (
    <g class={row.muted ? 'chart-muted' : undefined}>
      <Label lines={breakLabel(row.label, 32)} top={row.top + 16} step={19} />
      <text x="0" y={narrowLabelEnd(row.label, row.top) + 17} font-size="14">
        {row.n} · {row.figures}
      </text>
      {row.children}
    </g>
  );
}
