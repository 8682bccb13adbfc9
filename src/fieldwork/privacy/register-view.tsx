import type { FieldFault } from '../../platform/problems.js';
import type { DataClass } from '../../register/index.js';
import {
  Callout,
  DataTable,
  DateField,
  EmptyState,
  ErrorSummary,
  faultOf,
  formatterFor,
  Link,
  paths,
  PostForm,
  Select,
  SubmitButton,
  SummaryList,
  Tag,
  textIn,
  TextArea,
  type Lang,
} from '../../web/index.js';
import { compare, type DateOnly } from '../../platform/dates.js';
import type { HoldableCampaign, HoldView, RunView, TermView } from './views.js';
import type { Approved } from '../approval/index.js';
import { ErasedBaselines } from './erased-view.js';
import { wordsIn as termsIn } from './term-words.js';
import { wordsIn, type Say } from './words.js';

export interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

interface RegisterProps extends Sent {
  readonly lang: Lang;
  readonly today: DateOnly;
  readonly classes: readonly DataClass[];
  readonly terms: readonly TermView[];
  readonly runs: readonly RunView[];
  readonly holds: readonly HoldView[];
  /** The baselines whose figures were approved. */
  readonly approved: readonly Approved[];
  /** The campaigns to lay a hold on; null for who may not. */
  readonly holdable: readonly HoldableCampaign[] | null;
  readonly handles: boolean;
}

/** What do we keep, why, and for how long? */
export function RegisterPage(props: RegisterProps) {
  const { lang, classes, terms } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      <p>
        {props.handles ? (
          <>
            <Link href={paths.protection.requests}>{t('requests')}</Link> ·{' '}
          </>
        ) : null}
        <Link href={paths.protection.record}>{t('record')}</Link>
      </p>
      <h2>{t('runs')}</h2>
      <Runs {...props} />
      <ErasedBaselines lang={lang} approved={props.approved} />
      <h2>{t('holds')}</h2>
      <Holds {...props} />
      <h2 id="register">{t('register')}</h2>
      {terms.some(({ confirmedAt }) => confirmedAt === null) ? (
        <Callout tone="warn" title={termsIn(lang)('waits')} />
      ) : null}
      {classes.map((one) => (
        <section key={one.code}>
          <h3>{textIn(one.name, lang)}</h3>
          <SummaryList
            items={[
              { term: t('of.holds'), value: textIn(one.holds, lang) },
              { term: t('of.purpose'), value: textIn(one.purpose, lang) },
              { term: t('of.basis'), value: textIn(one.basis, lang) },
              { term: t('of.sees'), value: textIn(one.sees, lang) },
              { term: t('of.term'), value: termWords(one, t) },
              { term: t('of.then'), value: textIn(one.then, lang) },
              { term: t('of.by'), value: t(`by.${one['kept-by']}`) },
            ]}
          />
          <Confirmed {...props} one={one} />
        </section>
      ))}
    </>
  );
}

/** Who confirmed a term as it stands, or the way to do so. */
function Confirmed({ lang, terms, handles, one }: RegisterProps & { readonly one: DataClass }) {
  const t = termsIn(lang);
  const f = formatterFor(lang);
  const term = terms.find(({ dataClass }) => dataClass === one.code);
  if (term === undefined) return null;
  if (term.confirmedAt !== null)
    return (
      <p>
        <Tag tone="good">{t('confirmed')}</Tag>{' '}
        {term.confirmedBy === null
          ? t('by-practice')
          : t('by', {
              name: term.confirmedBy,
              when: f.dateTime(term.confirmedAt),
            })}
      </p>
    );
  if (!handles) return <p>{t('not-yet')}</p>;
  return (
    <PostForm action={paths.protection.confirm} hidden={{ dataClass: one.code, text: term.text }}>
      <p>{t('confirm.what')}</p>
      <SubmitButton tone="secondary">
        {t('confirm')}
        <span class="visually-hidden">: {textIn(one.name, lang)}</span>
      </SubmitButton>
    </PostForm>
  );
}

