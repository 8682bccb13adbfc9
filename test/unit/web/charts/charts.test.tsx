import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { EvidencePath } from '../../../../src/web/charts/evidence-path.js';
import { breakLabel } from '../../../../src/web/charts/figure.js';
import { ForestPlot } from '../../../../src/web/charts/forest-plot.js';
import { FunnelPlot, type FunnelPoint } from '../../../../src/web/charts/funnel-plot.js';
import type { ForestRow } from '../../../../src/web/charts/forest-plot.js';
import { ratioAxis } from '../../../../src/web/charts/forest-scale.js';
import { PairOutcomeBars } from '../../../../src/web/charts/pair-outcome-bars.js';
import { RunningTotals } from '../../../../src/web/charts/running-totals.js';
import { ProgressOverTime } from '../../../../src/web/charts/progress-over-time.js';

const forest = (...rows: ForestRow[]) =>
  renderToString(<ForestPlot id="f" title="Ratio per sector" rows={rows} />);
const strong: ForestRow = { label: 'Uitzendarbeid', estimate: 2.48, low: 1.78, high: 3.44, n: 78 };
const open: ForestRow = { label: 'Schoonmaak', estimate: Infinity, low: 1.7, high: Infinity, n: 24 };
const hidden: ForestRow = {
  label: 'Bouw',
  estimate: null,
  low: null,
  high: null,
  n: 9,
  note: 'minder dan 20 paren',
};

/** The wide drawing alone. */
const wide = (html: string) => /<svg class="chart-wide".*?<\/svg>/s.exec(html)?.[0] ?? '';
const count = (html: string, part: string) => html.split(part).length - 1;

describe('a forest plot', () => {
  it('names the line at 1', () => expect(wide(forest(strong))).toContain('gelijk behandeld'));
  it('says for who does not see it how many rows lie apart', () =>
    expect(forest(strong, open, hidden)).toContain('2 rijen liggen volledig rechts van 1.'));
  it('writes estimate, interval and n beside the name', () =>
    expect(wide(forest(strong))).toMatch(/78 paren.*2,48 \(1,78 tot 3,44\)/s));
  it('says the same in a table', () =>
    expect(forest(strong)).toMatch(/<details.*Toon als tabel.*<table.*1,78.*3,44/s));
  it('draws an arrow for a limit without end', () =>
    expect(count(wide(forest(open)), 'chart-arrow')).toBe(1));
  it('says in the table that a limit has no end', () => expect(forest(open)).toContain('geen grens'));
  it('draws no point for an estimate without end', () =>
    expect(wide(forest(open))).not.toContain('chart-point'));
  it('draws an arrow to the left for a limit of 0', () =>
    expect(wide(forest({ ...strong, low: 0 }))).toMatch(/chart-arrow" d="M240 /));
  it('gives the reason of a row that is not shown', () =>
    expect(wide(forest(hidden))).toContain('minder dan 20 paren'));
  it('draws nothing for a row that is not shown', () =>
    expect(wide(forest(hidden))).not.toMatch(/chart-point|chart-arrow/));
  it('gives every interval that excludes 1 another shape, for who sees no colour', () =>
    expect([
      wide(forest(strong)).includes('<circle'),
      wide(forest({ ...strong, low: 0.9 })).includes('<circle'),
    ]).toEqual([false, true]));
  it('holds no coordinate that is not a number, even without rows', () =>
    expect(forest() + forest(open, hidden, { ...strong, estimate: 0, low: 0, high: 0 })).not.toMatch(
      /NaN|="-?Infinity/,
    ));
  it('uses no inline style', () => expect(forest(strong, open, hidden)).not.toContain('style='));
  it('gives each drawing a role, a title and a description by id', () =>
    expect(forest(strong)).toMatch(
      /role="img" aria-labelledby="f-wide-title" aria-describedby="f-wide-desc"/,
    ));
});

