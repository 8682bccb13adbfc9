import {
  EmptyState,
  fill,
  formatterFor,
  Link,
  ListTable,
  paths,
  Progress,
  StateTag,
  Tag,
  type FileColumn,
  type Lang,
  type ListAddress,
} from '../web/index.js';
import type { SavedFilter } from '../auth/index.js';
import type { Listed } from '../platform/listing.js';
import { stateLook } from './campaign-view.js';
import { nameOf, type Named } from './names.js';
import { PURPOSES, STATES, type CampaignId } from './schema.js';
import type { CampaignLine } from './views.js';
import { wordsIn } from './words.js';

interface CampaignListProps {
  readonly lang: Lang;
  readonly listed: Listed<CampaignLine>;
  readonly query: ListAddress;
  readonly counted: ReadonlyMap<CampaignId, number>;
  /** Those to whose team the reader belongs: of others nothing is counted here. */
  readonly own: ReadonlySet<CampaignId>;
  readonly grounds: readonly Named[];
  readonly saved: readonly SavedFilter[];
  /** Whether the reader may design one. */
  readonly designs: boolean;
  readonly now: Date;
}

/** What is running, and is it healthy? */
export function CampaignList(props: CampaignListProps) {
  const { lang, grounds } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      {props.designs ? (
        <p>
          <Link href={paths.campaigns.designs}>{t('list.design')}</Link>
        </p>
      ) : null}
      <ListTable<CampaignLine>
        id="campagnes"
        caption={t('list.caption')}
        path={paths.campaigns.list}
        query={props.query}
        sort="stand"
        textLabel={t('list.name')}
        choices={[
          {
            name: 'stand',
            label: t('filter.state'),
            choices: [
              { value: 'lopend', label: t('filter.under-way') },
              ...STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
            ],
          },
          {
            name: 'kenmerk',
            label: t('filter.ground'),
            choices: grounds.map((ground) => ({ value: ground.code, label: ground[lang] })),
          },
          {
            name: 'doel',
            label: t('list.purpose'),
            choices: PURPOSES.map((purpose) => ({ value: purpose, label: t(`purpose.${purpose}`) })),
          },
          { name: 'team', label: t('filter.team'), choices: [{ value: 'eigen', label: t('filter.own') }] },
        ]}
        listed={props.listed}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('list.empty')}>
            <p>{t('list.empty-next')}</p>
          </EmptyState>
        }
        saved={props.saved}
        exports={paths.exports.campaigns}
        kinds={['campaigns']}
        columns={columnsOf(props)}
      />
    </>
  );
}

function columnsOf({ lang, counted, own, grounds, now }: CampaignListProps) {
  const t = wordsIn(lang);
  return [
    {
      head: t('list.name'),
      sort: 'naam',
      cell: ({ id, name }: CampaignLine) => <Link href={fill(paths.campaigns.one, { id })}>{name}</Link>,
      names: true,
    },
    {
      head: t('list.state'),
      sort: 'stand',
      cell: ({ state }: CampaignLine) => <StateTag state={state} look={stateLook(t)} />,
    },
    {
      head: t('list.counted'),
      cell: ({ id, planned }: CampaignLine) =>
        own.has(id) ? (
          <Progress label={t('list.counted')} done={counted.get(id) ?? 0} total={planned} />
        ) : (
          <span class="soft">{t('list.counted-team')}</span>
        ),
    },
    { head: t('list.ground'), cell: ({ ground }: CampaignLine) => nameOf(grounds, ground, lang) },
    { head: t('list.purpose'), cell: ({ purpose }: CampaignLine) => <Tag>{t(`purpose.${purpose}`)}</Tag> },
    {
      head: t('list.until'),
      sort: 'machtiging',
      cell: ({ authorisedUntil }: CampaignLine) => <Until lang={lang} until={authorisedUntil} now={now} />,
    },
  ];
}

/** The columns of the list as a file. */
export function campaignColumns(lang: Lang, grounds: readonly Named[]): FileColumn<CampaignLine>[] {
  const t = wordsIn(lang);
  return [
    { head: t('list.name'), cell: ({ name }) => name },
    { head: t('list.state'), cell: ({ state }) => t(`state.${state}`) },
    { head: t('list.planned'), cell: ({ planned }) => planned },
    { head: t('list.ground'), cell: ({ ground }) => nameOf(grounds, ground, lang) },
    { head: t('list.purpose'), cell: ({ purpose }) => t(`purpose.${purpose}`) },
    { head: t('list.until'), cell: ({ authorisedUntil }) => authorisedUntil },
  ];
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
