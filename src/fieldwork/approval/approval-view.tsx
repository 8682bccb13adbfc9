import type { CampaignId } from '../../campaigns/index.js';
import {
  Callout,
  ConfirmForm,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  textIn,
  type Lang,
} from '../../web/index.js';
import { approvalProblems } from './problems.js';
import type { Approvable, Approved } from './views.js';
import { wordsIn } from './words.js';

interface ApprovalProps {
  readonly lang: Lang;
  readonly id: CampaignId;
  readonly approved: Approved | null;
  readonly approvable: Approvable;
}

/** What changes when these figures are approved? */
export function ApprovalPage(props: ApprovalProps) {
  const { lang, id, approved, approvable } = props;
  const { byCalls, byMail } = approvable;
  const t = wordsIn(lang);
  return (
    <>
      {approved === null ? <p class="lead">{t('lead')}</p> : undefined}
      {approved === null ? (
        <Ask {...props} />
      ) : (
        <Done lang={lang} approved={approved} byCalls={byCalls} byMail={byMail} />
      )}
      <h2>{t('goes.title')}</h2>
      <ul>
        <li>{t(byMail ? 'goes.agency-mail' : byCalls ? 'goes.agency' : 'goes.link')}</li>
        <li>{t(byMail ? 'goes.notes-mail' : byCalls ? 'goes.notes' : 'goes.texts')}</li>
        <li>{t('goes.plan')}</li>
        {byCalls ? undefined : <li>{t('goes.looks')}</li>}
      </ul>
      <h2>{t('stays.title')}</h2>
      <ul>
        <li>{t('stays.figures')}</li>
        {byCalls ? undefined : <li>{t('stays.caps')}</li>}
        <li>{t('stays.log')}</li>
      </ul>
      <p>
        <Link href={fill(byCalls ? paths.campaigns.clientCalls : paths.campaigns.findings, { id })}>
          {t('see-figures')}
        </Link>
      </p>
    </>
  );
}

function Ask({ lang, id, approvable }: ApprovalProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { refusal, tests, byCalls, byMail, lateUntil } = approvable;
  if (refusal !== null)
    return (
      <Callout tone="warn" title={textIn(approvalProblems.kinds[refusal], lang)}>
        {refusal === 'approval-late-answers' && lateUntil !== null ? (
          <p>{t('late-until', { when: f.date(lateUntil) })}</p>
        ) : undefined}
      </Callout>
    );
  return (
    <ConfirmForm action={fill(paths.campaigns.approve, { id })} verb={t('verb')} tone="danger">
      <p>{t(byMail ? 'what-mails' : byCalls ? 'what-calls' : 'what', { count: tests })}</p>
      <p>{t('replay')}</p>
      <p>{t('cannot-undo')}</p>
    </ConfirmForm>
  );
}

function Done({
  lang,
  approved: { approvedAt, replay, erased, reviewOn },
  byCalls,
  byMail,
}: {
  lang: Lang;
  approved: Approved;
  byCalls: boolean;
  byMail: boolean;
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const drawnAgain =
    replay === null
      ? [{ term: t('replayed'), value: t('replayed.never') }]
      : [
          { term: t('replayed'), value: f.dateTime(replay.at) },
          { term: t('replay-hash'), value: <code>{replay.hash}</code> },
        ];
  if (erased === null)
    return (
      <>
        <Callout tone="warn" title={t('approved-on', { when: f.date(approvedAt) })}>
          <p>{reviewOn === null ? t('soon') : t('held', { when: f.date(reviewOn) })}</p>
        </Callout>
        <SummaryList items={drawnAgain} />
      </>
    );
  return (
    <>
      <Callout tone="good" title={t('erased-on', { when: f.date(erased.at) })} />
      <SummaryList
        items={[
          { term: t('approved'), value: f.dateTime(approvedAt) },
          ...drawnAgain,
          { term: t('erased'), value: f.dateTime(erased.at) },
          { term: t(byMail ? 'mails' : byCalls ? 'calls' : 'tests'), value: f.number(erased.tests) },
          { term: t('employers'), value: f.number(erased.employers) },
          { term: t('answers'), value: f.number(erased.answers) },
          ...(byCalls ? [] : [{ term: t('marks'), value: f.number(erased.marks) }]),
        ]}
      />
    </>
  );
}
