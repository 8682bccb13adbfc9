import { ErrorSummary, faultOf, SubmitButton, TextArea, TextInput } from '../../web/index.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { FEWEST_PASSPHRASE } from '../rules.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { useDeskT } from './frame.js';
import { deskTranslator } from './words.js';

const MOST_PASSPHRASE = 1000;
const loginIn = ({ form }: DeskAsked): string => (form.fields['login'] ?? '').trim().toLowerCase();

/** GET /dienst/aanmelden. */
export function showSignIn(_means: DeskMeans, asked: DeskAsked): Promise<Answer> {
  return Promise.resolve(signInTold(asked, []));
}

/** POST /dienst/aanmelden: unlocks the own key. */
export async function takeSignIn({ desk }: DeskMeans, asked: DeskAsked): Promise<Answer> {
  if (asked.form.fields['taal'] !== undefined) return signInTold(asked, []);
  const { fields } = asked.form;
  const t = deskTranslator(asked.lang);
  const passphrase = fields['wachtzin'] ?? '';
  try {
    const cookie =
      passphrase.length > MOST_PASSPHRASE
        ? null
        : await desk.signIn(loginIn(asked), passphrase, fields['appcode'] ?? '');
    if (cookie === null) return signInTold(asked, [{ field: 'wachtzin', message: t('sign.bad') }]);
    return { to: channelPaths.desk, cookies: [{ name: 'dienst', value: cookie }] };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'too-many-codes') throw error;
    return signInTold(asked, [{ field: 'appcode', message: t('sign.code.many') }]);
  }
}

function signInTold(asked: DeskAsked, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: deskTranslator(asked.lang)('sign.title'),
    content: <SignInView login={loginIn(asked)} faults={faults} />,
    faults,
  };
}

function SignInView({ login, faults }: { readonly login: string; readonly faults: readonly FieldFault[] }) {
  const t = useDeskT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('sign.lead')}</p>
      <ChannelForm action={channelPaths.deskSignIn} step="sign-in">
        <TextInput name="login" label={t('sign.login')} value={login} width="medium" />
        <TextInput
          name="wachtzin"
          type="password"
          label={t('sign.pass')}
          error={faultOf(faults, 'wachtzin')}
        />
        <TextInput
          name="appcode"
          label={t('sign.code')}
          hint={t('sign.code.hint')}
          optional
          width="medium"
          error={faultOf(faults, 'appcode')}
        />
        <SubmitButton>{t('sign.go')}</SubmitButton>
      </ChannelForm>
      <p>
        <a href={channelPaths.deskStart}>{t('sign.start')}</a>
      </p>
      <p>
        <a href={channelPaths.report}>{t('sign.report')}</a>
      </p>
    </>
  );
}

/** GET /dienst/begin. */
export function showStart(_means: DeskMeans, asked: DeskAsked): Promise<Answer> {
  return Promise.resolve(startTold(asked, []));
}

/** POST /dienst/begin: makes the own keys with a start code, and signs in. */
export async function takeStart({ desk }: DeskMeans, asked: DeskAsked): Promise<Answer> {
  const { fields } = asked.form;
  const t = deskTranslator(asked.lang);
  if (fields['taal'] !== undefined) return startTold(asked, []);
  const passphrase = fields['wachtzin'] ?? '';
  if (passphrase.length < FEWEST_PASSPHRASE || passphrase.length > MOST_PASSPHRASE)
    return startTold(asked, [{ field: 'wachtzin', message: t('begin.short') }]);
  if (passphrase !== fields['opnieuw'])
    return startTold(asked, [{ field: 'opnieuw', message: t('begin.differ') }]);
  try {
    await desk.start({ login: loginIn(asked), code: fields['startcode'] ?? '', passphrase });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'officer-start') throw error;
    return startTold(asked, [{ field: 'startcode', message: t('begin.bad') }]);
  }
  const cookie = await desk.signIn(loginIn(asked), passphrase, '');
  return { to: channelPaths.deskStep, cookies: [{ name: 'dienst', value: cookie }] };
}

function startTold(asked: DeskAsked, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: deskTranslator(asked.lang)('begin.title'),
    content: <StartView login={loginIn(asked)} faults={faults} />,
    faults,
  };
}

function StartView({ login, faults }: { readonly login: string; readonly faults: readonly FieldFault[] }) {
  const t = useDeskT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('begin.lead')}</p>
      <ChannelForm action={channelPaths.deskStart} step="begin">
        <TextInput name="login" label={t('sign.login')} value={login} width="medium" />
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
