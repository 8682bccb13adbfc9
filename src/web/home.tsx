import { Card, CardGrid } from './components/card.js';
import { EmptyState } from './components/callout.js';
import { Tag } from './components/tag.js';
import type { Tone } from './components/tag.js';
import { useFormat, useWebWords } from './context.js';
import type { Lang } from './i18n/languages.js';
import { textIn } from './i18n/texts.js';
import type { Texts } from './i18n/texts.js';

/** How soon something must be done; the order of the cards. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'calm';

/** One heap of work that waits: what, how much, by when, and the way to it. Rooms give these; `services` collects them. */
export interface TodoCard {
  /** Unique among the cards. */
  readonly id: string;
  readonly title: Texts;
  readonly detail?: Texts;
  readonly count: number;
  readonly href: string;
  readonly urgency: Urgency;
  /** The first clock that runs out. */
  readonly due?: Date;
  /** Since when the oldest of the heap waits. */
  readonly since?: Date;
}

interface TodoBoardProps {
  readonly lang: Lang;
  readonly cards: readonly TodoCard[];
  /** What comes next when nothing waits. */
  readonly next?: { readonly what: string; readonly at: Date };
  /** What one may expect when nothing is planned that this reader may know of. */
  readonly otherwise?: string;
}

const TONES: Readonly<Record<Urgency, Tone>> = {
  overdue: 'bad',
  today: 'warn',
  soon: 'active',
  calm: 'neutral',
};
const ORDER: Readonly<Record<Urgency, number>> = { overdue: 0, today: 1, soon: 2, calm: 3 };

/** What needs me now: cards by urgency, then by clock; heaps of nothing are left out. */
export function sortCards(cards: readonly TodoCard[]): TodoCard[] {
  const clock = (card: TodoCard) => (card.due ?? card.since)?.getTime() ?? Infinity;
  return cards
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        ORDER[a.urgency] - ORDER[b.urgency] || (clock(a) < clock(b) ? -1 : clock(a) > clock(b) ? 1 : 0),
    );
}

/** The body of Vandaag. */
export function TodoBoard({ lang, cards, next, otherwise }: TodoBoardProps) {
  const t = useWebWords();
  const f = useFormat();
  const waiting = sortCards(cards);
  if (waiting.length === 0) {
    return (
      <EmptyState title={t('web.home.empty')}>
        <p>
          {next === undefined
            ? (otherwise ?? t('web.home.nothing-next'))
            : t('web.home.next', { what: next.what, when: f.dateTime(next.at) })}
        </p>
      </EmptyState>
    );
  }
  return (
    <CardGrid>
      {waiting.map((card) => (
        <Card
          key={card.id}
          title={textIn(card.title, lang)}
          href={card.href}
          aside={<span class="card-count">{f.number(card.count)}</span>}
        >
          <p>
            <Tag tone={TONES[card.urgency]}>{t(`web.home.${card.urgency}`)}</Tag>
          </p>
          {card.detail === undefined ? null : <p>{textIn(card.detail, lang)}</p>}
          {card.due === undefined ? null : (
            <p class="soft">{t('web.home.due', { when: f.dateTime(card.due) })}</p>
          )}
          {card.since === undefined ? null : (
            <p class="soft">{t('web.home.since', { when: f.dateTime(card.since) })}</p>
          )}
        </Card>
      ))}
    </CardGrid>
  );
}
