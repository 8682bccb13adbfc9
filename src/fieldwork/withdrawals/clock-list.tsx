import type { SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import {
  EmptyState,
  fill,
  formatterFor,
  Link,
  ListTable,
  paths,
  Tag,
  type FileColumn,
  type Lang,
  type ListAddress,
  type Tone,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { STEPS, type OnClock, type Step } from './schema.js';
import { wordsIn } from './words.js';

interface ClockListProps {
  readonly lang: Lang;
  readonly now: Date;
  readonly listed: Listed<OnClock>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
}

const TONES: Readonly<Record<Step, Tone>> = {
  read: 'neutral',
  open: 'active',
  'in-doubt': 'warn',
  failed: 'bad',
};

/** What waits for a fieldworker, the clock that runs out first at the top unless asked otherwise. */
export function ClockList({ lang, now, listed, query, saved }: ClockListProps) {
  const t = wordsIn(lang);
  return (
    <ListTable<OnClock>
      id="klok"
      caption={t('caption')}
      path={paths.withdrawals.queue}
      query={query}
      sort="klok"
      textLabel={t('campaign')}
      choices={[
        {
          name: 'stap',
          label: t('step'),
          choices: STEPS.map((value) => ({ value, label: t(`step.${value}`) })),
        },
        {
          name: 'te-laat',
          label: t('late'),
          choices: [
            { value: 'ja', label: t('late.yes') },
            { value: 'nee', label: t('late.no') },
          ],
        },
      ]}
      listed={listed}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      }
      saved={saved}
      exports={paths.exports.withdrawals}
      kinds={['withdrawals']}
      columns={columnsOf(lang, now)}
    />
  );
}

/** Where the step of a line is taken. */
const placeOf = ({ id, step }: OnClock): string =>
  fill(step === 'read' ? paths.withdrawals.answer : paths.withdrawals.one, { id });

function columnsOf(lang: Lang, now: Date) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    {
      head: t('vacancy'),
      cell: (line: OnClock) => <Link href={placeOf(line)}>{shownTitle(line.vacancyTitle, lang)}</Link>,
      names: true,
    },
    {
      head: t('clock'),
      sort: 'klok',
      cell: ({ dueAt }: OnClock) => (
        <>
          {f.dateTime(dueAt)} {dueAt <= now ? <Tag tone="bad">{t('clock.late')}</Tag> : null}
        </>
      ),
    },
    { head: t('step'), cell: ({ step }: OnClock) => <Tag tone={TONES[step]}>{t(`step.${step}`)}</Tag> },
    { head: t('received'), sort: 'ontvangen', cell: ({ receivedAt }: OnClock) => f.dateTime(receivedAt) },
    { head: t('campaign'), sort: 'campagne', cell: ({ campaignName }: OnClock) => campaignName },
  ];
}

/** The columns of the list as a file. A vacancy's title can name the employer: it leaves the product for enforcement only. */
export function clockColumns(lang: Lang): FileColumn<OnClock>[] {
  const t = wordsIn(lang);
  return [
    {
      head: t('vacancy'),
      cell: ({ purpose, vacancyTitle }) =>
        purpose === 'enforcement' ? shownTitle(vacancyTitle, lang) : null,
    },
    { head: t('clock'), cell: ({ dueAt }) => dueAt },
    { head: t('step'), cell: ({ step }) => t(`step.${step}`) },
    { head: t('received'), cell: ({ receivedAt }) => receivedAt },
    { head: t('campaign'), cell: ({ campaignName }) => campaignName },
  ];
}
