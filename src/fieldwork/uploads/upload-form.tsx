import type { FieldFault } from '../../platform/problems.js';
import {
  Card,
  CardGrid,
  DateField,
  ErrorSummary,
  faultOf,
  FileField,
  Link,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { ENDING, TAKES } from './rules.js';
import { UPLOAD_KINDS, type ApplicationChoice, type UploadKind } from './schema.js';
import { isFile } from './upload-body.js';
import { wordsIn, type Say } from './words.js';

/** The test that an upload is for, when one came from there. */
export interface OfTest {
  readonly id: string;
  readonly vacancyTitle: string;
  readonly applications: readonly ApplicationChoice[];
}

/** What do you have? One card a kind. */
export function KindChoice({ lang, test }: { readonly lang: Lang; readonly test: OfTest | undefined }) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('add.lead')}</p>
      {test === undefined ? null : <p>{t('form.of', { vacancy: shownTitle(test.vacancyTitle, lang) })}</p>}
      <CardGrid>
        {UPLOAD_KINDS.map((kind) => (
          <Card key={kind} title={t(`kind.${kind}`)}>
            <p>{t(`kind.${kind}.means`)}</p>
            <p>
              <Link
                href={withQuery(paths.uploads.add, {
                  soort: kind,
                  ...(test === undefined ? {} : { test: test.id }),
                })}
              >
                {t(`form.title.${kind}`)}
              </Link>
            </p>
          </Card>
        ))}
      </CardGrid>
    </>
  );
}

interface FormProps {
  readonly lang: Lang;
  readonly kind: UploadKind;
  readonly test: OfTest | undefined;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What came in, when, and to which application it belongs. */
export function UploadForm({ lang, kind, test, faults, kept }: FormProps) {
  const t = wordsIn(lang);
  const file = isFile(kind);
  return (
    <>
      {test === undefined ? null : (
        <p class="lead">{t('form.of', { vacancy: shownTitle(test.vacancyTitle, lang) })}</p>
      )}
      <ErrorSummary faults={faults} />
      <PostForm
        action={paths.uploads.keep}
        withFile={file}
        hidden={{ kind, ...(test === undefined ? {} : { test: test.id }) }}
      >
        <Words t={t} kind={kind} faults={faults} kept={kept} />
        {kind === 'eml' || kind === 'letter' ? null : (
          <TextInput
            name="number"
            type="tel"
            autocomplete="off"
            label={t('number')}
            hint={t('number.hint')}
            optional
            width="medium"
            value={kept['number']}
            error={faultOf(faults, 'number')}
          />
        )}
        <DateField
          name="received"
          label={t('received')}
          hint={t('received.hint')}
          typed={kept}
          faults={faults}
        />
        <TextInput
          name="receivedTime"
          label={t('time')}
          hint={t('time.hint')}
          width="short"
          autocomplete="off"
          value={kept['receivedTime']}
          error={faultOf(faults, 'receivedTime')}
        />
        <Where t={t} test={test} faults={faults} kept={kept} />
        <p class="soft">{t(file ? 'keep.note' : 'keep.note.text')}</p>
        <SubmitButton>{t('keep')}</SubmitButton>
      </PostForm>
    </>
  );
}

type PartProps = Pick<FormProps, 'faults' | 'kept'> & { readonly t: Say };

/** The file, or the words of what has none. */
function Words({ t, kind, faults, kept }: PartProps & { readonly kind: UploadKind }) {
  if (isFile(kind))
    return (
      <FileField
        name="file"
        label={t('file')}
        kinds={TAKES[kind].map((media) => `.${ENDING[media]}`)}
        most={MOST_FORM_BYTES - 10_000}
        error={faultOf(faults, 'file')}
      />
    );
  const call = kind === 'call';
  return (
    <TextArea
      name="text"
      label={t(call ? 'text.call' : 'text')}
      hint={t(call ? 'text.hint.call' : 'text.hint')}
      rows={6}
      value={kept['text']}
      error={faultOf(faults, 'text')}
    />
  );
}

/** The application: one of a test's two, or by the applicant's address. */
function Where({ t, test, faults, kept }: PartProps & { readonly test: OfTest | undefined }) {
  if (test === undefined)
    return (
      <TextInput
        name="address"
        type="email"
        autocomplete="off"
        label={t('address')}
        hint={t('address.hint')}
        optional
        value={kept['address']}
        error={faultOf(faults, 'address')}
      />
    );
  return (
    <Radios
      name="where"
      label={t('where')}
      value={kept['where']}
      error={faultOf(faults, 'where')}
      choices={[
        ...test.applications.map(({ application, position, address, sentAt }) => ({
          value: application,
          label: t(position === 1 ? 'where.A' : 'where.B'),
          hint: sentAt === null ? `${address} (${t('where.not-sent')})` : address,
        })),
        { value: 'unknown', label: t('where.unknown'), hint: t('where.unknown.means') },
      ]}
    />
  );
}
