import {
  Callout,
  ConfirmForm,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  paths,
  SummaryList,
  type Lang,
} from '../../web/index.js';
import type { Campaign } from '../schema.js';
import type { Increment } from './schema.js';
import { wordsIn } from './words.js';

interface IncrementsProps {
  readonly lang: Lang;
  readonly campaign: Campaign;
  readonly increments: readonly Increment[];
  /** Why no increment can be drawn now, in words; null where one can. Undefined for who may not draw any. */
  readonly refusal: string | null | undefined;
}

/** Of which drawings a plan is made, and drawing the next one. */
export function IncrementsView({ lang, campaign, increments, refusal }: IncrementsProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const tests = increments.reduce((sum, one) => sum + one.tests, 0);
  const quota = campaign.cells.reduce((sum, cell) => sum + cell.quota, 0);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      <p>{t(campaign.rolling ? 'rolling' : 'fixed')}</p>
      <SummaryList
        items={[
          {
            term: t('filled.term'),
            value: t('filled', { tests: f.number(tests), quota: f.number(quota) }),
          },
        ]}
      />
      <h2>{t('list')}</h2>
      <DataTable<Increment>
        caption={t('list')}
        captionHidden
        narrow="stack"
        rows={increments}
        keyOf={({ number }) => String(number)}
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none.next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('number'),
            names: true,
            cell: ({ number }) => (number === 0 ? t('number.0') : f.number(number)),
          },
          { head: t('drawn'), cell: ({ drawnAt }) => f.dateTime(drawnAt) },
          { head: t('by'), cell: ({ drawnByName }) => drawnByName },
          { head: t('vacancies'), align: 'right', cell: ({ vacancies }) => f.number(vacancies) },
          { head: t('tests'), align: 'right', cell: ({ tests }) => f.number(tests) },
          { head: t('send-from'), cell: ({ sendFrom }) => f.date(sendFrom) },
          {
            head: t('released'),
            cell: ({ releasedAt }) => (releasedAt === null ? t('released.not') : f.dateTime(releasedAt)),
          },
        ]}
      />
      {refusal === undefined ? null : (
        <>
          <h2>{t('grow.title')}</h2>
          {refusal === null ? (
            <ConfirmForm
              action={fill(paths.campaigns.grow, { id: campaign.id })}
              verb={t('grow.verb')}
              cancelHref={fill(paths.campaigns.one, { id: campaign.id })}
            >
              <p>{t('grow.what')}</p>
            </ConfirmForm>
          ) : (
            <Callout tone="neutral" title={t('grow.not')}>
              <p>{refusal}.</p>
            </Callout>
          )}
        </>
      )}
      {increments.length === 0 ? null : (
        <>
          <h2>{t('chain')}</h2>
          <p>{t('chain.how')}</p>
          {increments.map(({ number, hash, root }) => (
            <SummaryList
              key={number}
              items={[
                { term: t('number'), value: f.number(number) },
                { term: t('hash'), value: <code>{hash.toString('hex')}</code> },
                { term: t('root'), value: <code>{root.toString('hex')}</code> },
              ]}
            />
          ))}
        </>
      )}
    </>
  );
}
