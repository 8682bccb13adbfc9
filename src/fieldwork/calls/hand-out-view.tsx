import type { OwnTester, SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  EmptyState,
  ErrorSummary,
  faultOf,
  formatterFor,
  Link,
  ListTable,
  paths,
  PostForm,
  Select,
  StateTag,
  SubmitButton,
  withQuery,
  type FileColumn,
  type Lang,
  type ListAddress,
  type StateLook,
} from '../../web/index.js';
import type { FirmState, FirmTask } from './hand-out.js';
import { FIRM_STANDS } from './hand-out-list.js';
import { handOutWordsIn } from './hand-out-words.js';

interface HandOutProps {
  readonly lang: Lang;
  /** Whether the contract holds today. */
  readonly holds: boolean;
  readonly listed: Listed<FirmTask>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
  /** How many calls of the firm stand how, whatever the filter. */
  readonly counts: ReadonlyMap<FirmState, number>;
  /** Those who can be given calls. */
  readonly testers: readonly OwnTester[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Which calls did we get, who makes them, and how far are they? */
export function HandOutView(props: HandOutProps) {
  const { lang, holds, counts, testers, faults } = props;
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  const of = (state: FirmState): string => f.number(counts.get(state) ?? 0);
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0)
    return (
      <>
        <p class="lead">{t('lead')}</p>
        <EmptyState title={t('none')}>
          <p>{t('none-next')}</p>
        </EmptyState>
      </>
    );
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('lead')}</p>
      <p>{t('counts', { todo: of('to-do'), done: of('done'), missed: of('not-reached') })}</p>
      {holds ? null : <Callout tone="warn" title={t('contract-over')} />}
      {testers.length === 0 ? (
        <Callout tone="warn" title={t('no-testers')}>
          <p>
            <Link href={paths.firm.testers}>{t('no-testers.link')}</Link>
          </p>
        </Callout>
      ) : null}
      {/* The ticks of the list belong to this form by its id: a list has a form of its own for its filters. */}
      <Tasks {...props} />
      <PostForm
        action={paths.firm.handOut}
        id={FORM}
        hidden={{ lijst: withQuery('', props.query).replace(/^\?/, '') }}
      >
        <GiveTo {...props} />
      </PostForm>
    </>
  );
}

const FORM = 'uitdelen';
const isOpen = ({ state, begun }: FirmTask): boolean => state === 'to-do' && !begun;

/** How a call of a firm stands, in words. */
export function firmLook(lang: Lang): StateLook<FirmState> {
  const t = handOutWordsIn(lang);
  return {
    'to-do': { tone: 'neutral', word: t('state.to-do') },
    done: { tone: 'good', word: t('state.done') },
    'not-reached': { tone: 'warn', word: t('state.not-reached') },
    cancelled: { tone: 'muted', word: t('state.cancelled') },
  };
}

function Tasks({ lang, listed, query, saved, testers, faults, kept }: HandOutProps) {
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  const error = faultOf(faults, 'tasks');
  return (
    <>
      {error === undefined ? null : (
        <p class="field-error" id="tasks" tabIndex={-1}>
          {error}
        </p>
      )}
      <ListTable<FirmTask>
        id="oproepen"
        caption={t('caption')}
        path={paths.firm.tasks}
        query={query}
        sort="stand"
        choices={[
          {
            name: 'stand',
            label: t('state'),
            choices: FIRM_STANDS.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            name: 'tester',
            label: t('tester'),
            choices: testers.map(({ number, name }) => ({
              value: String(number),
              label: t('tester.words', { n: f.number(number), name }),
            })),
          },
        ]}
        listed={listed}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('none')} />}
        saved={saved}
        exports={paths.exports.firmCalls}
        kinds={['firm-calls']}
        columns={columnsOf(lang, kept)}
      />
    </>
  );
}

function columnsOf(lang: Lang, kept: Readonly<Record<string, string>>) {
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  const look = firmLook(lang);
  return [
    {
      head: t('task'),
      sort: 'nummer',
      names: true,
      cell: (task: FirmTask) =>
        isOpen(task) ? (
          <div class="radio">
            <input
              type="checkbox"
              form={FORM}
              id={`task-${task.id}`}
              name={`task-${task.id}`}
              value="ja"
              checked={kept[`task-${task.id}`] === 'ja'}
            />
            <label for={`task-${task.id}`}>{t('task.number', { n: task.number })}</label>
          </div>
        ) : (
          t('task.number', { n: task.number })
        ),
    },
    { head: t('day'), sort: 'dag', cell: ({ plannedOn }: FirmTask) => f.date(plannedOn) },
    { head: t('language'), cell: ({ language }: FirmTask) => t(`language.${language}`) },
    {
      head: t('tester'),
      cell: ({ testerNumber, testerName }: FirmTask) =>
        testerNumber === null
          ? t('tester.none')
          : t('tester.words', { n: f.number(testerNumber), name: testerName ?? '?' }),
    },
    {
      head: t('state'),
      sort: 'stand',
      cell: ({ state }: FirmTask) => <StateTag state={state} look={look} />,
    },
  ];
}

/** The columns of the list as a file. */
export function firmColumns(lang: Lang): FileColumn<FirmTask>[] {
  const t = handOutWordsIn(lang);
  return [
    { head: t('task'), cell: ({ number }) => number },
    { head: t('day'), cell: ({ plannedOn }) => plannedOn },
    { head: t('language'), cell: ({ language }) => t(`language.${language}`) },
    { head: t('tester'), cell: ({ testerNumber }) => testerNumber },
    { head: t('tester.name'), cell: ({ testerName }) => testerName },
    { head: t('state'), cell: ({ state }) => t(`state.${state}`) },
  ];
}

function GiveTo({ lang, holds, listed, testers, faults, kept }: HandOutProps) {
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  if (!listed.rows.some(isOpen)) return null;
  return (
    <>
      <Select
        name="tester"
        label={t('give-to')}
        hint={t('give-to.hint')}
        value={kept['tester']}
        error={faultOf(faults, 'tester')}
        choices={[
          ...(holds
            ? testers.map(({ number, name, open }) => ({
                value: String(number),
                label: t('tester.choice', { n: f.number(number), name, open: f.number(open) }),
              }))
            : []),
          { value: 'niemand', label: t('take-back') },
        ]}
      />
      <SubmitButton>{t('give-to.verb')}</SubmitButton>
    </>
  );
}
