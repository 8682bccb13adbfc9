// The look as the stylesheet fixes it: contrasts are computed from its own tokens, in both themes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/web/assets/style.css', import.meta.url), 'utf8');
const root = /:root \{([^}]*)\}/.exec(css)?.[1] ?? '';

type Theme = 'light' | 'dark';

function colour(token: string, theme: Theme): string {
  const value = new RegExp(`--${token}: ([^;]+);`).exec(root)?.[1] ?? '';
  const [, light, dark] = /light-dark\((#\w+), (#\w+)\)/.exec(value) ?? [undefined, value, value];
  const hex = theme === 'light' ? light : dark;
  return hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXTS: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'soft', 'link', 'link-hover', 'good', 'warn', 'bad', 'active', 'mark'].flatMap((text) => [
    [text, 'paper'] as const,
    [text, 'surface'] as const,
  ]),
  ...['good', 'warn', 'bad', 'active'].map((tone) => [tone, `${tone}-wash`] as const),
  ...['good', 'warn', 'bad', 'active'].map((tone) => ['ink', `${tone}-wash`] as const),
  ...['good', 'warn', 'bad', 'active'].map((tone) => ['link', `${tone}-wash`] as const),
  ['ink', 'signal-wash'],
  ['on-ink', 'ink'],
  ['on-ink', 'soft'],
  ['on-ink', 'bad'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(TEXTS)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'mark'])('a line of %s shows on the page', (line) => {
    expect(contrast(colour(line, theme), colour('paper', theme))).toBeGreaterThanOrEqual(3);
  });

  it('a focus ring shows, by its bar or by its edge', () => {
    const edge = /--ring: [^;]*light-dark\((#\w+), (#\w+)\)/.exec(root)?.[theme === 'light' ? 1 : 2] ?? '';
    const paper = colour('paper', theme);
    const seen = Math.max(contrast(colour('accent', theme), paper), contrast(edge, paper));
    expect(seen).toBeGreaterThanOrEqual(3);
    expect(contrast(colour('accent', theme), edge)).toBeGreaterThanOrEqual(3);
  });
});

describe('the stylesheet', () => {
  it('measures a contrast that is known', () => expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2));
  it('draws a focus of three pixels', () => expect(css).toMatch(/:focus-visible \{[^}]*outline: 3px solid/));
  it('moves nothing', () =>
    expect(css.replace(/@media \(prefers-reduced-motion[\s\S]*?\n\}\n/, '')).not.toMatch(
      /animation|transition|@keyframes/,
    ));
  it('uses no colour that is not a token, but on paper', () => {
    const screen = css.slice(css.indexOf('/* Base */'), css.indexOf('@media print'));
    expect(screen.match(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/gi) ?? []).toEqual([]);
  });
  it('keeps the accent off text', () => expect(css).not.toMatch(/[^-]color: var\(--accent\)/));
  it('numbers the pages of a print', () => expect(css).toContain("counter(page) ' / ' counter(pages)"));
});
