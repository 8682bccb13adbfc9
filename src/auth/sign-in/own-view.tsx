import type { FieldFault } from '../../platform/problems.js';
import { WaitingForRole } from '../grants/grant-views.js';
import { roleWord } from '../role-words.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  PostForm,
  SubmitButton,
  SummaryList,
  TextInput,
  type Lang,
} from '../../web/index.js';
import type { OwnSession } from './schema.js';
import type { OwnAccess } from './views.js';
import { wordsIn } from './words.js';

interface OwnProps {
  readonly lang: Lang;
  readonly access: OwnAccess;
  readonly roles: readonly string[];
  /** The session of this window. */
  readonly here: string;
  readonly changed: boolean;
  readonly faults: readonly FieldFault[];
}

/** Where one is signed in, who tried, and what one can change. */
export function OwnView(props: OwnProps) {
  const { lang, access, faults } = props;
  const t = wordsIn(lang);
  const step = access.hasSecondStep
    ? 'own.step.on'
    : access.hasPassword
      ? 'own.step.off'
      : 'own.step.provider';
  return (
    <>
      <ErrorSummary faults={faults} />
      {props.changed ? <Callout tone="good" title={t('own.changed')} /> : null}
      {props.roles.length === 0 ? <WaitingForRole lang={lang} /> : null}
      <p class="lead">{t('own.lead')}</p>
      <SummaryList
        items={[
          ...(access.login === null ? [] : [{ term: t('own.login'), value: access.login }]),
          { term: t('own.role'), value: props.roles.map((role) => roleWord(role, lang)).join(', ') },
          { term: t('own.step'), value: t(step) },
          ...(access.hasSecondStep ? [{ term: t('own.codes'), value: String(access.codesLeft) }] : []),
        ]}
      />
      <OpenSessions {...props} />
      <SignIns {...props} />
      {access.hasPassword ? <Changes {...props} /> : null}
    </>
  );
}

function OpenSessions({ lang, access, here }: OwnProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <section>
      <h2>{t('own.sessions')}</h2>
      <DataTable
        caption={t('own.sessions.caption')}
        rows={access.sessions}
        keyOf={(session) => session.id}
        columns={[
          { head: t('own.device'), cell: (session) => session.agent, names: true },
          { head: t('own.since'), cell: (session) => f.dateTime(session.madeAt) },
          { head: t('own.seen'), cell: (session) => f.dateTime(session.seenAt) },
          {
            head: t('own.end'),
            cell: (session) => (session.id === here ? t('own.this') : <End lang={lang} session={session} />),
          },
        ]}
      />
      <ConfirmForm action={paths.account.endAll} verb={t('own.end-all')} tone="secondary">
        <p>{t('own.end-all.what')}</p>
      </ConfirmForm>
    </section>
  );
}

function End({ lang, session }: { readonly lang: Lang; readonly session: OwnSession }) {
  const t = wordsIn(lang);
  const since = formatterFor(lang).dateTime(session.madeAt);
  return (
    <PostForm action={fill(paths.account.endSession, { id: session.id })}>
      <SubmitButton tone="secondary">
        {t('own.end')}
        <span class="visually-hidden"> {t('own.end.of', { device: session.agent, since })}</span>
      </SubmitButton>
    </PostForm>
  );
}

function SignIns({ lang, access }: OwnProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <section>
      <h2>{t('own.sign-ins')}</h2>
      <p>{t('own.sign-ins.what')}</p>
      <DataTable
        caption={t('own.sign-ins.caption')}
        rows={access.signIns}
        keyOf={(signIn) => signIn.id}
        columns={[
          { head: t('own.when'), cell: (signIn) => f.dateTime(signIn.at), names: true },
          { head: t('own.how'), cell: (signIn) => t(`how.${signIn.how}`) },
          { head: t('own.device'), cell: (signIn) => signIn.agent },
          { head: t('own.result'), cell: (signIn) => t(signIn.result === 'in' ? 'own.in' : 'own.refused') },
        ]}
      />
    </section>
  );
}

function Changes({ lang, faults, access }: OwnProps) {
  const t = wordsIn(lang);
  const open = (...fields: string[]): boolean => faults.some(({ field }) => fields.includes(field));
  const password = (name: string, label: string, autocomplete: 'current-password' | 'new-password') => (
    <TextInput
      name={name}
      label={label}
      type="password"
      autocomplete={autocomplete}
      width="medium"
      hint={autocomplete === 'new-password' ? t('invite.password.hint') : undefined}
      error={faultOf(faults, name)}
    />
  );
  return (
    <section>
      <h2>{t('own.change')}</h2>
      <details open={open('current', 'password')}>
        <summary>{t('own.password')}</summary>
        <p>{t('own.password.what')}</p>
        <PostForm action={paths.account.password}>
          {password('current', t('own.current'), 'current-password')}
          {password('password', t('invite.password'), 'new-password')}
          <SubmitButton>{t('own.password.submit')}</SubmitButton>
        </PostForm>
      </details>
      <details open={open('stepPassword')}>
        <summary>{t('own.new-step')}</summary>
        <p>{t('own.new-step.what')}</p>
        <PostForm action={paths.account.renewStep}>
          {password('stepPassword', t('own.current'), 'current-password')}
          <SubmitButton>{t('own.new-step.submit')}</SubmitButton>
        </PostForm>
      </details>
      {access.hasSecondStep ? (
        <details open={open('codesPassword')}>
          <summary>{t('own.new-codes')}</summary>
          <p>{t('own.new-codes.what')}</p>
          <PostForm action={paths.account.renewCodes}>
            {password('codesPassword', t('own.current'), 'current-password')}
            <SubmitButton>{t('own.new-codes.submit')}</SubmitButton>
          </PostForm>
        </details>
      ) : null}
    </section>
  );
}
