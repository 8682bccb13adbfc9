import type { Lang } from './languages.js';
import { localeOf } from './languages.js';

/** A number that may be unknown (`null`: not computable) or unbounded (`±Infinity`: an open interval). */
export type Figure = number | null;

export interface Formatter {
  /** A count or measure with at most `digits` decimals (default 0), thousands grouped. */
  number: (value: Figure, digits?: number) => string;
  /** A ratio with exactly two decimals; `∞` when unbounded. */
  ratio: (value: Figure) => string;
  /** A share 0..1 as a percentage with `digits` decimals (default 0). */
  percent: (share: Figure, digits?: number) => string;
  /** `1,20 tot 2,21`: limits with exactly `digits` decimals (default 2). Unknown when either limit is unknown. */
  interval: (low: Figure, high: Figure, digits?: number) => string;
  /** An interval of shares 0..1 in percentages. */
  percentInterval: (low: Figure, high: Figure, digits?: number) => string;
  /** A p-value with three decimals, `< 0,001` below that; the exact text of what could not be tested is a dash. */
  pValue: (p: Figure) => string;
  /** `7 september 2026`, from an instant (Brussels) or a date without time (`2026-09-07`). */
  date: (when: Date | string) => string;
  /** `7/09/2026` for narrow columns. */
  shortDate: (when: Date | string) => string;
  /** `10.12 u.` in Brussels. */
  time: (when: Date) => string;
  /** `ma 7 september 2026, 10.12 u.` in Brussels. */
  dateTime: (when: Date) => string;
  /** What stands between a label and what it names: `: `, in French after a no-break space. */
  readonly colon: string;
  /** The word that goes with the count; says the count too: `1 paar`, `3 paren`. */
  plural: (count: number, one: string, other: string) => string;
}

const ZONE = 'Europe/Brussels';
const NBSP = '\u00a0';
const UNKNOWN = '–';

interface Habits {
  to: string;
  percentGap: string;
  colon: string;
  time: (hour: string, minute: string) => string;
}

const HABITS: Record<Lang, Habits> = {
  nl: { to: 'tot', percentGap: NBSP, colon: ': ', time: (hour, minute) => `${hour}.${minute}${NBSP}u.` },
  en: { to: 'to', percentGap: '', colon: ': ', time: (hour, minute) => `${hour}:${minute}` },
  fr: {
    to: 'à',
    percentGap: NBSP,
    colon: `${NBSP}: `,
    time: (hour, minute) => `${hour}${NBSP}h${NBSP}${minute}`,
  },
};

const made = new Map<Lang, Formatter>();

/** The formatter of a language; every date is in Europe/Brussels, whatever the server's zone. */
export function formatterFor(lang: Lang): Formatter {
  const known = made.get(lang);
  if (known !== undefined) return known;
  const formatter = { ...numbersOf(lang), ...datesOf(lang), colon: HABITS[lang].colon };
  made.set(lang, formatter);
  return formatter;
}

type NumberPart = 'number' | 'ratio' | 'percent' | 'interval' | 'percentInterval' | 'pValue' | 'plural';

function numbersOf(lang: Lang): Pick<Formatter, NumberPart> {
  const locale = localeOf(lang);
  const { to, percentGap } = HABITS[lang];
  const upTo = decimalsOf((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const exactly = decimalsOf(
    (digits) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const interval = (low: Figure, high: Figure, digits = 2) =>
    low === null || high === null ? UNKNOWN : `${exactly(low, digits)} ${to} ${exactly(high, digits)}`;
  const percent = (share: Figure, digits = 0) =>
    share === null ? UNKNOWN : `${exactly(share * 100, digits)}${percentGap}%`;
  const rules = new Intl.PluralRules(locale);
  return {
    number: (value, digits = 0) => (value === null ? UNKNOWN : upTo(value, digits)),
    ratio: (value) => (value === null ? UNKNOWN : exactly(value, 2)),
    percent,
    interval,
    percentInterval: (low, high, digits = 0) =>
      low === null || high === null ? UNKNOWN : `${interval(low * 100, high * 100, digits)}${percentGap}%`,
    pValue: (p) => {
      if (p === null) return UNKNOWN;
      return p < 0.001 ? `<${NBSP}${exactly(0.001, 3)}` : exactly(p, 3);
    },
    plural: (count, one, other) => `${upTo(count, 0)}${NBSP}${rules.select(count) === 'one' ? one : other}`,
  };
}

/** Making a format takes a hundred times as long as using it, and a page of many cells uses it a thousand times. */
function decimalsOf(make: (digits: number) => Intl.NumberFormat): (value: number, digits: number) => string {
  const made = new Map<number, Intl.NumberFormat>();
  return (value, digits) => {
    if (Number.isNaN(value)) return UNKNOWN;
    // Most cells are small counts, which every language writes alike.
    if (digits === 0 && Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
    const format = made.get(digits) ?? make(digits);
    made.set(digits, format);
    return format.format(value).replace('-', '−');
  };
}

function datesOf(lang: Lang): Pick<Formatter, 'date' | 'shortDate' | 'time' | 'dateTime'> {
  const locale = localeOf(lang);
  const long = datesIn(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const short = datesIn(locale, { day: 'numeric', month: '2-digit', year: 'numeric' });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: 'short' });
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // French counts the first of the month: 1er janvier.
  const ordinal = lang === 'fr' ? (text: string) => text.replace(/^1(?= )/, '1er') : (text: string) => text;
  const date = (when: Date | string) => ordinal(long(when));
  const time = (when: Date) => {
    const parts = clock.formatToParts(when);
    const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
    return HABITS[lang].time(part('hour'), part('minute'));
  };
  return {
    date,
    shortDate: short,
    time,
    dateTime: (when) => `${weekday.format(when)} ${date(when)}, ${time(when)}`,
  };
}

function datesIn(locale: string, shape: Intl.DateTimeFormatOptions): (when: Date | string) => string {
  const local = new Intl.DateTimeFormat(locale, { ...shape, timeZone: ZONE });
  // A date without time has no zone: read and shown in UTC it stays the same day everywhere.
  const zoneless = new Intl.DateTimeFormat(locale, { ...shape, timeZone: 'UTC' });
  return (when) =>
    typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when)
      ? zoneless.format(new Date(`${when}T00:00:00Z`))
      : local.format(new Date(when));
}
