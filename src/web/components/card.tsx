import type { ComponentChildren } from 'preact';
import { Link } from './link.js';

interface CardProps {
  readonly title: string;
  readonly href?: string;
  /** The level of the heading, so that the page keeps one outline; 2 by default. */
  readonly level?: 2 | 3;
  /** Stands beside the title: a tag, a count. */
  readonly aside?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One thing, its state, and the way to it. */
export function Card({ title, href, level = 2, aside, children }: CardProps) {
  const Heading: 'h2' | 'h3' = level === 2 ? 'h2' : 'h3';
  return (
    <article class="card">
      <div class="card-head">
        <Heading class="card-title">{href === undefined ? title : <Link href={href}>{title}</Link>}</Heading>
        {aside === undefined ? null : <div class="card-aside">{aside}</div>}
      </div>
      {children === undefined ? null : <div class="card-body">{children}</div>}
    </article>
  );
}

/** Cards beside each other where there is room, below each other where there is not. */
export function CardGrid({ children }: { readonly children: ComponentChildren }) {
  return <div class="card-grid">{children}</div>;
}
