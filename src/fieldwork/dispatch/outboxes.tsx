import { fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import type { Outbox } from './views.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly outboxes: readonly Outbox[];
}

/** The ways to what is still to leave, campaign by campaign. */
export function Outboxes({ lang, outboxes }: Props) {
  if (outboxes.length === 0) return null;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('outboxes')}</h2>
      <ul>
        {outboxes.map(({ campaign, name, open, waiting }) => (
          <li key={campaign}>
            <Link href={fill(paths.campaigns.outbox, { id: campaign })}>{name}</Link>
            {': '}
            {t('outboxes.counts', { open: f.number(open), waiting: f.number(waiting) })}
          </li>
        ))}
      </ul>
      <p>
        <Link href={paths.forms.list}>{t('forms')}</Link>
      </p>
    </>
  );
}
