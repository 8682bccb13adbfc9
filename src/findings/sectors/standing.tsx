import { hasContrasts } from '../../campaigns/index.js';
import { Callout, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import { singleWordsIn } from '../singles/index.js';
import type { ShownFindings } from './shown.js';
import { wordsIn } from './page-words.js';
import { findingName } from './value-words.js';
import type { Finding } from './views.js';
import { withheldWordsIn } from './withheld-words.js';

export interface HiddenProps {
  readonly lang: Lang;
  readonly shown: ShownFindings;
}

function Withheld({ lang, shown }: HiddenProps) {
  const w = withheldWordsIn(lang);
  return (
    <Callout tone="bad" title={w('withheld')}>
      <p>{w('why')}</p>
      <p>
        <Link href={fill(paths.campaigns.quality, { id: shown.campaign.id })}>{w('see')}</Link>
      </p>
    </Callout>
  );
}

interface StandingProps extends HiddenProps {
  /** The cells that have figures. */
  readonly findings: readonly Pick<Finding, 'value' | 'ground'>[];
}

/** Whose figures these are, and what is not among them. */
export function Standing({ lang, shown, findings }: StandingProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, cut, counted, planned, published } = shown;
  const absent = campaign.cells.filter(
    ({ sector, ground }) => !findings.some((one) => one.value === sector && one.ground === ground),
  );
  return (
    <>
      {campaign.state === 'closed' ? null : (
        <Callout
          tone="active"
          title={t('find.still', {
            counted: f.number(counted),
            planned: f.number(planned),
          })}
        />
      )}
      {shown.withheld ? <Withheld lang={lang} shown={shown} /> : null}
      {published === null ? (
        <p class="soft">{campaign.design === 'single' ? singleWordsIn(lang)('team') : t('find.team')}</p>
      ) : (
        <Callout tone="neutral" title={t('find.published', { when: f.date(published.at) })}>
          <p>
            {campaign.design === 'single' ? singleWordsIn(lang)('published.why') : t('find.published-why')}
            {published.hidden > 0 ? ` ${t('find.hidden-values', { count: published.hidden })}` : ''}
            {cut === 'sector' && absent.length > 0
              ? ` ${t('find.not-shown', {
                  names: absent
                    .map(({ sector, ground }) => findingName(shown, { value: sector, ground }, lang))
                    .join(hasContrasts(campaign) ? '; ' : ', '),
                })}`
              : ''}
          </p>
        </Callout>
      )}
      {cut === 'sector' ? null : <p class="soft">{t('find.explore')}</p>}
    </>
  );
}

/** Where one goes from here. */
export function Ways({ lang, shown }: HiddenProps) {
  const t = wordsIn(lang);
  const { id, state, purpose } = shown.campaign;
  const published = state === 'closed' && (purpose === 'baseline' || purpose === 'self-regulation');
  return (
    <>
      {published ? (
        <p>
          <Link href={fill(paths.campaigns.findingsCsv, { id })}>{t('find.export')}</Link>
        </p>
      ) : null}
      {shown.member ? (
        <p>
          <Link href={fill(paths.campaigns.quality, { id })}>{t('find.quality')}</Link>
        </p>
      ) : null}
    </>
  );
}
