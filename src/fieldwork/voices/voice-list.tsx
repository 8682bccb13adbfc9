import type { DateOnly } from '../../platform/dates.js';
import { DataTable, EmptyState, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import { mayPair, othersFor, standingOf, VOICE_RULE } from './rules.js';
import type { Voice } from './schema.js';
import { heardWords, measuresWords, perCent, StandingTag, type OriginName } from './voice-words.js';
import { wordsIn } from './words.js';

interface ListProps {
  readonly lang: Lang;
  readonly voices: readonly Voice[];
  readonly today: DateOnly;
  readonly originName: OriginName;
  /** Whether the reader records pretests. */
  readonly records: boolean;
}

/** Which two testers sound alike, but for origin? */
export function VoiceList({ lang, voices, today, originName, records }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const fits = (voice: Voice): string => {
    if (standingOf(voice, today) !== 'usable') return '–';
    const others = othersFor(voice, voices, today).filter((other) => mayPair(voice, other));
    return (
      others
        .map(({ name, origin }) => t('fits.words', { name, origin: originName(origin, lang) }))
        .join(', ') || t('fits.nobody')
    );
  };
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      {records ? (
        <p>
          <Link href={paths.voices.add}>{t('new')}</Link>
        </p>
      ) : null}
      <DataTable<Voice>
        caption={t('caption')}
        narrow="stack"
        rows={voices}
        keyOf={({ id }) => id}
        muted={(voice) => ['withdrawn', 'replaced'].includes(standingOf(voice, today))}
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none.next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('tester'),
            names: true,
            cell: (voice) => (
              <Link href={fill(paths.voices.one, { id: voice.id })}>
                {voice.name}
                <span class="visually-hidden">: {heardWords(voice, originName, lang)}</span>
              </Link>
            ),
          },
          { head: t('heard'), cell: (voice) => heardWords(voice, originName, lang) },
          { head: t('measures'), cell: (voice) => measuresWords(voice, lang) },
          { head: t('tested-on'), cell: ({ testedOn }) => f.date(testedOn) },
          { head: t('standing'), cell: (voice) => <StandingTag {...{ lang, voice, today }} /> },
          { head: t('fits'), cell: fits },
        ]}
      />
      <h2>{t('rule.title')}</h2>
      <p>
        {t('rule.usable', {
          raters: VOICE_RULE.minRaters,
          share: perCent(VOICE_RULE.minShare, lang),
          months: VOICE_RULE.months,
        })}
      </p>
      <p>
        {t('rule.match', {
          years: VOICE_RULE.maxYears,
          pace: perCent(VOICE_RULE.maxPace, lang),
          gap: f.number(VOICE_RULE.maxGap, 1),
        })}
      </p>
      <p>{t('rule.source')}</p>
    </>
  );
}

interface OwnProps {
  readonly lang: Lang;
  readonly voices: readonly Voice[];
  readonly today: DateOnly;
  readonly originName: OriginName;
}

/** How do others hear the reader? */
export function OwnVoice({ lang, voices, today, originName }: OwnProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('own.lead')}</p>
      <p>{t('own.why')}</p>
      <DataTable<Voice>
        caption={t('own.caption')}
        narrow="stack"
        rows={voices}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('own.none')} />}
        columns={[
          { head: t('heard'), names: true, cell: (voice) => heardWords(voice, originName, lang) },
          {
            head: t('one.share'),
            cell: ({ share, raters }) =>
              t('one.share.words', { share: perCent(share, lang), raters: f.number(raters) }),
          },
          { head: t('measures'), cell: (voice) => measuresWords(voice, lang) },
          { head: t('one.clarity'), align: 'right', cell: ({ clarity }) => f.number(clarity, 2) },
          {
            head: t('one.friendliness'),
            align: 'right',
            cell: ({ friendliness }) => f.number(friendliness, 2),
          },
          { head: t('one.remark'), cell: ({ remark }) => remark ?? '–' },
          { head: t('tested-on'), cell: ({ testedOn }) => f.date(testedOn) },
          { head: t('standing'), cell: (voice) => <StandingTag {...{ lang, voice, today }} /> },
        ]}
      />
    </>
  );
}
