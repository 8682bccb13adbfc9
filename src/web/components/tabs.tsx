import { useFormat } from '../context.js';
import { Link } from './link.js';

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  /** How many things stand there, if that matters. */
  readonly count?: number;
}

/**
 * The parts of one thing, one page each. They are links and say so: the address tells which part one sees, and nothing
 * needs script.
 */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const f = useFormat();
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} current={tab.current}>
              {tab.label}
              {tab.count === undefined ? null : <span class="nav-count">{f.number(tab.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
