import type { FieldFault } from '../../platform/problems.js';
import {
  ErrorSummary,
  faultOf,
  FileField,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  Radios,
  Select,
  SubmitButton,
  TextArea,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { formWordsIn } from './form-words.js';
import { VOICE_LANGUAGES, VOICE_SEXES } from './schema.js';
import type { TesterName } from './views.js';
import type { OriginName } from './voice-words.js';
import { wordsIn } from './words.js';

interface RecordFormProps {
  readonly lang: Lang;
  readonly testers: readonly TesterName[];
  readonly origins: readonly string[];
  readonly originName: OriginName;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** How did others hear a tester? */
export function RecordForm(props: RecordFormProps) {
  const { lang, testers, faults } = props;
  const t = formWordsIn(lang);
  if (testers.length === 0) return <p>{t('no-testers')}</p>;
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      <PostForm action={paths.voices.record} withFile>
        <Whose {...props} />
        <Measures {...props} />
        <Sheet {...props} />
        <SubmitButton>{t('verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

const fieldOf = ({ faults, kept }: RecordFormProps, name: string) => ({
  name,
  value: kept[name],
  error: faultOf(faults, name),
});

function Whose(props: RecordFormProps) {
  const { lang, testers, origins, originName } = props;
  const t = formWordsIn(lang);
  const said = wordsIn(lang);
  return (
    <>
      <Select
        {...fieldOf(props, 'tester')}
        label={said('tester')}
        choices={testers.map(({ account, name }) => ({ value: account, label: name }))}
      />
      <Radios
        {...fieldOf(props, 'language')}
        label={t('language')}
        choices={VOICE_LANGUAGES.map((value) => ({ value, label: said(`language.${value}`) }))}
      />
      <Select
        {...fieldOf(props, 'origin')}
        label={t('origin')}
        hint={t('origin.hint')}
        choices={origins.map((value) => ({ value, label: originName(value, lang) }))}
      />
      <TextInput {...fieldOf(props, 'testedOn')} label={t('tested-on')} type="date" width="medium" />
    </>
  );
}

function Measures(props: RecordFormProps) {
  const { lang } = props;
  const t = formWordsIn(lang);
  const said = wordsIn(lang);
  const figure = (name: string, inputMode: 'numeric' | 'decimal' = 'decimal') => ({
    ...fieldOf(props, name),
    inputMode,
    width: 'short' as const,
    autocomplete: 'off' as const,
  });
  return (
    <>
      <TextInput {...figure('raters', 'numeric')} label={t('raters')} />
      <TextInput {...figure('share')} label={t('share')} />
      <Radios
        {...fieldOf(props, 'sex')}
        label={t('sex')}
        choices={VOICE_SEXES.map((value) => ({ value, label: said(`sex.${value}`) }))}
      />
      <TextInput {...figure('age')} label={t('age')} hint={t('age.hint')} />
      <TextInput {...figure('pace', 'numeric')} label={t('pace')} />
      <TextInput {...figure('clarity')} label={t('clarity')} hint={t('scale')} />
      <TextInput {...figure('friendliness')} label={t('friendliness')} hint={t('scale')} />
    </>
  );
}

function Sheet(props: RecordFormProps) {
  const t = formWordsIn(props.lang);
  return (
    <>
      <FileField
        name="document"
        label={t('document')}
        hint={t('document.hint')}
        error={faultOf(props.faults, 'document')}
        kinds={['.pdf', '.csv', '.ods', '.xlsx', '.docx', '.odt']}
        most={MOST_FORM_BYTES}
      />
      <TextInput {...fieldOf(props, 'documentHash')} label={t('hash')} optional autocomplete="off" />
      <TextArea {...fieldOf(props, 'remark')} label={t('remark')} hint={t('remark.hint')} optional rows={3} />
    </>
  );
}
