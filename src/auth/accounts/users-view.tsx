import type { FieldFault } from '../../platform/problems.js';
import { personRoles } from '../permissions.js';
import { roleWord } from '../role-words.js';
import {
  Callout,
  Checkboxes,
  DataTable,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Select,
  SubmitButton,
  Tag,
  type Lang,
} from '../../web/index.js';
import type { FirmLine } from '../firms/views.js';
import { OnlyAdministrator, OpenProposals } from '../grants/grant-views.js';
import { GIVEN_BY_TWO } from '../grants/rules.js';
import type { Proposal } from '../grants/schema.js';
import type { SectorChoice, User } from './schema.js';
import type { Invited } from './service.js';
import { InviteFields } from './invite-fields.js';
import { wordsIn } from './words.js';

interface UsersProps {
  readonly lang: Lang;
  readonly users: readonly User[];
  /** The sectors there are, for who speaks for a sector fund. */
  readonly sectors: readonly SectorChoice[];
  readonly firms: readonly FirmLine[];
  /** Roles that wait for a second administrator. */
  readonly proposals: readonly Proposal[];
  /** Whether there is no second administrator to decide. */
  readonly alone: boolean;
  readonly self: string;
  /** Somebody whose invitation left by mail just now. */
  readonly invited?: User | undefined;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Everybody with an account, and the form that invites one more. */
export function UsersView(props: UsersProps) {
  const { lang, users, faults, invited } = props;
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      {invited?.invitedUntil == null ? null : (
        <Callout tone="good" title={t('done.mail')}>
          <p>
            {t('done.mail.what', {
              login: invited.login ?? '',
              when: formatterFor(lang).dateTime(invited.invitedUntil),
            })}
          </p>
        </Callout>
      )}
      <p class="lead">{t('lead')}</p>
      <OpenProposals lang={lang} proposals={props.proposals} />
      <DataTable
        caption={t('caption')}
        rows={users}
        keyOf={(user) => user.id}
        columns={[
          { head: t('name'), cell: (user) => user.name, names: true },
          { head: t('login'), cell: (user) => <span class="breaks">{loginOf(user, lang)}</span> },
          { head: t('roles'), cell: (user) => rolesOf(user, props.sectors, lang) },
          { head: t('state'), cell: (user) => <State lang={lang} user={user} /> },
          {
            head: t('acts'),
            cell: (user) => (user.id === props.self ? t('you') : <Acts lang={lang} user={user} />),
          },
        ]}
      />
      {props.alone ? <OnlyAdministrator lang={lang} /> : null}
      <InviteForm {...props} />
    </>
  );
}

/** The roles of somebody, and for which sectors a sector fund speaks. */
function rolesOf({ roles, firm, sectors: own }: User, sectors: readonly SectorChoice[], lang: Lang) {
  const t = wordsIn(lang);
  if (roles.length === 0) return t('roles.none');
  const said = roles.map((role) => roleWord(role, lang)).join(', ');
  if (!roles.includes('sector-fund') && firm === null) return said;
  const names =
    firm === null ? own.map((code) => sectors.find((one) => one.code === code)?.[lang] ?? code) : [firm];
  return (
    <>
      {said}
      <br />
      <span class="soft">{names.length === 0 ? t('sectors.none') : names.join(', ')}</span>
    </>
  );
}

function loginOf(user: User, lang: Lang): string {
  const t = wordsIn(lang);
  if (user.login !== null) return user.login;
  return user.organisation === null
    ? t('login.none')
    : t('login.provider', { organisation: user.organisation });
}

const TONES = { active: 'good', invited: 'active', blocked: 'bad', expired: 'warn' } as const;

function State({ lang, user }: { readonly lang: Lang; readonly user: User }) {
  const t = wordsIn(lang);
  const state = user.state === 'invited' && user.invitedUntil === null ? 'expired' : user.state;
  const waits = user.invitedUntil !== null && user.state !== 'blocked';
  return (
    <>
      <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>
      {waits ? (
        <span class="soft">
          {' '}
          {t('invited.until', { when: formatterFor(lang).dateTime(user.invitedUntil) })}
          {user.mail === null ? '' : `, ${t(`mail.${user.mail}`)}`}
        </span>
      ) : null}
    </>
  );
}