describe('the axis of ratios', () => {
  it('puts equal factors at equal distances from 1', () => {
    const axis = ratioAxis([0.5, 2], 0, 100);
    expect([axis.place(0.5).x, axis.place(1).x, axis.place(2).x].map(Math.round)).toEqual([0, 50, 100]);
  });
  it('runs off to the right at infinity', () =>
    expect(ratioAxis([1], 0, 100).place(Infinity)).toEqual({ x: 100, off: 'right' }));
  it('runs off to the left at 0', () =>
    expect(ratioAxis([1], 0, 100).place(0)).toEqual({ x: 0, off: 'left' }));
  it('leaves room for the arrow beyond the last point', () => {
    const axis = ratioAxis([0, 0.5, 5, Infinity], 0, 100);
    expect([axis.place(0.5).x > 0, axis.place(5).x < 100]).toEqual([true, true]);
  });
});

describe('bars of pair outcomes', () => {
  const html = renderToString(
    <PairOutcomeBars
      id="p"
      title="Paren"
      counts={{ both: 12, controlOnly: 33, treatmentOnly: 2, neither: 28, void: 5 }}
    />,
  );
  it('take shares of the valid pairs only', () => expect(wide(html)).toContain('33 (44\u00a0%)'));
  it('give void pairs no share', () => expect(wide(html)).toMatch(/>5<\/text>/));
  it('name the discordant pairs in the description', () =>
    expect(html).toContain('33 alleen referentieprofiel en 2 alleen testprofiel, op 75 geldige paren'));
  it('survive a table of nothing', () =>
    expect(
      renderToString(
        <PairOutcomeBars
          id="p"
          title="P"
          counts={{ both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0, void: 0 }}
        />,
      ),
    ).not.toContain('NaN'));
});

describe('the path of evidence', () => {
  const path = (...e: number[]) =>
    renderToString(
      <EvidencePath
        id="e"
        title="Bewijs"
        threshold={20}
        points={e.map((value, index) => ({ n: index + 1, e: value }))}
      />,
    );
  it('names its threshold', () => expect(wide(path(1, 2))).toContain('drempel 20'));
  it('says when the threshold was reached', () => expect(path(1, 25, 9)).toContain('bereikt na 2 paren'));
  it('says that the threshold was not reached', () => expect(path(1, 19.9)).toContain('niet bereikt'));
  it('draws an arrow for evidence without end', () =>
    expect(wide(path(1, Infinity))).toContain('chart-arrow'));
  it('draws an arrow for evidence that fell to 0', () => expect(wide(path(1, 0))).toContain('chart-arrow'));
  it('holds no coordinate that is not a number', () =>
    expect(path(0, Infinity)).not.toMatch(/NaN|="[^"]*Infinity/));
  it('without pairs says so in words', () => expect(path()).toContain('nog geen discordante paren'));
});

