import {
  Callout,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  Pagination,
  paths,
  Tag,
  withQuery,
  type Lang,
  type Tone,
} from '../../web/index.js';
import { whyWord } from '../outbox/index.js';
import { toInstant, toLocal } from '../../platform/dates.js';
import { OFFICE } from '../scheduling/index.js';
import type { FormTask } from './schema.js';
import { wordsIn } from './words.js';

export const FORM_DONE = ['sent', 'in-doubt', 'not-possible', 'given-back', 'freed'] as const;
export type FormDone = (typeof FORM_DONE)[number];

interface Props {
  readonly lang: Lang;
  readonly forms: readonly FormTask[];
  readonly page: number;
  readonly pages: number;
  /** Who looks. */
  readonly actor: string;
  readonly done: FormDone | undefined;
}

/** Until when a form can be filled in: the end of the office hours of its day. */
export const endOfDay = ({ dueAt }: Pick<FormTask, 'dueAt'>): Date =>
  toInstant(toLocal(dueAt).date, OFFICE.until);

/** How a form stands for who looks, in a word and a tone. */
export function standOf(
  { state, why, takenBy, takenByName }: FormTask,
  actor: string,
  lang: Lang,
): { readonly word: string; readonly tone: Tone } {
  const t = wordsIn(lang);
  switch (state) {
    case 'due':
      return why === null ? { word: t('stand.free'), tone: 'good' } : { word: t('stand.held'), tone: 'warn' };
    case 'sending':
      return takenBy === actor
        ? { word: t('stand.yours'), tone: 'active' }
        : { word: t('stand.other', { name: takenByName ?? '' }), tone: 'muted' };
    case 'sent':
      return { word: t('stand.sent'), tone: 'good' };
    case 'planned':
      return { word: t('stand.planned'), tone: 'muted' };
    case 'in-doubt':
      return { word: t('stand.in-doubt'), tone: 'warn' };
    default:
      return { word: t(`stand.${state}`), tone: 'bad' };
  }
}

/** Which forms do I fill in today? */
export function FormList({ lang, forms, page, pages, actor, done }: Props) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      {done === undefined ? null : (
        <Callout tone={done === 'sent' ? 'good' : 'warn'} title={t(`done.${done}`)} />
      )}
      <p>{t('why')}</p>
      <DataTable<FormTask>
        caption={t('caption')}
        captionHidden
        rows={forms}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none.next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('vacancy'),
            names: true,
            cell: ({ id, vacancyTitle }) => <Link href={fill(paths.forms.one, { id })}>{vacancyTitle}</Link>,
          },
          { head: t('employer'), cell: ({ employer, place }) => `${employer}, ${place}` },
          { head: t('campaign'), cell: ({ campaignName }) => campaignName },
          { head: t('until'), cell: (form) => f.dateTime(endOfDay(form)) },
          {
            head: t('stand'),
            cell: (form) => {
              const { word, tone } = standOf(form, actor, lang);
              return (
                <>
                  <Tag tone={tone}>{word}</Tag> {form.why === null ? null : whyWord(form.why, lang)}
                </>
              );
            },
          },
        ]}
      />
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(to) => withQuery(paths.forms.list, { pagina: String(to) })}
      />
    </>
  );
}
