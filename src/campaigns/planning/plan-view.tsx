import type { Lang } from '../../web/index.js';
import { isOfClients } from '../rules.js';
import { RepeatView } from '../repeats/repeat-view.js';
import { LimitsView } from './limits-view.js';
import { PowerView } from './power-view.js';
import { PreviewView } from './preview-view.js';
import type { PlanFacts } from './schema.js';
import { wordsIn } from './words.js';

/** What can this plan show, and can it be carried out? */
export function PlanView({ lang, facts }: { readonly lang: Lang; readonly facts: PlanFacts }) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('plan.lead')}</p>
      {facts.campaign.state === 'draft' ? null : <p>{t('plan.sealed')}</p>}
      <PlanParts lang={lang} facts={facts} />
    </>
  );
}

/** The limits of a draft, its power and its preview. */
export function PlanParts({ lang, facts }: { readonly lang: Lang; readonly facts: PlanFacts }) {
  const t = wordsIn(lang);
  const { campaign, kind, preview, power, limits, again, sectors } = facts;
  const single = campaign.design === 'single';
  return (
    <>
      {campaign.state === 'draft' ? (
        <>
          <h2>{t('limits.title')}</h2>
          <LimitsView
            lang={lang}
            limits={limits}
            sectors={sectors}
            employers={campaign.withoutVacancy}
            single={single}
          />
          {campaign.repeats === null ? null : (
            <RepeatView lang={lang} campaign={campaign} repeats={campaign.repeats} lines={again} />
          )}
        </>
      ) : null}
      <h2>{t('power.title')}</h2>
      {isOfClients(kind) ? (
        <p>{t('plan.calls')}</p>
      ) : (
        <PowerView lang={lang} asked={campaign} table={power} sectors={sectors} />
      )}
      {preview === null ? null : (
        <>
          <h2>{t('preview.title')}</h2>
          <PreviewView lang={lang} preview={preview} sectors={sectors} single={single} />
        </>
      )}
    </>
  );
}
