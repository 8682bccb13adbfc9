import type { FieldFault } from '../../platform/problems.js';
import { PRACTICE_PASSWORD, practiceAccounts } from '../accounts/schema.js';
import { roleWord } from '../role-words.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  fill,
  Link,
  paths,
  PostForm,
  QrCode,
  SubmitButton,
  TextInput,
  withQuery,
  type Lang,
} from '../../web/index.js';
import type { SetUp } from './second-step.js';
import { wordsIn } from './words.js';

interface FormProps {
  readonly lang: Lang;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** The fields of a password and a name. */
export function SignInForm(
  props: FormProps & { readonly back: string; readonly demo: boolean; readonly provider: boolean },
) {
  const { lang, faults, kept, back } = props;
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      {props.demo ? <PracticeNames lang={lang} /> : null}
      {props.provider ? (
        <>
          <p>{t('in.provider.what')}</p>
          <p>
            <Link class="button button-primary" href={withQuery(paths.signIn.provider, { terug: back })}>
              {t('in.provider')}
            </Link>
          </p>
          <h2>{t('in.or')}</h2>
        </>
      ) : null}
      <PostForm action={paths.signIn.page} hidden={{ terug: back }}>
        <TextInput
          name="login"
          label={t('in.login')}
          value={kept['login']}
          autocomplete="username"
          width="medium"
          error={faultOf(faults, 'login')}
        />
        <TextInput
          name="password"
          label={t('in.password')}
          type="password"
          autocomplete="current-password"
          width="medium"
          error={faultOf(faults, 'password')}
        />
        <SubmitButton>{t('in.submit')}</SubmitButton>
      </PostForm>
      <p class="soft after-form">{t('in.lost')}</p>
    </>
  );
}

function PracticeNames({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  return (
    <Callout title={t('in.demo')}>
      <p>
        {t('in.demo.what')} <strong class="mono">{PRACTICE_PASSWORD}</strong>
      </p>
      <ul>
        {practiceAccounts.map(({ login, roles }) => (
          <li key={login}>
            <strong class="mono">{login}</strong>, {roles.map((role) => roleWord(role, lang)).join(', ')}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** One code: of the app, or a recovery code. */
export function CodeForm({ lang, faults, back }: FormProps & { readonly back: string }) {
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('step.lead')}</p>
      <PostForm action={paths.signIn.secondStep} hidden={{ terug: back }}>
        <TextInput
          name="code"
          label={t('step.code')}
          hint={t('step.code.hint')}
          autocomplete="one-time-code"
          width="short"
          error={faultOf(faults, 'code')}
        />
        <SubmitButton>{t('step.submit')}</SubmitButton>
      </PostForm>
      <p class="soft after-form">{t('in.lost')}</p>
    </>
  );
}

/** The three moments of setting up an app: open it, let it read the secret, prove that it did. */
export function SetUpForm({
  lang,
  faults,
  setUp,
  action,
  hidden = {},
}: FormProps & {
  readonly setUp: SetUp;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string>>;
}) {
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('set-up.lead')}</p>
      <ol class="steps">
        <li>{t('set-up.one')}</li>
        <li>
          {t('set-up.two')}
          <QrCode text={setUp.address} label={t('set-up.qr')} />
          <p>
            {t('set-up.secret')} <br />
            <strong class="mono secret">{setUp.secret.replace(/(.{4})(?=.)/g, '$1 ')}</strong>
          </p>
        </li>
        <li>
          {t('set-up.three')}
          <PostForm action={action} hidden={hidden}>
            <TextInput
              name="code"
              label={t('set-up.code')}
              inputMode="numeric"
              autocomplete="one-time-code"
              width="short"
              error={faultOf(faults, 'code')}
            />
            <SubmitButton>{t('set-up.submit')}</SubmitButton>
          </PostForm>
        </li>
      </ol>
    </>
  );
}

/** The recovery codes, this once. */
export function RecoveryCodes({
  lang,
  codes,
  onward,
}: {
  readonly lang: Lang;
  readonly codes: readonly string[];
  readonly onward: string;
}) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('codes.lead')}</p>
      <p>{t('codes.how')}</p>
      <ul class="recovery-codes" aria-label={t('codes.list')}>
        {codes.map((code) => (
          <li class="mono" key={code}>
            {code}
          </li>
        ))}
      </ul>
      <p>
        <Link class="button button-primary" href={onward}>
          {t('codes.go-on')}
        </Link>
      </p>
    </>
  );
}

/** The first password of an account, or a new one for who lost it. */
export function InvitationForm({
  lang,
  faults,
  token,
  name,
  login,
}: FormProps & { readonly token: string; readonly name: string; readonly login: string | null }) {
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('invite.lead', { name })}</p>
      {login === null ? null : <p>{t('invite.login', { login })}</p>}
      <PostForm action={fill(paths.signIn.invitation, { token })}>
        {/* So that a password keeper knows whose password this is. */}
        <input type="text" autocomplete="username" value={login ?? ''} hidden readOnly />
        <TextInput
          name="password"
          label={t('invite.password')}
          hint={t('invite.password.hint')}
          type="password"
          autocomplete="new-password"
          width="medium"
          error={faultOf(faults, 'password')}
        />
        <SubmitButton>{t('invite.submit')}</SubmitButton>
      </PostForm>
    </>
  );
}

/** After signing out. */
export function Gone({ lang, provider }: { readonly lang: Lang; readonly provider: boolean }) {
  const t = wordsIn(lang);
  return (
    <>
      {provider ? (
        <>
          <p>{t('gone.provider.what')}</p>
          <p>
            <Link class="button button-primary" href={paths.signIn.providerOut}>
              {t('gone.provider')}
            </Link>
          </p>
        </>
      ) : (
        <p>{t('gone.what')}</p>
      )}
      <p>
        <Link href={paths.signIn.page}>{t('gone.again')}</Link>
      </p>
    </>
  );
}
