import { toCivil, toLocal } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DateField,
  ErrorSummary,
  faultOf,
  fill,
  Link,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  SummaryList,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { ClockCallout, mailItems, MailText, testItems } from './parts.js';
import { mayTriageAgain } from './rules.js';
import { EXPECTED, type AnswerView } from './schema.js';
import { wordsIn } from './words.js';

interface AnswerProps {
  readonly lang: Lang;
  readonly now: Date;
  readonly answer: AnswerView;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What does the employer expect? The mail as it came in, and one question. */
export function AnswerPage(props: AnswerProps) {
  const { lang, now, answer } = props;
  const t = wordsIn(lang);
  const { mail, withdrawal, expects } = answer;
  return (
    <>
      <p class="lead">{t('answer.lead')}</p>
      <ErrorSummary faults={props.faults} />
      {withdrawal === null ? null : (
        <Callout tone="neutral" title={t('answer.withdrawn')}>
          <p>
            {t(`state.${withdrawal.state}`)} ·{' '}
            <Link href={fill(paths.withdrawals.one, { id: withdrawal.id })}>
              {t('answer.see-withdrawal')}
            </Link>
          </p>
        </Callout>
      )}
      {expects === null ? <ClockCallout lang={lang} dueAt={answer.dueAt} now={now} /> : null}
      <SummaryList items={[...(mail === null ? [] : mailItems(lang, mail)), ...testItems(lang, answer)]} />
      {mail === null ? (
        <Callout tone="neutral" title={t('answer.closed')}>
          <p>{t('answer.closed-why')}</p>
        </Callout>
      ) : (
        <>
          <h2>{t('text')}</h2>
          <MailText lang={lang} text={mail.text} />
          {answer.uploaded ? (
            <p>
              <Link href={fill(paths.uploads.one, { id: answer.id })}>{t('answer.uploaded')}</Link>
            </p>
          ) : null}
          <p>
            <Link href={fill(paths.inbox.matched, { id: answer.id })}>{t('answer.matched')}</Link>
          </p>
          {expects === null || mayTriageAgain(withdrawal?.state ?? null).allowed ? (
            <TriageForm {...props} />
          ) : null}
        </>
      )}
    </>
  );
}

function TriageForm({ lang, answer, faults, kept }: AnswerProps) {
  const t = wordsIn(lang);
  const typed = { ...typedSlot(answer.proposedSlot), ...kept };
  return (
    <>
      <h2>{t(answer.expects === null ? 'triage.title' : 'triage.again')}</h2>
      <PostForm action={fill(paths.withdrawals.triage, { id: answer.id })}>
        <Radios
          name="expects"
          label={t('expects')}
          hint={t('expects.hint')}
          value={kept['expects'] ?? answer.expects ?? answer.guess ?? undefined}
          error={faultOf(faults, 'expects')}
          choices={EXPECTED.map((value) => ({
            value,
            label: t(`expects.${value}`),
            hint: t(`expects.${value}.means`),
          }))}
        />
        <DateField
          name="slot"
          label={t('slot')}
          hint={t('slot.hint')}
          optional
          typed={typed}
          faults={faults}
        />
        <TextInput
          name="slotTime"
          label={t('slot.time')}
          hint={t('slot.time.hint')}
          optional
          width="short"
          autocomplete="off"
          value={typed['slotTime']}
          error={faultOf(faults, 'slotTime')}
        />
        <SubmitButton>{t('triage.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

/** A slot as it is typed in the form's fields. */
function typedSlot(slot: Date | null): Record<string, string> {
  if (slot === null) return {};
  const { date, minutes } = toLocal(slot);
  const { day, month, year } = toCivil(date);
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    slotDay: String(day),
    slotMonth: String(month),
    slotYear: String(year),
    slotTime: `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`,
  };
}
