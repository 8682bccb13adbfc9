import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  FileField,
  fill,
  formatterFor,
  Link,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  SubmitButton,
  TextArea,
  type Lang,
} from '../../web/index.js';
import { PAGE_ENDING } from './rules.js';
import { PAGE_MEDIA } from './schema.js';
import type { SnapshotLine, VacancyPages } from './views.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly vacancy: VacancyPages;
  readonly done: boolean;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What did the vacancy say when we looked? */
export function SnapshotPage({ lang, vacancy, done, faults, kept }: Props) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      {done ? <Callout tone="good" title={t('kept')} /> : null}
      <p>{t('why')}</p>
      <h2>{t('keep')}</h2>
      <PostForm action={fill(paths.vacancies.keepPage, { id: vacancy.id })} withFile>
        <FileField
          name="file"
          label={t('file')}
          hint={t('file.hint')}
          optional
          kinds={PAGE_MEDIA.filter((media) => media !== 'text/plain').map(
            (media) => `.${PAGE_ENDING[media]}`,
          )}
          most={MOST_FORM_BYTES - 10_000}
          error={faultOf(faults, 'file')}
        />
        <p>{t('or')}</p>
        <TextArea
          name="words"
          label={t('words')}
          rows={6}
          optional
          value={kept['words']}
          error={faultOf(faults, 'words')}
        />
        <SubmitButton>{t('verb')}</SubmitButton>
      </PostForm>
      <h2>{t('list')}</h2>
      <Kept lang={lang} pages={vacancy.pages} />
    </>
  );
}

function Kept({ lang, pages }: { readonly lang: Lang; readonly pages: readonly SnapshotLine[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<SnapshotLine>
      caption={t('list')}
      captionHidden
      rows={pages}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      }
      columns={[
        { head: t('taken'), cell: ({ takenAt }) => f.dateTime(takenAt), names: true },
        { head: t('by'), cell: ({ takenBy }) => takenBy },
        {
          head: t('what'),
          cell: ({ media, bytes }) =>
            t('size', { media: t(`media.${media}`), size: `${f.number(Math.ceil(bytes / 1000))} kB` }),
        },
        { head: t('hash'), cell: ({ hash }) => <code class="breaks">{hash}</code> },
        {
          head: t('open'),
          cell: ({ id, erased, takenAt }) =>
            erased ? (
              t('erased')
            ) : (
              <Link href={fill(paths.vacancies.page, { id })}>
                {t('open')}
                <span class="visually-hidden">: {f.dateTime(takenAt)}</span>
              </Link>
            ),
        },
      ]}
    />
  );
}
