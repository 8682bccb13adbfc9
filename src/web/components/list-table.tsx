import type { ComponentChildren } from 'preact';
import { useFormat, useWebWords } from '../context.js';
import { withQuery } from '../paths.js';
import { EmptyState } from './callout.js';
import { DataTable, type Column } from './data-table.js';
import { Select, TextInput, type Choice } from './field.js';
import { SubmitButton } from './form.js';
import { Link } from './link.js';
import { LiveRegion, type LiveKind } from './live-region.js';
import { Pagination } from './pagination.js';
import { SavedFilters, type ShownFilter } from './saved-filters.js';

/** What stands in the address of a list: `sorteer`, `richting`, `pagina`, `filter`, and the list's own choices. */
export type ListAddress = Readonly<Record<string, string | number | undefined>>;

/** A column that may order the list carries its name in the address. */
export type ListColumn<Row> = Column<Row> & { readonly sort?: string };

/** One choice among the filters of a list; its name is that in the address. */
export interface ListChoice {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

interface ListTableProps<Row> {
  /** Unique on the page: script swaps the part that carries it. */
  readonly id: string;
  readonly caption: string;
  readonly path: string;
  /** As it was asked for. */
  readonly query: ListAddress;
  /** What orders the list when nobody chose. */
  readonly sort: string;
  /** The label of the text filter, when the list has one. */
  readonly textLabel?: string;
  readonly choices: readonly ListChoice[];
  readonly columns: readonly ListColumn<Row>[];
  readonly listed: {
    readonly rows: readonly Row[];
    readonly page: number;
    readonly pages: number;
    readonly total: number;
    readonly capped: boolean;
  };
  readonly keyOf: (row: Row) => string;
  /** What an unfiltered list without rows says. */
  readonly empty: ComponentChildren;
  readonly saved: readonly ShownFilter[];
  /** The path of its export. */
  readonly exports: string;
  readonly kinds: readonly LiveKind[];
}

/**
 * A list that sorts, filters and pages on the server, all of it in the address, so that it can be kept, sent and opened
 * without script. With script only this part of the page is fetched.
 */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { id, path, query, listed } = props;
  const filtered = isFiltered(query);
  const asked = withoutPage(query);
  return (
    <LiveRegion id={id} address={withQuery(path, query)} kinds={props.kinds}>
      <SavedFilters saved={props.saved} path={path} query={withQuery('', asked).replace(/^\?/, '')} />
      {listed.total === 0 && !filtered ? (
        props.empty
      ) : (
        <>
          <Tools {...props} filtered={filtered} />
          <Rows {...props} />
          <Pagination
            page={listed.page}
            pages={listed.pages}
            hrefOf={(page) => withQuery(path, { ...asked, pagina: page === 1 ? undefined : page })}
            swaps={id}
          />
          <Foot {...props} />
        </>
      )}
    </LiveRegion>
  );
}

const ORDER_FIELDS = new Set(['sorteer', 'richting', 'pagina']);
const isGiven = (value: string | number | undefined): boolean => value !== undefined && value !== '';
const isFiltered = (query: ListAddress): boolean =>
  Object.entries(query).some(([name, value]) => !ORDER_FIELDS.has(name) && isGiven(value));

/** A new order or filter starts at the first page. */
function withoutPage({ pagina: _, ...query }: ListAddress): ListAddress {
  return query;
}

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

function Tools<Row>(props: ListTableProps<Row> & { readonly filtered: boolean }) {
  const { id, path, query, columns, choices } = props;
  const t = useWebWords();
  const sorts = columns.flatMap(({ sort, head }) =>
    sort === undefined ? [] : [{ value: sort, label: head }],
  );
  return (
    <details class="list-tools" open={props.listed.total === 0}>
      <summary>
        {t('web.list.tools')}
        {filtersOf(props).map((filter) => (
          <span class="list-filter" key={filter}>
            {filter}
          </span>
        ))}
      </summary>
      <form
        method="get"
        action={path}
        class="list-form"
        hx-get={path}
        hx-target={`#${id}`}
        hx-select={`#${id}`}
        hx-swap="outerHTML"
        hx-push-url="true"
      >
        {props.textLabel === undefined ? null : (
          <TextInput name="filter" label={props.textLabel} type="search" value={textOf(query['filter'])} />
        )}
        {choices.map(({ name, label, choices: all }) => (
          <Select
            key={name}
            name={name}
            label={label}
            value={textOf(query[name])}
            choices={[{ value: '', label: t('web.list.all') }, ...all]}
          />
        ))}
        <Select
          name="sorteer"
          label={t('web.list.sort')}
          value={textOf(query['sorteer'] ?? props.sort)}
          choices={sorts}
        />
        <Select
          name="richting"
          label={t('web.list.direction')}
          value={textOf(query['richting'] ?? 'op')}
          choices={[
            { value: 'op', label: t('web.list.up') },
            { value: 'af', label: t('web.list.down') },
          ]}
        />
        <p class="list-acts">
          <SubmitButton tone="secondary">{t('web.list.show')}</SubmitButton>
          {props.filtered ? <Link href={path}>{t('web.list.clear')}</Link> : null}
        </p>
      </form>
    </details>
  );
}

/** The filters that are on, in words: "Stand: loopt". */
function filtersOf<Row>({ query, choices, textLabel }: ListTableProps<Row>): string[] {
  const text = textOf(query['filter']);
  return [
    ...(textLabel === undefined || text === '' ? [] : [`${textLabel}: ${text}`]),
    ...choices.flatMap(({ name, label, choices: all }) =>
      all.filter(({ value }) => value === query[name]).map((chosen) => `${label}: ${chosen.label}`),
    ),
  ];
}

function Rows<Row>(props: ListTableProps<Row>) {
  const { path, listed } = props;
  const t = useWebWords();
  return (
    <DataTable<Row>
      caption={props.caption}
      rows={listed.rows}
      keyOf={props.keyOf}
      columns={props.columns.map((column) => ({ ...column, ...orderOf(column, props) }))}
      empty={
        <EmptyState title={t('web.list.none')}>
          <p>
            <Link href={path}>{t('web.list.clear')}</Link>
          </p>
        </EmptyState>
      }
    />
  );
}

/** The link in a column's head: this column, or the other way round when it orders the list already. */
function orderOf<Row>(
  { sort }: ListColumn<Row>,
  { id, path, query, sort: own }: ListTableProps<Row>,
): Pick<Column<Row>, 'order'> {
  if (sort === undefined) return {};
  const now = (query['sorteer'] ?? own) === sort;
  const descending = query['richting'] === 'af';
  return {
    order: {
      href: withQuery(path, {
        ...withoutPage(query),
        sorteer: sort,
        richting: now && !descending ? 'af' : undefined,
      }),
      now: now ? (descending ? 'descending' : 'ascending') : 'none',
      id: `${id}-${sort}`,
      swaps: id,
    },
  };
}

function Foot<Row>({ listed, exports, query }: ListTableProps<Row>) {
  const t = useWebWords();
  const f = useFormat();
  const href = (form: 'csv' | 'xlsx') => withQuery(exports, { ...withoutPage(query), vorm: form });
  return (
    <p class="list-foot">
      <span class="soft">
        {listed.capped
          ? t('web.list.capped', { count: f.number(listed.total) })
          : t('web.list.total', { count: listed.total })}
      </span>{' '}
      <span>
        {t('web.list.export')} <Link href={href('csv')}>{t('web.list.csv')}</Link>{' '}
        <Link href={href('xlsx')}>{t('web.list.xlsx')}</Link>
      </span>
    </p>
  );
}
