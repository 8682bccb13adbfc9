import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  SubmitButton,
  SummaryList,
  Tag,
  TextArea,
  type Lang,
} from '../../web/index.js';
import { whyWord } from '../outbox/index.js';
import { letterOf, numberOf } from '../scheduling/looks.js';
import { endOfDay, standOf } from './form-list.js';
import { RecordForm } from './record-form.js';
import type { FormTask, Prepared } from './schema.js';
import { Steps } from './steps.js';
import { wordsIn } from './words.js';

export interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

export interface FormViewProps extends Sent {
  readonly lang: Lang;
  readonly form: FormTask;
  readonly actor: string;
  /** Whether the reader may know the employer. */
  readonly named: boolean;
  readonly fills: boolean;
  /** Whether the reader may free it now. */
  readonly frees: boolean;
  /** What is prepared, for who holds it. */
  readonly prepared: Prepared | null;
  /** Why nothing of its campaign may leave now, or null. */
  readonly refusal: string | null;
  readonly late: boolean;
}

/** One form: what it is, and what the reader can do with it now. */
export function FormView(props: FormViewProps) {
  const { form, prepared, faults } = props;
  return (
    <>
      <ErrorSummary faults={faults} />
      <Warnings {...props} />
      <Facts {...props} />
      {prepared === null ? <Take {...props} /> : <Fill {...props} prepared={prepared} />}
      {form.endedAt === null ? null : <Result {...props} />}
      {props.frees ? <Free {...props} /> : null}
    </>
  );
}

function Warnings({ lang, form, prepared, refusal, late }: FormViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (prepared !== null && refusal !== null)
    return (
      <Callout tone="bad" title={t('stop.title')}>
        <p>
          {whyWord(refusal, lang)} {t('stop.what')}
        </p>
      </Callout>
    );
  if (prepared !== null && late)
    return (
      <Callout tone="warn" title={t('late.title')}>
        <p>{t('late.what')}</p>
      </Callout>
    );
  if (prepared === null && form.state === 'sending' && form.takenAt !== null)
    return (
      <Callout tone="warn" title={t('taken.title', { name: form.takenByName ?? '' })}>
        <p>{t('taken.what', { at: f.dateTime(form.takenAt) })}</p>
      </Callout>
    );
  return null;
}

function Facts({ lang, form, named, actor }: FormViewProps) {
  const t = wordsIn(lang);
  const { word, tone } = standOf(form, actor, lang);
  const open = form.state === 'due' || form.state === 'sending' || form.state === 'planned';
  return (
    <SummaryList
      items={[
        ...(named
          ? [
              { term: t('employer'), value: `${form.employer}, ${form.place}` },
              { term: t('vacancy'), value: form.vacancyTitle },
              { term: t('where'), value: form.where },
            ]
          : []),
        {
          term: t('test'),
          value: (
            <Link href={fill(paths.tests.one, { id: form.test })}>
              {numberOf(form.ordinal)}&nbsp;{letterOf(form)}
            </Link>
          ),
        },
        { term: t('campaign'), value: form.campaignName },
        ...(open ? [{ term: t('until'), value: formatterFor(lang).dateTime(endOfDay(form)) }] : []),
        { term: t('stand'), value: <Tag tone={tone}>{word}</Tag> },
      ]}
    />
  );
}

/** The button by which a fieldworker takes it, or why that cannot be now. */
function Take({ lang, form, fills }: FormViewProps) {
  const t = wordsIn(lang);
  if (form.state !== 'due') return null;
  if (form.why !== null)
    return (
      <Callout tone="warn" title={t('cannot.title')}>
        <p>
          {whyWord(form.why, lang)}{' '}
          {form.why === 'vacancy-unchecked' && fills ? (
            <Link href={fill(paths.vacancies.one, { id: form.vacancy })}>{t('check')}</Link>
          ) : null}
        </p>
      </Callout>
    );
  if (!fills) return null;
  return (
    <>
      <h2>{t('take.title')}</h2>
      <p>{t('take.what')}</p>
      <PostForm action={fill(paths.forms.take, { id: form.id })}>
        <SubmitButton>{t('take.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

function Fill({ lang, form, prepared, faults, kept }: FormViewProps & { readonly prepared: Prepared }) {
  // As Belgian forms ask for it: day/month/year.
  const birthDate = prepared.birthDate.split('-').reverse().join('/');
  return (
    <>
      <Steps lang={lang} id={form.id} formUrl={form.formUrl ?? ''} prepared={{ ...prepared, birthDate }} />
      <RecordForm lang={lang} id={form.id} faults={faults} kept={kept} />
    </>
  );
}

/** What its taker said, and the screen that was kept; it never changes any more. */
function Result({ lang, form, named }: FormViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { result, takenByName, endedAt, sentAt, said, reference, proof } = form;
  const outcome =
    result === 'sent' || result === 'in-doubt' || result === 'not-possible' || result === 'given-back'
      ? result
      : null;
  return (
    <>
      <h2>{t('result.title')}</h2>
      <SummaryList
        items={[
          ...(outcome === null ? [] : [{ term: t('result'), value: t(`outcome.${outcome}`) }]),
          { term: t('result.by'), value: takenByName ?? '' },
          ...(endedAt === null ? [] : [{ term: t('result.at'), value: f.dateTime(endedAt) }]),
          ...(sentAt === null ? [] : [{ term: t('result.sent-at'), value: f.dateTime(sentAt) }]),
          ...(named && said !== null ? [{ term: t('result.said'), value: said }] : []),
          ...(named && reference !== null ? [{ term: t('reference'), value: reference }] : []),
        ]}
      />
      {named && proof !== null ? (
        <p>
          <Link href={fill(paths.forms.proof, { id: form.id })}>{t('proof')}</Link>
        </p>
      ) : null}
    </>
  );
}

function Free({ lang, form, faults, kept }: FormViewProps) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('free.title')}</h2>
      <p>{t('free.what', { name: form.takenByName ?? '' })}</p>
      <PostForm action={fill(paths.forms.free, { id: form.id })}>
        <TextArea
          name="reason"
          label={t('free.reason')}
          hint={t('free.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <SubmitButton>{t('free.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
