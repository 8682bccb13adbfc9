import { voidWord, type Campaign } from '../../campaigns/index.js';
import {
  SourceList,
  type AnswerProgress,
  type PlanProgress,
  type SourceView,
} from '../../fieldwork/index.js';
import {
  Callout,
  DataTable,
  fill,
  formatterFor,
  Link,
  LiveRegion,
  paths,
  Progress,
  RunningTotals,
  SummaryList,
  type Lang,
  type TotalsPoint,
} from '../../web/index.js';
import type { CountedPairs } from '../counts/index.js';
import { mailHealth, type MailFigures } from './rules.js';
import type { CourseDay } from './views.js';
import { wordsIn } from './words.js';

interface Shown {
  readonly campaign: Campaign;
  readonly now: Date;
  readonly days: readonly CourseDay[];
  readonly plan: PlanProgress;
  readonly answers: AnswerProgress;
  readonly counted: CountedPairs;
  readonly mail: MailFigures;
  readonly sources: readonly SourceView[];
  readonly seesFlags: boolean;
  readonly settles: boolean;
}
interface Props {
  readonly lang: Lang;
  readonly shown: Shown;
}

/** How does this campaign run, and is it healthy? Nothing by arm, and nothing of its evidence. */
export function CourseView({ lang, shown }: Props) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <LiveRegion
        id="verloop"
        address={fill(paths.campaigns.course, { id: shown.campaign.id })}
        kinds={['campaigns', 'dispatch', 'inbox', 'withdrawals']}
      >
        <p class="soft">{t('as-of', { when: formatterFor(lang).dateTime(shown.now) })}</p>
        <Reached lang={lang} shown={shown} />
        <h2>{t('over-time')}</h2>
        <RunningTotals
          id="verloop-grafiek"
          title={t('over-time.title')}
          lines={[t('sent'), t('answered'), t('coded')]}
          points={totalsOf(shown.days)}
        />
        <h2>{t('mail')}</h2>
        <Mail lang={lang} shown={shown} />
        <h2>{t('void')}</h2>
        <Voids lang={lang} counted={shown.counted} />
      </LiveRegion>
      <Evidence lang={lang} shown={shown} />
    </>
  );
}

function totalsOf(days: readonly CourseDay[]): TotalsPoint[] {
  let [sent, answered, coded] = [0, 0, 0];
  return days.map((day) => {
    sent += day.sent;
    answered += day.answered;
    coded += day.coded;
    return { date: day.date, totals: [sent, answered, coded] };
  });
}

function Reached({ lang, shown }: Props) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, plan, answers, counted } = shown;
  const ended = plan.states.sent + plan.states.refused;
  const applications = (campaign.design === 'single' ? 1 : 2) * plan.pairs;
  return (
    <>
      <Progress label={t('progress.sent')} labelled done={ended} total={applications} />
      <Progress label={t('progress.counted')} labelled done={counted.counted} total={plan.pairs} />
      <SummaryList
        items={[
          { term: t('answers'), value: f.number(answers.received) },
          { term: t('to-code'), value: f.number(answers.toCode) },
          {
            term: t('next-due'),
            value: plan.nextDue === null ? t('nothing-due') : f.dateTime(plan.nextDue),
          },
          {
            term: t('last-window'),
            value: plan.lastWindowEnd === null ? t('no-window') : f.dateTime(plan.lastWindowEnd),
          },
        ]}
      />
    </>
  );
}

function Mail({ lang, shown: { mail, sources, settles } }: Props) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const troubles = mailHealth(mail, sources.filter(({ trouble }) => trouble !== null).length);
  return (
    <>
      {troubles.length === 0 ? (
        <Callout tone="good" title={t('mail.well')} />
      ) : (
        <Callout tone="warn" title={t('mail.look')}>
          <ul>
            {troubles.map((trouble) => (
              <li key={trouble}>{t(`trouble.${trouble}`)}</li>
            ))}
          </ul>
          {settles && mail.inDoubt > 0 ? (
            <p>
              <Link href={paths.dispatch.queue}>{t('mail.settle')}</Link>
            </p>
          ) : null}
        </Callout>
      )}
      <SummaryList
        items={[
          { term: t('mail.sent'), value: f.number(mail.sent) },
          { term: t('mail.refused'), value: f.number(mail.refused) },
          { term: t('mail.bounced'), value: f.number(mail.bounced) },
          { term: t('mail.deferred'), value: f.number(mail.deferred) },
          { term: t('mail.waiting'), value: f.number(mail.waiting) },
          { term: t('mail.in-doubt'), value: f.number(mail.inDoubt) },
          { term: t('mail.late'), value: f.number(mail.late) },
        ]}
      />
      <SourceList lang={lang} sources={sources} />
    </>
  );
}

function Voids({ lang, counted }: { readonly lang: Lang; readonly counted: CountedPairs }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable
      caption={t('void.caption')}
      captionHidden
      rows={counted.voidReasons}
      keyOf={({ reason }) => reason}
      empty={<p>{t('void.none')}</p>}
      columns={[
        { head: t('void.reason'), cell: ({ reason }) => voidWord(reason, lang), names: true },
        { head: t('void.count'), cell: ({ count }) => f.number(count), align: 'right' },
      ]}
    />
  );
}

/** The way to the evidence; it stands apart, since opening it is logged and bars from other work. */
function Evidence({ lang, shown: { campaign, seesFlags } }: Props) {
  const t = wordsIn(lang);
  // Single applications have no flags and no growing evidence.
  if (!seesFlags || campaign.design === 'single') return null;
  const shut = campaign.purpose === 'baseline' || campaign.purpose === 'self-regulation';
  return (
    <>
      <h2>{t('evidence')}</h2>
      {campaign.stopRule === 'fixed' ? (
        <p>{t('evidence.fixed')}</p>
      ) : (
        <>
          <p>{t(shut ? 'evidence.shut' : 'evidence.logged')}</p>
          <p>
            <Link href={fill(paths.campaigns.flags, { id: campaign.id })}>{t('evidence.see')}</Link>
          </p>
        </>
      )}
    </>
  );
}
