import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  SubmitButton,
  TextInput,
  useFormat,
  useLang,
  type Lang,
} from '../../web/index.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Told } from '../intake/answered.js';
import type { Asked, FlowMeans } from '../intake/pages.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { readAddress } from './address.js';
import { noticeTranslator } from './words.js';

/** What was done: nothing yet, kept until the message of a day, or stopped. */
type Done = { readonly kept: DateOnly } | 'stopped' | null;

/** GET /vast-bericht: two fields, one to ask for the fortnightly message and one to stop it. Reads no cookie of any report. */
export function showNotice(means: FlowMeans, { lang }: Asked): Promise<Told> {
  return Promise.resolve(told(means, lang, null, {}, []));
}

/** POST /vast-bericht: keeps an address, or forgets one. The answer never tells what stood there. */
export async function takeNotice(means: FlowMeans, { lang, form }: Asked): Promise<Told> {
  const { fields } = form;
  if (fields['taal'] !== undefined || means.notices === null) return told(means, lang, null, fields, []);
  const field = fields['stap'] === 'notice-stop' ? 'stopadres' : 'mailadres';
  const address = readAddress(fields[field] ?? '');
  if (address === null)
    return told(means, lang, null, fields, [{ field, message: noticeTranslator(lang)('notice.bad') }]);
  if (field === 'stopadres') {
    await means.notices.stop(address);
    return told(means, lang, 'stopped', {}, []);
  }
  await means.notices.keep(address);
  return told(means, lang, { kept: means.notices.next() }, {}, []);
}

function told(
  { notices }: FlowMeans,
  lang: Lang,
  done: Done,
  typed: Readonly<Record<string, string | undefined>>,
  faults: readonly FieldFault[],
): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: noticeTranslator(lang)('notice.title'),
    content: notices === null ? <NoneView /> : <NoticeView done={done} typed={typed} faults={faults} />,
    faults,
    languages: notices !== null,
  };
}

function NoneView() {
  const t = noticeTranslator(useLang());
  return (
    <>
      <p class="lead">{t('notice.none')}</p>
      <p>{t('notice.none.text')}</p>
      <Back />
    </>
  );
}

interface NoticeProps {
  readonly done: Done;
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly faults: readonly FieldFault[];
}

function NoticeView({ done, typed, faults }: NoticeProps) {
  const t = noticeTranslator(useLang());
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('notice.lead')}</p>
      <DoneLine done={done} />
      <ul>
        <li>{t('notice.same')}</li>
        <li>{t('notice.apart')}</li>
        <li>{t('notice.seen')}</li>
        <li>{t('notice.year')}</li>
      </ul>
      <h2>{t('notice.give')}</h2>
      <ChannelForm action={channelPaths.notice} step="notice">
        <TextInput
          name="mailadres"
          type="email"
          label={t('notice.address')}
          value={typed['mailadres']}
          error={faultOf(faults, 'mailadres')}
        />
        <SubmitButton>{t('notice.send')}</SubmitButton>
      </ChannelForm>
      <h2>{t('notice.stop')}</h2>
      <ChannelForm id="stop" action={channelPaths.notice} step="notice-stop">
        <TextInput
          name="stopadres"
          type="email"
          label={t('notice.stop.address')}
          value={typed['stopadres']}
          error={faultOf(faults, 'stopadres')}
        />
        <SubmitButton tone="secondary">{t('notice.stop.go')}</SubmitButton>
      </ChannelForm>
      <Back />
    </>
  );
}

function DoneLine({ done }: { readonly done: Done }) {
  const t = noticeTranslator(useLang());
  const f = useFormat();
  if (done === null) return null;
  if (done === 'stopped')
    return (
      <Callout tone="good" title={t('notice.stopped')}>
        <p>{t('notice.stopped.text')}</p>
      </Callout>
    );
  return (
    <Callout tone="good" title={t('notice.kept')}>
      <p>{t('notice.kept.text', { day: f.date(done.kept) })}</p>
    </Callout>
  );
}

function Back() {
  const t = noticeTranslator(useLang());
  return (
    <p>
      <a href={channelPaths.follow}>{t('notice.follow')}</a>
    </p>
  );
}
