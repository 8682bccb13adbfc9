import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { DataTable } from '../../../../src/web/components/data-table.js';
import { ErrorSummary, faultOf } from '../../../../src/web/components/error-summary.js';
import { Radios, Select, TextArea, TextInput } from '../../../../src/web/components/field.js';
import { PostForm } from '../../../../src/web/components/form.js';
import { Link } from '../../../../src/web/components/link.js';
import { LifeLine } from '../../../../src/web/components/life-line.js';
import { Pagination } from '../../../../src/web/components/pagination.js';
import { Progress } from '../../../../src/web/components/progress.js';
import { Timeline } from '../../../../src/web/components/timeline.js';
import { PageScope } from '../../../../src/web/context.js';
import { sortCards } from '../../../../src/web/home.js';
import { Page, renderPage } from '../../../../src/web/layout.js';

const inScope = (node: VNode) =>
  renderToString(<PageScope.Provider value={{ lang: 'nl', csrf: 'tok' }}>{node}</PageScope.Provider>);

describe('a form', () => {
  it('carries the token of its page', () =>
    expect(inScope(<PostForm action="/x">ja</PostForm>)).toContain(
      '<input type="hidden" name="_csrf" value="tok"',
    ));
  it('outside a page cannot be made, since it could not be sent', () =>
    expect(() => renderToString(<PostForm action="/x">ja</PostForm>)).toThrow('no form token'));
  it('escapes what was typed before', () =>
    expect(inScope(<TextArea name="a" label="A" value="</textarea><script>" />)).not.toContain('<script>'));
});

describe('a field', () => {
  it('points at its hint and its error', () =>
    expect(inScope(<TextInput name="a" label="A" hint="zo" error="mis" />)).toContain(
      'aria-describedby="a-hint a-error"',
    ));
  it('says that it is wrong', () =>
    expect(inScope(<TextInput name="a" label="A" error="mis" />)).toContain('aria-invalid="true"'));
  it('without fault says nothing about faults', () =>
    expect(inScope(<TextInput name="a" label="A" />)).not.toMatch(/aria-(invalid|describedby)/));
  it('keeps a choice', () =>
    expect(inScope(<Select name="a" label="A" value="y" choices={[{ value: 'y', label: 'Ja' }]} />)).toMatch(
      /<option[^>]*selected/,
    ));
  it('of radios can be reached by its name', () =>
    expect(inScope(<Radios name="a" label="A" choices={[{ value: 'y', label: 'Ja' }]} />)).toMatch(
      /<input[^>]*id="a"/,
    ));
});

describe('the error summary', () => {
  it('links each fault to its field', () =>
    expect(inScope(<ErrorSummary faults={[{ field: 'a', message: 'mis' }]} />)).toContain(
      '<a href="#a">mis</a>',
    ));
  it('is not there when nothing is wrong', () => expect(inScope(<ErrorSummary faults={[]} />)).toBe(''));
  it('gives a field its first fault', () =>
    expect(
      faultOf(
        [
          { field: 'a', message: 'een' },
          { field: 'a', message: 'twee' },
        ],
        'a',
      ),
    ).toBe('een'));
});

describe('a table', () => {
  const columns = [
    { head: 'Naam', cell: (row: string) => row, names: true },
    { head: 'Lengte', cell: (row: string) => row.length, align: 'right' as const },
  ];
  it('has heads for its columns and its rows', () => {
    const html = inScope(<DataTable caption="T" rows={['bouw']} keyOf={String} columns={columns} />);
    expect([html.match(/scope="col"/g)?.length, html.match(/scope="row"/g)?.length]).toEqual([2, 1]);
  });
  it('without rows says so in words', () =>
    expect(
      inScope(<DataTable caption="T" rows={[]} keyOf={String} columns={columns} empty="Nog geen sectoren" />),
    ).toContain('Nog geen sectoren'));
});

describe('the rest of the kit', () => {
  it('leaves the text of an unsafe link', () =>
    expect(inScope(<Link href="javascript:alert(1)">klik</Link>)).toBe('<span>klik</span>'));
  it('never draws a bar longer than its frame', () =>
    expect(inScope(<Progress label="P" done={5} total={4} />)).toContain(
      'width="100" height="10"></rect><rect class="progress-fill" x="0" y="0" width="100"',
    ));
  it('draws an empty bar for a total of nothing', () =>
    expect(inScope(<Progress label="P" done={0} total={0} />)).toMatch(/progress-fill"[^>]*width="0"/));
  it('has no pages to turn when there is one', () =>
    expect(inScope(<Pagination page={1} pages={1} hrefOf={String} />)).toBe(''));
  it('marks the state where a thing stands', () => {
    const states = [
      { state: 'a', label: 'A' },
      { state: 'b', label: 'B' },
    ];
    expect(inScope(<LifeLine label="L" states={states} current="b" />)).toMatch(
      /aria-current="step"><span class="life-name">B/,
    );
  });
  it('puts events in order of time', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 8, n));
    const html = inScope(
      <Timeline
        caption="C"
        first="A"
        second="B"
        events={[
          { at: day(9), side: 'second', title: 'later' },
          { at: day(7), side: 'first', title: 'eerder' },
        ]}
      />,
    );
    expect(html.indexOf('eerder')).toBeLessThan(html.indexOf('later'));
  });
});

describe('cards', () => {
  const card = (id: string, urgency: 'overdue' | 'calm', count = 1, due?: Date) => ({
    id,
    title: { nl: id, en: id },
    count,
    href: '/',
    urgency,
    ...(due === undefined ? {} : { due }),
  });
  it('stand by urgency, then by clock, and empty heaps are left out', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 8, n));
    const cards = [
      card('d', 'calm'),
      card('c', 'calm', 1, day(9)),
      card('x', 'overdue', 0),
      card('b', 'overdue'),
      card('a', 'overdue', 2, day(1)),
    ];
    expect(sortCards(cards).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a page', () => {
  const html = renderPage(
    <Page
      title="Campagnes"
      lang="en"
      nav={[{ href: '/campagnes', label: 'Campagnes', current: true }]}
      account={{ name: 'An', role: 'inspector' }}
      notice="Alles is verzonnen."
      csrf="tok"
      currentPath="/campagnes?staat=loopt"
    >
      <p>inhoud</p>
    </Page>,
  );
  it('is a whole document', () => expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en"[ >]/));
  it('has one heading of the first level, its title', () =>
    expect(html.match(/<h1>[^<]*<\/h1>/g)).toEqual(['<h1>Campagnes</h1>']));
  it('holds no inline style and no inline script', () =>
    expect(html).not.toMatch(/ style=|<style|<script(?! src="\/assets\/)| on\w+=/));
  it('says where one is', () => expect(html).toContain('<a href="/campagnes" aria-current="page">'));
  it('keeps the filters when the language changes', () =>
    expect(html).toContain('href="/campagnes?staat=loopt&amp;taal=nl"'));
  it('names itself a practice environment', () => expect(html).toContain('Practice environment'));
  it('leads to the account, and out by a form', () => {
    expect(html).toContain('<a href="/account">An</a>');
    expect(html).toContain('<form method="post" action="/meld-af"');
  });
});
