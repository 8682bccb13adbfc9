import type { ComponentChildren } from 'preact';
import { ToneMark } from './tag.js';
import type { Tone } from './tag.js';

interface CalloutProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
}

/** A remark that must not be missed: a rule explained, a warning, a result. */
export function Callout({ tone = 'neutral', title, children }: CalloutProps) {
  return (
    <div class={`callout callout-${tone}`}>
      {title === undefined ? null : (
        <p class="callout-title">
          <ToneMark tone={tone} /> {title}
        </p>
      )}
      {children === undefined ? null : <div class="callout-body">{children}</div>}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  /** What comes next, and when. */
  readonly children?: ComponentChildren;
}

/** What a list says when it holds nothing: that this is fine, or what to do first. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}
