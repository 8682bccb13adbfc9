import {
  Callout,
  ErrorSummary,
  faultOf,
  Link,
  QrCode,
  SubmitButton,
  SummaryList,
  TextInput,
  useLang,
} from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { SetUp } from '../second-step.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import type { Visitor } from './session.js';
import { stepTranslator } from './step-words.js';

const useT = () => stepTranslator(useLang());

/** GET /dienst/codes: setting up the app, as long as no code of it was right. */
export async function showDeskStep(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  if (visitor.whole) return { to: channelPaths.desk };
  return stepTold(asked, await means.desk.readSetUp(visitor), []);
}

/** POST /dienst/codes: a first code that is right; the recovery codes are shown this once. */
export async function takeDeskStep(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const t = stepTranslator(asked.lang);
  if (visitor.whole) return { to: channelPaths.desk };
  if (fields['taal'] !== undefined) return stepTold(asked, await means.desk.readSetUp(visitor), []);
  const codes = await means.desk.confirmStep(visitor, fields['appcode'] ?? '');
  if (codes === null)
    return stepTold(asked, await means.desk.readSetUp(visitor), [
      { field: 'appcode', message: t('step.bad') },
    ]);
  return { status: 200, title: t('codes.title'), content: <CodesView codes={codes} />, languages: false };
}

function stepTold(asked: DeskAsked, setUp: SetUp, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: stepTranslator(asked.lang)('step.title'),
    content: <StepView setUp={setUp} faults={faults} />,
    faults,
  };
}

function StepView({ setUp, faults }: { readonly setUp: SetUp; readonly faults: readonly FieldFault[] }) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('step.lead')}</p>
      <p>{t('step.scan')}</p>
      <QrCode text={setUp.address} label={t('step.scan')} />
      <SummaryList
        items={[{ term: t('step.secret'), value: <code>{setUp.secret.replace(/(.{4})/g, '$1 ')}</code> }]}
      />
      <ChannelForm action={channelPaths.deskStep} step="step">
        <TextInput
          name="appcode"
          label={t('step.code')}
          inputMode="numeric"
          width="short"
          error={faultOf(faults, 'appcode')}
        />
        <SubmitButton>{t('step.go')}</SubmitButton>
      </ChannelForm>
      <ChannelForm id="weg" action={channelPaths.desk} step="nav">
        <SubmitButton tone="secondary" name="actie" value="af">
          {t('step.out')}
        </SubmitButton>
      </ChannelForm>
    </>
  );
}

function CodesView({ codes }: { readonly codes: readonly string[] }) {
  const t = useT();
  return (
    <>
      <Callout tone="good" title={t('codes.done')} />
      <p class="lead">{t('codes.lead')}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <strong class="mono">{code}</strong>
          </li>
        ))}
      </ul>
      <p>{t('codes.lost')}</p>
      <p>
        <Link class="button button-primary" href={channelPaths.desk}>
          {t('codes.go')}
        </Link>
      </p>
    </>
  );
}
