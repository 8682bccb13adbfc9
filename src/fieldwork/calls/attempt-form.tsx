import {
  Callout,
  faultOf,
  fill,
  formatterFor,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextInput,
  type Choice,
  type Lang,
} from '../../web/index.js';
import { attemptWordsIn } from './attempt-words.js';
import { MOST_ATTEMPTS, type Tried } from './rules.js';
import { ATTEMPTS } from './schema.js';
import type { SheetProps } from './sheet-props.js';

/** The attempts that reached nobody, day by day. */
export function AttemptsBefore({ lang, tried }: { readonly lang: Lang; readonly tried: readonly Tried[] }) {
  const t = attemptWordsIn(lang);
  const f = formatterFor(lang);
  if (tried.length === 0) return null;
  return (
    <p>
      {t('before')}:{' '}
      {tried
        .map(({ onDay, how }) => t('before-one', { day: f.shortDate(onDay), how: t(`how.${how}`) }))
        .join('; ')}
      .
    </p>
  );
}

/** Nobody reached: how this attempt ended, folded away until it is needed. */
export function AttemptForm({ lang, sheet, faults, kept }: SheetProps) {
  const t = attemptWordsIn(lang);
  const n = sheet.tried.length + 1;
  const hints = ['voicemail', 'call-back-later', 'cut-off', 'wrong-number'] as const;
  const choices = ATTEMPTS.map((how): Choice => {
    const hinted = hints.find((one) => one === how);
    return {
      value: how,
      label: t(`how.${how}`),
      ...(hinted === undefined ? {} : { hint: t(`how.${hinted}-what`) }),
    };
  });
  return (
    <details class="step" id="poging" open={kept['form'] === 'attempt'} data-keeps-drafts>
      <summary>{t('title')}</summary>
      <p>{t('what')}</p>
      <AttemptsBefore lang={lang} tried={sheet.tried} />
      {n < MOST_ATTEMPTS ? (
        <p class="soft">{t('number', { n })}</p>
      ) : (
        <Callout tone="warn" title={t('last')} />
      )}
      <PostForm action={fill(paths.tasks.record, { id: sheet.id })} hidden={{ form: 'attempt' }}>
        <div class="big-choices">
          <Radios
            name="attempt"
            label={t('how')}
            choices={choices}
            value={kept['attempt']}
            error={faultOf(faults, 'attempt')}
          />
        </div>
        <TextInput
          name="backOn"
          label={t('back-on')}
          hint={t('back-on-hint')}
          type="date"
          width="medium"
          optional
          value={kept['backOn']}
          error={faultOf(faults, 'backOn')}
        />
        <SubmitButton tone="secondary">{t('verb')}</SubmitButton>
      </PostForm>
    </details>
  );
}
