import {
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  StateTag,
  type Lang,
} from '../../web/index.js';
import { standingLook } from './authorisation-view.js';
import { standingOf } from './rules.js';
import { MOST_LINES, type AuthorisationLine } from './views.js';
import { wordsIn } from './words.js';

interface ListProps {
  readonly lang: Lang;
  readonly lines: readonly AuthorisationLine[];
  /** Tests begun under each authorisation of the reader's own campaigns. */
  readonly begun: ReadonlyMap<string, number>;
  readonly now: Date;
}

/** What may still be done, and until when? */
export function AuthorisationList({ lang, lines, begun, now }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      <DataTable<AuthorisationLine>
        caption={t('list.caption')}
        narrow="stack"
        rows={lines}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('list.none')}>
            <p>{t('list.none-next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('list.campaign'),
            names: true,
            cell: ({ campaign, name }) => (
              <Link href={fill(paths.authorisations.one, { id: campaign })}>{name}</Link>
            ),
          },
          { head: t('list.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
          {
            head: t('list.state'),
            cell: (line) => (
              <StateTag state={standingOf(line, now, begun.get(line.id))} look={standingLook(t)} />
            ),
          },
          {
            head: t('list.until'),
            cell: ({ validUntil }) => (validUntil === null ? t('list.until-none') : f.date(validUntil)),
          },
          {
            head: t('list.used'),
            cell: ({ id, maxTests }) => {
              if (maxTests === null) return '–';
              const [used, max] = [begun.get(id), f.number(maxTests)];
              return used === undefined
                ? t('list.most-tests', { max })
                : t('list.used-of', { used: f.number(used), max });
            },
          },
        ]}
      />
      {lines.length < MOST_LINES ? null : <p>{t('list.most', { count: f.number(MOST_LINES) })}</p>}
    </>
  );
}
