import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  PostForm,
  Radios,
  Script,
  SubmitButton,
  SummaryList,
  TextArea,
  withQuery,
  type Lang,
} from '../../web/index.js';
import type { CodedItem, NextItem } from './coding-views.js';
import { codingWordsIn } from './coding-words.js';
import type { Code } from './schema.js';

/** The codes in the order in which people look for them, each with the key that chooses it. */
export const CODE_KEYS = [
  ['INV', '1'],
  ['TST', '2'],
  ['ALT', '3'],
  ['CTC', '4'],
  ['INF', '5'],
  ['SEND-CV', 'c'],
  ['ACK-H', '6'],
  ['ACK-A', '7'],
  ['RES', '8'],
  ['REJ', '9'],
  ['FIL', '0'],
  ['BNC', 'b'],
  ['DET', 'd'],
  ['ERR', 'e'],
] as const satisfies readonly (readonly [Code, string])[];

/** The codes that an answer may get: a curriculum vitae is asked for in a call alone. */
const codesFor = (byCall: boolean) => CODE_KEYS.filter(([code]) => byCall || code !== 'SEND-CV');

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

interface QueueProps extends Sent {
  readonly lang: Lang;
  readonly next: NextItem | undefined;
  readonly left: number;
  /** Client calls that wait for this coder too. */
  readonly calls: number;
  /** What was just coded, with what the rules thought of it: told only now. */
  readonly previous: CodedItem | undefined;
  readonly done: 'opzij' | undefined;
}

/** One answer, one question: what does the employer answer? */
export function CodingQueue(props: QueueProps) {
  const { lang, next, left, calls, previous, done } = props;
  const t = codingWordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      {done === undefined ? null : <Callout tone="good" title={t('done.aside')} />}
      {previous === undefined ? null : <Previous lang={lang} item={previous} />}
      {next === undefined ? (
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      ) : (
        <div
          data-coding
          data-keys-on={t('keys.on')}
          data-keys-off={t('keys.off')}
          data-keys-how={t('keys.how')}
          data-keys={codesFor(next.byCall)
            .map(([code, key]) => `${key}:${code}`)
            .join(' ')}
        >
          <p class="soft">{t('left', { count: formatterFor(lang).number(left) })}</p>
          <Answer lang={lang} subject={next.subject} text={next.text} />
          <CodeForm {...props} next={next} />
          <StepAside lang={lang} next={next} />
          <Script name="coding.js" />
        </div>
      )}
      {calls === 0 ? null : (
        <p>
          <Link href={paths.callCoding.queue}>{t('calls', { count: formatterFor(lang).number(calls) })}</Link>
        </p>
      )}
    </>
  );
}

function Answer({
  lang,
  subject,
  text,
}: {
  readonly lang: Lang;
  readonly subject: string;
  readonly text: string;
}) {
  const t = codingWordsIn(lang);
  return (
    <>
      <SummaryList
        items={[
          {
            term: t('subject'),
            value: subject === '' ? <span class="soft">{t('subject.none')}</span> : subject,
          },
        ]}
      />
      <Callout>{text.trim() === '' ? <p>{t('text.none')}</p> : <PlainText text={text} />}</Callout>
      <p class="soft">{t('text.note')}</p>
    </>
  );
}

function CodeForm({ lang, next, faults, kept }: QueueProps & { readonly next: NextItem }) {
  const t = codingWordsIn(lang);
  const { response, settle, byCall } = next;
  return (
    <PostForm action={fill(paths.coding.code, { id: response })}>
      {settle.length === 0 ? null : (
        <Callout tone="neutral">
          <p>{t('settle', { codes: settle.map((code) => t(`code.${code}`)).join(' / ') })}</p>
        </Callout>
      )}
      <CodeRadios lang={lang} byCall={byCall} value={kept['code']} error={faultOf(faults, 'code')} />
      <p class="confirm-acts">
        <SubmitButton>{t('verb')}</SubmitButton>
        <Link href={withQuery(paths.coding.queue, { na: response })}>{t('skip')}</Link>
      </p>
    </PostForm>
  );
}

interface RadiosProps {
  readonly lang: Lang;
  /** Whether it was heard in a call that a candidate made. */
  readonly byCall: boolean;
  readonly value: string | undefined;
  readonly error: string | undefined;
}

function CodeRadios({ lang, byCall, value, error }: RadiosProps) {
  const t = codingWordsIn(lang);
  return (
    <div class="big-choices">
      <Radios
        name="code"
        label={t('code')}
        value={value}
        error={error}
        choices={codesFor(byCall).map(([code]) => ({
          value: code,
          label: t(`code.${code}`),
          hint: t(`means.${code}`),
        }))}
      />
    </div>
  );
}

function StepAside({ lang, next }: { readonly lang: Lang; readonly next: NextItem }) {
  const t = codingWordsIn(lang);
  return (
    <ConfirmForm
      action={fill(paths.coding.stepAside, { id: next.response })}
      title={t('aside.title')}
      verb={t('aside.verb')}
      tone="secondary"
    >
      <p>{t('aside.what')}</p>
    </ConfirmForm>
  );
}

function Previous({ lang, item }: { readonly lang: Lang; readonly item: CodedItem }) {
  const t = codingWordsIn(lang);
  return (
    <Callout tone="good" title={t('done.code', { code: t(`code.${item.code}`) })}>
      <RulesThought lang={lang} item={item} />
      <p>
        <Link href={fill(paths.coding.one, { id: item.response })}>{t('change.link')}</Link>
      </p>
    </Callout>
  );
}

/** What the rules suggested and by which words, folded away. */
function RulesThought({ lang, item }: { readonly lang: Lang; readonly item: CodedItem }) {
  const t = codingWordsIn(lang);
  const { suggestion, suggestionWords } = item;
  return (
    <details>
      <summary>{t('rules.title')}</summary>
      {suggestion === null ? (
        <p>{t('rules.none')}</p>
      ) : (
        <p>{t('rules.code', { code: t(`code.${suggestion}`) })}</p>
      )}
      {suggestionWords.length === 0 ? null : (
        <p>{t('rules.words', { words: suggestionWords.map((words) => `“${words}”`).join(', ') })}</p>
      )}
    </details>
  );
}

interface CodedProps extends Sent {
  readonly lang: Lang;
  readonly item: CodedItem;
  readonly done: 'gewijzigd' | undefined;
}

/** An answer that the coder coded: the own code, what the rules thought, and a change of mind with its reason. */
export function CodedPage({ lang, item, faults, kept, done }: CodedProps) {
  const t = codingWordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('one.lead', { code: t(`code.${item.code}`) })}</p>
      <ErrorSummary faults={faults} />
      {done === undefined ? null : <Callout tone="good" title={t('done.change')} />}
      <Answer lang={lang} subject={item.subject} text={item.text} />
      <RulesThought lang={lang} item={item} />
      {item.changes.length === 0 ? null : (
        <>
          <h2>{t('changes.title')}</h2>
          <ul>
            {item.changes.map(({ from, to, reason, at }) => (
              <li key={at.toISOString()}>
                {t('changes.one', {
                  when: f.dateTime(at),
                  from: t(`code.${from}`),
                  to: t(`code.${to}`),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('change.title')}</h2>
      <p>{t('change.what')}</p>
      <PostForm action={fill(paths.coding.change, { id: item.response })}>
        <CodeRadios
          lang={lang}
          byCall={item.byCall}
          value={kept['code'] ?? item.code}
          error={faultOf(faults, 'code')}
        />
        <TextArea
          name="reason"
          label={t('reason')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <SubmitButton tone="secondary">{t('change.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
