import { ConfirmForm, fill, formatterFor, Link, paths, SummaryList, type Lang } from '../../web/index.js';
import { singleWordsIn } from '../single-words.js';
import { wordsIn as campaignWords } from '../words.js';
import { PlanParts } from './plan-view.js';
import { isHard } from './rules.js';
import type { PlanFacts } from './schema.js';
import { wordsIn } from './words.js';

/** What is fixed for good, once more in sight, and the one button that fixes it. */
export function SealView({ lang, facts }: { readonly lang: Lang; readonly facts: PlanFacts }) {
  const t = wordsIn(lang);
  const c = campaignWords(lang);
  const f = formatterFor(lang);
  const { campaign, limits } = facts;
  const { id } = campaign;
  return (
    <>
      <p class="lead">{t('seal.lead')}</p>
      <SummaryList
        items={[
          { term: c('plan.purpose'), value: c(`purpose.${campaign.purpose}`) },
          { term: c('plan.hypothesis'), value: campaign.hypothesis },
          ...(facts.kind === 'correspondence'
            ? [
                { term: c('plan.definition'), value: c(`plan.${campaign.primaryDefinition}`) },
                { term: c('plan.stop-rule'), value: c(`plan.${campaign.stopRule}`) },
              ]
            : []),
          {
            term: campaign.design === 'single' ? singleWordsIn(lang)('total') : t('seal.pairs'),
            value: f.number(campaign.cells.reduce((sum, { quota }) => sum + quota, 0)),
          },
        ]}
      />
      <PlanParts lang={lang} facts={facts} />
      <h2>{t('seal.verb')}</h2>
      {limits.some(isHard) ? (
        <p>
          {t('seal.not-yet')} <Link href={fill(paths.campaigns.one, { id })}>{t('seal.back')}</Link>
        </p>
      ) : (
        <ConfirmForm
          action={fill(paths.campaigns.seal, { id })}
          verb={t('seal.verb')}
          cancelHref={fill(paths.campaigns.one, { id })}
        >
          <p>{t('seal.what')}</p>
          <p>{t('seal.joins')}</p>
        </ConfirmForm>
      )}
    </>
  );
}
