import type { Calendar } from '../../register/index.js';
import { faultOf, Select, SubmitButton, useFormat } from '../../web/index.js';
import { extendedFeedback } from '../clocks.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { daysOf, mayPause, PAUSES, runningPause, type Pause } from '../pauses.js';
import { PAUSE_WHYS, type PauseWhy } from '../schema.js';
import { useDeskT } from './frame.js';
import type { Dossier } from './open-report.js';
import { Reason, type Tried } from './reason-field.js';
import { useNames, type DossierProps } from './report-views.js';

export const PAUSE_ACTS = ['pause', 'resume'] as const;
export type PauseAct = (typeof PAUSE_ACTS)[number];
export const isPauseAct = (text: string): text is PauseAct => PAUSE_ACTS.some((one) => one === text);

export interface PauseProps extends DossierProps, Tried {
  readonly calendar: Calendar;
}

/** When and why the clock for feedback stood still, the rules of that, and the act that is possible now. */
export function PauseSection(props: PauseProps) {
  const t = useDeskT();
  const { dossier } = props;
  const paused = runningPause(dossier.pauses, dossier.today) !== null;
  const able = whysNow(dossier, props.calendar);
  return (
    <section>
      <h2>{t('pause.title')}</h2>
      <p class="soft">{t('pause.lead')}</p>
      {dossier.pauses.length === 0 ? <p>{t('pause.none')}</p> : null}
      {dossier.pauses.map((pause) => (
        <PauseLine key={pause.id} pause={pause} props={props} />
      ))}
      {paused ? <ResumeFold {...props} /> : able.length > 0 ? <PauseFold {...props} able={able} /> : null}
      {!paused && able.length === 0 ? <p class="soft">{t('pause.not-now')}</p> : null}
    </section>
  );
}

/** The reasons for which the clock of a report may stand still now. */
function whysNow(dossier: PauseProps['dossier'], calendar: Calendar): PauseWhy[] {
  const { report, pauses, today } = dossier;
  if (report.sentOn === null) return [];
  const ask = {
    life: report,
    pauses,
    lastWord: lastWordOf(dossier),
    today,
    longest: extendedFeedback(report.sentOn, calendar),
  };
  return PAUSE_WHYS.filter((why) => mayPause(ask, why).allowed);
}

const lastWordOf = ({ messages }: Dossier) => messages.at(-1)?.side ?? null;

function PauseLine({ pause, props }: { readonly pause: Pause; readonly props: PauseProps }) {
  const t = useDeskT();
  const f = useFormat();
  const nameOf = useNames(props);
  const { today } = props.dossier;
  const words = { from: f.date(pause.from), name: nameOf(pause.officer), why: t(`pause.why.${pause.why}`) };
  return (
    <p>
      {runningPause([pause], today) === null
        ? t('pause.was', { ...words, count: daysOf(pause, today) })
        : t('pause.runs', { ...words, until: f.date(pause.until) })}
    </p>
  );
}

function PauseFold(props: PauseProps & { readonly able: readonly PauseWhy[] }) {
  const t = useDeskT();
  const { able, typed } = props;
  const tried = props.tried === 'pause';
  return (
    <details open={tried}>
      <summary>{t('pause.do')}</summary>
      <ul>
        {PAUSE_WHYS.map((why) => (
          <li key={why}>
            {t('pause.rule', {
              why: t(`pause.why.${why}`),
              days: PAUSES[why].mostDays,
              ends: t(PAUSES[why].endsByWord ? 'pause.ends.word' : 'pause.ends.hand'),
            })}
          </li>
        ))}
      </ul>
      {able.includes('question') ? null : <p>{t('pause.needs')}</p>}
      <ChannelForm id="act-pause" action={deskReportPath(props.dossier.report.id)} step="pause">
        <Select
          name="waarom-pause"
          label={t('pause.why')}
          choices={able.map((why) => ({ value: why, label: t(`pause.why.${why}`) }))}
          value={tried ? typed['waarom-pause'] : undefined}
          error={tried ? faultOf(props.faults, 'waarom-pause') : undefined}
        />
        <Reason act="pause" props={props} />
        <SubmitButton>{t('pause.do')}</SubmitButton>
      </ChannelForm>
    </details>
  );
}

function ResumeFold(props: PauseProps) {
  const t = useDeskT();
  return (
    <details open={props.tried === 'resume'}>
      <summary>{t('pause.go-on')}</summary>
      <ChannelForm id="act-resume" action={deskReportPath(props.dossier.report.id)} step="resume">
        <Reason act="resume" props={props} />
        <SubmitButton>{t('pause.go-on')}</SubmitButton>
      </ChannelForm>
    </details>
  );
}
