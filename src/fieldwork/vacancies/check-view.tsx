import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  Pagination,
  paths,
  PlainText,
  PostForm,
  Radios,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { isDateOnly } from '../../platform/dates.js';
import { knownText, VACANCY_FIELDS } from './rules.js';
import { VERDICTS } from './schema.js';
import type { ToCheck } from './views.js';
import { wordsIn } from './words.js';

export interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
export const DONE = ['vast', 'open', 'gewijzigd'] as const;
export type Done = (typeof DONE)[number];

interface ListProps extends Sent {
  readonly lang: Lang;
  readonly vacancies: readonly ToCheck[];
  /** How many there are on all pages. */
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly done: Done | undefined;
}

/** Which vacancies are still open? One list, one button. */
export function CheckList({ lang, vacancies, count, page, pages, done, faults, kept }: ListProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      {done === undefined ? null : (
        <Callout tone={done === 'gewijzigd' ? 'warn' : 'good'} title={t(`done.${done}`)} />
      )}
      <p>{t('why')}</p>
      {vacancies.length === 0 ? (
        <EmptyState title={t('none')}>
          <p>{t('none.next')}</p>
        </EmptyState>
      ) : (
        <PostForm action={paths.vacancies.record} hidden={{ pagina: String(page) }}>
          <p id="keuze">{t('what-then')}</p>
          <p>{t('count', { count })}</p>
          {vacancies.map((vacancy) => (
            <section key={vacancy.id} class="short-choices">
              <h2>{vacancy.title}</h2>
              <Facts lang={lang} vacancy={vacancy} folded />
              <Radios
                name={`v-${vacancy.id}`}
                label={t('still')}
                value={kept[`v-${vacancy.id}`] ?? 'later'}
                choices={[...VERDICTS, 'later' as const].map((value) => ({ value, label: t(value) }))}
              />
              <p>
                <Link href={fill(paths.vacancies.one, { id: vacancy.id })}>
                  {t('compare')}
                  <span class="visually-hidden">: {vacancy.title}</span>
                </Link>{' '}
                · <PageLink lang={lang} vacancy={vacancy} />
              </p>
            </section>
          ))}
          <SubmitButton>{t('verb')}</SubmitButton>
        </PostForm>
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(to) => withQuery(paths.vacancies.list, { pagina: String(to) })}
      />
    </>
  );
}

function PageLink({ lang, vacancy }: { readonly lang: Lang; readonly vacancy: ToCheck }) {
  return (
    <Link href={fill(paths.vacancies.pages, { id: vacancy.id })}>
      {wordsIn(lang)('page')}
      <span class="visually-hidden">: {vacancy.title}</span>
    </Link>
  );
}

interface FactsProps {
  readonly lang: Lang;
  readonly vacancy: ToCheck;
  /** What is not needed to find the vacancy stands behind a fold. */
  readonly folded?: boolean;
}

function Facts({ lang, vacancy, folded = false }: FactsProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { closing } = vacancy;
  const first = [
    { term: t('employer'), value: `${vacancy.employer}, ${vacancy.place}` },
    { term: t('where'), value: `${vacancy.source} ${vacancy.reference}` },
    { term: t('due'), value: f.dateTime(vacancy.dueAt) },
  ];
  const more = [
    { term: t('contact'), value: vacancy.contact },
    {
      term: t('closing'),
      value: closing !== null && isDateOnly(closing) ? f.date(closing) : t('closing.unknown'),
    },
    {
      term: t('checked'),
      value: vacancy.checkedAt === null ? t('never') : f.dateTime(vacancy.checkedAt),
    },
  ];
  if (!folded) return <SummaryList items={[...first, ...more]} />;
  return (
    <>
      <SummaryList items={first} />
      <details class="chart-table">
        <summary>
          {t('more')}
          <span class="visually-hidden">: {vacancy.title}</span>
        </summary>
        <SummaryList items={more} />
      </details>
    </>
  );
}

interface OneProps extends Sent {
  readonly lang: Lang;
  readonly vacancy: ToCheck;
}

/** Does this vacancy still say the same? */
export function CompareView({ lang, vacancy, faults, kept }: OneProps) {
  const t = wordsIn(lang);
  const before = knownText(vacancy);
  const now = (field: (typeof VACANCY_FIELDS)[number]): string => kept[field] ?? before[field];
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <Facts lang={lang} vacancy={vacancy} />
      <p>
        <PageLink lang={lang} vacancy={vacancy} />
      </p>
      <h2>{t('one.before')}</h2>
      <SummaryList
        items={VACANCY_FIELDS.map((field) => ({
          term: t(`field.${field}`),
          value: before[field] === '' ? t('one.nothing') : <PlainText text={before[field]} />,
        }))}
      />
      <h2>{t('one.now')}</h2>
      <p>{t('one.how')}</p>
      <PostForm action={fill(paths.vacancies.compare, { id: vacancy.id })}>
        {VACANCY_FIELDS.map((field) =>
          field === 'duties' || field === 'requirements' ? (
            <TextArea
              key={field}
              name={field}
              label={t(`field.${field}`)}
              rows={5}
              optional
              value={now(field)}
              error={faultOf(faults, field)}
            />
          ) : (
            <TextInput
              key={field}
              name={field}
              label={t(`field.${field}`)}
              optional={field !== 'title'}
              value={now(field)}
              error={faultOf(faults, field)}
            />
          ),
        )}
        <SubmitButton>{t('one.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
