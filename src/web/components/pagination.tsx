import type { ComponentChildren } from 'preact';
import { useWebWords } from '../context.js';
import { Link, SwapLink } from './link.js';

interface PaginationProps {
  /** 1 is the first page. */
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
  /** The part of the page that script swaps; a whole page when left out. */
  readonly swaps?: string;
}

/** Previous and next, and where one stands; nothing for a single page. */
export function Pagination({ page, pages, hrefOf, swaps }: PaginationProps) {
  const t = useWebWords();
  if (pages <= 1) return null;
  const Step = ({ to, children }: { readonly to: number; readonly children: ComponentChildren }) =>
    swaps === undefined ? (
      <Link href={hrefOf(to)}>{children}</Link>
    ) : (
      <SwapLink href={hrefOf(to)} swaps={swaps} id={`${swaps}-${to < page ? 'previous' : 'next'}`}>
        {children}
      </SwapLink>
    );
  return (
    <nav class="pagination" aria-label={t('web.pages')}>
      {page > 1 ? <Step to={page - 1}>← {t('web.page.previous')}</Step> : <span />}
      <span>{t('web.page.of', { page, pages })}</span>
      {page < pages ? <Step to={page + 1}>{t('web.page.next')} →</Step> : <span />}
    </nav>
  );
}
