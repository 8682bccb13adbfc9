import { describe, expect, it } from 'vitest';
import { formatterFor } from '../../../../src/web/i18n/format.js';

const nl = formatterFor('nl');
const en = formatterFor('en');
const monday = new Date('2026-09-07T08:12:00Z');

describe('numbers', () => {
  it('have a comma and dots in Dutch', () => expect(nl.number(12345.67, 1)).toBe('12.345,7'));
  it('have a point and commas in English', () => expect(en.number(12345.67, 1)).toBe('12,345.7'));
  it('carry a true minus sign', () => expect(nl.number(-3)).toBe('−3'));
  it('are a dash when unknown', () => expect(nl.number(null)).toBe('–'));
  it('are a dash when they are not a number', () => expect(nl.ratio(NaN)).toBe('–'));
});

describe('ratios', () => {
  it('always show two decimals', () => expect(nl.ratio(1.5)).toBe('1,50'));
  it('show infinity as a sign', () => expect(nl.ratio(Infinity)).toBe('∞'));
});

describe('shares', () => {
  it('stand apart from their sign in Dutch', () => expect(nl.percent(0.153)).toBe('15\u00a0%'));
  it('touch their sign in English', () => expect(en.percent(0.153, 1)).toBe('15.3%'));
});

describe('intervals', () => {
  it('say both limits in words', () => expect(nl.interval(1.2, 2.213)).toBe('1,20 tot 2,21'));
  it('keep an open limit open', () => expect(en.interval(1.7, Infinity)).toBe('1.70 to ∞'));
  it('are a dash when a limit is unknown', () => expect(nl.interval(null, 2)).toBe('–'));
  it('name the unit of shares once', () => expect(nl.percentInterval(0.1, 0.25)).toBe('10 tot 25\u00a0%'));
});

describe('p-values', () => {
  it('have three decimals', () => expect(nl.pValue(0.0341)).toBe('0,034'));
  it('under one in a thousand say just that', () => expect(nl.pValue(0.00004)).toBe('<\u00a00,001'));
  it('use the habits of the language', () => expect(en.pValue(0.0001)).toBe('<\u00a00.001'));
  it('that do not exist are a dash', () => expect(nl.pValue(null)).toBe('–'));
});

describe('dates', () => {
  it('show an instant as a Brussels clock does, in Dutch', () =>
    expect(nl.dateTime(monday)).toBe('ma 7 september 2026, 10.12\u00a0u.'));
  it('show an instant as a Brussels clock does, in English', () =>
    expect(en.dateTime(monday)).toBe('Mon 7 September 2026, 10:12'));
  it('follow winter time', () => expect(nl.time(new Date('2026-12-07T08:12:00Z'))).toBe('09.12\u00a0u.'));
  it('start a day at 00, not 24', () =>
    expect(nl.time(new Date('2026-09-06T22:05:00Z'))).toBe('00.05\u00a0u.'));
  it('keep a date without time on its own day', () => expect(nl.date('2026-01-01')).toBe('1 januari 2026'));
  it('put an instant late in the evening on the Brussels day', () =>
    expect(nl.date(new Date('2026-12-31T23:30:00Z'))).toBe('1 januari 2027'));
});

describe('plurals', () => {
  it('say one with the singular', () => expect(nl.plural(1, 'paar', 'paren')).toBe('1\u00a0paar'));
  it('say none with the plural', () => expect(nl.plural(0, 'paar', 'paren')).toBe('0\u00a0paren'));
});

describe('French', () => {
  const fr = formatterFor('fr');

  it('groups figures with a narrow space and has a comma', () =>
    expect(fr.number(12345.67, 1)).toBe('12\u202f345,7'));
  it('keeps a share apart from its sign', () => expect(fr.percent(0.153)).toBe('15\u00a0%'));
  it('says both limits in words', () => expect(fr.interval(1.2, 2.213)).toBe('1,20 à 2,21'));
  it('shows an instant as a Brussels clock does', () =>
    expect(fr.dateTime(monday)).toBe('lun. 7 septembre 2026, 10\u00a0h\u00a012'));
  it('counts the first day of a month', () => expect(fr.date('2026-01-01')).toBe('1er janvier 2026'));
  it('leaves the eleventh a plain figure', () => expect(fr.date('2026-01-11')).toBe('11 janvier 2026'));
  it('says none with the singular', () => expect(fr.plural(0, 'paire', 'paires')).toBe('0\u00a0paire'));
});
