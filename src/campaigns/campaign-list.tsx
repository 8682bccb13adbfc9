import {
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  Progress,
  Select,
  StateTag,
  SubmitButton,
  Tag,
  type Lang,
} from '../web/index.js';
import { stateLook } from './campaign-view.js';
import { nameOf, type Named } from './facts.js';
import { STATES, type CampaignId, type CampaignState } from './schema.js';
import type { CampaignLine } from './views.js';
import { wordsIn } from './words.js';

interface CampaignListProps {
  readonly lang: Lang;
  readonly lines: readonly CampaignLine[];
  readonly counted: ReadonlyMap<CampaignId, number>;
  readonly grounds: readonly Named[];
  readonly filter: { readonly state: CampaignState | undefined; readonly ground: string | undefined };
  readonly now: Date;
}

/** What is running, and is it healthy? */
export function CampaignList(props: CampaignListProps) {
  const { lang, lines, filter } = props;
  const t = wordsIn(lang);
  const filtered = filter.state !== undefined || filter.ground !== undefined;
  if (lines.length === 0 && !filtered) {
    return (
      <EmptyState title={t('list.empty')}>
        <p>{t('list.empty-next')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      <Filter {...props} />
      <Lines {...props} />
    </>
  );
}

function Filter({ lang, grounds, filter }: CampaignListProps) {
  const t = wordsIn(lang);
  const all = { value: '', label: t('filter.all') };
  return (
    <form method="get" action={paths.campaigns.list} class="confirm page-actions">
      <Select
        name="stand"
        label={t('filter.state')}
        value={filter.state ?? ''}
        choices={[all, ...STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
      />
      <Select
        name="kenmerk"
        label={t('filter.ground')}
        value={filter.ground ?? ''}
        choices={[all, ...grounds.map((ground) => ({ value: ground.code, label: ground[lang] }))]}
      />
      <SubmitButton tone="secondary">{t('filter.show')}</SubmitButton>
    </form>
  );
}

function Lines({ lang, lines, counted, grounds, now }: CampaignListProps) {
  const t = wordsIn(lang);
  return (
    <DataTable<CampaignLine>
      caption={t('list.caption')}
      rows={lines}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title={t('list.none-found')}>
          <p>
            <Link href={paths.campaigns.list}>{t('list.show-all')}</Link>
          </p>
        </EmptyState>
      }
      columns={[
        {
          head: t('list.name'),
          cell: ({ id, name }) => <Link href={fill(paths.campaigns.one, { id })}>{name}</Link>,
          names: true,
        },
        { head: t('list.state'), cell: ({ state }) => <StateTag state={state} look={stateLook(t)} /> },
        {
          head: t('list.counted'),
          cell: ({ id, planned }) => (
            <Progress label={t('list.counted')} done={counted.get(id) ?? 0} total={planned} />
          ),
        },
        { head: t('list.ground'), cell: ({ ground }) => nameOf(grounds, ground, lang) },
        { head: t('list.purpose'), cell: ({ purpose }) => <Tag>{t(`purpose.${purpose}`)}</Tag> },
        {
          head: t('list.until'),
          cell: ({ authorisedUntil }) => <Until lang={lang} until={authorisedUntil} now={now} />,
        },
      ]}
    />
  );
}

function Until({
  lang,
  until,
  now,
}: {
  readonly lang: Lang;
  readonly until: Date | null;
  readonly now: Date;
}) {
  const t = wordsIn(lang);
  if (until === null) return <span class="soft">{t('list.until-none')}</span>;
  return (
    <>
      {formatterFor(lang).date(until)}
      {until <= now ? (
        <>
          {' '}
          <Tag tone="warn">{t('list.expired')}</Tag>
        </>
      ) : null}
    </>
  );
}
