import { toLocal } from '../../platform/dates.js';
import {
  Callout,
  ConfirmForm,
  ErrorSummary,
  fill,
  formatterFor,
  paths,
  Script,
  SummaryList,
  TextArea,
} from '../../web/index.js';
import { AttemptForm, AttemptsBefore } from './attempt-form.js';
import { attemptWordsIn } from './attempt-words.js';
import { hoursWordsIn } from './hours-words.js';
import { OutcomeForm } from './outcome-form.js';
import type { Tried } from './rules.js';
import { ScriptSteps, spoken } from './script-steps.js';
import type { SheetProps } from './sheet-props.js';
import { wordsIn } from './words.js';

/** Whom do I call, what do I say, what did I hear? */
export function CallSheetView(props: SheetProps) {
  const { lang, sheet, refusal } = props;
  const t = wordsIn(lang);
  if (sheet.state === 'done') {
    return (
      <>
        <Callout tone="good" title={t('sheet.over')}>
          <p>{t('sheet.over-why')}</p>
        </Callout>
        <Script name="call-sheet.js" />
      </>
    );
  }
  const cancelled = sheet.state === 'cancelled';
  const last = sheet.tried.at(-1);
  if (!cancelled && last?.onDay === toLocal(props.now).date) return <TriedToday {...props} last={last} />;
  return (
    <>
      <p class="lead">{t('sheet.lead')}</p>
      <ErrorSummary faults={props.faults} />
      {cancelled ? (
        <Callout tone="bad" title={t('sheet.cancelled')}>
          <p>{t('sheet.cancelled-why')}</p>
        </Callout>
      ) : refusal === null ? null : (
        <Callout tone="bad" title={t('sheet.blocked')}>
          <p>
            {refusal}. {t('sheet.blocked-why')}
          </p>
        </Callout>
      )}
      {cancelled ? null : (
        <>
          <Hours {...props} />
          <Who {...props} />
          <Stop lang={lang} sheet={sheet} />
          <AttemptForm {...props} />
          <ScriptSteps lang={lang} sheet={sheet} />
          <OutcomeForm {...props} />
          <p class="after-form">
            <a href="#stop">{t('stop.up')}</a>
          </p>
        </>
      )}
      {cancelled ? <Stop lang={lang} sheet={sheet} /> : null}
      <Callout title={t('help.title')}>
        <p>{t('help.text')}</p>
      </Callout>
      <Script name="call-sheet.js" />
    </>
  );
}

/** Nobody was reached today: there is nothing more to do until the day on which one calls again. */
function TriedToday({ lang, sheet, last }: SheetProps & { readonly last: Tried }) {
  const t = attemptWordsIn(lang);
  return (
    <>
      <Callout tone="good" title={t('today')}>
        <p>{t('today-what', { day: formatterFor(lang).date(last.nextOn ?? sheet.plannedOn) })}</p>
        <AttemptsBefore lang={lang} tried={sheet.tried} />
      </Callout>
      <Script name="call-sheet.js" />
    </>
  );
}

/** When one calls: never outside office hours; in an exercise it is only said. */
function Hours({ lang, sheet, opensOn }: SheetProps) {
  const t = hoursWordsIn(lang);
  if (sheet.hours === 'open') return null;
  if (sheet.hours === 'exercise') return <p class="soft">{t('exercise')}</p>;
  return (
    <Callout tone="warn" title={t('shut')}>
      <p>{t('shut-what', { day: formatterFor(lang).date(opensOn) })}</p>
    </Callout>
  );
}

function Who({ lang, sheet, now, refusal }: SheetProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <SummaryList
        items={[
          {
            term: t('sheet.who'),
            value: `${sheet.agency ?? ''}${sheet.place === null ? '' : `, ${sheet.place}`}`,
          },
          {
            term: t('sheet.phone'),
            value:
              sheet.phone === null ? (
                t('sheet.no-phone')
              ) : (
                <a class="call-number" href={`tel:${sheet.phone.replace(/[^+\d]/g, '')}`}>
                  {sheet.phone}
                </a>
              ),
          },
          { term: t('sheet.day'), value: f.date(sheet.plannedOn) },
        ]}
      />
      {sheet.startedAt === null ? null : (
        <p class="call-clock">
          {t('sheet.began', { time: f.time(sheet.startedAt) })}
          <span hidden data-timer={sheet.startedAt.toISOString()} data-now={now.toISOString()}>
            {' '}
            {t('sheet.timer')} <output class="call-timer" />
          </span>
        </p>
      )}
      {sheet.phone === null || refusal !== null || sheet.hours === 'shut' ? null : (
        <div data-keeps-drafts>
          <ConfirmForm
            action={fill(paths.tasks.start, { id: sheet.id })}
            verb={t(sheet.startedAt === null ? 'sheet.begin' : 'sheet.begin-again')}
            tone={sheet.startedAt === null ? 'primary' : 'secondary'}
          >
            {sheet.startedAt === null ? <p>{t('sheet.begin-what')}</p> : undefined}
          </ConfirmForm>
        </div>
      )}
    </>
  );
}

/** Always at hand: how to end the call, and that it ended. */
function Stop({ lang, sheet }: Pick<SheetProps, 'lang' | 'sheet'>) {
  const t = wordsIn(lang);
  return (
    <details class="call-stop" id="stop" data-keeps-drafts>
      <summary class="button button-danger">{t('stop.title')}</summary>
      <ConfirmForm action={fill(paths.tasks.stop, { id: sheet.id })} verb={t('stop.verb')} tone="danger">
        <p>{t('stop.what')}</p>
        <p class="say" lang={sheet.script.language}>
          {spoken(sheet.script.exit, sheet, lang)}
        </p>
        <TextArea name="stopNote" label={t('stop.note')} rows={3} optional />
      </ConfirmForm>
    </details>
  );
}
