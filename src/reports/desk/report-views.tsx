import {
  EmptyState,
  PlainText,
  StateTag,
  SummaryList,
  useFormat,
  useLang,
  type SummaryItem,
} from '../../web/index.js';
import type { DateOnly } from '../../platform/dates.js';
import { FORMS, FREQUENCIES, INTERMEDIARIES, STAGES, WAYS } from '../intake/answers.js';
import { isLegalGround } from '../custody/schema.js';
import type { Named } from '../intake/step-form.js';
import { intakeTranslator } from '../intake/words.js';
import { runningPause } from '../pauses.js';
import { FileList } from './file-views.js';
import { useDeskT } from './frame.js';
import { ClockLine, statusLook } from './list-pages.js';
import type { Dossier } from './open-report.js';
import type { Decision } from './written.js';
import { isOutcome, isPauseWhy, isRecognisable, isStage } from '../schema.js';

export interface DossierProps {
  readonly dossier: Dossier & { readonly today: DateOnly };
  readonly grounds: readonly Named[];
  readonly sectors: readonly Named[];
  readonly services: readonly Named[];
}

/** Where a report stands: its status, its clocks, and with whom it is. */
export function Standing({ dossier }: DossierProps) {
  const t = useDeskT();
  const f = useFormat();
  const { report, officers, today } = dossier;
  const day = (on: DateOnly | null): string => (on === null ? t('dossier.not-yet') : f.date(on));
  const handler = officers.find(({ id }) => id === report.handler)?.name ?? t('list.no-handler');
  return (
    <section>
      <h2>{t('dossier.clocks')}</h2>
      {report.status === 'draft' ? null : (
        <p>
          <StateTag state={report.status} look={statusLook(t)} />
        </p>
      )}
      <ClockLine
        life={report}
        today={today}
        pausedUntil={runningPause(dossier.pauses, today)?.until ?? null}
      />
      <SummaryList
        items={[
          { term: t('dossier.received'), value: day(report.sentOn) },
          { term: t('dossier.acknowledged'), value: day(report.acknowledgedOn) },
          { term: t('dossier.feedback'), value: day(report.feedbackOn) },
          { term: t('dossier.closed'), value: day(report.closedOn) },
          { term: t('dossier.handler'), value: handler },
        ]}
      />
    </section>
  );
}

/** What the reporter told, each answer under its question; what was not answered is left out. */
export function Facts(props: DossierProps) {
  const t = useDeskT();
  const { ownRole } = props.dossier;
  return (
    <section>
      <h2>{t('dossier.facts')}</h2>
      <SummaryList items={useFacts(props)} />
      <Requests {...props} />
      {ownRole === '' ? null : (
        <details>
          <summary>{t('dossier.own-role')}</summary>
          <p class="soft">{t('dossier.own-role.warn')}</p>
          <PlainText text={ownRole} />
        </details>
      )}
    </section>
  );
}

function useFacts({ dossier: { answers }, grounds, sectors }: DossierProps): SummaryItem[] {
  const t = useDeskT();
  const say = intakeTranslator(useLang());
  const named = (list: readonly Named[], code: string | undefined): string =>
    list.find((one) => one.code === code)?.name ?? code ?? '';
  const coded = <Code extends string>(
    code: string | undefined,
    codes: readonly Code[],
    word: (code: Code) => string,
  ) => {
    const known = codes.find((one) => one === code);
    return known === undefined ? '' : word(known);
  };
  const facts: readonly (readonly [string, string])[] = [
    [t('dossier.filed-by'), answers.filedBy?.name ?? ''],
    [t('dossier.reference'), answers.filedBy?.reference ?? ''],
    [say('who.kind'), answers.kind === undefined ? '' : say(`who.${answers.kind}`)],
    [say('who.where'), coded(answers.intermediary, INTERMEDIARIES, (code) => say(`who.${code}`))],
    [say('what.grounds'), (answers.grounds ?? []).map((code) => named(grounds, code)).join(', ')],
    [
      say('what.forms'),
      (answers.forms ?? []).map((code) => coded(code, FORMS, (known) => say(`what.${known}`))).join(', '),
    ],
    [say('what.stage'), coded(answers.stage, STAGES, (code) => say(`what.${code}`))],
    [say('what.way'), coded(answers.way, WAYS, (code) => say(`what.${code}`))],
    [say('what.wording'), answers.wording ?? ''],
    [say('what.facts'), answers.facts ?? ''],
    [say('where.employer'), answers.employer ?? ''],
    [say('where.kbo'), answers.kbo ?? ''],
    [say('where.place'), answers.place ?? ''],
    [say('where.sector'), named(sectors, answers.sector)],
    [say('where.committee'), answers.committee ?? ''],
    [say('where.vacancy'), answers.vacancy ?? ''],
    [say('when.period'), answers.period ?? ''],
    [say('when.frequency'), coded(answers.frequency, FREQUENCIES, (code) => say(`when.${code}`))],
    [say('when.witnesses'), answers.witnesses ?? ''],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([term, value]) => ({ term, value: <PlainText text={value} /> }));
}

