import { Field, fill, Link, paths, safeHref, type Lang } from '../../web/index.js';
import type { ApplicationId } from '../scheduling/index.js';
import type { Prepared } from './schema.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly id: ApplicationId;
  readonly formUrl: string;
  readonly prepared: Prepared;
}

const LINES = [
  'firstName',
  'familyName',
  'mailAddress',
  'phone',
  'street',
  'houseNumber',
  'postcode',
  'municipality',
  'birthDate',
  'subject',
] as const;

/** How a form is filled in: the steps, what is never given, the texts and the files. */
export function Steps({ lang, id, formUrl, prepared }: Props) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('steps.title')}</h2>
      <ol>
        <li>{t('step.window')}</li>
        <li>
          {t('step.open')}{' '}
          <a class="breaks" href={safeHref(formUrl) ?? ''} target="_blank" rel="noopener noreferrer">
            {formUrl} <span>{t('step.new-tab')}</span>
          </a>
        </li>
        <li>{t('step.fill')}</li>
        <li>{t('step.files')}</li>
        <li>{t('step.send')}</li>
        <li>{t('step.say')}</li>
      </ol>
      <h2>{t('never.title')}</h2>
      <ul>
        <li>{t('never.number')}</li>
        <li>{t('never.photo')}</li>
        <li>{t('never.account')}</li>
        <li>{t('never.consent')}</li>
      </ul>
      <p>{t('never.then')}</p>
      <h2>{t('fields.title')}</h2>
      {LINES.map((name) => (
        <Field key={name} name={`tekst-${name}`} label={t(name)}>
          {({ id: box }) => (
            <input
              id={box}
              type="text"
              class="input-full"
              readOnly
              autocomplete="off"
              value={prepared[name]}
            />
          )}
        </Field>
      ))}
      <Field name="tekst-letter" label={t('letter')}>
        {({ id: box }) => (
          <textarea id={box} rows={12} readOnly>
            {prepared.letter}
          </textarea>
        )}
      </Field>
      <h2>{t('files.title')}</h2>
      <ul>
        <li>
          <Link href={fill(paths.forms.cv, { id })}>{t('cv')}</Link>
        </li>
        <li>
          <Link href={fill(paths.forms.letter, { id })}>{t('letter.file')}</Link>
        </li>
      </ul>
    </>
  );
}
