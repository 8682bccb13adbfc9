import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  PostForm,
  Radios,
  Select,
  SubmitButton,
  TextArea,
  type Lang,
} from '../../web/index.js';
import type { CampaignId } from '../schema.js';
import { INTEREST_KINDS, type Interest, type InterestCampaign } from './schema.js';
import { wordsIn } from './words.js';

interface FormState {
  readonly lang: Lang;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** In which campaigns do I do nothing, and is there another? */
export function OwnInterestView({
  lang,
  campaigns,
  done,
  faults,
  kept,
}: FormState & {
  readonly campaigns: readonly InterestCampaign[];
  /** The campaign of which it was just declared. */
  readonly done: InterestCampaign | undefined;
}) {
  const t = wordsIn(lang);
  const mine = campaigns.filter((campaign) => campaign.mine);
  const open = campaigns.filter((campaign) => !campaign.mine);
  return (
    <>
      <ErrorSummary faults={faults} />
      {done === undefined ? null : <Callout tone="good" title={`${t('own.done')}: ${done.name}`} />}
      <p class="lead">{t('own.lead')}</p>
      <p>{t('own.what')}</p>
      {mine.length === 0 ? null : (
        <section>
          <h2>{t('own.mine')}</h2>
          <ul>
            {mine.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
          <p>{t('own.mine.end')}</p>
        </section>
      )}
      {campaigns.length === 0 ? <EmptyState title={t('own.none')} /> : null}
      {open.length === 0 ? null : (
        <PostForm action={paths.interests.declare}>
          <Select
            name="campaign"
            label={t('own.campaign')}
            choices={open.map(({ id, name }) => ({ value: id, label: name }))}
            value={kept['campaign']}
            error={faultOf(faults, 'campaign')}
          />
          <Radios
            name="kind"
            label={t('own.kind')}
            choices={INTEREST_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kept['kind']}
            error={faultOf(faults, 'kind')}
          />
          <TextArea
            name="note"
            label={t('own.note')}
            hint={t('own.note.hint')}
            value={kept['note']}
            rows={3}
            optional
            error={faultOf(faults, 'note')}
          />
          <SubmitButton>{t('own.submit')}</SubmitButton>
        </PostForm>
      )}
    </>
  );
}

/** Who does nothing in this campaign, and is that over? One's own is another's to withdraw. */
export function InterestsView({
  lang,
  campaign,
  self,
  interests,
  faults,
  kept,
}: FormState & {
  readonly campaign: CampaignId;
  readonly self: string;
  readonly interests: readonly Interest[];
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const others = interests.filter(({ account }) => account !== self);
  if (interests.length === 0) return <EmptyState title={t('list.none')} />;
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('list.lead')}</p>
      <DataTable
        caption={t('list.caption')}
        narrow="stack"
        rows={interests}
        keyOf={({ id }) => id}
        columns={[
          { head: t('list.who'), cell: ({ name }) => name, names: true },
          { head: t('list.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
          { head: t('list.note'), cell: ({ note }) => note ?? '–' },
          { head: t('list.at'), cell: ({ declaredAt }) => f.dateTime(declaredAt) },
        ]}
      />
      {others.length === 0 ? null : (
        <section>
          <h2>{t('withdraw.title')}</h2>
          <p>{t('withdraw.what')}</p>
          <PostForm action={fill(paths.interests.withdraw, { id: campaign })}>
            <Select
              name="interest"
              label={t('withdraw.who')}
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
              value={kept['interest']}
              error={faultOf(faults, 'interest')}
            />
            <TextArea
              name="reason"
              label={t('withdraw.reason')}
              hint={t('withdraw.reason.hint')}
              value={kept['reason']}
              rows={3}
              error={faultOf(faults, 'reason')}
            />
            <SubmitButton tone="secondary">{t('withdraw.submit')}</SubmitButton>
          </PostForm>
        </section>
      )}
    </>
  );
}
