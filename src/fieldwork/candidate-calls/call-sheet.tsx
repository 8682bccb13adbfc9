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
} from '../../web/index.js';
import { RecordForm } from './record-form.js';
import { triedOn } from './rules.js';
import { ScriptSteps } from './script-steps.js';
import type { SheetProps } from './sheet-props.js';
import type { OwnCall } from './views.js';
import { wordsIn } from './words.js';

/** Who am I, whom do I call, what do I say, what did they answer? */
export function CallSheet(props: SheetProps) {
  const { lang, call, faults } = props;
  const t = wordsIn(lang);
  if (call.persona === null)
    return (
      <>
        <Callout tone="good" title={t('sheet.over')}>
          <p>{t('sheet.over-why')}</p>
        </Callout>
        <Script name="call-sheet.js" />
      </>
    );
  const held = call.beganAt !== null;
  return (
    <>
      <p class="lead">{t('sheet.lead')}</p>
      <ErrorSummary faults={faults} />
      <Stand {...props} />
      <Who {...props} persona={call.persona} />
      {held ? <Clock {...props} since={call.beganAt} /> : <Begin {...props} />}
      <ScriptSteps lang={lang} call={call} persona={call.persona} />
      {held ? <RecordForm {...props} /> : null}
      <Callout title={t('help.title')}>
        <p>{t('help.text')}</p>
      </Callout>
      <Script name="call-sheet.js" />
    </>
  );
}

/** What stands in the way of calling now, or when it is to be. */
function Stand({ lang, call, now, office, refusal }: SheetProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const today = toLocal(now).date;
  if (refusal !== null)
    return (
      <Callout tone="bad" title={t('sheet.blocked')}>
        <p>
          {refusal}. {call.beganAt === null ? t('sheet.blocked-why') : t('sheet.blocked-held')}
        </p>
      </Callout>
    );
  if (call.beganAt !== null) return null;
  if (triedOn(call.tried, today) || toLocal(call.dueAt).date > today)
    return (
      <Callout title={t('sheet.other-day')}>
        <p>{t('sheet.other-day-what', { day: f.date(toLocal(call.dueAt).date) })}</p>
      </Callout>
    );
  if (!office) return <Callout tone="warn" title={t('sheet.closed')} />;
  if (call.unchecked)
    return (
      <Callout tone="warn" title={t('sheet.unchecked')}>
        <p>{t('sheet.unchecked-what')}</p>
      </Callout>
    );
  return null;
}

type WithPersona = SheetProps & { readonly persona: NonNullable<OwnCall['persona']> };

function Who({ lang, call, persona }: WithPersona) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const [first, ...more] = persona.experience;
  const jobs = [first, ...more].flatMap((job) =>
    job === undefined ? [] : [`${job.from}–${job.until ?? t('persona.now')}: ${job.role}, ${job.place}`],
  );
  return (
    <>
      <h2>{t('who.title')}</h2>
      <SummaryList
        items={[
          { term: t('who.employer'), value: `${call.employer ?? ''}, ${call.place ?? ''}` },
          { term: t('who.vacancy'), value: call.title ?? '' },
          {
            term: t('who.phone'),
            value: (
              <a class="call-number" href={`tel:${call.phone ?? ''}`}>
                {call.phone}
              </a>
            ),
          },
          { term: t('who.from'), value: t('who.from-what', { phone: persona.phone }) },
        ]}
      />
      <h2>{t('persona.title')}</h2>
      <SummaryList
        items={[
          { term: t('persona.name'), value: <strong>{persona.displayName}</strong> },
          { term: t('persona.voice'), value: <span lang={call.script.language}>{call.voice}</span> },
          {
            term: t('persona.born'),
            value: t('persona.age', { day: f.date(persona.birthDate), age: persona.age }),
          },
          { term: t('persona.lives'), value: persona.addressLine },
          {
            term: t('persona.school'),
            value: `${persona.education.degree}, ${persona.education.school} (${persona.education.year})`,
          },
          {
            term: t('persona.work'),
            value: (
              <ul>
                {jobs.map((job) => (
                  <li key={job}>{job}</li>
                ))}
              </ul>
            ),
          },
          {
            term: t('persona.offers'),
            value: [persona.offers.languages, persona.offers.licence, persona.offers.availability].join(
              ' · ',
            ),
          },
        ]}
      />
      <p class="soft">{t('persona.never')}</p>
    </>
  );
}

function Begin({ lang, call, office, now, refusal }: SheetProps) {
  const t = wordsIn(lang);
  const today = toLocal(now).date;
  if (call.state !== 'due' || refusal !== null || !office || call.unchecked || triedOn(call.tried, today))
    return null;
  return (
    <div data-keeps-drafts>
      <ConfirmForm
        action={fill(paths.candidateCalls.begin, { id: call.id })}
        verb={t('begin.verb')}
        tone="primary"
      >
        <p>{t('begin.what')}</p>
        {call.tried.length === 0 ? null : <p>{t('begin.tried', { n: call.tried.length + 1 })}</p>}
      </ConfirmForm>
    </div>
  );
}

function Clock({ lang, now, since }: SheetProps & { readonly since: Date }) {
  const t = wordsIn(lang);
  return (
    <p class="call-clock">
      {t('clock.began', { time: formatterFor(lang).time(since) })}
      <span hidden data-timer={since.toISOString()} data-now={now.toISOString()}>
        {' '}
        {t('clock.timer')} <output class="call-timer" />
      </span>
    </p>
  );
}
