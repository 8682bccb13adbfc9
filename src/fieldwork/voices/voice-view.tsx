import type { DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  Dialog,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  Tag,
  TextArea,
  type Lang,
} from '../../web/index.js';
import {
  apartIn,
  lastDayOf,
  mayConfirm,
  mayWithdraw,
  othersFor,
  standingOf,
  VOICE_RULE,
  type VoiceField,
} from './rules.js';
import type { Voice } from './schema.js';
import { heardWords, perCent, StandingTag, whyWords, type OriginName } from './voice-words.js';
import { wordsIn } from './words.js';

export const VOICE_DONE = ['vast', 'bevestigd', 'ingetrokken'] as const;

interface VoiceViewProps {
  readonly lang: Lang;
  readonly voice: Voice;
  /** Every pretest, this one too. */
  readonly voices: readonly Voice[];
  readonly today: DateOnly;
  readonly actor: string;
  readonly originName: OriginName;
  readonly done: (typeof VOICE_DONE)[number] | undefined;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** May this voice be used, and with whom does it make a pair? */
export function VoiceView(props: VoiceViewProps) {
  const { lang, voice, today, done, faults } = props;
  const t = wordsIn(lang);
  const why = whyWords(voice, today, lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      {done === undefined ? null : <Callout tone="good" title={t(`done.${done}`)} />}
      {why === null ? null : <Callout tone="warn" title={why} />}
      <Facts {...props} />
      <Acts {...props} />
      {standingOf(voice, today) === 'usable' ? <Others {...props} /> : null}
    </>
  );
}

function Facts({ lang, voice, today }: VoiceViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const by = (who: string | null, when: Date | null) =>
    when === null ? '–' : t('one.by', { who: who ?? '?', when: f.dateTime(when) });
  return (
    <SummaryList
      items={[
        { term: t('standing'), value: <StandingTag {...{ lang, voice, today }} /> },
        { term: t('tested-on'), value: f.date(voice.testedOn) },
        { term: t('one.until'), value: f.date(lastDayOf(voice)) },
        {
          term: t('one.share'),
          value: t('one.share.words', { share: perCent(voice.share, lang), raters: f.number(voice.raters) }),
        },
        { term: t('one.sex'), value: t(`sex.${voice.sex}`) },
        { term: t('one.age'), value: t('one.age.words', { age: f.number(voice.age, 1) }) },
        { term: t('one.pace'), value: t('one.pace.words', { pace: f.number(voice.pace) }) },
        { term: t('one.clarity'), value: f.number(voice.clarity, 2) },
        { term: t('one.friendliness'), value: f.number(voice.friendliness, 2) },
        { term: t('one.remark'), value: voice.remark ?? '–' },
        {
          term: t('one.hash'),
          value: <code class="breaks">{voice.documentHash.toString('hex')}</code>,
        },
        { term: t('one.recorded'), value: by(voice.recorder, voice.recordedAt) },
        { term: t('one.confirmed'), value: by(voice.confirmer, voice.confirmedAt) },
        ...(voice.withdrawnAt === null
          ? []
          : [
              { term: t('one.withdrawn'), value: by(voice.withdrawer, voice.withdrawnAt) },
              { term: t('one.reason'), value: voice.withdrawnReason ?? '–' },
            ]),
      ]}
    />
  );
}

function Acts({ lang, voice, actor, faults, kept }: VoiceViewProps) {
  const t = wordsIn(lang);
  if (voice.withdrawnAt !== null) return null;
  if (!mayWithdraw(voice, actor).allowed) return <Callout tone="neutral" title={t('confirm.self')} />;
  return (
    <>
      {voice.confirmedAt !== null ? null : mayConfirm(voice, actor).allowed ? (
        <>
          <h2>{t('confirm.title')}</h2>
          <ConfirmForm action={fill(paths.voices.confirm, { id: voice.id })} verb={t('confirm')}>
            <p>{t('confirm.what')}</p>
          </ConfirmForm>
        </>
      ) : (
        <Callout tone="neutral" title={t('confirm.recorder')} />
      )}
      <Dialog verb={t('withdraw')} tone="danger" open={faultOf(faults, 'reason') !== undefined}>
        <ConfirmForm
          action={fill(paths.voices.withdraw, { id: voice.id })}
          verb={t('withdraw')}
          tone="danger"
        >
          <p>{t('withdraw.what')}</p>
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reason.hint')}
            rows={3}
            value={kept['reason']}
            error={faultOf(faults, 'reason')}
          />
        </ConfirmForm>
      </Dialog>
    </>
  );
}

function Others({ lang, voice, voices, today, originName }: VoiceViewProps) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('others.title')}</h2>
      <DataTable<Voice>
        caption={t('others.caption')}
        narrow="stack"
        rows={othersFor(voice, voices, today)}
        keyOf={({ id }) => id}
        empty={<p>{t('others.none')}</p>}
        columns={[
          {
            head: t('tester'),
            names: true,
            cell: ({ id, name }) => <Link href={fill(paths.voices.one, { id })}>{name}</Link>,
          },
          { head: t('heard'), cell: (other) => heardWords(other, originName, lang) },
          {
            head: t('others.result'),
            cell: (other) =>
              apartIn(voice, other).length === 0 ? (
                <Tag tone="good">{t('others.fits')}</Tag>
              ) : (
                <Tag tone="warn">{t('others.apart')}</Tag>
              ),
          },
          {
            head: t('others.why'),
            cell: (other) => {
              const apart = apartIn(voice, other);
              if (apart.length === 0) return '–';
              return (
                <ul>
                  {apart.map((field) => (
                    <li key={field}>{apartWords(field, voice, other, lang)}</li>
                  ))}
                </ul>
              );
            },
          },
        ]}
      />
    </>
  );
}

/** In what two voices are apart: both values, the limit, and what helps. */
function apartWords(field: VoiceField, one: Voice, other: Voice, lang: Lang): string {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (field === 'sex') return t('apart.sex', { one: t(`sex.${one.sex}`), other: t(`sex.${other.sex}`) });
  const most = {
    age: f.number(VOICE_RULE.maxYears),
    pace: perCent(VOICE_RULE.maxPace, lang),
    clarity: f.number(VOICE_RULE.maxGap, 1),
    friendliness: f.number(VOICE_RULE.maxGap, 1),
  };
  return t(`apart.${field}`, {
    one: f.number(one[field], 2),
    other: f.number(other[field], 2),
    most: most[field],
  });
}
