import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  EmptyState,
  ErrorSummary,
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  PostForm,
  SubmitButton,
  SummaryList,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { spoken } from '../calls/script-steps.js';
import { CodeFields, sayCodes } from './code-fields.js';
import type { CallItem, CodedCall, NextCall } from './views.js';
import { wordsIn } from './words.js';

/** What was sent and came back. */
export interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

interface QueueProps extends Sent {
  readonly lang: Lang;
  readonly next: NextCall | undefined;
  readonly left: number;
  /** Answers to applications that wait for this coder too. */
  readonly mail: number;
  /** What was just coded. */
  readonly previous: CodedCall | undefined;
  readonly done: 'opzij' | undefined;
}

/** One call, one question: what does the agency answer to the wish? */
export function CallQueue(props: QueueProps) {
  const { lang, next, left, mail, previous, done } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      {done === undefined ? null : <Callout tone="good" title={t('done.aside')} />}
      {previous === undefined ? null : (
        <Callout tone="good" title={t('done.code', { codes: sayCodes(previous.own, lang) })}>
          <p>
            <Link href={fill(paths.callCoding.one, { id: previous.task })}>{t('change.link')}</Link>
          </p>
        </Callout>
      )}
      {next === undefined ? (
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      ) : (
        <>
          <p class="soft">{t('left', { count: f.number(left) })}</p>
          <CallAnswer lang={lang} item={next} />
          <Code {...props} next={next} />
          <ConfirmForm
            action={fill(paths.callCoding.stepAside, { id: next.task })}
            title={t('aside.title')}
            verb={t('aside.verb')}
            tone="secondary"
          >
            <p>{t('aside.what')}</p>
          </ConfirmForm>
        </>
      )}
      {mail === 0 ? null : (
        <p>
          <Link href={paths.coding.queue}>{t('mail', { count: f.number(mail) })}</Link>
        </p>
      )}
    </>
  );
}

/** The wish, what they said to it, and what the tester noted. */
export function CallAnswer({ lang, item }: { readonly lang: Lang; readonly item: CallItem }) {
  const t = wordsIn(lang);
  const yesNo = (yes: boolean): string => t(yes ? 'yes' : 'no');
  return (
    <>
      <h2>{t('wish')}</h2>
      <p class="say" lang={item.language}>
        {spoken(item.wish, { agency: null }, lang)}
      </p>
      <h2>{t(item.byMail ? 'told.mail' : 'told')}</h2>
      <Callout>{item.told.trim() === '' ? <p>{t('told.none')}</p> : <PlainText text={item.told} />}</Callout>
      <p class="soft">{t(item.byMail ? 'told.note-mail' : 'told.note')}</p>
      <SummaryList
        items={[
          { term: t('noted.asked'), value: yesNo(item.askedReason) },
          { term: t('noted.named'), value: yesNo(item.namedBan) },
        ]}
      />
    </>
  );
}

function Code({ lang, next, faults, kept }: QueueProps & { readonly next: NextCall }) {
  const t = wordsIn(lang);
  const { task, settle } = next;
  return (
    <PostForm action={fill(paths.callCoding.code, { id: task })}>
      {settle.length === 0 ? null : (
        <Callout title={t('settle')}>
          <ul>
            {settle.map((codes, place) => (
              <li key={String(place)}>{sayCodes(codes, lang)}</li>
            ))}
          </ul>
        </Callout>
      )}
      <CodeFields lang={lang} item={next} faults={faults} kept={kept} />
      <p class="confirm-acts">
        <SubmitButton>{t('verb')}</SubmitButton>
        <Link href={withQuery(paths.callCoding.queue, { na: task })}>{t('skip')}</Link>
      </p>
    </PostForm>
  );
}
