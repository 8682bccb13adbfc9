import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  PlainText,
  PostForm,
  Radios,
  SubmitButton,
  SummaryList,
  Tag,
  TextArea,
  type Lang,
  type SummaryItem,
  type Tone,
} from '../../web/index.js';
import { ClockCallout, mailItems, MailText, testItems } from './parts.js';
import type { WithdrawalState, WithdrawalView } from './schema.js';
import { wordsIn as byItselfIn } from './by-itself-words.js';
import { MINUTES_BEFORE_CLOCK, MINUTES_TO_DECIDE } from './rules.js';
import { wordsIn } from './words.js';

export const SETTLED = ['sent', 'not-sent'] as const;

interface WithdrawalProps {
  readonly lang: Lang;
  readonly now: Date;
  readonly withdrawal: WithdrawalView;
  readonly done: 'gelezen' | undefined;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

const TONES: Readonly<Record<WithdrawalState, Tone>> = {
  open: 'active',
  due: 'neutral',
  sending: 'active',
  sent: 'good',
  'in-doubt': 'warn',
  failed: 'bad',
  'not-needed': 'muted',
};

/** One withdrawal: its clock, the text that goes or went, and the one thing to do. */
export function WithdrawalPage(props: WithdrawalProps) {
  const { lang, now, withdrawal, done } = props;
  const t = wordsIn(lang);
  const { state, mail } = withdrawal;
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={props.faults} />
      {done === undefined ? null : <Callout tone="good" title={t(`done.${done}`)} />}
      {mail === null ? null : <ClockCallout lang={lang} dueAt={withdrawal.dueAt} now={now} />}
      <SummaryList items={[...stateItems(lang, withdrawal), ...testItems(lang, withdrawal)]} />
      <h2>{t(state === 'sent' ? 'mail.out-sent' : 'mail.out')}</h2>
      <SummaryList
        items={[
          { term: t('from'), value: withdrawal.from },
          { term: t('to'), value: withdrawal.to },
          { term: t('subject'), value: withdrawal.subject },
        ]}
      />
      <Callout>
        <PlainText text={withdrawal.body} />
      </Callout>
      <Act {...props} />
      {mail === null ? null : (
        <>
          <h2>{t('mail.in')}</h2>
          <SummaryList items={mailItems(lang, mail)} />
          <MailText lang={lang} text={mail.text} />
        </>
      )}
    </>
  );
}

const KNOWN_REASONS = [
  'refused',
  'deferred-too-long',
  'not-written',
  'expects-nothing',
  'answer-matched-elsewhere',
] as const;

/** Why it stands as it does: one of our own reasons in words, or what somebody typed. */
function reasonWords(lang: Lang, reason: string): string {
  const known = KNOWN_REASONS.find((one) => one === reason);
  if (known === undefined) return reason;
  return known === 'not-written' ? byItselfIn(lang)('reason.not-written') : wordsIn(lang)(`reason.${known}`);
}

function stateItems(lang: Lang, withdrawal: WithdrawalView): SummaryItem[] {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { state, stateReason, proposedSlot, sentAt, nextAttemptAt } = withdrawal;
  const why = stateReason === null ? null : reasonWords(lang, stateReason);
  return [
    {
      term: t('state'),
      value: (
        <>
          <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>
          {sentAt === null ? null : ` ${t('sent.at', { when: f.dateTime(sentAt) })}.`}
          {state === 'due' && withdrawal.reply !== null && nextAttemptAt !== null
            ? ` ${t('next.attempt', { when: f.dateTime(nextAttemptAt) })}`
            : null}
          {why === null ? null : ` ${t('reason', { reason: why })}.`}
        </>
      ),
    },
    ...expectsItem(lang, withdrawal),
    ...(proposedSlot === null ? [] : [{ term: t('slot.is'), value: f.dateTime(proposedSlot) }]),
    ...(state === 'in-doubt' || state === 'failed'
      ? [
          {
            term: t('reply'),
            value: withdrawal.reply === null ? t('reply.none') : <code>{withdrawal.reply}</code>,
          },
        ]
      : []),
  ];
}

/** What the employer expects, and the way to say otherwise while nothing has left. */
function expectsItem(lang: Lang, { expects, state, mail }: WithdrawalView): SummaryItem[] {
  if (expects === null) return [];
  const t = wordsIn(lang);
  const item = { term: t('expects'), value: t(`expects.${expects}`) };
  if (mail === null || state !== 'open') return [item];
  const href = fill(paths.withdrawals.answer, { id: mail.response });
  return [{ ...item, change: { href, label: t('triage.again'), of: t('expects') } }];
}

/** What somebody can do with a withdrawal as it stands. */
function Act(props: WithdrawalProps) {
  const { lang, withdrawal } = props;
  const t = wordsIn(lang);
  const { id, state } = withdrawal;
  if (state === 'open')
    return (
      <>
        <ConfirmForm action={fill(paths.withdrawals.withdraw, { id })} verb={t('send.verb')}>
          <p>{t('send.what')}</p>
          {withdrawal.byItself ? (
            <p>
              {byItselfIn(lang)('send.by-itself', { before: MINUTES_BEFORE_CLOCK, least: MINUTES_TO_DECIDE })}
            </p>
          ) : null}
        </ConfirmForm>
        <h2>{t('spare.title')}</h2>
        <SpareForm {...props} label={t('spare.reason')} verb={t('spare.verb')} />
      </>
    );
  if (state === 'in-doubt') return <SettleForm {...props} />;
  if (state !== 'failed') return null;
  return (
    <>
      <h2>{t('spare.title-failed')}</h2>
      <p>{t('failed.why')}</p>
      <SpareForm {...props} label={t('spare.reason-failed')} verb={t('spare.verb-failed')} />
    </>
  );
}

function SpareForm({
  lang,
  withdrawal: { id },
  faults,
  kept,
  label,
  verb,
}: WithdrawalProps & { readonly label: string; readonly verb: string }) {
  return (
    <PostForm action={fill(paths.withdrawals.spare, { id })}>
      <TextArea
        name="reason"
        label={label}
        hint={wordsIn(lang)('spare.reason.hint')}
        rows={2}
        value={kept['reason']}
        error={faultOf(faults, 'reason')}
      />
      <SubmitButton tone="secondary">{verb}</SubmitButton>
    </PostForm>
  );
}

function SettleForm({ lang, withdrawal: { id }, faults, kept }: WithdrawalProps) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('settle.title')}</h2>
      <p>{t('settle.why')}</p>
      <PostForm action={fill(paths.withdrawals.settle, { id })}>
        <Radios
          name="decision"
          label={t('settle.as')}
          value={kept['decision']}
          error={faultOf(faults, 'decision')}
          choices={SETTLED.map((value) => ({
            value,
            label: t(`settle.${value}`),
            hint: t(`settle.${value}.means`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('settle.reason')}
          hint={t('spare.reason.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <SubmitButton>{t('settle.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
