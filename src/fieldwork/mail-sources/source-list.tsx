import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import type { SourceView } from './views.js';
import { wordsIn } from './words.js';

/** Are the mailboxes on other servers read? Nothing where there is none. */
export function SourceList({
  lang,
  sources,
}: {
  readonly lang: Lang;
  readonly sources: readonly SourceView[];
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (sources.length === 0) return null;
  const stateOf = ({ trouble, troubleSince }: SourceView): string =>
    trouble === null
      ? t('well')
      : t('since', {
          what: t(`trouble.${trouble}`),
          when: troubleSince === null ? '' : f.dateTime(troubleSince),
        });
  return (
    <DataTable
      caption={t('caption')}
      rows={sources}
      keyOf={({ address }) => address}
      empty={null}
      columns={[
        { head: t('mailbox'), cell: ({ address }) => address, names: true },
        { head: t('state'), cell: stateOf },
        { head: t('read'), cell: ({ readAt }) => (readAt === null ? t('never') : f.dateTime(readAt)) },
      ]}
    />
  );
}
