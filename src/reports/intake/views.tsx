import {
  Callout,
  EmptyState,
  ErrorSummary,
  faultOf,
  PlainText,
  SubmitButton,
  TextArea,
  TextInput,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { DateOnly } from '../../platform/dates.js';
import type { DueDays } from '../clocks.js';
import { NameSection } from '../custody/name-pages.js';
import { ExplainLinks } from '../explain/pages.js';
import { ChannelForm } from '../listener/page.js';
import { NoticeLink } from '../notice/link.js';
import { channelPaths } from '../paths.js';
import type { StepFault } from './answers.js';
import type { Thread } from './service.js';
import { QuestionsView, type Answering } from './question-views.js';
import { OwnReceipt } from './receipt-views.js';
import { FileInput } from './step-form.js';
import { PausedLine } from './paused-line.js';
import { TranscriptView } from './transcript-views.js';
import { TestQuestionView } from './test-views.js';
import { intakeTranslator } from './words.js';

const useT = () => intakeTranslator(useLang());

/** What a reporter reads before anything is asked. */
export function StartView({ draft, pilot }: { readonly draft: boolean; readonly pilot: boolean }) {
  const t = useT();
  return (
    <>
      {pilot ? <Callout tone="warn" title={t('start.pilot')} /> : null}
      <p class="lead">{t('start.lead')}</p>
      <ChannelForm action={channelPaths.report} step="start">
        <div class="confirm-acts">
          <SubmitButton name="actie" value="verder">
            {draft ? t('start.resume') : t('start.begin')}
          </SubmitButton>
          {draft ? (
            <SubmitButton tone="secondary" name="actie" value="wis">
              {t('page.erase')}
            </SubmitButton>
          ) : null}
          <a href={channelPaths.follow}>{t('start.follow')}</a>
        </div>
      </ChannelForm>
      <h2>{t('start.law')}</h2>
      <ul>
        <li>{t('start.law.1')}</li>
        <li>{t('start.law.4')}</li>
        <li>{t('start.law.3')}</li>
        <li>{t('start.law.2')}</li>
      </ul>
      <h2>{t('start.seen')}</h2>
      <ul>
        <li>{t('start.seen.1')}</li>
        <li>{t('start.seen.3')}</li>
        <li>{t('start.seen.2')}</li>
      </ul>
      <h2>{t('start.then')}</h2>
      <ul>
        <li>{t('start.then.1')}</li>
        <li>{t('start.then.2')}</li>
      </ul>
      <ExplainLinks />
    </>
  );
}

export function ClosedView() {
  const t = useT();
  return (
    <>
      <p class="lead">{t('closed.text')}</p>
      <p>
        <a href={channelPaths.follow}>{t('start.follow')}</a>
      </p>
    </>
  );
}

interface CodeProps {
  readonly words: readonly string[];
  readonly faults: readonly StepFault[];
}

/** The code in order, and its last word to type back. */
export function CodeView({ words, faults }: CodeProps) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('code.lead')}</p>
      <ol class="code-words" aria-label={t('code.list')}>
        {words.map((word, at) => (
          <li key={at}>
            <strong lang="nl">{word}</strong>
          </li>
        ))}
      </ol>
      <Callout tone="warn" title={t('code.warn')} />
      <p class="soft">{t('code.later')}</p>
      <ChannelForm action={channelPaths.report} step="code">
        <TextInput
          name="check"
          label={t('code.check')}
          hint={t('code.check.hint')}
          width="medium"
          error={faultOf(faults, 'check')}
        />
        <div class="confirm-acts">
          <SubmitButton name="actie" value="verstuur">
            {t('code.send')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="terug">
            {t('step.back')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="wis">
            {t('page.erase')}
          </SubmitButton>
        </div>
      </ChannelForm>
    </>
  );
}

interface SentProps {
  readonly sentOn: DateOnly;
  readonly due: DueDays;
  /** The proof of filing, once it was asked for. */
  readonly receipt: string | null;
  /** Whether the fortnightly message can be asked for. */
  readonly notices: boolean;
}

