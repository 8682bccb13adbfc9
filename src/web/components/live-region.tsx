import type { ComponentChildren } from 'preact';
import { useWebWords } from '../context.js';
import { Link } from './link.js';

/** What can change while somebody looks, as far as it is told: no more than the word. */
export type LiveKind =
  'campaigns' | 'dispatch' | 'inbox' | 'withdrawals' | 'flags' | 'requests' | 'firm-calls';

interface LiveRegionProps {
  readonly id: string;
  /** Where this region comes from: the address of this page, with its filters. */
  readonly address: string;
  readonly kinds: readonly LiveKind[];
  readonly children: ComponentChildren;
}

/**
 * A part of a page that follows what changes. Without script it is its content and a link that loads it again; with
 * script the part is fetched anew when the server says that one of its kinds changed, unless somebody is working in it:
 * then the link says so.
 */
export function LiveRegion({ id, address, kinds, children }: LiveRegionProps) {
  const t = useWebWords();
  return (
    <div
      id={id}
      data-live={kinds.join(' ')}
      hx-get={address}
      hx-trigger="refresh-wanted"
      hx-select={`#${id}`}
      hx-swap="outerHTML"
    >
      {children}
      <p class="refresh">
        <span class="refresh-news" role="status" data-news={t('web.list.changed')} />{' '}
        <Link href={address}>{t('web.list.refresh')}</Link>
      </p>
    </div>
  );
}
