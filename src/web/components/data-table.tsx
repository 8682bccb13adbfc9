import type { ComponentChildren } from 'preact';
import { useWebWords } from '../context.js';
import { EmptyState } from './callout.js';
import { SwapLink } from './link.js';

export interface Column<Row> {
  /** The words of the column head; the unit goes here, not in the cells. */
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Figures stand right-aligned with tabular digits. */
  readonly align?: 'left' | 'right';
  /** The column that names the row: its cells are row heads. */
  readonly names?: boolean;
  /** The head is a link that orders the table by this column. */
  readonly order?: {
    readonly href: string;
    readonly now: 'ascending' | 'descending' | 'none';
    readonly id: string;
    /** The part of the page that script swaps when the link is followed. */
    readonly swaps: string;
  };
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** Shows the caption to screen readers only, where a heading above says the same. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Words or an element for a table without rows. */
  readonly empty?: ComponentChildren;
  /** On a narrow screen: each row a block of its own, or scroll the table. Stacks by itself from four columns on. */
  readonly narrow?: 'stack' | 'scroll';
  /** True for a row that is shown but not counted; greyed. */
  readonly muted?: (row: Row) => boolean;
}

/**
 * A table with a caption, column and row heads. On a narrow screen rows stack, or the table scrolls inside its own
 * frame, never the page. The roles repeat what the elements say, because a stacked table loses them in some browsers.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useWebWords();
  const { caption, columns, rows } = props;
  if (rows.length === 0) {
    const { empty } = props;
    return typeof empty === 'object' ? empty : <EmptyState title={String(empty ?? t('web.table.empty'))} />;
  }
  const stacks = (props.narrow ?? (columns.length > 3 ? 'stack' : 'scroll')) === 'stack';
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={t('web.table.scroll', { caption })}>
      <table role="table" class={stacks ? 'stacks' : undefined}>
        <caption class={props.captionHidden === true ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                scope="col"
                role="columnheader"
                class={column.align === 'right' ? 'figure' : undefined}
                key={column.head}
                aria-sort={column.order?.now}
              >
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={props.keyOf(row)} class={props.muted?.(row) === true ? 'muted' : undefined}>
              {columns.map((column) => cellOf(column, row))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column: { head, order } }: { readonly column: Column<Row> }) {
  if (order === undefined) return <>{head}</>;
  const { href, now, id, swaps } = order;
  return (
    <SwapLink href={href} id={id} swaps={swaps} class="order">
      {head}
      <span aria-hidden="true" class={`order-${now}`} />
    </SwapLink>
  );
}

/** Called as a function: a component for each of a thousand cells is what rendering a page of figures would mostly do. */
function cellOf<Row>(column: Column<Row>, row: Row) {
  const name = column.align === 'right' ? 'figure' : undefined;
  if (column.names === true) {
    return (
      <th scope="row" role="rowheader" class={name} data-head={column.head} key={column.head}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" class={name} data-head={column.head} key={column.head}>
      {column.cell(row)}
    </td>
  );
}
