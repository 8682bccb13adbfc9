import type { LogLine } from '../audit/index.js';
import type { FieldFault } from '../platform/problems.js';
import {
  Callout,
  DataTable,
  ErrorSummary,
  fill,
  formatterFor,
  LifeLine,
  Link,
  paths,
  Progress,
  StateTag,
  SummaryList,
  Tag,
  textIn,
  type Lang,
  type LifeState,
  type StateLook,
} from '../web/index.js';
import { Acts } from './acts.js';
import type { CampaignFacts } from './facts.js';
import { Legal, Plan, Seal } from './plan-view.js';
import { campaignProblems } from './problems.js';
import type { CampaignState } from './schema.js';
import { wordOr, wordsIn, type Say } from './words.js';

interface CampaignViewProps {
  readonly lang: Lang;
  readonly facts: CampaignFacts;
  readonly roles: readonly string[];
  readonly faults: readonly FieldFault[];
  /** What was typed in a form that came back. */
  readonly kept: Readonly<Record<string, string>>;
}

/** How each state of a campaign is shown. */
export function stateLook(t: Say): StateLook<CampaignState> {
  return {
    draft: { tone: 'muted', word: t('state.draft') },
    sealed: { tone: 'neutral', word: t('state.sealed') },
    ready: { tone: 'neutral', word: t('state.ready') },
    running: { tone: 'active', word: t('state.running') },
    paused: { tone: 'warn', word: t('state.paused') },
    closing: { tone: 'active', word: t('state.closing') },
    closed: { tone: 'good', word: t('state.closed') },
    stopped: { tone: 'bad', word: t('state.stopped') },
    abandoned: { tone: 'muted', word: t('state.abandoned') },
  };
}

/** Where does this campaign stand, and what may it still do? Shows nothing by arm. */
export function CampaignView(props: CampaignViewProps) {
  const { lang, facts, faults } = props;
  const { campaign } = facts;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <Standing lang={lang} facts={facts} />
      <Acts {...props} />
      <h2>{t('progress.title')}</h2>
      <ProgressPart lang={lang} facts={facts} />
      <p>
        <Link href={fill(paths.campaigns.findings, { id: campaign.id })}>{t('one.see-findings')}</Link>
        {' · '}
        <Link href={fill(paths.campaigns.tests, { id: campaign.id })}>{t('one.see-tests')}</Link>
      </p>
      <h2>{t('legal.title')}</h2>
      <Legal lang={lang} facts={facts} />
      <h2>{t('plan.title')}</h2>
      <Plan lang={lang} facts={facts} />
      <h2>{t('seal.title')}</h2>
      <Seal lang={lang} seal={facts.seal} />
      {facts.log === null ? null : (
        <>
          <h2>{t('log.title')}</h2>
          <Log lang={lang} lines={facts.log} />
        </>
      )}
    </>
  );
}

interface PartProps {
  readonly lang: Lang;
  readonly facts: CampaignFacts;
}

function Standing({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const { campaign, refusal } = facts;
  const held = campaign.state === 'stopped' || campaign.state === 'paused' || campaign.state === 'abandoned';
  return (
    <>
      <p>
        <StateTag state={campaign.state} look={stateLook(t)} /> <Tag>{t(`purpose.${campaign.purpose}`)}</Tag>
      </p>
      <LifeLine label={t('one.life')} states={lifeOf(facts, t)} current={campaign.state} />
      {held ? (
        <Callout tone={campaign.state === 'stopped' ? 'bad' : 'warn'} title={t(`next.${campaign.state}`)}>
          {campaign.stateReason === null ? undefined : (
            <p>{t('one.reason', { reason: campaign.stateReason })}</p>
          )}
        </Callout>
      ) : (
        <p>
          {t(`next.${campaign.state}`)}
          {campaign.stateReason === null ? null : ` ${t('one.reason', { reason: campaign.stateReason })}`}
        </p>
      )}
      {campaign.state === 'running' && refusal !== null ? (
        <Callout tone="bad" title={t('one.blocked')}>
          <p>{problemWord(refusal, lang)}.</p>
        </Callout>
      ) : null}
    </>
  );
}

/** The states this campaign had, then those it still has before it. */
function lifeOf({ campaign, seal, authorisation }: CampaignFacts, t: Say): LifeState[] {
  const granted = authorisation?.validFrom != null;
  const ends: Partial<Record<CampaignState, readonly CampaignState[]>> = {
    paused: ['draft', 'sealed', 'ready', 'running', 'paused', 'closing', 'closed'],
    stopped: ['draft', 'sealed', 'ready', 'running', 'stopped'],
    abandoned: [
      'draft',
      ...(seal === null ? [] : (['sealed'] as const)),
      ...(granted ? (['ready'] as const) : []),
      'abandoned',
    ],
  };
  const states = ends[campaign.state] ?? ['draft', 'sealed', 'ready', 'running', 'closing', 'closed'];
  return states.map((state) => ({ state, label: t(`state.${state}`) }));
}

function problemWord(code: string, lang: Lang): string {
  const kind = Object.entries(campaignProblems.kinds).find(([known]) => known === code)?.[1];
  return kind === undefined ? code : textIn(kind, lang);
}

function ProgressPart({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { plan, answers, counted } = facts.progress;
  if (plan.pairs === 0) return <p>{t('progress.none')}</p>;
  const states = Object.entries(plan.states).filter(([, n]) => n > 0);
  return (
    <>
      <Progress label={t('progress.counted')} labelled done={counted.counted} total={plan.pairs} />
      <SummaryList
        items={[
          {
            term: t('progress.applications'),
            value: states.map(([state, n]) => wordOr(t, 'application', state, { n: f.number(n) })).join(', '),
          },
          { term: t('progress.answers'), value: f.number(answers.received) },
          { term: t('progress.to-code'), value: f.number(answers.toCode) },
          {
            term: t('progress.next-due'),
            value: plan.nextDue === null ? t('progress.nothing-due') : f.dateTime(plan.nextDue),
          },
          {
            term: t('progress.last-window'),
            value: plan.lastWindowEnd === null ? t('progress.no-window') : f.dateTime(plan.lastWindowEnd),
          },
        ]}
      />
      <h3>{t('void.title')}</h3>
      {counted.voidReasons.length === 0 ? (
        <p>{t('void.none')}.</p>
      ) : (
        <DataTable
          caption={t('void.caption')}
          captionHidden
          rows={counted.voidReasons}
          keyOf={({ reason }) => reason}
          columns={[
            { head: t('void.reason'), cell: ({ reason }) => wordOr(t, 'void', reason), names: true },
            { head: t('void.count'), cell: ({ count }) => f.number(count), align: 'right' },
          ]}
        />
      )}
    </>
  );
}

function Log({ lang, lines }: { readonly lang: Lang; readonly lines: readonly LogLine[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<LogLine>
      caption={t('log.caption', { n: lines.length })}
      narrow="stack"
      rows={lines}
      keyOf={({ seq }) => String(seq)}
      columns={[
        { head: t('log.at'), cell: ({ at }) => f.dateTime(at), names: true },
        { head: t('log.who'), cell: ({ who }) => who },
        { head: t('log.what'), cell: ({ what }) => wordOr(t, 'log', what) },
      ]}
    />
  );
}