export function SentView({ sentOn, due, receipt, notices }: SentProps) {
  const t = useT();
  const f = useFormat();
  return (
    <>
      <p class="lead">{t('sent.on', { day: f.date(sentOn) })}</p>
      <p>{t('sent.by', { acknowledge: f.date(due.acknowledgeBy), feedback: f.date(due.feedbackBy) })}</p>
      <p>{t('sent.where')}</p>
      <NoticeLink sends={notices} />
      <OwnReceipt receipt={receipt} />
    </>
  );
}

export function LostView() {
  const t = useT();
  return (
    <>
      <p class="lead">{t('lost.text')}</p>
      <ChannelForm action={channelPaths.report} step="start">
        <SubmitButton name="actie" value="verder">
          {t('lost.begin')}
        </SubmitButton>
      </ChannelForm>
      <p>
        <a href={channelPaths.follow}>{t('start.follow')}</a>
      </p>
    </>
  );
}

export function FollowView({ faults }: { readonly faults: readonly StepFault[] }) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('follow.lead')}</p>
      <ChannelForm action={channelPaths.follow} step="code">
        <TextArea
          name="code"
          label={t('follow.code')}
          hint={t('follow.code.hint')}
          rows={3}
          error={faultOf(faults, 'code')}
        />
        <SubmitButton>{t('follow.open')}</SubmitButton>
      </ChannelForm>
    </>
  );
}

export function DraftFoundView() {
  const t = useT();
  return (
    <>
      <p class="lead">{t('draft.text')}</p>
      <ChannelForm action={channelPaths.report} step="start">
        <SubmitButton name="actie" value="verder">
          {t('start.resume')}
        </SubmitButton>
      </ChannelForm>
    </>
  );
}

interface ThreadProps {
  readonly thread: Thread;
  readonly typed: string;
  /** Whether the fortnightly message can be asked for. */
  readonly notices: boolean;
  /** What was typed to be signed and refused. */
  readonly signing?: string | undefined;
  /** What was done with further questions just now. */
  readonly answering?: Answering | undefined;
  readonly faults: readonly StepFault[];
}

/** Where the report stands, what was written on both sides, and a form to write on. */
export function ThreadView({ thread, typed, notices, signing, answering, faults }: ThreadProps) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{useStatus(thread)}</p>
      <PausedLine paused={thread.paused} />
      <TranscriptView transcript={thread.transcript} typed={signing} faults={faults} />
      <QuestionsView sets={thread.questionnaires} answering={answering} faults={faults} />
      <TestQuestionView thread={thread} />
      <Messages thread={thread} />
      <ChannelForm action={channelPaths.follow} step="thread" withFile>
        <TextArea
          name="text"
          label={t('thread.message')}
          hint={t('thread.message.hint')}
          value={typed}
          error={faultOf(faults, 'text')}
        />
        <FileInput error={faultOf(faults, 'file')} />
        <div class="confirm-acts">
          <SubmitButton name="actie" value="stuur">
            {t('thread.send')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="nadeel">
            {t('thread.harm')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="wis">
            {t('thread.leave')}
          </SubmitButton>
        </div>
      </ChannelForm>
      <NoticeLink sends={notices} />
      <NameSection identity={thread.identity} action={channelPaths.follow} />
    </>
  );
}

function useStatus({ report }: Thread): string {
  const t = useT();
  const f = useFormat();
  const { status } = report;
  if (status === 'draft') return '';
  const day = status === 'sent' ? report.acknowledgeBy : report.feedbackBy;
  return t(`thread.status.${status}`, { day: day === null ? '' : f.date(day) });
}

function Messages({ thread }: { readonly thread: Thread }) {
  const t = useT();
  const f = useFormat();
  return (
    <>
      <h2>{t('thread.messages')}</h2>
      {thread.messages.length === 0 ? <EmptyState title={t('thread.none')} /> : null}
      {thread.messages.map(({ id, side, onDay, text }) => (
        <section key={id} class="message">
          <h3>{t(side === 'reporter' ? 'thread.you' : 'thread.us', { day: f.date(onDay) })}</h3>
          <PlainText text={text} />
        </section>
      ))}
      {thread.files.length === 0 ? null : (
        <>
          <h2>{t('thread.files')}</h2>
          <ul>
            {thread.files.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
