import { addDays, weekday, type DateOnly } from '../../platform/dates.js';
import { CalendarHeat, DataTable, formatterFor, type HeatWeek, type Lang } from '../../web/index.js';
import { cellKey } from '../increments/schema.js';
import { cellNameOf, type Named } from '../names.js';
import { employerWordsIn } from './employer-words.js';
import { singleWordsIn } from '../single-words.js';
import type { BalanceRow, FrameUse, PlanDay, PlanPreview } from './schema.js';
import { wordsIn, type Say } from './words.js';

interface PreviewProps {
  readonly lang: Lang;
  readonly preview: PlanPreview;
  readonly sectors: readonly Named[];
  /** Whether each employer gets one application. */
  readonly single: boolean;
}

/** The plan as it could come out: what the frame gives, the balance of the design, and the days. */
export function PreviewView({ lang, preview, sectors, single }: PreviewProps) {
  const t = wordsIn(lang);
  const s = singleWordsIn(lang);
  const f = formatterFor(lang);
  const byHand = { pairs: f.number(preview.byHand.pairs), most: f.number(preview.byHand.most) };
  return (
    <>
      <p>{t('preview.what')}</p>
      <FrameTable lang={lang} preview={preview} sectors={sectors} />
      <p>{preview.withoutVacancy ? employerWordsIn(lang)('lacking.what') : t('frame.excluded.what')}</p>
      <BalanceTable lang={lang} balance={preview.balance} single={single} />
      <p>{single ? s('balance.what') : t('balance.what')}</p>
      <Days lang={lang} preview={preview} />
      {preview.byHand.pairs === 0 ? null : (
        <p>
          {single ? s('by-hand', byHand) : t(preview.byHand.byTelephone ? 'by-telephone' : 'by-hand', byHand)}
        </p>
      )}
    </>
  );
}

function FrameTable({ lang, preview: { frames, withoutVacancy }, sectors }: Omit<PreviewProps, 'single'>) {
  const t = wordsIn(lang);
  const e = employerWordsIn(lang);
  const f = formatterFor(lang);
  const figure = (head: string, of: (frame: FrameUse) => number) => ({
    head,
    cell: (frame: FrameUse) => f.number(of(frame)),
    align: 'right' as const,
  });
  return (
    <DataTable<FrameUse>
      caption={t('frame.caption')}
      rows={frames}
      keyOf={cellKey}
      columns={[
        { head: t('frame.sector'), cell: (frame) => cellNameOf(sectors, frame, lang), names: true },
        figure(t('frame.asked'), ({ quota }) => quota),
        figure(withoutVacancy ? e('open') : t('frame.open'), ({ open }) => open),
        figure(t('frame.drawn'), ({ drawn }) => drawn),
        figure(withoutVacancy ? e('lacking') : t('frame.excluded'), ({ excluded }) => excluded),
        figure(t('frame.establishment'), ({ passedEstablishment }) => passedEstablishment),
        figure(t('frame.group'), ({ passedGroup }) => passedGroup),
        figure(t('frame.recruiter'), ({ passedRecruiter }) => passedRecruiter),
      ]}
    />
  );
}

function BalanceTable({
  lang,
  balance,
  single,
}: Pick<PreviewProps, 'lang' | 'single'> & { readonly balance: readonly BalanceRow[] }) {
  const t = wordsIn(lang);
  const s = singleWordsIn(lang);
  const which = (place: 0 | 1): string => t(place === 0 ? 'balance.first' : 'balance.second');
  return (
    <DataTable<BalanceRow>
      caption={single ? s('balance.caption') : t('balance.caption')}
      narrow="scroll"
      rows={balance}
      keyOf={({ firstArm, template, layout }) => `${firstArm}-${template}-${layout}`}
      columns={[
        {
          head: single ? s('balance.arm') : t('balance.order'),
          cell: ({ firstArm }) => t(`balance.${firstArm}`),
          names: true,
        },
        {
          head: single ? s('balance.template') : t('balance.template'),
          cell: ({ template }) => which(template),
        },
        { head: single ? s('balance.layout') : t('balance.layout'), cell: ({ layout }) => which(layout) },
        {
          head: single ? s('applications') : t('balance.pairs'),
          cell: ({ pairs }) => formatterFor(lang).number(pairs),
          align: 'right',
        },
      ]}
    />
  );
}

const WORKING = [1, 2, 3, 4, 5] as const;
const MOST_WEEKS = 40;

function Days({ lang, preview }: { readonly lang: Lang; readonly preview: PlanPreview }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const [first, last] = [preview.days[0], preview.days.at(-1)];
  if (first === undefined || last === undefined) return <p>{t('heat.none')}</p>;
  const all = weeksOf(preview, first.day, last.day, lang);
  const weeks = all.slice(0, MOST_WEEKS);
  const counts = preview.days.map(inAll);
  return (
    <CalendarHeat
      id="heat"
      title={t('heat.title')}
      desc={t('heat.desc', {
        from: f.date(first.day),
        until: f.date(last.day),
        total: f.number(counts.reduce((sum, count) => sum + count, 0)),
        days: f.number(preview.days.length),
        most: f.number(Math.max(...counts)),
      })}
      weeks={weeks}
      weekdays={WORKING.map((day) => t(`day.${day}`))}
      off={t('heat.off')}
      note={t(all.length > weeks.length ? 'heat.note-cut' : 'heat.note', { weeks: f.number(weeks.length) })}
      table={<WeekTable lang={lang} weeks={weeks} t={t} />}
    />
  );
}

const inAll = ({ first, second }: PlanDay): number => first + second;

function weeksOf({ days, holidays }: PlanPreview, first: DateOnly, last: DateOnly, lang: Lang): HeatWeek[] {
  const f = formatterFor(lang);
  const counts = new Map(days.map((day) => [day.day, inAll(day)]));
  const off = new Set(holidays);
  const weeks: HeatWeek[] = [];
  for (let from = addDays(first, 1 - weekday(first)); from <= last; from = addDays(from, 7))
    weeks.push({
      from,
      label: f.shortDate(from),
      days: WORKING.map((place) => {
        const day = addDays(from, place - 1);
        return off.has(day) ? null : { count: counts.get(day) ?? 0 };
      }),
    });
  return weeks;
}

function WeekTable({
  lang,
  weeks,
  t,
}: {
  readonly lang: Lang;
  readonly weeks: readonly HeatWeek[];
  readonly t: Say;
}) {
  const f = formatterFor(lang);
  return (
    <DataTable<HeatWeek>
      caption={t('heat.title')}
      captionHidden
      narrow="scroll"
      rows={weeks}
      keyOf={({ from }) => from}
      columns={[
        { head: t('heat.week'), cell: ({ label }) => label, names: true },
        ...WORKING.map((day, index) => ({
          head: t(`day.${day}`),
          cell: ({ days }: HeatWeek) => {
            const one = days[index];
            return one === null || one === undefined ? t('heat.off') : f.number(one.count);
          },
          align: 'right' as const,
        })),
        {
          head: t('heat.total'),
          cell: ({ days }) => f.number(days.reduce((sum, day) => sum + (day?.count ?? 0), 0)),
          align: 'right',
        },
      ]}
    />
  );
}