describe('a funnel plot', () => {
  const limits = (level: number) => ({
    level,
    edges: [
      { n: 6, low: 0.08, high: 0.92 },
      { n: 10, low: 0.15, high: 0.85 },
    ],
  });
  const funnel = (...points: FunnelPoint[]) =>
    renderToString(
      <FunnelPlot id="t" title="Werkgevers" points={points} inner={limits(0.95)} outer={limits(0.998)} />,
    );
  const far: FunnelPoint = { id: 'Aa', label: 'Aa', n: 10, count: 10, beyond: 'outer' };
  const near: FunnelPoint = { id: 'Bee', label: 'Bee', n: 6, count: 6, beyond: 'inner' };
  const inside: FunnelPoint = { id: 'Cee', label: 'Cee', n: 4, count: 2, beyond: 'inside' };
  it('names the line at one half and both limits', () =>
    expect(wide(funnel(far))).toMatch(/95\u00a0%[\s\S]*99,8\u00a0%[\s\S]*gelijk behandeld/));
  it('gives what lies outside another shape than what lies inside, for who sees no colour', () =>
    expect(
      [funnel(far), funnel(near), funnel(inside)].map((html) => /chart-point"[^>]* d="M/.test(wide(html))),
    ).toEqual([true, false, false]));
  it('draws what lies inside hollow', () => expect(wide(funnel(inside))).toMatch(/<circle[^>]* fill="none"/));
  it('numbers what lies outside, and names the numbers under the drawing', () =>
    expect(funnel(far, near, inside)).toContain('1: Aa · 2: Bee'));
  it('says for who does not see it how many lie outside', () =>
    expect(funnel(far, near, inside)).toContain('2 punten liggen buiten de grens van 95\u00a0%, waarvan 1'));
  it('says how many stand on one place', () =>
    expect(wide(funnel(inside, { ...inside, id: 'Dee', label: 'Dee' }))).toContain('×2'));
  it('says the same in a table', () =>
    expect(funnel(far, inside)).toMatch(/<table.*Aa.*buiten 99,8.*Cee.*erbinnen/s));
  it('holds no coordinate that is not a number, even with one pair', () =>
    expect(funnel({ ...inside, n: 1, count: 0 })).not.toMatch(/NaN|="-?Infinity/));
  it('uses no inline style', () => expect(funnel(far, near, inside)).not.toContain('style='));
  it('without pairs says so in words', () => expect(funnel()).toContain('nog geen discordante paren'));
});

describe('progress over time', () => {
  const progress = (points: { date: string; planned: number; done: number }[]) =>
    renderToString(<ProgressOverTime id="v" title="Voortgang" points={points} />);
  it('names each line at its end', () =>
    expect(
      wide(
        progress([
          { date: '2026-09-07', planned: 1, done: 0 },
          { date: '2026-09-09', planned: 9, done: 4 },
        ]),
      ),
    ).toMatch(/Gepland 9.*Afgerond 4/s));
  it('can be of one day', () =>
    expect(progress([{ date: '2026-09-07', planned: 1, done: 0 }])).not.toContain('NaN'));
  it('without days says so in words', () => expect(progress([])).toContain('nog geen voortgang'));
});

describe('a label', () => {
  it('breaks between words', () =>
    expect(breakLabel('Land- en tuinbouw en bossen', 12)).toEqual(['Land- en', 'tuinbouw en bossen']));
  it('is never cut', () => expect(breakLabel('Voedingsnijverheid', 5)).toEqual(['Voedingsnijverheid']));
});

describe('running totals', () => {
  const totals = (...points: [string, number, number, number][]) =>
    renderToString(
      <RunningTotals
        id="t"
        title="Verloop"
        lines={['Verzonden', 'Beantwoord', 'Gecodeerd']}
        points={points.map(([date, ...rest]) => ({ date, totals: rest }))}
      />,
    );
  const html = totals(['2026-09-07', 2, 0, 0], ['2026-09-08', 40, 12, 3]);

  it('write the last total beside each line', () =>
    expect(wide(html)).toMatch(/Verzonden 40.*Beantwoord 12.*Gecodeerd 3/s));
  it('say the same for who does not see it', () =>
    expect(html).toMatch(/<desc[^>]*>.*Verzonden 40, Beantwoord 12, Gecodeerd 3\./s));
  it('say the same in a table, the newest day first', () =>
    expect(html).toMatch(/<details.*<table.*8 september 2026.*>40<.*7 september 2026.*>2</s));
  it('tell the lines apart without colour', () =>
    expect([
      count(wide(html), 'stroke-dasharray="2 5"'),
      count(wide(html), 'stroke-dasharray="9 5"'),
    ]).toEqual([1, 1]));
  it('keep names apart and within the drawing where all lines end at one height', () => {
    const flat = wide(totals(['2026-09-07', 1, 0, 0], ['2026-09-08', 1, 0, 0]));
    const places = [...flat.matchAll(/class="chart-halo[^"]*" x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) =>
      Number(y),
    );
    expect(places).toHaveLength(3);
    expect(places[1]! - places[0]!).toBeGreaterThanOrEqual(20);
    expect(places[2]! - places[1]!).toBeGreaterThanOrEqual(20);
    expect(Math.max(...places)).toBeLessThan(300);
  });
  it('of nothing are words', () => expect(totals()).toContain('Er is nog geen voortgang om te tonen.'));
  it('hold no coordinate that is not a number for one day', () =>
    expect(totals(['2026-09-07', 0, 0, 0])).not.toMatch(/NaN|="-?Infinity/));
});
