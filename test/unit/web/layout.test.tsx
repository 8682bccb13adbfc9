import { describe, expect, it } from 'vitest';
import { Page, renderPage } from '../../../src/web/layout.js';
import type { PageProps } from '../../../src/web/layout.js';

const at = new Date('2026-09-07T08:12:00Z');
const page = (props: Partial<PageProps>) =>
  renderPage(
    <Page title="Proef" lang="nl" nav={[]} csrf="tok" currentPath="/campagnes" stamp={{ at }} {...props} />,
  );
const hashIn = (html: string): string => /Hash van wat u ziet: ([0-9a-f]{64})/.exec(html)?.[1] ?? '';

describe('the stamp of a page', () => {
  it('carries when and the hash of what is shown', () =>
    expect(page({})).toMatch(/Afgedrukt op ma 7 september 2026.*Hash van wat u ziet: [0-9a-f]{64}/));
  it('is the same for the same words, whoever prints them', () =>
    expect(hashIn(page({ csrf: 'ander' }))).toBe(hashIn(page({}))));
  it('is another for other words', () =>
    expect(hashIn(page({ children: <p>7 paren</p> }))).not.toBe(hashIn(page({ children: <p>8 paren</p> }))));
});

describe('the theme of a page', () => {
  it('is that of the system when nothing was chosen', () =>
    expect(page({})).toMatch(/data-theme="systeem".*content="light dark"/s));
  it('is told to the browser before any style is loaded', () =>
    expect(page({ theme: 'donker' })).toMatch(/name="color-scheme" content="dark".*rel="stylesheet"/s));
  it('is marked on the button that chose it', () =>
    expect(page({ theme: 'licht' })).toMatch(/value="licht" aria-pressed="true"/));
  it('comes back to the page it was chosen on', () =>
    expect(page({})).toContain('name="terug" value="/campagnes"'));
  it('cannot be chosen where a form could not be sent', () =>
    expect(page({ csrf: null })).not.toContain('name="thema"'));
});

describe('the foot of every page', () => {
  it('leads to the pages that anybody may read', () =>
    expect(page({}).match(/href="\/(toegankelijkheid|privacy|voor-werkgevers)"/g)).toHaveLength(3));
});