/** How long a class is kept, in words. */
export function termWords({ term }: DataClass, t: Say): string {
  const after = t(`after.${term.after}`);
  if ('months' in term) return t('term.months', { count: term.months, after });
  return t('never' in term ? 'term.never' : 'term.at-once', { after });
}

function Runs({ lang, runs, classes }: RegisterProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const nameOf = (code: string): string => {
    const one = classes.find((known) => known.code === code);
    return one === undefined ? code : textIn(one.name, lang);
  };
  return (
    <DataTable<RunView>
      caption={t('runs')}
      captionHidden
      rows={runs}
      keyOf={({ at }) => at.toISOString()}
      empty={
        <EmptyState title={t('runs.none')}>
          <p>{t('runs.none.next')}</p>
        </EmptyState>
      }
      columns={[
        { head: t('runs.at'), cell: ({ at }) => f.dateTime(at), names: true },
        {
          head: t('runs.erased'),
          cell: ({ erased }) =>
            erased.length === 0
              ? t('runs.nothing')
              : erased.map((one) => `${nameOf(one.dataClass)}: ${f.number(one.erased)}`).join('; '),
        },
        {
          head: termsIn(lang)('runs.waiting'),
          cell: ({ waiting }) => (waiting.length === 0 ? '—' : waiting.map(nameOf).join('; ')),
        },
      ]}
    />
  );
}

function Holds(props: RegisterProps) {
  const { lang, holds, holdable, today } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p>{t('holds.why')}</p>
      {holds.length === 0 ? <p>{t('holds.none')}</p> : null}
      {holds.map((hold) => (
        <section key={hold.id}>
          <h3>{hold.campaignName}</h3>
          <SummaryList
            items={[
              { term: t('hold.reason'), value: hold.reason },
              { term: t('hold.since'), value: f.date(hold.placedAt) },
              {
                term: t('hold.review'),
                value: (
                  <>
                    {f.date(hold.reviewOn)}{' '}
                    {compare(hold.reviewOn, today) <= 0 ? <Tag tone="warn">{t('hold.due')}</Tag> : null}
                  </>
                ),
              },
            ]}
          />
        </section>
      ))}
      {holdable === null ? null : <LiftForm {...props} />}
      {holdable === null ? null : <HoldForm {...props} holdable={holdable} />}
    </>
  );
}

function LiftForm({ lang, holds, faults, kept }: RegisterProps) {
  const t = wordsIn(lang);
  if (holds.length === 0) return null;
  return (
    <>
      <h3>{t('hold.lift.title')}</h3>
      <PostForm action={paths.protection.lift}>
        <Select
          name="hold"
          label={t('hold.campaign')}
          value={kept['hold']}
          error={faultOf(faults, 'hold')}
          choices={holds.map(({ id, campaignName }) => ({
            value: id,
            label: campaignName,
          }))}
        />
        <TextArea
          name="liftReason"
          label={t('hold.lift.reason')}
          hint={t('hold.reason.hint')}
          rows={2}
          value={kept['liftReason']}
          error={faultOf(faults, 'liftReason')}
        />
        <SubmitButton>{t('hold.lift')}</SubmitButton>
      </PostForm>
    </>
  );
}

function HoldForm({
  lang,
  holdable,
  faults,
  kept,
}: RegisterProps & { readonly holdable: readonly HoldableCampaign[] }) {
  const t = wordsIn(lang);
  const free = holdable.filter(({ held }) => !held);
  if (free.length === 0) return null;
  return (
    <>
      <h3>{t('hold.place')}</h3>
      <PostForm action={paths.protection.hold}>
        <Select
          name="campaign"
          label={t('hold.campaign')}
          value={kept['campaign']}
          error={faultOf(faults, 'campaign')}
          choices={free.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea
          name="holdReason"
          label={t('hold.reason')}
          hint={t('hold.reason.hint')}
          rows={2}
          value={kept['holdReason']}
          error={faultOf(faults, 'holdReason')}
        />
        <DateField
          name="holdReview"
          label={t('hold.review')}
          hint={t('hold.review.hint')}
          typed={kept}
          faults={faults}
        />
        <SubmitButton>{t('hold.place.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
