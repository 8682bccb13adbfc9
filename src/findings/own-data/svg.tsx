import { renderToString } from 'preact-render-to-string';
import { PageScope } from '../../web/context.js';
import { ForestPlot, type ForestRow } from '../../web/index.js';
import { isPaired, type Analysis, type Figures } from './analyse.js';
import { stratumName } from './names.js';

const MOST_ROWS = 100;

// On its own the drawing has no style sheet: the same look as on a page, on white.
const STYLE = [
  'svg{font-family:system-ui,sans-serif;font-variant-numeric:tabular-nums;color:#1a1a1a;background:#fff}',
  'text{fill:currentcolor}',
  '.chart-soft,.chart-muted{color:#55554f}',
  '.chart-halo{paint-order:stroke;stroke:#fff;stroke-width:5px;stroke-linejoin:round}',
  '.chart-point,.chart-arrow{fill:currentcolor;stroke:#fff;stroke-width:1.5px}',
].join('');

/**
 * The forest plot of an analysis of pairs as one SVG file: all pairs, then the strata (the hundred with most pairs).
 * It carries a title and a description for who does not see it, and is legible in black and white.
 */
export function forestSvg(analysis: Analysis, title: string): string {
  const strata = analysis.strata.map((stratum) => rowOf(stratumName(stratum.by), stratum));
  const largest = new Set([...strata].sort((a, b) => b.n - a.n).slice(0, MOST_ROWS));
  const rows = [rowOf('All pairs', analysis.overall), ...strata.filter((row) => largest.has(row))];
  const left = strata.length - largest.size;
  const heading = left === 0 ? title : `${title} (${left} smaller strata are not drawn)`;
  const figure = renderToString(
    <PageScope.Provider value={{ lang: 'en', csrf: null }}>
      <ForestPlot id="forest" title={heading} rows={rows} />
    </PageScope.Provider>,
  );
  return standAlone(figure);
}

function rowOf(label: string, figures: Figures): ForestRow {
  const { estimate, ci } = figures.ratio;
  const [low, high] = ci;
  const n = isPaired(figures) ? figures.pairs.total : figures.control.n + figures.treatment.n;
  if (low === null && high === null)
    return { label, n, estimate: null, low: null, high: null, note: 'no callbacks' };
  // Beside a finite limit null is an infinite one.
  return { label, n, estimate: estimate ?? Infinity, low: low ?? 0, high: high ?? Infinity };
}

const EDGE = 16;
const HEADING = 36;

/** The wide drawing of the figure, with the name space, size, style, heading and margin that a file needs. */
function standAlone(figure: string): string {
  const drawing = figure.slice(figure.indexOf('<svg'), figure.indexOf('</svg>') + '</svg>'.length);
  const [box = '', width = '760', height = '400'] = /viewBox="0 0 (\S+) (\S+)"/.exec(drawing) ?? [];
  const [, heading = ''] = /<title[^>]*>([^<]*)</.exec(drawing) ?? [];
  const [w, h] = [Number(width) + 2 * EDGE, Number(height) + HEADING + EDGE];
  const opened = drawing
    .replace('<svg ', `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" `)
    .replace(box, `viewBox="${-EDGE} ${-HEADING} ${w} ${h}"`);
  const from = opened.indexOf('>') + 1;
  const shown = `<text x="0" y="-12" font-weight="700" aria-hidden="true">${heading}</text>`;
  return `${opened.slice(0, from)}<style>${STYLE}</style>${shown}${opened.slice(from)}\n`;
}
