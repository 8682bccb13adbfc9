import {
  ErrorSummary,
  faultOf,
  QrCode,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  useLang,
} from '../../web/index.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { FEWEST_PASSPHRASE } from '../rules.js';
import type { SetUp } from '../second-step.js';
import type { OrganisationAsked, OrganisationMeans } from './asked.js';
import type { Member } from './session.js';
import { organisationTranslator } from './words.js';

const MOST_PASSPHRASE = 1000;
const loginIn = ({ form }: OrganisationAsked): string => (form.fields['login'] ?? '').trim().toLowerCase();
const useT = () => organisationTranslator(useLang());

/** GET /organisatie/aanmelden. */
export function showMemberIn(_means: OrganisationMeans, asked: OrganisationAsked): Promise<Answer> {
  return Promise.resolve(inTold(asked, []));
}

/** POST /organisatie/aanmelden: name, passphrase and one-time code at once. */
export async function takeMemberIn(means: OrganisationMeans, asked: OrganisationAsked): Promise<Answer> {
  const { fields } = asked.form;
  if (fields['taal'] !== undefined) return inTold(asked, []);
  const passphrase = fields['wachtzin'] ?? '';
  const t = organisationTranslator(asked.lang);
  try {
    const cookie =
      passphrase.length > MOST_PASSPHRASE
        ? null
        : await means.organisations.signIn(loginIn(asked), passphrase, fields['appcode'] ?? '');
    if (cookie === null) return inTold(asked, [{ field: 'wachtzin', message: t('in.bad') }]);
    return { to: channelPaths.organisation, cookies: [{ name: 'organisatie', value: cookie }] };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'too-many-codes') throw error;
    return inTold(asked, [{ field: 'appcode', message: t('in.code.many') }]);
  }
}

function inTold(asked: OrganisationAsked, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('in.title'),
    content: <InView login={loginIn(asked)} faults={faults} />,
    faults,
  };
}

function InView({ login, faults }: { readonly login: string; readonly faults: readonly FieldFault[] }) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('in.lead')}</p>
      <ChannelForm action={channelPaths.organisationIn} step="in">
        <TextInput name="login" label={t('in.login')} value={login} width="medium" />
        <TextInput name="wachtzin" type="password" label={t('in.pass')} error={faultOf(faults, 'wachtzin')} />
        <TextInput
          name="appcode"
          label={t('in.code')}
          hint={t('in.code.hint')}
          optional
          inputMode="numeric"
          width="short"
          error={faultOf(faults, 'appcode')}
        />
        <SubmitButton>{t('in.go')}</SubmitButton>
      </ChannelForm>
      <p>
        <a href={channelPaths.organisationStart}>{t('in.start')}</a>
      </p>
      <p>
        <a href={channelPaths.report}>{t('in.alone')}</a>
      </p>
    </>
  );
}

/** GET /organisatie/begin. */
export function showMemberStart(_means: OrganisationMeans, asked: OrganisationAsked): Promise<Answer> {
  return Promise.resolve(startTold(asked, []));
}

/** POST /organisatie/begin: a passphrase with a start code. */
export async function takeMemberStart(means: OrganisationMeans, asked: OrganisationAsked): Promise<Answer> {
  const { fields } = asked.form;
  const t = organisationTranslator(asked.lang);
  if (fields['taal'] !== undefined) return startTold(asked, []);
  const passphrase = fields['wachtzin'] ?? '';
  if (passphrase.length < FEWEST_PASSPHRASE || passphrase.length > MOST_PASSPHRASE)
    return startTold(asked, [{ field: 'wachtzin', message: t('begin.short') }]);
  if (passphrase !== fields['opnieuw'])
    return startTold(asked, [{ field: 'opnieuw', message: t('begin.differ') }]);
  const login = loginIn(asked);
  try {
    await means.organisations.begin({ login, code: fields['startcode'] ?? '', passphrase });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'officer-start') throw error;
    return startTold(asked, [{ field: 'startcode', message: t('begin.bad') }]);
  }
  const cookie = await means.organisations.signIn(login, passphrase, '');
  return { to: channelPaths.organisationStep, cookies: [{ name: 'organisatie', value: cookie }] };
}

function startTold(asked: OrganisationAsked, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('begin.title'),
    content: <StartView login={loginIn(asked)} faults={faults} />,
    faults,
  };
}

function StartView({ login, faults }: { readonly login: string; readonly faults: readonly FieldFault[] }) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('begin.lead')}</p>
      <ChannelForm action={channelPaths.organisationStart} step="begin">
        <TextInput name="login" label={t('in.login')} value={login} width="medium" />
        <TextArea
          name="startcode"
          label={t('begin.code')}
          hint={t('begin.code.hint')}
          rows={3}
          error={faultOf(faults, 'startcode')}
        />
        <TextInput
          name="wachtzin"
          type="password"
          label={t('begin.pass')}
          hint={t('begin.pass.hint')}
          error={faultOf(faults, 'wachtzin')}
        />
        <TextInput
          name="opnieuw"
          type="password"
          label={t('begin.again')}
          error={faultOf(faults, 'opnieuw')}
        />
        <SubmitButton>{t('begin.go')}</SubmitButton>
      </ChannelForm>
    </>
  );
}

/** GET /organisatie/codes: setting up the app, as long as no code was right. */
export async function showMemberStep(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
): Promise<Answer> {
  if (member.whole) return { to: channelPaths.organisation };
  return stepTold(asked, await means.organisations.readSetUp(member), []);
}

/** POST /organisatie/codes: a first code that is right. */
export async function takeMemberStep(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
): Promise<Answer> {
  const { fields } = asked.form;
  if (member.whole) return { to: channelPaths.organisation };
  if (
    fields['taal'] === undefined &&
    (await means.organisations.confirmStep(member, fields['appcode'] ?? ''))
  )
    return { to: channelPaths.organisation };
  const message = organisationTranslator(asked.lang)('step.bad');
  const faults = fields['taal'] === undefined ? [{ field: 'appcode', message }] : [];
  return stepTold(asked, await means.organisations.readSetUp(member), faults);
}

function stepTold(asked: OrganisationAsked, setUp: SetUp, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('step.title'),
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
      <ChannelForm action={channelPaths.organisationStep} step="step">
        <TextInput
          name="appcode"
          label={t('step.code')}
          inputMode="numeric"
          width="short"
          error={faultOf(faults, 'appcode')}
        />
        <SubmitButton>{t('step.go')}</SubmitButton>
      </ChannelForm>
    </>
  );
}
