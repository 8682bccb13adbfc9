import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  Checkboxes,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  PostForm,
  SubmitButton,
  SummaryList,
  TextArea,
  type Lang,
  type SummaryItem,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { ENDING } from './rules.js';
import type { UploadView } from './schema.js';
import { isFile } from './upload-body.js';
import { stateWord } from './upload-list.js';
import { uploadWordsIn, type SayUpload } from './view-words.js';
import { wordsIn } from './words.js';

export const UPLOAD_DONE = ['bewaard', 'al-bewaard', 'getypt', 'vrijgegeven'] as const;

interface ViewProps {
  readonly lang: Lang;
  readonly upload: UploadView;
  readonly done: (typeof UPLOAD_DONE)[number] | undefined;
  readonly faults: readonly FieldFault[];
  /** What was sent and came back: the words, typed over or checked. */
  readonly kept: { readonly typed?: string | undefined; readonly checked?: string | undefined };
}

/** An upload: where it stands, its words, and their release. */
export function UploadPage({ lang, upload, done, faults, kept }: ViewProps) {
  const t = uploadWordsIn(lang);
  const { channel, state } = upload;
  const scanned = channel === 'letter' || channel === 'voicemail';
  const open = scanned && (upload.toRelease || state === 'unmatched');
  return (
    <>
      {done === undefined ? null : <Callout tone="good" title={t(`done.${done}`)} />}
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList items={itemsOf(lang, upload)} />
      <Ways t={t} upload={upload} />
      {open ? <TypeForm t={t} upload={upload} faults={faults} typed={kept.typed} /> : null}
      <Release lang={lang} upload={upload} faults={faults} checked={kept.checked} />
    </>
  );
}

function itemsOf(lang: Lang, upload: UploadView): SummaryItem[] {
  const t = uploadWordsIn(lang);
  const list = wordsIn(lang);
  const format = formatterFor(lang);
  const { from, address, test, campaign } = upload;
  const vacancyTitle = shownTitle(upload.vacancyTitle, lang);
  return [
    { term: list('column.state'), value: stateWord(list, upload) },
    { term: t('one.received'), value: format.dateTime(upload.receivedAt) },
    ...(from === '' ? [] : [{ term: t('one.from'), value: from }]),
    {
      term: t('one.uploaded'),
      value: t('one.uploaded.by', { when: format.dateTime(upload.uploadedAt), name: upload.uploadedBy }),
    },
    { term: t('one.for'), value: address ?? <span class="soft">{list('unknown')}</span> },
    ...(vacancyTitle === null || test === null
      ? []
      : [
          {
            term: list('column.vacancy'),
            value: vacancyTitle,
            change: { href: fill(paths.tests.one, { id: test }), label: t('one.test'), of: vacancyTitle },
          },
        ]),
    ...(campaign === null
      ? []
      : [
          {
            term: list('column.campaign'),
            value: <Link href={fill(paths.campaigns.one, { id: campaign.id })}>{campaign.name}</Link>,
          },
        ]),
    ...(isFile(upload.channel)
      ? [
          {
            term: t('one.size'),
            value: `${ENDING[upload.media]}, ${format.number(Math.max(0.1, upload.bytes / 1000), 1)} kB`,
          },
        ]
      : []),
  ];
}

/** The file, the clock and the queue. */
function Ways({ t, upload }: { readonly t: SayUpload; readonly upload: UploadView }) {
  const { id, channel, state, own } = upload;
  return (
    <ul class="plain">
      {!isFile(channel) ? null : (
        <li>{own ? <a href={fill(paths.uploads.file, { id })}>{t('one.open')}</a> : t('one.open.other')}</li>
      )}
      {state !== 'matched' ? null : (
        <li>
          <Link href={fill(paths.withdrawals.answer, { id })}>{t('one.clock')}</Link>
        </li>
      )}
      {state !== 'unmatched' ? null : (
        <li>
          <Link href={fill(paths.inbox.one, { id })}>{t('one.queue')}</Link>
        </li>
      )}
    </ul>
  );
}

function TypeForm({
  t,
  upload,
  faults,
  typed,
}: {
  readonly t: SayUpload;
  readonly upload: UploadView;
  readonly faults: readonly FieldFault[];
  readonly typed: string | undefined;
}) {
  return (
    <>
      <h2>{t(upload.channel === 'voicemail' ? 'type.title.voicemail' : 'type.title')}</h2>
      <PostForm action={fill(paths.uploads.type, { id: upload.id })}>
        <TextArea
          name="words"
          label={t('type.label')}
          hint={t('type.hint')}
          rows={8}
          value={typed ?? upload.words ?? undefined}
          error={faultOf(faults, 'words')}
        />
        <SubmitButton tone={upload.words === null ? 'primary' : 'secondary'}>{t('type.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

function Release({
  lang,
  upload,
  faults,
  checked,
}: {
  readonly lang: Lang;
  readonly upload: UploadView;
  readonly faults: readonly FieldFault[];
  readonly checked: string | undefined;
}) {
  const t = uploadWordsIn(lang);
  if (upload.channel === 'eml')
    return (
      <Callout tone="neutral" title={t('eml.title')}>
        <p>{t('eml.what')}</p>
      </Callout>
    );
  if (upload.releasedAt !== null)
    return (
      <>
        <Callout
          tone="good"
          title={t('released.title', { when: formatterFor(lang).dateTime(upload.releasedAt) })}
        >
          <p>{t('released.what')}</p>
        </Callout>
        {upload.redacted === null ? null : <PlainText text={upload.redacted} />}
      </>
    );
  if (upload.state !== 'matched') return <p class="soft">{t('release.queue')}</p>;
  if (upload.redacted === null) return <p class="soft">{t('release.first')}</p>;
  return (
    <>
      <h2>{t('release.title')}</h2>
      <p>{t('release.how')}</p>
      <PostForm action={fill(paths.uploads.release, { id: upload.id })}>
        <TextArea
          name="checkedWords"
          label={t('release.label')}
          rows={8}
          value={checked ?? upload.redacted}
          error={faultOf(faults, 'checkedWords')}
        />
        <Checkboxes
          name="checked"
          label={t('release.check')}
          choices={[{ value: 'yes', label: t('release.checked') }]}
          chosen={[]}
          error={faultOf(faults, 'checked')}
        />
        <SubmitButton>{t('release.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
