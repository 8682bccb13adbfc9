/** When an office in Flanders writes: local wall time in Brussels, Monday to Friday, not on fixed public holidays. */

const DAY = 86_400_000;
const HOLIDAYS = new Set(['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']);
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A wall-clock moment in Brussels. `day` counts days since 1970-01-01, `minute` minutes since midnight. */
export interface LocalMoment {
  readonly day: number;
  readonly minute: number;
}

export function toLocal(instant: number): LocalMoment {
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const at = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  return {
    day: Date.UTC(at('year'), at('month') - 1, at('day')) / DAY,
    minute: at('hour') * 60 + at('minute'),
  };
}

/** The instant (ms) of a wall-clock moment; in the hour that is skipped in spring, the hour after. */
export function toInstant({ day, minute }: LocalMoment): number {
  const wall = day * DAY + minute * 60_000;
  const asShown = (instant: number): number => {
    const shown = toLocal(instant);
    return shown.day * DAY + shown.minute * 60_000;
  };
  // The offset at the first guess may be that of the other season; the second look settles it.
  const near = wall - (asShown(wall) - wall);
  return near - (asShown(near) - wall);
}

/** Whether offices are open on a day (days since 1970-01-01). */
export function isOfficeDay(day: number): boolean {
  const date = new Date(day * DAY);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(date.toISOString().slice(5, 10));
}

/** The n-th office day after a day. */
export function officeDayAfter(day: number, count: number): number {
  let current = day;
  for (let left = count; left > 0;) {
    current += 1;
    if (isOfficeDay(current)) left -= 1;
  }
  return current;
}

/**
 * An office moment about `days` days after `instant`: between 08:40 and 17:25, after `instant` itself, and not more
 * than `latest` nor less than `earliest` days after it. `at` in [0, 1) chooses the minute.
 */
export function officeMoment(
  instant: number,
  days: number,
  bounds: { earliest: number; latest: number },
  at: number,
): number {
  const minute = 520 + Math.floor(at * 525);
  const start = toLocal(instant).day;
  const moment = (day: number): number => toInstant({ day, minute }) + Math.floor(at * 59_000);
  const fits = (day: number): boolean => {
    const after = (moment(day) - instant) / DAY;
    return isOfficeDay(day) && moment(day) > instant && after >= bounds.earliest && after <= bounds.latest;
  };
  for (let away = 0; away <= bounds.latest + 7; away += 1) {
    if (fits(start + days + away)) return moment(start + days + away);
    if (fits(start + days - away)) return moment(start + days - away);
  }
  return instant + Math.max(bounds.earliest, 0) * DAY + 3_600_000;
}

const WEEKDAYS = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'];
const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** A day in words, such as "dinsdag 14 juli". */
export function dayInWords(day: number): string {
  const date = new Date(day * DAY);
  return `${WEEKDAYS[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}
