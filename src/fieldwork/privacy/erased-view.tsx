import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import type { Approved } from '../approval/index.js';
import { wordsIn } from './erased-words.js';

interface ErasedProps {
  readonly lang: Lang;
  readonly approved: readonly Approved[];
}

/** Of which baselines was it erased who was tested, and of which not yet? */
export function ErasedBaselines({ lang, approved }: ErasedProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('title')}</h2>
      {approved.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <DataTable<Approved>
          caption={t('title')}
          captionHidden
          narrow="stack"
          rows={approved}
          keyOf={({ campaign }) => campaign}
          columns={[
            { head: t('campaign'), cell: ({ name }) => name, names: true },
            { head: t('approved'), cell: ({ approvedAt }) => f.date(approvedAt) },
            {
              head: t('erased'),
              cell: ({ erased, reviewOn }) => {
                if (erased !== null) return f.dateTime(erased.at);
                return reviewOn === null ? t('soon') : t('held', { when: f.date(reviewOn) });
              },
            },
            {
              head: t('what'),
              cell: ({ erased }) =>
                erased === null
                  ? '—'
                  : t('counts', {
                      tests: f.number(erased.tests),
                      employers: f.number(erased.employers),
                      answers: f.number(erased.answers),
                    }),
            },
          ]}
        />
      )}
    </>
  );
}

/** What to answer an employer that asks whether it was tested; nothing while nothing was erased. */
export function AskedAfterErasure({ lang, approved }: ErasedProps) {
  const t = wordsIn(lang);
  const count = approved.filter(({ erased }) => erased !== null).length;
  if (count === 0) return null;
  return (
    <>
      <h3>{t('asked.title')}</h3>
      <p>{t('asked', { count })}</p>
    </>
  );
}
