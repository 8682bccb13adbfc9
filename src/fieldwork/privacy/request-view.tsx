import type { DateOnly } from '../../platform/dates.js';
import {
  DataTable,
  DateField,
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
  StateTag,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  type Lang,
  type StateLook,
} from '../../web/index.js';
import type { Approved } from '../approval/index.js';
import { AskedAfterErasure } from './erased-view.js';
import type { Sent } from './register-view.js';
import { clockOf, needOf, type RequestNeed } from './rules.js';
import { GROUNDS, REQUEST_KINDS } from './schema.js';
import type { FoundPlace, RequestAct, RequestLine, RequestView } from './views.js';
import { wordsIn, type Say } from './words.js';

const lookIn = (t: Say): StateLook<RequestNeed> => ({
  late: { tone: 'bad', word: t('need.late') },
  review: { tone: 'warn', word: t('need.review') },
  soon: { tone: 'warn', word: t('need.soon') },
  runs: { tone: 'active', word: t('need.runs') },
  answered: { tone: 'good', word: t('need.answered') },
});

interface ListProps extends Sent {
  readonly lang: Lang;
  readonly today: DateOnly;
  readonly requests: readonly RequestLine[];
}

/** Who asked about their data, and by when do we answer? */
export function RequestsPage({ lang, today, requests, faults, kept }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('requests.lead')}</p>
      <ErrorSummary faults={faults} />
      <DataTable<RequestLine>
        caption={t('requests')}
        captionHidden
        rows={requests}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('requests.none')}>
            <p>{t('requests.none.next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('request.number'),
            cell: ({ id, number }) => (
              <Link href={fill(paths.protection.one, { id })}>{t('one.title', { number })}</Link>
            ),
            names: true,
          },
          { head: t('request.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
          { head: t('request.subject'), cell: ({ subject }) => subject },
          { head: t('request.received'), cell: ({ receivedOn }) => f.date(receivedOn) },
          {
            head: t('request.due'),
            cell: (one) => (one.answered ? '–' : f.date(clockOf(one))),
          },
          {
            head: t('request.state'),
            cell: (one) => <StateTag state={needOf(one, today)} look={lookIn(t)} />,
          },
        ]}
      />
      <h2>{t('new.title')}</h2>
      <PostForm action={paths.protection.recordRequest}>
        <Radios
          name="kind"
          label={t('new.kind')}
          value={kept['kind']}
          error={faultOf(faults, 'kind')}
          choices={REQUEST_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextInput
          name="subject"
          label={t('new.subject')}
          value={kept['subject']}
          error={faultOf(faults, 'subject')}
        />
        <TextArea
          name="details"
          label={t('new.details')}
          rows={4}
          value={kept['details']}
          error={faultOf(faults, 'details')}
        />
        <DateField name="received" label={t('new.received')} typed={kept} faults={faults} />
        <SubmitButton>{t('new.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

interface OneProps extends Sent {
  readonly lang: Lang;
  readonly today: DateOnly;
  readonly request: RequestView;
  /** What a search just found; undefined while none was made. */
  readonly found?: readonly FoundPlace[] | undefined;
  /** The baselines whose figures were approved. */
  readonly approved: readonly Approved[];
}

/** What do we answer, and by when? */
export function RequestPage(props: OneProps) {
  const { lang, today, request, faults } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList
        items={[
          {
            term: t('request.state'),
            value: <StateTag state={needOf(request, today)} look={lookIn(t)} />,
          },
          { term: t('request.kind'), value: t(`kind.${request.kind}`) },
          { term: t('request.subject'), value: request.subject },
          { term: t('request.received'), value: f.date(request.receivedOn) },
          { term: t('request.due'), value: f.date(clockOf(request)) },
          { term: t('one.details'), value: <PlainText text={request.details} /> },
        ]}
      />
      <h2>{t('one.acts')}</h2>
      <Acts lang={lang} acts={request.acts} />
      {request.answered ? null : <Doing {...props} />}
    </>
  );
}

function Acts({ lang, acts }: { readonly lang: Lang; readonly acts: readonly RequestAct[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (acts.length === 0) return <p>{t('one.none')}</p>;
  const said = ({ kind, found, until, reviewOn }: RequestAct): string => {
    if (kind === 'searched') return t('act.searched', { count: found ?? 0 });
    if (kind === 'answered') return t('act.answered');
    return t('act.postponed', {
      until: until === null ? '–' : f.date(until),
      review: reviewOn === null ? '–' : f.date(reviewOn),
    });
  };
  return (
    <DataTable<RequestAct>
      caption={t('one.acts')}
      captionHidden
      narrow="stack"
      rows={acts}
      keyOf={({ at, kind }) => `${kind} ${at.toISOString()}`}
      columns={[
        { head: t('act.at'), cell: ({ at }) => f.dateTime(at), names: true },
        { head: t('act.who'), cell: ({ who }) => who },
        { head: t('act.what'), cell: said },
        { head: t('act.reason'), cell: ({ reason }) => reason ?? '–' },
      ]}
    />
  );
}

function Doing(props: OneProps) {
  const { lang, request, faults, kept, found } = props;
  const t = wordsIn(lang);
  const id = request.id;
  return (
    <>
      <h2>{t('search.title')}</h2>
      <PostForm action={fill(paths.protection.search, { id })}>
        <TextInput
          name="words"
          label={t('search.words')}
          hint={t('search.hint')}
          value={kept['words']}
          error={faultOf(faults, 'words')}
        />
        <SubmitButton>{t('search.verb')}</SubmitButton>
      </PostForm>
      {found === undefined ? null : <Found lang={lang} found={found} />}
      <AskedAfterErasure lang={lang} approved={props.approved} />
      <h2>{t('answer.title')}</h2>
      <PostForm action={fill(paths.protection.answer, { id })}>
        <TextArea
          name="answer"
          label={t('answer.text')}
          rows={4}
          value={kept['answer']}
          error={faultOf(faults, 'answer')}
        />
        <SubmitButton>{t('answer.verb')}</SubmitButton>
      </PostForm>
      <h2>{t('postpone.title')}</h2>
      <PostForm action={fill(paths.protection.postpone, { id })}>
        <Radios
          name="ground"
          label={t('postpone.ground')}
          value={kept['ground']}
          error={faultOf(faults, 'ground')}
          choices={GROUNDS.map((value) => ({
            value,
            label: t(`ground.${value}`),
            hint: t(`ground.${value}.means`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('postpone.reason')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <DateField name="until" label={t('postpone.until')} typed={kept} faults={faults} />
        <DateField name="review" label={t('postpone.review')} typed={kept} faults={faults} />
        <SubmitButton>{t('postpone.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

function Found({ lang, found }: { readonly lang: Lang; readonly found: readonly FoundPlace[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const places = [
    'account',
    'employer',
    'vacancy',
    'application',
    'answer',
    'withdrawal',
    'client-mail',
    'request',
  ] as const;
  const wordOf = (place: string): string => {
    const known = places.find((one) => one === place);
    return known === undefined ? place : t(`place.${known}`);
  };
  return (
    <DataTable<FoundPlace>
      caption={t('search.found', { count: found.length })}
      rows={found}
      keyOf={({ place, id }) => `${place} ${id}`}
      empty={<EmptyState title={t('search.none')} />}
      narrow="stack"
      columns={[
        { head: t('search.place'), cell: ({ place }) => wordOf(place), names: true },
        { head: t('search.id'), cell: ({ id }) => <code>{id}</code> },
        { head: t('search.since'), cell: ({ at }) => f.date(at) },
      ]}
    />
  );
}
