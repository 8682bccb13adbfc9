import { useWebWords } from '../context.js';
import { Link } from './link.js';

interface PaginationProps {
  /** 1 is the first page. */
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
}

/** Previous and next, and where one stands; nothing for a single page. */
export function Pagination({ page, pages, hrefOf }: PaginationProps) {
  const t = useWebWords();
  if (pages <= 1) return null;
  return (
    <nav class="pagination" aria-label={t('web.pages')}>
      {page > 1 ? <Link href={hrefOf(page - 1)}>← {t('web.page.previous')}</Link> : <span />}
      <span>{t('web.page.of', { page, pages })}</span>
      {page < pages ? <Link href={hrefOf(page + 1)}>{t('web.page.next')} →</Link> : <span />}
    </nav>
  );
}
