import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../platform/problems.js';
import { toCivil, type DateOnly } from '../../platform/dates.js';
import {
  Callout,
  Checkboxes,
  faultOf,
  PlainText,
  Select,
  SubmitButton,
  TextArea,
  TextInput,
  useFormat,
} from '../../web/index.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { mayAskTest, mayCheckTest, mayReleaseTest, mayTest } from '../rules.js';
import { RECOGNISABLE } from '../schema.js';
import { useDeskT } from './frame.js';
import type { DossierProps } from './report-views.js';

export const TEST_ACTS = ['test-ask', 'test-check', 'test-release'] as const;
export type TestAct = (typeof TEST_ACTS)[number];
export const isTestAct = (text: string): text is TestAct => TEST_ACTS.some((one) => one === text);

export interface TestProps extends DossierProps {
  readonly officer: string;
  readonly tried: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** From report to test: where it stands, and what this officer can do now. */
export function TestSection(props: TestProps) {
  const t = useDeskT();
  const { transcript } = props.dossier;
  return (
    <section>
      <h2>{t('test.title')}</h2>
      <Standing {...props} />
      {hasEnough(props.dossier) ? null : <Callout tone="warn" title={t('test.too-few')} />}
      {mayTest(props.officer, transcript?.officer ?? null).allowed ? (
        <TestFolds {...props} />
      ) : (
        <p>{t('test.taken')}</p>
      )}
    </section>
  );
}

/** One asks and checks, another releases, and who took a report down does neither: with fewer no test comes of it. */
const hasEnough = ({ transcript, officers, test }: TestProps['dossier']): boolean =>
  (test !== null && test.releasedOn !== null) ||
  officers.filter(({ id, holds, counts }) => holds && counts && id !== transcript?.officer).length >= 2;

function TestFolds(props: TestProps) {
  const t = useDeskT();
  const { report, test, today } = props.dossier;
  const release = mayReleaseTest(test, props.officer);
  return (
    <>
      {mayAskTest(report, test, today).allowed ? (
        <Fold act="test-ask" props={props}>
          <TextArea {...fieldOf(props, 'gok')} label={t('test.guess')} hint={t('test.ask.hint')} rows={5} />
        </Fold>
      ) : null}
      {mayCheckTest(test).allowed ? <CheckFold {...props} /> : null}
      {release.allowed ? <ReleaseFold {...props} /> : null}
      {!release.allowed && release.reason === 'second-officer' ? <p>{t('test.release.other')}</p> : null}
    </>
  );
}

function Standing({ dossier: { test, today } }: TestProps) {
  const t = useDeskT();
  const f = useFormat();
  if (test === null) return <p>{t('test.none')}</p>;
  const until = f.date(test.answerBy);
  const day = test.answeredOn === null ? '' : f.date(test.answeredOn);
  return (
    <>
      {test.answer === null ? (
        <p>
          {test.answerBy < today
            ? t('test.no-answer', { until })
            : t('test.waits', { asked: f.date(test.askedOn), until })}
        </p>
      ) : (
        <p>{t(`test.${test.answer}`, { day })}</p>
      )}
      {test.duty ? <p>{t('custody.duty.recorded')}</p> : null}
      {test.checkedOn === null ? null : <p>{t('test.checked', { day: f.date(test.checkedOn) })}</p>}
      {test.releasedOn === null ? null : <p>{t('test.released', { day: f.date(test.releasedOn) })}</p>}
      <h3>{t('test.guess')}</h3>
      <PlainText text={test.guess} />
    </>
  );
}

function CheckFold(props: TestProps) {
  const t = useDeskT();
  return (
    <Fold act="test-check" props={props}>
      <Select
        {...fieldOf(props, 'bekend')}
        label={t('test.known')}
        choices={RECOGNISABLE.map((code) => ({ value: code, label: t(`test.known.${code}`) }))}
      />
      <TextArea {...fieldOf(props, 'herkenbaar')} label={t('test.check.reason')} rows={4} />
    </Fold>
  );
}

function ReleaseFold(props: TestProps) {
  const t = useDeskT();
  const { dossier, typed, tried, faults } = props;
  const grounds = tried === 'test-release' ? undefined : dossier.report.grounds;
  const named = (list: DossierProps['sectors']) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Fold act="test-release" props={props}>
      <p>{t('test.release.lead')}</p>
      <TextInput
        {...fieldOf(props, 'kbo')}
        label={t('test.kbo')}
        hint={t('test.kbo.hint')}
        optional
        width="medium"
      />
      <Select
        {...fieldOf(props, 'sector', dossier.report.sector ?? '')}
        label={t('test.sector')}
        choices={named(props.sectors)}
      />
      <Checkboxes
        name="kenmerk"
        label={t('test.grounds')}
        choices={named(props.grounds)}
        chosen={
          grounds ?? props.grounds.map(({ code }) => code).filter((code) => typed[`kenmerk-${code}`] === 'ja')
        }
        error={tried === 'test-release' ? faultOf(faults, 'kenmerk') : undefined}
      />
      <Select
        {...fieldOf(props, 'kwartaal')}
        label={t('test.period')}
        choices={quartersUntil(dossier.today).map((value) => ({
          value,
          label: t('test.quarter', { q: value.slice(6), year: value.slice(0, 4) }),
        }))}
      />
      <TextArea {...fieldOf(props, 'samenvatting')} label={t('test.summary')} rows={8} />
      <Checkboxes
        name="nagelezen"
        label={t('test.sure.label')}
        choices={[{ value: 'zeker', label: t('test.sure') }]}
        chosen={[]}
        error={tried === 'test-release' ? faultOf(faults, 'nagelezen') : undefined}
      />
    </Fold>
  );
}

/** This quarter and the seven before it. */
export function quartersUntil(today: DateOnly): string[] {
  const { year, month } = toCivil(today);
  const now = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: 8 }, (_, ago) => now - ago).map(
    (quarter) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`,
  );
}

/** The name, value and fault of a field; what was typed comes back when it was refused. */
function fieldOf({ typed, faults, tried }: TestProps, name: string, given = '') {
  const again = tried !== null && typed[name] !== undefined;
  return { name, value: again ? typed[name] : given, error: again ? faultOf(faults, name) : undefined };
}

function Fold({
  act,
  props,
  children,
}: {
  readonly act: TestAct;
  readonly props: TestProps;
  readonly children: ComponentChildren;
}) {
  const t = useDeskT();
  const verbs = {
    'test-ask': 'test.ask',
    'test-check': 'test.check',
    'test-release': 'test.release',
  } as const;
  return (
    <details open={props.tried === act}>
      <summary>{t(verbs[act])}</summary>
      <ChannelForm id={`act-${act}`} action={deskReportPath(props.dossier.report.id)} step={act}>
        {children}
        <SubmitButton>{t(verbs[act])}</SubmitButton>
      </ChannelForm>
    </details>
  );
}
