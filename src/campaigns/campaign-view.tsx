import type { LogLine } from '../audit/index.js';
import { holds } from '../auth/index.js';
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
import { Approved } from './approved-view.js';
import type { CallsProgress, CampaignFacts } from './facts.js';
import { Legal, Plan, PlanWays, Seal } from './plan-view.js';
import { Team } from './team-view.js';
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
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <Standing lang={lang} facts={facts} />
      <Acts {...props} />
      <h2>{t('progress.title')}</h2>
      <Going {...props} />
      <h2>{t('legal.title')}</h2>
      <Legal lang={lang} facts={facts} roles={props.roles} />
      <h2>{t('plan.title')}</h2>
      <Plan lang={lang} facts={facts} />
      <PlanWays lang={lang} facts={facts} roles={props.roles} />
      <h2>{t('seal.title')}</h2>
      <Seal lang={lang} seal={facts.seal} />
      <h2>{t('team.title')}</h2>
      <Team {...props} />
      {facts.log === null ? null : (
        <>
          <h2>{t('log.title')}</h2>
          <Log lang={lang} lines={facts.log} />
        </>
      )}
    </>
  );
}

/** How far the campaign is, for its own team: its tests and calls exist for nobody else. */
function Going(props: CampaignViewProps) {
  const { lang, facts } = props;
  if (!facts.member)
    return (
      <>
        <p>{wordsIn(lang)('progress.team-only')}</p>
        <Onwards {...props} />
      </>
    );
  if (facts.progress.calls !== null) return <CallsPart {...props} calls={facts.progress.calls} />;
  return (
    <>
      <ProgressPart lang={lang} facts={facts} />
      <Onwards {...props} />
    </>
  );
}

/** The ways on that the reader may go; flags and employers are the campaign's own team's. */
function Onwards({ lang, facts, roles }: CampaignViewProps) {
  const t = wordsIn(lang);
  const { id, purpose, state, design } = facts.campaign;
  const { calls } = facts.progress;
  // Nothing was drawn yet: every way on leads to an empty page.
  if (state === 'draft') return null;
  const patterns = facts.member && purpose === 'enforcement';
  const figures = facts.member || purpose === 'baseline' || purpose === 'self-regulation';
  const ways = [
    {
      open: figures && holds(roles, 'findings.read'),
      to: paths.campaigns.findings,
      word: t('one.see-findings'),
    },
    {
      open: facts.member && purpose === 'baseline' && state === 'closed' && holds(roles, 'figures.approve'),
      to: paths.campaigns.approval,
      word: t('one.see-approval'),
    },
    { open: facts.member && calls === null, to: paths.campaigns.course, word: t('one.see-course') },
    {
      open: facts.member && facts.byTelephone && holds(roles, 'call.plan'),
      to: paths.campaigns.callers,
      word: t('one.see-callers'),
    },
    {
      open: namesPeople(facts, roles),
      to: paths.campaigns.calledNames,
      word: t('one.see-names'),
    },
    { open: facts.member && holds(roles, 'test.read'), to: paths.campaigns.tests, word: t('one.see-tests') },
    {
      open: facts.member && calls === null && holds(roles, 'test.read'),
      to: paths.campaigns.outbox,
      word: t('one.see-outbox'),
    },
    {
      open: facts.member && calls === null && holds(roles, 'arm.see'),
      to: paths.campaigns.dryRun,
      word: t('one.see-dry-run'),
    },
    {
      open: facts.member && calls === null && holds(roles, 'identity.release'),
      to: paths.campaigns.identities,
      word: t('one.see-identities'),
    },
    {
      // Flags read pairs.
      open: facts.member && design === 'pair' && holds(roles, 'flag.read'),
      to: paths.campaigns.flags,
      word: t('one.see-flags'),
    },
    {
      open: patterns && holds(roles, 'employer-pattern.read'),
      to: paths.campaigns.employers,
      word: t('one.see-employers'),
    },
  ].filter(({ open }) => open);
  if (ways.length === 0) return null;
  return (
    <p>
      {ways.map(({ to, word }, index) => (
        <>
          {index === 0 ? null : ' · '}
          <Link href={fill(to, { id })}>{word}</Link>
        </>
      ))}
    </p>
  );
}

