import { DataTable, EmptyState, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import type { NamedCall } from './views.js';
import { wordsIn } from './words.js';

/** Of which calls is a name kept, and where does one open it? */
export function NamesView({ lang, calls }: { readonly lang: Lang; readonly calls: readonly NamedCall[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('what')}</p>
      <DataTable<NamedCall>
        caption={t('caption')}
        rows={calls}
        keyOf={({ call }) => call}
        narrow="stack"
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none.next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('call'),
            names: true,
            cell: ({ number, position }) =>
              `${number}${position === null ? '' : position === 1 ? ' A' : ' B'}`,
          },
          { head: t('employer'), cell: ({ employer }) => employer ?? '–' },
          { head: t('recorded'), cell: ({ recordedAt }) => f.dateTime(recordedAt) },
          {
            head: t('name'),
            cell: ({ call, erasedAt }) =>
              erasedAt === null ? (
                <Link href={fill(paths.calls.name, { id: call })}>{t('open')}</Link>
              ) : (
                t('erased')
              ),
          },
        ]}
      />
    </>
  );
}
