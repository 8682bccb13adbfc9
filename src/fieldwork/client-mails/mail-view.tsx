import type { FieldFault } from '../../platform/problems.js';
import {
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
  TextInput,
  type Lang,
} from '../../web/index.js';
import { endingOf, TONES } from './mail-table.js';
import { mayRelease, maySend } from './rules.js';
import { ACTS, type Act } from './schema.js';
import type { ReadAnswer } from './service.js';
import type { LetterLine, MailLine } from './views.js';
import { wordsIn } from './words.js';

export interface MailViewProps {
  readonly lang: Lang;
  readonly mail: MailLine;
  readonly letters: readonly LetterLine[];
  readonly answers: readonly ReadAnswer[];
  /** Whether somebody there answered, whoever may read it. */
  readonly answered: boolean;
  /** Whether the reader may act on what they answered. */
  readonly mayAct: boolean;
  readonly texts: Readonly<Record<Act, string | null>>;
  /** What coders would read of the answers so far. */
  readonly draft: string;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What did the agency answer, and what follows? */
export function MailView(props: MailViewProps) {
  const { lang, mail, letters, answers, answered, mayAct } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      <SummaryList
        items={[
          { term: t('agency'), value: mail.name ?? t('agency-n', { n: mail.agency }) },
          { term: t('wave'), value: f.number(mail.wave) },
          { term: t('day'), value: f.shortDate(mail.plannedOn) },
          {
            term: t('stand'),
            value: <Tag tone={TONES[mail.stand]}>{endingOf(mail, lang) ?? t(`stand.${mail.stand}`)}</Tag>,
          },
        ]}
      />
      {letters.length === 0 && mail.state === 'planned' && mail.name !== null ? <Address {...props} /> : null}
      <h2>{t('sent.title')}</h2>
      {letters.length === 0 ? <p>{t('sent.none')}</p> : null}
      {letters.map((letter) => (
        <Letter key={letter.id} {...props} letter={letter} />
      ))}
      <h2>{t('answers.title')}</h2>
      {answers.length === 0 ? <p>{t('answers.none')}</p> : null}
      {answers.map(({ id, receivedAt, counts, unreadable, subject, text }) => (
        <section key={id}>
          <h3>{t('answers.at', { when: f.dateTime(receivedAt) })}</h3>
          {counts ? null : <p class="soft">{t('answers.automatic')}</p>}
          {unreadable ? <p class="soft">{t('answers.unreadable')}</p> : null}
          {subject === '' ? null : (
            <p>
              <strong>{subject}</strong>
            </p>
          )}
          <PlainText text={text} />
          {mayAct && mail.state === 'planned' ? (
            <PostForm action={fill(paths.clientMails.judge, { id: mail.task, answer: id })}>
              <SubmitButton tone="secondary" name="as" value={counts ? 'automatic' : 'real'}>
                {t(counts ? 'judge.automatic' : 'judge.real')}
              </SubmitButton>
            </PostForm>
          ) : null}
        </section>
      ))}
      {answered && mayAct ? <Follows {...props} /> : null}
    </>
  );
}

/** What still goes out, and the release; while it is not sure that the first mail left, that comes before. */
function Follows(props: MailViewProps) {
  const { lang, mail, letters } = props;
  const verdict = mayRelease(letters, true);
  if (!verdict.allowed) return <p>{wordsIn(lang)('wish-first')}</p>;
  return (
    <>
      <Acts {...props} />
      {mail.state === 'planned' ? <Release {...props} /> : null}
    </>
  );
}

function Address({ lang, mail, faults, kept }: MailViewProps) {
  const t = wordsIn(lang);
  return (
    <PostForm action={fill(paths.clientMails.address, { id: mail.task })}>
      <TextInput
        name="address"
        label={t('address')}
        hint={t('address.hint')}
        width="full"
        value={kept['address'] ?? mail.address ?? ''}
        error={faultOf(faults, 'address')}
      />
      <SubmitButton>{t('address.verb')}</SubmitButton>
    </PostForm>
  );
}

/** A field of one letter of several. */
export const idIn = (letter: string, field: string): string => `${field}-${letter}`;

function Letter({ lang, mail, letter, faults, kept }: MailViewProps & { readonly letter: LetterLine }) {
  const t = wordsIn(lang);
  return (
    <section>
      <h3>{t(`step.${letter.step}`)}</h3>
      <p class="soft">{t(`state.${letter.state}`)}</p>
      <p>
        <strong>{letter.subject}</strong>
      </p>
      <PlainText text={letter.body} />
      {letter.state === 'in-doubt' ? (
        <PostForm action={fill(paths.clientMails.settle, { id: mail.task, letter: letter.id })}>
          <Radios
            name="as"
            id={idIn(letter.id, 'as')}
            label={t('settle.as')}
            value={kept[idIn(letter.id, 'as')]}
            error={faultOf(faults, idIn(letter.id, 'as'))}
            choices={[
              { value: 'sent', label: t('settle.sent') },
              { value: 'not-sent', label: t('settle.not-sent') },
            ]}
          />
          <TextArea
            name="reason"
            id={idIn(letter.id, 'reason')}
            label={t('settle.reason')}
            rows={3}
            value={kept[idIn(letter.id, 'reason')]}
            error={faultOf(faults, idIn(letter.id, 'reason'))}
          />
          <SubmitButton>{t('settle.verb')}</SubmitButton>
        </PostForm>
      ) : null}
    </section>
  );
}

/** The approved lines that may still go out: a choice, never a text. */
function Acts({ lang, mail, letters, texts, faults, kept }: MailViewProps) {
  const t = wordsIn(lang);
  const open = ACTS.filter((act) => texts[act] !== null && maySend(act, letters, true).allowed);
  if (open.length === 0) return null;
  return (
    <>
      <h2>{t('act.title')}</h2>
      <p>{t('act.what')}</p>
      <PostForm action={fill(paths.clientMails.act, { id: mail.task })}>
        <Radios
          name="act"
          label={t('act.title')}
          value={kept['act']}
          error={faultOf(faults, 'act')}
          choices={open.map((act) => ({ value: act, label: t(`act.${act}`), hint: texts[act] ?? '' }))}
        />
        <SubmitButton>{t('act.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

function Release({ lang, mail, draft, faults, kept }: MailViewProps) {
  const t = wordsIn(lang);
  const yesNo = [
    { value: 'ja', label: t('yes') },
    { value: 'nee', label: t('no') },
  ];
  return (
    <>
      <h2>{t('release.title')}</h2>
      <p>{t('release.what')}</p>
      <PostForm action={fill(paths.clientMails.release, { id: mail.task })}>
        <TextArea
          name="told"
          label={t('release.told')}
          rows={8}
          value={kept['told'] ?? draft}
          error={faultOf(faults, 'told')}
        />
        {(['askedReason', 'namedBan'] as const).map((name) => (
          <Radios
            key={name}
            name={name}
            label={t(name === 'askedReason' ? 'release.asked' : 'release.named')}
            value={kept[name]}
            error={faultOf(faults, name)}
            choices={yesNo}
          />
        ))}
        <SubmitButton>{t('release.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
