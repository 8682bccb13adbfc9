import type { ComponentChildren } from 'preact';
import type { DateOnly } from '../../platform/dates.js';
import {
  Callout,
  Card,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  Script,
  Tag,
  type Lang,
} from '../../web/index.js';
import { attemptWordsIn } from './attempt-words.js';
import type { OwnTask } from './views.js';
import { wordsIn } from './words.js';

interface TaskListProps {
  readonly lang: Lang;
  readonly tasks: readonly OwnTask[];
  readonly today: DateOnly;
  /** The number of the call that was just recorded. */
  readonly saved: number | undefined;
  /** The day on which it is tried again, when nobody was reached. */
  readonly again: DateOnly | undefined;
  /** The calls that they make as a candidate; null for who has none. */
  readonly asCandidate: ComponentChildren;
}

/** Whom do I call today? The next call on top. */
export function TaskList({ lang, tasks, today, saved, again, asCandidate }: TaskListProps) {
  const t = wordsIn(lang);
  const tried = attemptWordsIn(lang);
  const open = tasks.filter(({ state }) => state === 'planned');
  const now = open.filter(({ plannedOn }) => plannedOn <= today);
  const later = open.filter(({ plannedOn }) => plannedOn > today);
  const over = tasks.filter(({ state }) => state !== 'planned');
  const [next] = open;
  return (
    <>
      <p class="lead">{t('tasks.lead')}</p>
      {saved === undefined ? null : (
        <div data-saved={saved}>
          {again === undefined ? (
            <Callout tone="good" title={t('tasks.saved', { number: saved })} />
          ) : (
            <Callout tone="good" title={tried('saved')}>
              <p>{tried('saved-what', { number: saved, day: formatterFor(lang).date(again) })}</p>
            </Callout>
          )}
        </div>
      )}
      {asCandidate}
      {next === undefined ? (
        asCandidate === null ? (
          <EmptyState title={t('tasks.none')}>
            <p>{t('tasks.none-next')}</p>
          </EmptyState>
        ) : null
      ) : (
        <>
          <Next lang={lang} task={next} />
          <h2>{t('tasks.today')}</h2>
          {now.length === 0 ? (
            <p>{t('tasks.none-today')}</p>
          ) : (
            <Tasks lang={lang} tasks={now} today={today} />
          )}
        </>
      )}
      {later.length === 0 ? null : (
        <>
          <h2>{t('tasks.later')}</h2>
          <Tasks lang={lang} tasks={later} today={today} />
        </>
      )}
      {over.length === 0 ? null : (
        <>
          <h2>{t('tasks.done')}</h2>
          <Tasks lang={lang} tasks={over} today={today} />
        </>
      )}
      <p>
        <Link href={paths.interests.own}>{t('tasks.interest')}</Link>
      </p>
      <Script name="call-sheet.js" />
    </>
  );
}

function Next({ lang, task }: { readonly lang: Lang; readonly task: OwnTask }) {
  const t = wordsIn(lang);
  return (
    <div class="confirm">
      <p class="confirm-title">{t('tasks.next')}</p>
      <p>
        {task.agency}
        {task.place === null ? null : `, ${task.place}`}
        <br />
        {formatterFor(lang).date(task.plannedOn)}
      </p>
      <p class="confirm-acts">
        <Link class="button button-primary" href={fill(paths.tasks.one, { id: task.id })}>
          {t('tasks.open', { number: task.number })}
        </Link>
      </p>
    </div>
  );
}

function Tasks({ lang, tasks, today }: Pick<TaskListProps, 'lang' | 'tasks' | 'today'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const tone = { planned: 'neutral', done: 'good', cancelled: 'muted' } as const;
  return (
    <div class="card-grid">
      {tasks.map((task) => (
        <Card
          key={task.id}
          level={3}
          title={t('tasks.call', { number: task.number })}
          href={fill(paths.tasks.one, { id: task.id })}
          aside={
            task.state === 'planned' && task.plannedOn < today ? (
              <Tag tone="warn">{t('tasks.overdue')}</Tag>
            ) : (
              <Tag tone={tone[task.state]}>{t(`state.${task.state}`)}</Tag>
            )
          }
        >
          <p>
            {task.agency === null ? null : `${task.agency}${task.place === null ? '' : `, ${task.place}`} · `}
            {f.date(task.plannedOn)}
            {task.state === 'planned' && task.phone === null ? ` · ${t('tasks.no-number')}` : null}
            {task.state === 'planned' && task.attempts > 0
              ? ` · ${attemptWordsIn(lang)('count', { n: task.attempts })}`
              : null}
          </p>
        </Card>
      ))}
    </div>
  );
}
