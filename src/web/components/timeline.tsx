import type { ComponentChildren } from 'preact';
import { useFormat, useWebWords } from '../context.js';
import { EmptyState } from './callout.js';
import { Tag } from './tag.js';
import type { Tone } from './tag.js';

export interface TimelineEvent {
  readonly at: Date;
  /** Which column: the first thing, the second, or both at once. */
  readonly side: 'first' | 'second' | 'both';
  readonly title: string;
  readonly tone?: Tone;
  /** Still to come. */
  readonly planned?: boolean;
  readonly detail?: ComponentChildren;
}

interface TimelineProps {
  readonly caption: string;
  readonly first: string;
  readonly second: string;
  readonly events: readonly TimelineEvent[];
}

/** Two things side by side on one time axis, earliest first; below each other on a narrow screen. */
export function Timeline({ caption, first, second, events }: TimelineProps) {
  const t = useWebWords();
  if (events.length === 0) return <EmptyState title={t('web.timeline.empty')} />;
  const sorted = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  const names = { first, second, both: t('web.timeline.both') };
  return (
    <section class="timeline" aria-label={caption}>
      <div class="timeline-heads" aria-hidden="true">
        <span>{first}</span>
        <span />
        <span>{second}</span>
      </div>
      <ol>
        {sorted.map((event, index) => (
          <Moment event={event} name={names[event.side]} key={index} />
        ))}
      </ol>
    </section>
  );
}

function Moment({ event, name }: { readonly event: TimelineEvent; readonly name: string }) {
  const t = useWebWords();
  const f = useFormat();
  return (
    <li class={`moment moment-${event.side}${event.planned === true ? ' moment-planned' : ''}`}>
      <time class="moment-time" dateTime={event.at.toISOString()}>
        {f.dateTime(event.at)}
      </time>
      <div class="moment-card">
        <p class="moment-side">{name}</p>
        <p class="moment-title">
          <Tag tone={event.tone ?? 'neutral'}>{event.title}</Tag>
          {event.planned === true ? <span class="soft"> {t('web.timeline.planned')}</span> : null}
        </p>
        {event.detail === undefined ? null : <div class="moment-detail">{event.detail}</div>}
      </div>
    </li>
  );
}