interface PartProps {
  readonly lang: Lang;
  readonly facts: CampaignFacts;
}

/** The states in which candidates are still released. */
const OPEN: ReadonlySet<CampaignState> = new Set(['sealed', 'ready', 'running', 'paused']);

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
          {nextStep(facts, t)}
          {campaign.stateReason === null ? null : ` ${t('one.reason', { reason: campaign.stateReason })}`}
        </p>
      )}
      <Approved lang={lang} approved={facts.approved} />
      {facts.unreleased && OPEN.has(campaign.state) ? (
        <Callout tone="warn" title={t('one.unreleased')} />
      ) : null}
      {campaign.state === 'running' && refusal !== null ? (
        <Callout tone="bad" title={t('one.blocked')}>
          <p>{problemWord(refusal, lang)}.</p>
        </Callout>
      ) : null}
    </>
  );
}

/** What comes next; a campaign that calls goes on by its testers' hands and ends by a coordinator's. */
function nextStep({ campaign, progress }: CampaignFacts, t: Say): string {
  const calls = progress.calls !== null;
  if (calls && campaign.state === 'ready') return t('next.calls-ready');
  if (calls && campaign.state === 'running') return t('next.calls-running');
  if (calls && campaign.state === 'closing') return t('next.calls-closing');
  return t(`next.${campaign.state}`);
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
  const { plan, answers, counted, burden } = facts.progress;
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
          {
            term: t('progress.burden'),
            value:
              burden.employers === 0
                ? t('progress.burden-none')
                : t('progress.burden-minutes', {
                    each: f.number(burden.minutes / burden.employers, 1),
                    employers: f.number(burden.employers),
                  }),
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

/** Whether the reader may open names of who was spoken to: an inspector of an enforcement campaign that calls. */
function namesPeople(
  { campaign, member, byTelephone, progress }: CampaignFacts,
  roles: readonly string[],
): boolean {
  const calls = byTelephone || progress.calls !== null;
  return calls && member && campaign.purpose === 'enforcement' && holds(roles, 'call.name-open');
}

/** How far the calls are, and the ways on that the reader may go. */
function CallsPart({ lang, facts, roles, calls }: CampaignViewProps & { readonly calls: CallsProgress }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const id = facts.campaign.id;
  return (
    <>
      <Progress label={t('calls.done')} labelled done={calls.done} total={calls.done + calls.planned} />
      <SummaryList
        items={[
          { term: t('calls.wave'), value: f.number(calls.lastWave) },
          { term: t('calls.planned'), value: f.number(calls.planned) },
          { term: t('calls.unready'), value: f.number(calls.unready) },
          { term: t('calls.to-code'), value: f.number(calls.toCode) },
          { term: t('calls.cancelled'), value: f.number(calls.cancelled) },
        ]}
      />
      {holds(roles, 'findings.read') ? (
        <p>
          <Link href={fill(paths.campaigns.clientCalls, { id })}>{t('calls.see-results')}</Link>
        </p>
      ) : null}
      {holds(roles, 'call.plan') ? (
        <p>
          <Link href={fill(paths.campaigns.calls, { id })}>{t('calls.see-plan')}</Link>
        </p>
      ) : null}
      {namesPeople(facts, roles) ? (
        <p>
          <Link href={fill(paths.campaigns.calledNames, { id })}>{t('one.see-names')}</Link>
        </p>
      ) : null}
    </>
  );
}

function Log({ lang, lines }: { readonly lang: Lang; readonly lines: readonly LogLine[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<LogLine>
      caption={t('log.caption', { count: lines.length })}
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
