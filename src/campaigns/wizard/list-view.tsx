import {
  DataTable,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  SubmitButton,
  type Lang,
} from '../../web/index.js';
import { nextStep } from './rules.js';
import type { Design } from './schema.js';
import { stepAddress } from './step-view.js';
import { wordsIn } from './words.js';

/** The reader's own unfinished designs, and the way to begin one. */
export function DesignList({ lang, designs }: { readonly lang: Lang; readonly designs: readonly Design[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      <PostForm action={paths.campaigns.designs}>
        <p class="confirm-acts">
          <SubmitButton>{t('list.start')}</SubmitButton>
        </p>
      </PostForm>
      <h2>{t('list.open')}</h2>
      <p>{t('list.removed')}</p>
      <DataTable<Design>
        caption={t('list.open')}
        captionHidden
        narrow="stack"
        rows={designs}
        keyOf={({ id }) => id}
        empty={t('list.none')}
        columns={[
          {
            head: t('list.name'),
            names: true,
            cell: (design) => (
              <Link href={stepAddress(design, nextStep(design.answers))}>
                {design.answers.name ?? t('list.unnamed')}
              </Link>
            ),
          },
          { head: t('list.next'), cell: ({ answers }) => t(`step.${nextStep(answers)}`) },
          { head: t('list.changed'), cell: ({ changedAt }) => f.dateTime(changedAt) },
          {
            head: t('list.remove'),
            cell: ({ id, answers }) => (
              <PostForm action={fill(paths.campaigns.removeDesign, { id })}>
                <SubmitButton tone="secondary">
                  {t('list.remove')}
                  <span class="visually-hidden"> {answers.name ?? t('list.unnamed')}</span>
                </SubmitButton>
              </PostForm>
            ),
          },
        ]}
      />
    </>
  );
}
