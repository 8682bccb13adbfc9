import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Radios,
  Select,
  StateTag,
  SubmitButton,
  TextInput,
  type Lang,
  type StateLook,
} from '../../web/index.js';
import { attemptWordsIn } from './attempt-words.js';
import type { CallState } from './schema.js';
import { handOutWordsIn } from './hand-out-words.js';
import type { CallProgress } from './counting-views.js';
import type { CallLine, GivableFirm } from './views.js';
import { wordsIn, type Say } from './words.js';

interface PlanViewProps {
  readonly lang: Lang;
  readonly campaign: { readonly id: string };
  readonly calls: readonly CallLine[];
  /** The mails that stand in the place of calls. */
  readonly mails: ComponentChildren;
  readonly progress: CallProgress | null;
  /** The wave that was just planned. */
  readonly planned: number | undefined;
  /** The firms that may be given calls. */
  readonly firms: readonly GivableFirm[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Who calls which agency, and when? */
export function PlanView(props: PlanViewProps) {
  const { lang, calls, mails, progress, planned } = props;
  const written = mails !== null;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (progress === null) {
    return (
      <EmptyState title={t('plan.none')}>
        <p>{t('plan.none-why')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="lead">{t(written ? 'plan.lead-mails' : 'plan.lead')}</p>
      <ErrorSummary faults={props.faults} />
      {planned === undefined ? null : (
        <Callout
          tone="good"
          title={t('wave.planned', {
            wave: planned,
            n: calls.filter(({ wave }) => wave === planned).length,
          })}
        />
      )}
      {progress.unready === 0 ? null : (
        <Callout
          tone="warn"
          title={t(written ? 'plan.unready-mails' : 'plan.unready', { n: f.number(progress.unready) })}
        />
      )}
      {progress.toCode === 0 ? null : <Callout title={t('plan.to-code', { n: f.number(progress.toCode) })} />}
      {mails ?? <CallTable lang={lang} calls={calls} />}
      {written || props.firms.length === 0 || progress.planned === 0 ? null : <GiveCalls {...props} />}
      <h2>{t('wave.title')}</h2>
      {progress.planned > 0 ? (
        <p>{t('wave.open', { wave: progress.lastWave })}</p>
      ) : progress.toCode > 0 ? (
        <p>{t('wave.uncoded', { wave: progress.lastWave, n: f.number(progress.toCode) })}</p>
      ) : (
        <WaveForm {...props} wave={progress.lastWave} />
      )}
    </>
  );
}

/** How the states of a call are shown. */
export function callLook(t: Say): StateLook<CallState> {
  return {
    planned: { tone: 'neutral', word: t('state.planned') },
    done: { tone: 'good', word: t('state.done') },
    cancelled: { tone: 'muted', word: t('state.cancelled') },
  };
}

function CallTable({ lang, calls }: Pick<PlanViewProps, 'lang' | 'calls'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const look = callLook(t);
  return (
    <DataTable<CallLine>
      caption={t('plan.caption')}
      rows={calls}
      keyOf={({ id }) => id}
      muted={({ state }) => state === 'cancelled'}
      columns={[
        {
          head: t('plan.number'),
          names: true,
          cell: (call) =>
            call.state === 'planned' ? (
              <Link href={fill(paths.calls.one, { id: call.id })}>
                {call.number}
                <span class="visually-hidden">: {t('plan.change')}</span>
              </Link>
            ) : (
              call.number
            ),
        },
        { head: t('plan.wave'), cell: ({ wave }) => f.number(wave), align: 'right' },
        { head: t('plan.agency'), cell: ({ name, agency }) => name ?? t('plan.agency-n', { n: agency }) },
        {
          head: t('plan.phone'),
          cell: ({ name, phone, state }) =>
            phone ?? (state !== 'planned' ? '–' : t(name === null ? 'plan.hidden' : 'plan.missing')),
        },
        {
          head: t('plan.tester'),
          cell: ({ tester, firmName, state }) =>
            [...(firmName === null ? [] : [firmName]), ...(tester === null ? [] : [tester])].join(', ') ||
            (state === 'planned' ? t('plan.missing') : '–'),
        },
        { head: t('plan.day'), cell: ({ plannedOn }) => f.shortDate(plannedOn) },
        {
          head: t('plan.state'),
          cell: ({ state, attempts }) => (
            <>
              <StateTag state={state} look={look} />
              {state !== 'planned' || attempts === 0 ? null : (
                <span class="soft"> {attemptWordsIn(lang)('count', { n: attempts })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function WaveForm({ lang, campaign, mails, faults, kept, wave }: PlanViewProps & { readonly wave: number }) {
  const t = wordsIn(lang);
  const written = mails !== null;
  return (
    <>
      <p>{written ? t('wave.mails') : t('wave.what', { wave })}</p>
      <PostForm action={fill(paths.campaigns.planCalls, { id: campaign.id })}>
        {written ? (
          <>
            <input type="hidden" name="whom" value="over-half" />
            <input type="hidden" name="callsPerUnit" value="1" />
          </>
        ) : (
          <>
            <Radios
              name="whom"
              label={t('wave.whom')}
              value={kept['whom'] ?? 'over-half'}
              error={faultOf(faults, 'whom')}
              choices={[
                { value: 'over-half', label: t('wave.over-half') },
                { value: 'all', label: t('wave.all') },
              ]}
            />
            <TextInput
              name="callsPerUnit"
              label={t('wave.calls')}
              inputMode="numeric"
              width="short"
              value={kept['callsPerUnit'] ?? '1'}
              error={faultOf(faults, 'callsPerUnit')}
            />
          </>
        )}
        <TextInput
          name="from"
          label={t('wave.from')}
          type="date"
          width="medium"
          value={kept['from']}
          error={faultOf(faults, 'from')}
        />
        <SubmitButton>{t('wave.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

/** So many open calls for a test firm. */
function GiveCalls({ lang, campaign, firms, faults, kept }: PlanViewProps) {
  const t = handOutWordsIn(lang);
  return (
    <>
      <h2>{t('give.title')}</h2>
      <p>{t('give.what')}</p>
      <PostForm action={fill(paths.campaigns.giveCalls, { id: campaign.id })}>
        <Select
          name="firm"
          label={t('give.firm')}
          value={kept['firm']}
          error={faultOf(faults, 'firm')}
          choices={firms.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput
          name="count"
          label={t('give.count')}
          inputMode="numeric"
          width="short"
          value={kept['count']}
          error={faultOf(faults, 'count')}
        />
        <SubmitButton>{t('give.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
