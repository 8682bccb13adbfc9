import type { FieldFault } from '../../platform/problems.js';
import {
  faultOf,
  FileField,
  fill,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
  type Lang,
} from '../../web/index.js';
import type { ApplicationId } from '../scheduling/index.js';
import { FORM_OUTCOMES } from './schema.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly id: ApplicationId;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What became of the form, in the words of who filled it in. */
export function RecordForm({ lang, id, faults, kept }: Props) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('record.title')}</h2>
      <PostForm action={fill(paths.forms.record, { id })} withFile>
        <Radios
          name="outcome"
          label={t('outcome')}
          value={kept['outcome']}
          error={faultOf(faults, 'outcome')}
          choices={FORM_OUTCOMES.map((value) => ({
            value,
            label: t(`outcome.${value}`),
            hint: t(`outcome.${value}.means`),
          }))}
        />
        <TextArea
          name="said"
          label={t('said')}
          hint={t('said.hint')}
          rows={3}
          value={kept['said']}
          error={faultOf(faults, 'said')}
        />
        <TextInput
          name="reference"
          label={t('reference')}
          hint={t('reference.hint')}
          optional
          width="medium"
          value={kept['reference']}
          error={faultOf(faults, 'reference')}
        />
        <TextInput
          name="time"
          label={t('time')}
          hint={t('time.hint')}
          optional
          width="short"
          value={kept['time']}
          error={faultOf(faults, 'time')}
        />
        <FileField
          name="file"
          label={t('file')}
          hint={t('file.hint')}
          optional
          kinds={['.pdf', '.png', '.jpg']}
          most={MOST_FORM_BYTES - 10_000}
          error={faultOf(faults, 'file')}
        />
        <SubmitButton>{t('verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
