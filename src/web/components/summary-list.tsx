import type { ComponentChildren } from 'preact';
import { Link } from './link.js';

export interface SummaryItem {
  readonly term: string;
  readonly value: ComponentChildren;
  /** The way to change this answer; `of` tells what changes, for who hears only the link. */
  readonly change?: { readonly href: string; readonly label: string; readonly of: string };
}

/** Names and values of one thing. */
export function SummaryList({ items }: { readonly items: readonly SummaryItem[] }) {
  return (
    <dl class="summary">
      {items.map((item) => (
        <div class="summary-row" key={item.term}>
          <dt>{item.term}</dt>
          <dd>
            {item.change === undefined ? item.value : <div class="summary-value">{item.value}</div>}
            {item.change === undefined ? null : (
              <span class="summary-change">
                <Link href={item.change.href}>
                  {item.change.label}
                  <span class="visually-hidden"> {item.change.of}</span>
                </Link>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