function Acts({ lang, user }: { readonly lang: Lang; readonly user: User }) {
  const t = wordsIn(lang);
  const { id, name, state, login } = user;
  const act = (
    path: Parameters<typeof fill>[0],
    verb: string,
    tone: 'secondary' | 'danger' = 'secondary',
  ) => (
    <PostForm action={fill(path, { id })}>
      <SubmitButton tone={tone}>
        {verb}
        <span class="visually-hidden"> {name}</span>
      </SubmitButton>
    </PostForm>
  );
  return (
    <details>
      <summary>
        {t('act.more')}
        <span class="visually-hidden"> {name}</span>
      </summary>
      <div class="acts">
        {login === null ? null : (
          <p>
            <Link href={fill(paths.users.roles, { id })}>
              {t('act.roles')}
              <span class="visually-hidden"> {name}</span>
            </Link>
          </p>
        )}
        {state === 'blocked' ? act(paths.users.unblock, t('act.unblock')) : null}
        {state !== 'blocked' && login !== null ? (
          <>
            <p class="hint">{t('act.again.what')}</p>
            {act(paths.users.inviteAgain, t('act.again'))}
          </>
        ) : null}
        {state === 'active' ? act(paths.users.endSessions, t('act.end')) : null}
        {state === 'blocked' ? null : act(paths.users.block, t('act.block'), 'danger')}
      </div>
    </details>
  );
}

function InviteForm({ lang, sectors, firms, faults, kept }: UsersProps) {
  const t = wordsIn(lang);
  const chosenSectors = sectors
    .map(({ code }) => code)
    .filter((code) => kept[`sector-${code}`] !== undefined);
  return (
    <section>
      <h2>{t('invite.title')}</h2>
      <PostForm action={paths.users.invite}>
        <InviteFields
          labels={{ name: t('invite.name'), email: t('invite.email') }}
          kept={kept}
          faults={faults}
        />
        <Checkboxes
          name="role"
          label={t('invite.roles')}
          hint={t('invite.roles.hint', {
            roles: GIVEN_BY_TWO.map((role) => roleWord(role, lang)).join(', '),
          })}
          choices={personRoles.map((value) => ({ value, label: roleWord(value, lang) }))}
          chosen={personRoles.filter((role) => kept[`role-${role}`] !== undefined)}
          error={faultOf(faults, 'role')}
        />
        <details open={chosenSectors.length > 0 || faultOf(faults, 'sector') !== undefined}>
          <summary>{t('invite.sectors.open')}</summary>
          <Checkboxes
            name="sector"
            label={t('invite.sectors')}
            hint={t('invite.sectors.hint')}
            optional
            choices={sectors.map((sector) => ({ value: sector.code, label: sector[lang] }))}
            chosen={chosenSectors}
            error={faultOf(faults, 'sector')}
          />
        </details>
        {firms.length === 0 ? null : (
          <Select
            name="firm"
            label={t('invite.firm')}
            hint={t('invite.firm.hint')}
            optional
            value={kept['firm']}
            choices={firms.map(({ id, name }) => ({ value: id, label: name }))}
            error={faultOf(faults, 'firm')}
          />
        )}
        {firms.length > 0 || faultOf(faults, 'firm') === undefined ? null : (
          <p class="field-error" id="firm" tabIndex={-1}>
            {t('invite.firm.none')}
          </p>
        )}
        <p>
          <Link href={paths.firms.list}>{t('invite.firms')}</Link>
        </p>
        <SubmitButton>{t('invite.submit')}</SubmitButton>
      </PostForm>
    </section>
  );
}

/** The link of an invitation, this once, where no mail is set up. */
export function InvitationLink({
  lang,
  name,
  invited,
  back = paths.users.list,
}: {
  readonly lang: Lang;
  readonly name: string;
  readonly invited: Invited & { readonly link: string };
  /** The page to go back to. */
  readonly back?: string;
}) {
  const t = wordsIn(lang);
  return (
    <>
      <p>{t('link.what', { name, when: formatterFor(lang).dateTime(invited.until) })}</p>
      <p class="mono secret">{invited.link}</p>
      <p>
        <Link href={back}>{t(back === paths.users.list ? 'link.back' : 'link.back-testers')}</Link>
      </p>
    </>
  );
}
