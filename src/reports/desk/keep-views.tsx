import { addDays } from '../../platform/dates.js';
import { EmptyState, faultOf, Select, SubmitButton, SummaryList, useFormat } from '../../web/index.js';
import type { Answer } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import { HOLD_MONTHS, type Erased } from './keep-service.js';
import { nameOfReport } from './list-pages.js';
import { Reason, type Tried } from './reason-field.js';
import type { DossierProps } from './report-views.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

/** How long the keys of what was erased stay in backups of the file of shred keys. */
const POOL_BACKUP_DAYS = 30;

export interface KeepProps extends DossierProps, Tried {}

/** For how long a report is kept, and the two acts that change it. */
export function KeepSection(props: KeepProps) {
  const t = useDeskT();
  const f = useFormat();
  const { keeping, today, report } = props.dossier;
  const { held, erasableFrom } = keeping;
  const late = held !== null && held.reviewBy < today;
  return (
    <section>
      <h2>{t('keep.title')}</h2>
      {held === null ? (
        <p>{erasableFrom === null ? t('keep.open') : t('keep.until', { day: f.date(erasableFrom) })}</p>
      ) : (
        <p>{t(late ? 'keep.held.late' : 'keep.held', { day: f.date(held.reviewBy) })}</p>
      )}
      <details open={props.tried === 'hold'}>
        <summary>{t('keep.hold')}</summary>
        <ChannelForm id="act-hold" action={deskReportPath(report.id)} step="hold">
          <Select
            name="maanden"
            label={t('keep.months')}
            choices={HOLD_MONTHS.map((count) => ({
              value: String(count),
              label: t('keep.month', { count }),
            }))}
            value={props.typed['maanden']}
            error={props.tried === 'hold' ? faultOf(props.faults, 'maanden') : undefined}
          />
          <Reason act="hold" props={props} />
          <SubmitButton>{t('keep.hold')}</SubmitButton>
        </ChannelForm>
      </details>
      {held === null ? null : (
        <details open={props.tried === 'let-go'}>
          <summary>{t('keep.let-go')}</summary>
          <ChannelForm id="act-let-go" action={deskReportPath(report.id)} step="let-go">
            <Reason act="let-go" props={props} />
            <SubmitButton>{t('keep.let-go')}</SubmitButton>
          </ChannelForm>
        </details>
      )}
    </section>
  );
}

/** GET /dienst/gewist: what was erased, with what its certificate says. */
export async function erasedPage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const erased = await means.desk.listErased(visitor);
  return {
    status: 200,
    title: deskTranslator(asked.lang)('erased.title'),
    content: <ErasedView erased={erased} backupDays={means.backupDays} />,
    languages: false,
  };
}

function ErasedView({
  erased,
  backupDays,
}: {
  readonly erased: readonly Erased[];
  readonly backupDays: number;
}) {
  const t = useDeskT();
  const f = useFormat();
  return (
    <DeskFrame current="erased">
      <p class="lead">{t('erased.lead')}</p>
      {erased.length === 0 ? <EmptyState title={t('erased.none')} /> : null}
      {erased.map(({ report, erasedOn }) => (
        <section key={report} class="message">
          <h2>{t('erased.of', { code: nameOfReport(report) })}</h2>
          <SummaryList
            items={[
              { term: t('erased.on'), value: f.date(erasedOn) },
              {
                term: t('erased.content'),
                value: t('erased.content.until', { day: f.date(addDays(erasedOn, POOL_BACKUP_DAYS)) }),
              },
              {
                term: t('erased.rest'),
                value: t('erased.rest.until', { day: f.date(addDays(erasedOn, backupDays)) }),
              },
              { term: t('erased.number'), value: <code class="breaks">{report}</code> },
            ]}
          />
        </section>
      ))}
    </DeskFrame>
  );
}
