import {
  Callout,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  PostForm,
  SubmitButton,
  TextArea,
  type Lang,
} from '../../web/index.js';
import { asKept, CodeFields, sayCodes } from './code-fields.js';
import { CallAnswer, type Sent } from './queue-view.js';
import type { CodedCall } from './views.js';
import { wordsIn } from './words.js';

interface CodedProps extends Sent {
  readonly lang: Lang;
  readonly item: CodedCall;
  readonly done: 'gewijzigd' | undefined;
}

/** A call that the coder coded: the own codes, and a change of mind with its reason. */
export function CodedCallPage({ lang, item, faults, kept, done }: CodedProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('one.lead', { codes: sayCodes(item.own, lang) })}</p>
      <ErrorSummary faults={faults} />
      {done === undefined ? null : <Callout tone="good" title={t('done.change')} />}
      <CallAnswer lang={lang} item={item} />
      {item.changes.length === 0 ? null : (
        <>
          <h2>{t('changes.title')}</h2>
          <ul>
            {item.changes.map(({ from, to, reason, at }) => (
              <li key={at.toISOString()}>
                {t('changes.one', {
                  when: f.dateTime(at),
                  from: sayCodes(from, lang),
                  to: sayCodes(to, lang),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('change.title')}</h2>
      <p>{t('change.what')}</p>
      <PostForm action={fill(paths.callCoding.change, { id: item.task })}>
        <CodeFields lang={lang} item={item} faults={faults} kept={{ ...asKept(item.own), ...kept }} />
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
