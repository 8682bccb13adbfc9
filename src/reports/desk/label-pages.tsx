import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  Card,
  CardGrid,
  EmptyState,
  faultOf,
  StateTag,
  SubmitButton,
  Tag,
  TextInput,
  useFormat,
} from '../../web/index.js';
import type { Answer } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths, deskReportPath } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import { MOST_LABELLED, type Labelled } from './label-service.js';
import { ClockLine, nameOfReport, statusLook } from './list-pages.js';
import type { DossierProps } from './report-views.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

/** GET and POST /dienst/labels: the labels, and the reports of the one that was chosen. A label stands in no address. */
export async function labelPage({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const label = fields['label'] ?? null;
  return {
    status: 200,
    title: deskTranslator(asked.lang)('label.title'),
    content: <LabelView found={await desk.findLabelled(visitor, label)} label={label} />,
    languages: false,
  };
}

function LabelView({ found, label }: { readonly found: Labelled; readonly label: string | null }) {
  const t = useDeskT();
  return (
    <DeskFrame current="labels">
      <p class="lead">{t('label.lead')}</p>
      {found.more ? <Callout tone="warn" title={t('label.more', { count: MOST_LABELLED })} /> : null}
      {found.labels.length === 0 ? (
        <EmptyState title={t('label.none')} />
      ) : (
        <ChannelForm id="labels" action={channelPaths.deskLabels} step="label">
          <div class="confirm-acts" role="group" aria-label={t('label.which')}>
            {found.labels.map((one) => (
              <SubmitButton key={one} tone="secondary" name="label" value={one}>
                {one}
              </SubmitButton>
            ))}
          </div>
        </ChannelForm>
      )}
      {label === null ? null : <Found found={found} label={label} />}
    </DeskFrame>
  );
}

function Found({ found, label }: { readonly found: Labelled; readonly label: string }) {
  const t = useDeskT();
  const f = useFormat();
  return (
    <section>
      <h2>{t('label.with', { label })}</h2>
      {found.reports.length === 0 ? <EmptyState title={t('label.found.none')} /> : null}
      <CardGrid>
        {found.reports.map((report) => (
          <Card
            key={report.id}
            title={t('list.name', { code: nameOfReport(report.id) })}
            href={deskReportPath(report.id)}
            aside={report.status === 'draft' ? null : <StateTag state={report.status} look={statusLook(t)} />}
          >
            <p class="soft">{t('list.sent', { day: f.date(report.sentOn ?? '') })}</p>
            <ClockLine life={report} today={found.today} pausedUntil={report.pausedUntil} />
          </Card>
        ))}
      </CardGrid>
    </section>
  );
}

export interface LabelProps extends DossierProps {
  readonly tried: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** The labels of a report, and a field to change them. */
export function LabelSection({ dossier, tried, typed, faults }: LabelProps) {
  const t = useDeskT();
  const { labels, report } = dossier;
  return (
    <section>
      <h2>{t('label.title')}</h2>
      <p>
        {labels.map((label) => (
          <span key={label}>
            <Tag>{label}</Tag>{' '}
          </span>
        ))}
      </p>
      <ChannelForm id="act-labels" action={deskReportPath(report.id)} step="labels">
        <TextInput
          name="labels"
          label={t('label.title')}
          hint={t('label.hint')}
          value={tried === 'labels' ? typed['labels'] : labels.join(', ')}
          error={tried === 'labels' ? faultOf(faults, 'labels') : undefined}
        />
        <SubmitButton tone="secondary">{t('label.keep')}</SubmitButton>
      </ChannelForm>
    </section>
  );
}
