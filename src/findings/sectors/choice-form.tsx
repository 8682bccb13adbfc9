import type { Campaign, CampaignLine, Definition } from '../../campaigns/index.js';
import { Select, SubmitButton, type Lang } from '../../web/index.js';
import { CUTS, type Cut } from '../counts/index.js';
import { wordsIn } from './page-words.js';

interface ChoiceFormProps {
  readonly lang: Lang;
  readonly action: string;
  readonly campaigns: readonly CampaignLine[];
  readonly shown: { readonly campaign: Campaign; readonly definition: Definition; readonly cut: Cut };
  /** Whether there are figures to choose among. */
  readonly figures: boolean;
}

/** Which campaign, by what, and which outcome: all kept in the address. */
export function ChoiceForm({ lang, action, campaigns, shown, figures }: ChoiceFormProps) {
  const t = wordsIn(lang);
  const { campaign, definition, cut } = shown;
  const several = campaigns.length > 1;
  if (!several && !figures) return null;
  const label = (one: Definition): string =>
    one === campaign.primaryDefinition
      ? t('find.primary', { definition: t(`find.${one}`) })
      : t(`find.${one}`);
  return (
    <>
      <form method="get" action={action} class="confirm page-actions">
        {several ? (
          <Select
            name="campagne"
            label={t('find.campaign')}
            value={campaign.id}
            choices={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {figures ? (
          <>
            {campaign.design === 'single' ? null : (
              <Select
                name="per"
                label={t('find.per')}
                value={cut}
                choices={CUTS.map((value) => ({ value, label: t(`cut.${value}`) }))}
              />
            )}
            <Select
              name="definitie"
              label={t('find.definition')}
              value={definition}
              choices={(['strict', 'lenient'] as const).map((value) => ({ value, label: label(value) }))}
            />
          </>
        ) : null}
        <SubmitButton tone="secondary">{t('find.show')}</SubmitButton>
      </form>
      {figures ? <p class="soft">{t('find.definitions')}</p> : null}
    </>
  );
}
