import { useWebWords } from '../context.js';
import { Link } from './link.js';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The way back up; the page itself is not repeated. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const t = useWebWords();
  if (crumbs.length === 0) return null;
  return (
    <nav class="breadcrumbs" aria-label={t('web.breadcrumbs')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <Link href={crumb.href}>{crumb.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
