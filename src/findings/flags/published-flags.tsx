import { Card, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import { groundName, nameOf, type Names } from '../names.js';
import { FlagState, guaranteeOf } from './flag-state.js';
import { wordsIn } from './page-words.js';
import type { PublishedFlag } from './views.js';

interface PublishedFlagsProps {
  readonly lang: Lang;
  readonly flags: readonly PublishedFlag[];
  readonly names: Names;
}

/** Flags of campaigns of others: that they stand, and where the published figures are. */
export function PublishedFlags({ lang, flags, names }: PublishedFlagsProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (flags.length === 0) return null;
  return (
    <section>
      <h2>{t('flags.published')}</h2>
      <p>{t('flags.published-means')}</p>
      {flags.map((flag) => (
        <Card
          key={flag.id}
          level={3}
          title={t('flag.title', {
            sector: nameOf(names.sectors, flag.sector, lang),
            ground: groundName(names, flag, lang),
          })}
          href={fill(paths.flags.one, { id: flag.id })}
          aside={<FlagState flag={flag} lang={lang} />}
        >
          <p class="soft">
            {flag.campaignName} · {t('flags.raised', { when: f.date(flag.raisedAt) })}
          </p>
        </Card>
      ))}
    </section>
  );
}

/** What does this flag of another campaign say? */
export function PublishedFlagPage({ lang, flag }: { readonly lang: Lang; readonly flag: PublishedFlag }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p>
        <FlagState flag={flag} lang={lang} />
      </p>
      <p>{t('flag.published', { campaign: flag.campaignName, when: f.date(flag.raisedAt) })}</p>
      <p>
        <Link href={fill(paths.campaigns.findings, { id: flag.campaign })}>
          {t('flag.published-figures')}
        </Link>
      </p>
      <p class="soft">{t('flags.published-means')}</p>
      <h2>{t('flag.guarantee')}</h2>
      <p>{guaranteeOf(flag.procedure, lang)}</p>
    </>
  );
}
