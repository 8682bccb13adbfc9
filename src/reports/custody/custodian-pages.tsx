import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  SubmitButton,
  TextArea,
  useLang,
  type Lang,
} from '../../web/index.js';
import type { Answer, Told } from '../intake/answered.js';
import type { Form } from '../listener/body.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { Taken } from './decide.js';
import { custodyPageTranslator } from './page-words.js';

interface PageMeans {
  readonly desk: { readonly decideCustody: (text: string) => Promise<Taken> };
}
interface AskedPage {
  readonly lang: Lang;
  readonly form: Form;
}

/** GET /bewaarders: where custodians hand in what they signed; it shows nothing of what is asked. */
export function custodianPage(_means: unknown, { lang }: AskedPage): Promise<Answer> {
  return Promise.resolve(pageTold(lang, '', []));
}

/** POST /bewaarders: a line, or a file with one. Who signed it is in the line: nobody signs in here. */
export async function takeCustodian({ desk }: PageMeans, { lang, form }: AskedPage): Promise<Answer> {
  const typed = form.fields['regel'] ?? '';
  if (form.fields['taal'] !== undefined) return pageTold(lang, typed, []);
  const sent = form.files.map(({ content }) => content.toString('utf8')).join('\n');
  const taken = await desk.decideCustody(typed.trim() === '' ? sent : typed);
  const t = custodyPageTranslator(lang);
  switch (taken.kind) {
    case 'box':
      return { name: 'doos.txt', bytes: Buffer.from(taken.text, 'utf8') };
    case 'unknown':
      return pageTold(lang, typed, [{ field: 'regel', message: t('page.unknown') }]);
    case 'not-now':
      return pageTold(lang, typed, [{ field: 'regel', message: t(NOT_NOW[taken.state]) }]);
    case 'other':
      return pageTold(
        lang,
        '',
        [],
        t(taken.why === 'fetch' ? 'page.fetch' : 'page.peel', { name: taken.name }),
      );
    case 'refused':
    case 'first':
    case 'granted':
      return pageTold(lang, '', [], t(`page.${taken.kind}`));
  }
}

const NOT_NOW = {
  early: 'page.early',
  over: 'page.over',
  refused: 'page.refused.before',
  opened: 'page.opened',
  granted: 'page.by-others',
} as const;

function pageTold(lang: Lang, typed: string, faults: readonly FieldFault[], done = ''): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: custodyPageTranslator(lang)('page.title'),
    content: <CustodianView typed={typed} faults={faults} done={done} />,
    faults,
  };
}

interface ViewProps {
  readonly typed: string;
  readonly faults: readonly FieldFault[];
  readonly done: string;
}

function CustodianView({ typed, faults, done }: ViewProps) {
  const t = custodyPageTranslator(useLang());
  return (
    <>
      <ErrorSummary faults={faults} />
      {done === '' ? null : <Callout tone="good" title={done} />}
      <p class="lead">{t('page.lead')}</p>
      <ChannelForm action={channelPaths.custodians} step="decision" withFile>
        <TextArea
          name="regel"
          label={t('page.line')}
          hint={t('page.line.hint')}
          rows={5}
          value={typed}
          error={faultOf(faults, 'regel')}
        />
        <div class="field">
          <label for="file">{t('page.file')}</label>
          <input type="file" id="file" name="file" />
        </div>
        <SubmitButton>{t('page.give')}</SubmitButton>
      </ChannelForm>
      <h2>{t('page.how')}</h2>
      <ol>
        {(['1', '2', '3', '4'] as const).map((at) => (
          <li key={at}>{t(`page.how.${at}`)}</li>
        ))}
      </ol>
    </>
  );
}
