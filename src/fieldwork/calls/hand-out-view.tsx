import type { OwnTester } from '../../auth/index.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  formatterFor,
  Link,
  paths,
  PostForm,
  Select,
  StateTag,
  SubmitButton,
  type Lang,
  type StateLook,
} from '../../web/index.js';
import { MOST_TASKS, type FirmState, type FirmTask } from './hand-out.js';
import { handOutWordsIn } from './hand-out-words.js';

interface HandOutProps {
  readonly lang: Lang;
  /** Whether the contract holds today. */
  readonly holds: boolean;
  readonly tasks: readonly FirmTask[];
  /** Those who can be given calls. */
  readonly testers: readonly OwnTester[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Which calls did we get, who makes them, and how far are they? */
export function HandOutView(props: HandOutProps) {
  const { lang, holds, tasks, testers, faults } = props;
  const t = handOutWordsIn(lang);
  if (tasks.length === 0)
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
      <p>{t('counts', counts(tasks, lang))}</p>
      {holds ? null : <Callout tone="warn" title={t('contract-over')} />}
      {testers.length === 0 ? (
        <Callout tone="warn" title={t('no-testers')}>
          <p>
            <Link href={paths.firm.testers}>{t('no-testers.link')}</Link>
          </p>
        </Callout>
      ) : null}
      <PostForm action={paths.firm.handOut}>
        <Tasks {...props} />
        {tasks.length < MOST_TASKS ? null : <p>{t('most', { n: formatterFor(lang).number(MOST_TASKS) })}</p>}
        <GiveTo {...props} />
      </PostForm>
    </>
  );
}

function counts(tasks: readonly FirmTask[], lang: Lang) {
  const f = formatterFor(lang);
  const of = (state: FirmState): string => f.number(tasks.filter((task) => task.state === state).length);
  return { todo: of('to-do'), done: of('done'), missed: of('not-reached') };
}

const isOpen = ({ state, begun }: FirmTask): boolean => state === 'to-do' && !begun;

function Tasks({ lang, tasks, faults, kept }: HandOutProps) {
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  const look: StateLook<FirmState> = {
    'to-do': { tone: 'neutral', word: t('state.to-do') },
    done: { tone: 'good', word: t('state.done') },
    'not-reached': { tone: 'warn', word: t('state.not-reached') },
    cancelled: { tone: 'muted', word: t('state.cancelled') },
  };
  const error = faultOf(faults, 'tasks');
  return (
    <>
      {error === undefined ? null : (
        <p class="field-error" id="tasks" tabIndex={-1}>
          {error}
        </p>
      )}
      <DataTable<FirmTask>
        caption={t('caption')}
        captionHidden
        narrow="stack"
        rows={tasks}
        keyOf={({ id }) => id}
        muted={({ state }) => state === 'cancelled'}
        columns={[
          {
            head: t('task'),
            names: true,
            cell: (task) =>
              isOpen(task) ? (
                <div class="radio">
                  <input
                    type="checkbox"
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
          { head: t('day'), cell: ({ plannedOn }) => f.date(plannedOn) },
          { head: t('language'), cell: ({ language }) => t(`language.${language}`) },
          {
            head: t('tester'),
            cell: ({ testerNumber, testerName }) =>
              testerNumber === null
                ? t('tester.none')
                : t('tester.words', { n: f.number(testerNumber), name: testerName ?? '?' }),
          },
          { head: t('state'), cell: ({ state }) => <StateTag state={state} look={look} /> },
        ]}
      />
    </>
  );
}

function GiveTo({ lang, holds, tasks, testers, faults, kept }: HandOutProps) {
  const t = handOutWordsIn(lang);
  const f = formatterFor(lang);
  if (!tasks.some(isOpen)) return null;
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
