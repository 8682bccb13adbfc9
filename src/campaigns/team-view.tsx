import { holds } from '../auth/index.js';
import type { FieldFault } from '../platform/problems.js';
import {
  faultOf,
  fill,
  Link,
  paths,
  PostForm,
  Select,
  SubmitButton,
  withQuery,
  type Lang,
} from '../web/index.js';
import type { CampaignFacts } from './facts.js';
import { wordsIn } from './words.js';

interface TeamProps {
  readonly lang: Lang;
  readonly facts: Pick<CampaignFacts, 'campaign' | 'team' | 'wallMonths' | 'candidates'>;
  readonly roles: readonly string[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Who sees what is hidden for others; a coordinator adds and removes. */
export function Team({ lang, facts, roles, faults, kept }: TeamProps) {
  const t = wordsIn(lang);
  const { campaign, team, candidates } = facts;
  const mayChange = holds(roles, 'campaign.team');
  return (
    <>
      <p>{t('team.what')}</p>
      {facts.wallMonths === null ? null : <p>{t('team.wall', { months: facts.wallMonths })}</p>}
      <ul class="team">
        {team.map(({ account, name }) => (
          <li key={account}>
            <span>{name}</span>
            {mayChange && team.length > 1 ? (
              <PostForm action={fill(paths.campaigns.removeMember, { id: campaign.id })} hidden={{ account }}>
                <SubmitButton tone="secondary">
                  {t('team.remove')}
                  <span class="visually-hidden"> {name}</span>
                </SubmitButton>
              </PostForm>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange && candidates.length > 0 ? (
        <PostForm action={fill(paths.campaigns.addMember, { id: campaign.id })} class="confirm page-actions">
          <Select
            name="account"
            label={t('team.who')}
            value={kept['account']}
            choices={candidates.map(({ account, name }) => ({ value: account, label: name }))}
            error={faultOf(faults, 'account')}
          />
          <SubmitButton tone="secondary">{t('team.add')}</SubmitButton>
        </PostForm>
      ) : null}
      <p>
        {holds(roles, 'interest.declare') ? (
          <Link href={withQuery(paths.interests.own, { campagne: campaign.id })}>{t('team.interest')}</Link>
        ) : null}
        {holds(roles, 'interest.withdraw') ? (
          <>
            {' · '}
            <Link href={fill(paths.interests.list, { id: campaign.id })}>{t('team.interests')}</Link>
          </>
        ) : null}
      </p>
    </>
  );
}
