import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
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
  TextArea,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { matchWordsIn } from './match-words.js';
import type { MatchedMessage } from './matched-views.js';
import { Reasons } from './reasons.js';
import { wordsIn } from './words.js';

interface MatchedProps {
  readonly lang: Lang;
  readonly message: MatchedMessage;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Does this answer stand where it belongs? The match with its reasons, and a correction with its own. */
export function MatchedPage({ lang, message, faults, kept }: MatchedProps) {
  const t = wordsIn(lang);
  const m = matchWordsIn(lang);
  return (
    <>
      <p class="lead">{m('matched.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList
        items={[
          { term: m('matched.to'), value: message.address },
          { term: m('matched.employer'), value: message.employerAddress },
          { term: t('from'), value: message.from === '' ? '<>' : message.from },
          { term: t('received'), value: formatterFor(lang).dateTime(message.receivedAt) },
          {
            term: t('subject'),
            value: message.subject === '' ? <span class="soft">{t('subject.none')}</span> : message.subject,
          },
        ]}
      />
      <h2>{m('matched.why')}</h2>
      {message.points === null ? (
        <p>{m('matched.by-person')}</p>
      ) : (
        <Reasons lang={lang} points={message.points} reasons={message.reasons} />
      )}
      <h2>{t('text')}</h2>
      <Callout>
        {message.text.trim() === '' ? <p>{t('text.none')}</p> : <PlainText text={message.text} />}
      </Callout>
      <h2>{m('correct.title')}</h2>
      <p>{m('correct.what')}</p>
      <CorrectionForm lang={lang} message={message} faults={faults} kept={kept} />
    </>
  );
}

function CorrectionForm({ lang, message, faults, kept }: MatchedProps) {
  const m = matchWordsIn(lang);
  return (
    <PostForm action={fill(paths.inbox.rematch, { id: message.id })}>
      <Radios
        name="where"
        label={m('correct.where')}
        value={kept['where']}
        error={faultOf(faults, 'where')}
        choices={[
          ...message.candidates.map(({ application, address, points }) => ({
            value: application,
            label: address,
            hint: m('points.short', { count: points }),
          })),
          { value: 'address', label: m('correct.address') },
          { value: 'none', label: m('correct.none'), hint: m('correct.none-what') },
        ]}
      />
      <TextInput
        name="address"
        type="email"
        autocomplete="off"
        optional
        label={m('correct.which')}
        value={kept['address']}
        error={faultOf(faults, 'address')}
      />
      <TextArea
        name="reason"
        label={m('correct.reason')}
        rows={3}
        value={kept['reason']}
        error={faultOf(faults, 'reason')}
      />
      <SubmitButton>{m('correct.verb')}</SubmitButton>
    </PostForm>
  );
}
