import type { ComponentChildren } from 'preact';
import { Card, EmptyState, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import { LatestDecision } from '../decision.js';
import { groundName, nameOf, type Names } from '../names.js';
import { wordsIn } from './page-words.js';
import { FlagState, guaranteeOf } from './flag-state.js';
import { PublishedFlags } from './published-flags.js';
import type { FlagView, PublishedFlag } from './views.js';
import { explainFlag } from './words.js';

/** Why a flag was raised, with the names of its sector and ground. */
export function claimOf(flag: FlagView, names: Names, lang: Lang): string {
  return explainFlag(
    {
      sector: nameOf(names.sectors, flag.sector, lang),
      ground: groundName(names, flag, lang),
      procedure: flag.procedure,
      numbers: flag.raisedOn,
    },
    lang,
  );
}

interface FlagListProps {
  readonly lang: Lang;
  readonly flags: readonly FlagView[];
  /** Of campaigns of others. */
  readonly published: readonly PublishedFlag[];
  readonly names: Names;
  /** The flags on employers, for who may see them. */
  readonly children?: ComponentChildren;
}

/** What deserves a decision? Two procedures, two lists, each with its own guarantee, never merged into one. */
export function FlagList({ lang, flags, published, names, children }: FlagListProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('flags.lead')}</p>
      <Section lang={lang} procedure="standing" flags={flags} names={names} />
      <Section lang={lang} procedure="final" flags={flags} names={names} />
      <p class="soft">{t('flags.apart')}</p>
      {children}
      <PublishedFlags lang={lang} flags={published} names={names} />
    </>
  );
}

function Section({
  lang,
  procedure,
  flags,
  names,
}: Omit<FlagListProps, 'published'> & { readonly procedure: FlagView['procedure'] }) {
  const t = wordsIn(lang);
  const own = flags.filter((flag) => flag.procedure === procedure);
  return (
    <>
      <h2>{t(`flags.${procedure}`)}</h2>
      <p>{t(`flags.${procedure}-means`)}</p>
      <details>
        <summary>{t('flags.guarantee')}</summary>
        <p>{guaranteeOf(procedure, lang)}</p>
      </details>
      {own.length === 0 ? (
        <EmptyState title={t(`flags.none-${procedure}`)}>
          {procedure === 'standing' ? <p>{t('flags.empty-next')}</p> : undefined}
        </EmptyState>
      ) : (
        own.map((flag) => <FlagCard key={flag.id} lang={lang} flag={flag} names={names} />)
      )}
    </>
  );
}

function FlagCard({
  lang,
  flag,
  names,
}: Pick<FlagListProps, 'lang' | 'names'> & { readonly flag: FlagView }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <Card
      level={3}
      title={t('flag.title', {
        sector: nameOf(names.sectors, flag.sector, lang),
        ground: groundName(names, flag, lang),
      })}
      href={fill(paths.flags.one, { id: flag.id })}
      aside={<FlagState flag={flag} lang={lang} />}
    >
      <p>{claimOf(flag, names, lang)}</p>
      <p class="soft">
        <Link href={fill(paths.campaigns.one, { id: flag.campaign })}>{flag.campaignName}</Link>
        {' · '}
        {t('flags.raised', { when: f.date(flag.raisedAt) })}
        {flag.raisedOn.family > 1
          ? ` · ${t('flag.family-of', { family: f.number(flag.raisedOn.family) })}`
          : ''}
      </p>
      <p>
        <LatestDecision lang={lang} decisions={flag.decisions} />
      </p>
    </Card>
  );
}
