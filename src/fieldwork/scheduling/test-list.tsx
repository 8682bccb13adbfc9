import type { SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import type { NamedCode } from '../../register/index.js';
import {
  EmptyState,
  fill,
  formatterFor,
  Link,
  ListTable,
  paths,
  StateTag,
  type FileColumn,
  type Lang,
  type ListAddress,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { lookOf, numberOf, sectorName } from './looks.js';
import { APPLICATION_STATES } from './schema.js';
import { singleWordsIn } from './single-words.js';
import type { TestLine } from './views.js';
import { wordsIn } from './words.js';

interface TestListProps {
  readonly lang: Lang;
  readonly listed: Listed<TestLine>;
  readonly query: ListAddress;
  readonly sectors: readonly NamedCode[];
  /** The sectors of this campaign. */
  readonly own: readonly string[];
  /** Whether each employer gets one application. */
  readonly single: boolean;
  readonly saved: readonly SavedFilter[];
  readonly path: string;
  readonly exports: string;
}

/** Every test of a campaign, without arms. */
export function TestList(props: TestListProps) {
  const { lang, sectors, own, single } = props;
  const t = wordsIn(lang);
  const states = APPLICATION_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }));
  return (
    <>
      <p class="lead">{single ? singleWordsIn(lang)('tests.lead') : t('tests.lead')}</p>
      <ListTable<TestLine>
        id="testen"
        caption={t('tests.caption')}
        path={props.path}
        query={props.query}
        sort="test"
        textLabel={t('tests.filter')}
        choices={[
          {
            name: 'sector',
            label: t('test.sector'),
            choices: [...new Set(own)].map((code) => ({
              value: code,
              label: sectorName(sectors, code, lang),
            })),
          },
          { name: 'a', label: single ? singleWordsIn(lang)('one') : t('test.A'), choices: states },
          ...(single ? [] : [{ name: 'b', label: t('test.B'), choices: states }]),
        ]}
        listed={props.listed}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('tests.empty')}>
            <p>{t('tests.empty-next')}</p>
          </EmptyState>
        }
        saved={props.saved}
        exports={props.exports}
        kinds={['dispatch']}
        columns={columnsOf(lang, sectors, single)}
      />
    </>
  );
}

function columnsOf(lang: Lang, sectors: readonly NamedCode[], single: boolean) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    {
      head: t('tests.number'),
      sort: 'test',
      cell: ({ id, ordinal }: TestLine) => (
        <Link href={fill(paths.tests.one, { id })}>{numberOf(ordinal)}</Link>
      ),
      names: true,
    },
    {
      head: t('test.vacancy'),
      cell: ({ vacancyTitle }: TestLine) => shownTitle(vacancyTitle, lang) ?? t('test.erased'),
    },
    {
      head: t('test.sector'),
      sort: 'sector',
      cell: ({ sector }: TestLine) => sectorName(sectors, sector, lang),
    },
    {
      head: single ? singleWordsIn(lang)('one') : t('test.A'),
      sort: 'a',
      cell: ({ first }: TestLine) => <StateTag state={first} look={lookOf(t)} />,
    },
    ...(single
      ? []
      : [
          {
            head: t('test.B'),
            sort: 'b',
            cell: ({ second }: TestLine) =>
              second === null ? '' : <StateTag state={second} look={lookOf(t)} />,
          },
        ]),
    { head: t('tests.due'), sort: 'gepland', cell: ({ due }: TestLine) => f.dateTime(due) },
  ];
}

/**
 * The columns of the list as a file. A vacancy's title can name its employer, so it leaves the product only where the
 * employer is known to the case team anyway (`named`): in enforcement.
 */
export function testColumns(
  lang: Lang,
  sectors: readonly NamedCode[],
  { named, single }: { readonly named: boolean; readonly single: boolean },
): FileColumn<TestLine>[] {
  const t = wordsIn(lang);
  return [
    { head: t('tests.number'), cell: ({ ordinal }) => numberOf(ordinal) },
    ...(named
      ? [{ head: t('test.vacancy'), cell: ({ vacancyTitle }: TestLine) => shownTitle(vacancyTitle, lang) }]
      : []),
    { head: t('test.sector'), cell: ({ sector }) => sectorName(sectors, sector, lang) },
    { head: single ? singleWordsIn(lang)('one') : t('test.A'), cell: ({ first }) => t(`state.${first}`) },
    ...(single
      ? []
      : [
          {
            head: t('test.B'),
            cell: ({ second }: TestLine) => (second === null ? null : t(`state.${second}`)),
          },
        ]),
    { head: t('tests.due'), cell: ({ due }) => due },
  ];
}
