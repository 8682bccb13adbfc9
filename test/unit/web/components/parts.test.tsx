import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { DateField, readDate } from '../../../../src/web/components/date-field.js';
import { Dialog } from '../../../../src/web/components/dialog.js';
import { FileField } from '../../../../src/web/components/file-field.js';
import { PostForm } from '../../../../src/web/components/form.js';
import { Tabs } from '../../../../src/web/components/tabs.js';
import { PageScope } from '../../../../src/web/context.js';
import type { Lang } from '../../../../src/web/i18n/languages.js';
import { translatorFor } from '../../../../src/web/i18n/web-words.js';

const inScope = (node: VNode, lang: Lang = 'nl') =>
  renderToString(<PageScope.Provider value={{ lang, csrf: 'tok' }}>{node}</PageScope.Provider>);
const read = (startDay: string, startMonth: string, startYear: string, lang: Lang = 'nl') =>
  readDate('start', { startDay, startMonth, startYear }, translatorFor(lang));

describe('a date field', () => {
  it('asks day, month and year in that order', () =>
    expect(
      [...inScope(<DateField name="start" label="Begin" />).matchAll(/ name="(\w+)"/g)].map(
        ([, name]) => name,
      ),
    ).toEqual(['startDay', 'startMonth', 'startYear']));
  it('names its parts in French', () =>
    expect(inScope(<DateField name="start" label="Début" />, 'fr')).toMatch(/>Jour<.*>Mois<.*>Année</s));
  it('keeps what was typed', () =>
    expect(inScope(<DateField name="start" label="Begin" typed={{ startDay: '3x' }} />)).toContain(
      'value="3x"',
    ));
  it('marks only the part that is wrong', () => {
    const html = inScope(
      <DateField name="start" label="Begin" faults={[{ field: 'startMonth', message: 'mis' }]} />,
    );
    const wrong = (html.match(/<input[^>]*>/g) ?? []).filter((input) => input.includes('aria-invalid'));
    expect(wrong).toEqual([expect.stringContaining('aria-describedby="startMonth-error"')]);
  });
  it('names its group by its label', () =>
    expect(inScope(<DateField name="start" label="Begin" />)).toMatch(/<fieldset[^>]*><legend>Begin/));
});

describe('a typed date', () => {
  it('is read with or without a zero in front', () =>
    expect([read('7', '9', '2026').date, read('07', '09', '2026').date]).toEqual([
      '2026-09-07',
      '2026-09-07',
    ]));
  it('may have spaces around it', () => expect(read(' 7 ', '9', '2026').date).toBe('2026-09-07'));
  it('left empty is no day and no fault', () => expect(read('', '', '')).toEqual({ date: null, faults: [] }));
  it('has a fault for each part that is wrong', () =>
    expect(read('', '13', '26').faults.map(({ field }) => field)).toEqual([
      'startDay',
      'startMonth',
      'startYear',
    ]));
  it('blames the day when the month has no such day', () =>
    expect(read('29', '2', '2027').faults).toEqual([
      { field: 'startDay', message: 'Deze maand heeft geen 29 dagen. Kijk de dag na.' },
    ]));
  it('may be the leap day of a leap year', () => expect(read('29', '2', '2028').date).toBe('2028-02-29'));
  it('says its fault in the language of the page', () =>
    expect(read('x', '1', '2027', 'fr').faults[0]?.message).toBe('Indiquez le jour, un nombre de 1 à 31.'));
  it('takes no sign, fraction or letter', () =>
    expect(['-1', '1.5', '1e1', '٣'].map((day) => read(day, '1', '2027').date)).toEqual([
      null,
      null,
      null,
      null,
    ]));
});

describe('a file field', () => {
  const html = inScope(<FileField name="stuk" label="Stuk" kinds={['.pdf', '.csv']} most={5_000_000} />);

  it('says beforehand what is taken, and how much', () =>
    expect(html).toContain('Soorten bestanden: pdf, csv. Hoogstens 5 MB.'));
  it('hands that to the browser too', () => expect(html).toContain('accept=".pdf,.csv"'));
  it('is sent by a form made for files', () =>
    expect(
      inScope(
        <PostForm action="/x" withFile>
          ja
        </PostForm>,
      ),
    ).toContain('multipart/form-data'));
});

describe('a dialog', () => {
  it('is folded until its button is pressed', () =>
    expect(inScope(<Dialog verb="Pauzeer">weet u het zeker</Dialog>)).not.toMatch(/<details[^>]* open/));
  it('is open when its form came back with a fault', () =>
    expect(
      inScope(
        <Dialog verb="Pauzeer" open>
          weet u het zeker
        </Dialog>,
      ),
    ).toMatch(/<details[^>]* open/));
});

describe('tabs', () => {
  const html = inScope(
    <Tabs
      label="Delen"
      tabs={[
        { href: '/a', label: 'Een', current: true },
        { href: '/b', label: 'Twee', current: false, count: 3 },
      ]}
    />,
  );

  it('are links', () => expect(html.match(/<a href="\/[ab]"/g)).toHaveLength(2));
  it('say which part one sees', () => expect(html).toMatch(/<a href="\/a"[^>]*aria-current="page"/));
  it('say it of no other part', () => expect(html.match(/aria-current/g)).toHaveLength(1));
  it('count what stands there', () => expect(html).toMatch(/Twee<span class="nav-count">3</));
});