/** The requests of clients that an organisation filed as one series. */
function Requests({ dossier: { answers }, grounds }: DossierProps) {
  const t = useDeskT();
  const say = intakeTranslator(useLang());
  const { requests = [] } = answers;
  const named = (code: string): string => grounds.find((one) => one.code === code)?.name ?? code;
  return (
    <>
      {requests.map((one, at) => (
        <section key={at} class="message">
          <h3>{t('dossier.request', { at: at + 1, client: one.client })}</h3>
          <SummaryList
            items={[
              { term: say('where.kbo'), value: one.kbo },
              { term: say('what.grounds'), value: one.grounds.map(named).join(', ') },
              { term: say('what.wording'), value: one.wording },
              { term: say('what.facts'), value: one.facts },
              { term: say('when.period'), value: one.period },
            ]
              .filter(({ value }) => value !== '')
              .map(({ term, value }) => ({ term, value: <PlainText text={value} /> }))}
          />
        </section>
      ))}
    </>
  );
}

/** What was written on both sides, and the files. */
export function Correspondence(props: DossierProps) {
  const t = useDeskT();
  const f = useFormat();
  const nameOf = useNames(props);
  const { messages, files, report } = props.dossier;
  return (
    <section>
      <h2>{t('dossier.thread')}</h2>
      {messages.length === 0 ? <EmptyState title={t('dossier.none')} /> : null}
      {messages.map(({ id, side, onDay, text }) => (
        <section key={id} class="message">
          <h3>{t(side === 'reporter' ? 'dossier.reporter' : 'dossier.us', { day: f.date(onDay) })}</h3>
          <PlainText text={text} />
        </section>
      ))}
      <FileList report={report.id} files={files} nameOf={nameOf} />
    </section>
  );
}

/** What was decided, by whom and why, and what colleagues noted. */
export function History(props: DossierProps) {
  const t = useDeskT();
  const f = useFormat();
  const { decisions, notes } = props.dossier;
  const nameOf = useNames(props);
  return (
    <section>
      <h2>{t('dossier.history')}</h2>
      {decisions.length === 0 ? <EmptyState title={t('dossier.history.none')} /> : null}
      {decisions.map((decision) => (
        <section key={decision.id} class="message">
          <h3>
            {t('dossier.decided', {
              what: t(`dossier.what.${decision.what}`),
              name: nameOf(decision.officer),
              day: f.date(decision.onDay),
            })}
          </h3>
          <StageLine decision={decision} props={props} />
          {decision.reason === '' ? null : <PlainText text={decision.reason} />}
        </section>
      ))}
      <h2>{t('dossier.notes')}</h2>
      <p class="soft">{t('dossier.notes.hint')}</p>
      {notes.map(({ id, officer, onDay, text }) => (
        <section key={id} class="message">
          <h3>{t('dossier.noted', { name: nameOf(officer), day: f.date(onDay) })}</h3>
          <PlainText text={text} />
        </section>
      ))}
    </section>
  );
}

function StageLine({ decision, props }: { readonly decision: Decision; readonly props: DossierProps }) {
  const stage = useStage(decision, props);
  return stage === '' ? null : <p class="soft">{stage}</p>;
}

/** The names of officers by their ids. */
export const useNames = ({ dossier }: DossierProps) => {
  const names = new Map(dossier.officers.map(({ id, name }) => [id, name]));
  return (id: string): string => names.get(id) ?? id.slice(0, 8);
};

/** The sub-status, outcome, service or colleague of a decision, by its name. */
function useStage({ what, stage }: Decision, props: DossierProps): string {
  const t = useDeskT();
  const nameOf = useNames(props);
  if (stage === '') return '';
  switch (what) {
    case 'in-progress':
      return isStage(stage) ? t(`act.stage.${stage}`) : stage;
    case 'closed':
      return isOutcome(stage) ? t(`outcome.${stage}`) : stage;
    case 'forwarded':
      return props.services.find(({ code }) => code === stage)?.name ?? stage;
    case 'assigned':
    case 'lent':
    case 'lent-back':
      return nameOf(stage);
    case 'test-checked':
      return isRecognisable(stage) ? t(`test.known.${stage}`) : stage;
    case 'test-released':
      return t('test.reference', { reference: stage });
    case 'acknowledged':
    case 'extended':
    case 'feedback':
    case 'test-asked':
    case 'identity-asked':
    case 'duty-asked':
    case 'annex-asked':
      return isLegalGround(stage) ? t(`custody.ground.${stage}`) : stage;
    case 'paused':
      return isPauseWhy(stage) ? t(`pause.why.${stage}`) : stage;
    case 'annex-sealed':
    case 'resumed':
    case 'redacted':
    case 'original-opened':
    case 'held':
    case 'let-go':
      return stage;
  }
}
