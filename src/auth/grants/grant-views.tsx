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
  Radios,
  SubmitButton,
  TextArea,
  type Lang,
} from '../../web/index.js';
import type { SectorChoice, User } from '../accounts/schema.js';
import { GIVEN_BY_TWO, mayChangeRoles, mayDecide, takesTwo } from './rules.js';
import type { Announcement, Proposal } from './schema.js';
import { wordsIn } from './words.js';

interface FormState {
  readonly lang: Lang;
  /** Who looks at it. */
  readonly self: string;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What may this person do? Ticked is what they have, or what waits for a second administrator. */
export function RolesView({
  lang,
  self,
  user,
  proposed,
  sectors,
  mine,
  faults,
  kept,
}: FormState & {
  readonly user: User;
  readonly proposed: readonly string[];
  readonly sectors: readonly SectorChoice[];
  /** The sectors for which they speak. */
  readonly mine: readonly string[];
}) {
  const t = wordsIn(lang);
  const { name } = user;
  const verdict = mayChangeRoles(user, self);
  if (!verdict.allowed)
    return <Callout title={t(verdict.reason === 'own-roles' ? 'change.own' : 'change.provider')} />;
  const chosen =
    faults.length === 0
      ? [...user.roles, ...proposed]
      : personRoles.filter((role) => kept[`role-${role}`] !== undefined);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('change.lead', { name })}</p>
      <PostForm action={fill(paths.users.changeRoles, { id: user.id })}>
        <Checkboxes
          name="role"
          label={t('change.roles')}
          hint={t('change.hint', { name })}
          choices={personRoles.map((value) => ({
            value,
            label: roleWord(value, lang),
            ...(takesTwo(value) ? { hint: t('change.two') } : {}),
          }))}
          chosen={chosen}
          error={faultOf(faults, 'role')}
        />
        <Checkboxes
          name="sector"
          label={t('change.sectors')}
          hint={t('change.sectors.hint')}
          choices={sectors.map((sector) => ({ value: sector.code, label: sector[lang] }))}
          chosen={
            faults.length === 0
              ? mine
              : sectors.map(({ code }) => code).filter((code) => kept[`sector-${code}`] !== undefined)
          }
          error={faultOf(faults, 'sector')}
        />
        <SubmitButton>{t('change.submit')}</SubmitButton>
      </PostForm>
    </>
  );
}

/** Said to the only administrator: who else is needed, and how to get them. */
export function OnlyAdministrator({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  return (
    <Callout tone="warn" title={t('alone.title')}>
      <p>{t('alone.what', { roles: GIVEN_BY_TWO.map((role) => roleWord(role, lang)).join(', ') })}</p>
    </Callout>
  );
}

/** Which roles wait for a second administrator. */
export function OpenProposals({
  lang,
  proposals,
}: {
  readonly lang: Lang;
  readonly proposals: readonly Proposal[];
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (proposals.length === 0) return null;
  return (
    <section>
      <h2>{t('open.title')}</h2>
      <DataTable
        caption={t('open.caption')}
        narrow="stack"
        rows={proposals}
        keyOf={({ id }) => id}
        columns={[
          { head: t('open.who'), cell: ({ name }) => name, names: true },
          { head: t('open.role'), cell: ({ role }) => roleWord(role, lang) },
          { head: t('open.proposer'), cell: ({ proposer }) => proposer },
          { head: t('open.at'), cell: ({ proposedAt }) => f.dateTime(proposedAt) },
          {
            head: t('open.decide'),
            cell: ({ id, role, name }) => (
              <Link href={fill(paths.users.proposal, { id })}>
                {t('open.decide')}
                <span class="visually-hidden"> {t('open.about', { role: roleWord(role, lang), name })}</span>
              </Link>
            ),
          },
        ]}
      />
    </section>
  );
}

/** Does this person get the role? Who proposed it may only take it back. */
export function ProposalView({
  lang,
  self,
  proposal,
  faults,
  kept,
}: FormState & { readonly proposal: Proposal }) {
  const t = wordsIn(lang);
  const { name, proposer } = proposal;
  const role = roleWord(proposal.role, lang);
  const open = (['granted', 'refused', 'withdrawn'] as const).filter(
    (decision) => mayDecide(proposal, self, decision).allowed,
  );
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('decide.lead', { name, role })}</p>
      <p>{t('decide.proposed', { proposer, when: formatterFor(lang).dateTime(proposal.proposedAt) })}</p>
      <p>{t('decide.what')}</p>
      {proposal.account === self ? <Callout title={t('decide.self')} /> : null}
      {proposal.proposedBy === self ? <Callout title={t('decide.own')} /> : null}
      {open.length === 0 ? null : (
        <PostForm action={fill(paths.users.decide, { id: proposal.id })}>
          <Radios
            name="decision"
            label={t('decide.choice')}
            choices={open.map((value) => ({ value, label: t(`decide.${value}`) }))}
            value={kept['decision']}
            error={faultOf(faults, 'decision')}
          />
          <TextArea
            name="reason"
            label={t('decide.reason')}
            hint={t('decide.reason.hint')}
            value={kept['reason']}
            rows={3}
            error={faultOf(faults, 'reason')}
          />
          <SubmitButton>{t('decide.submit')}</SubmitButton>
        </PostForm>
      )}
    </>
  );
}

/** What a reader must know of roles that were given or taken away, until they say that they saw it. */
export function Announcements({
  lang,
  news,
}: {
  readonly lang: Lang;
  readonly news: readonly Announcement[];
}) {
  const t = wordsIn(lang);
  return (
    <>
      {news.map(({ id, name, role, what, at }) => (
        <Callout
          key={id}
          tone={what === 'granted' ? 'active' : 'neutral'}
          title={t(`news.${what}`, { name, role: roleWord(role, lang) })}
        >
          <p>{t(`news.${what}.what`, { when: formatterFor(lang).dateTime(at) })}</p>
          <PostForm action={fill(paths.announcements.see, { id })}>
            <SubmitButton tone="secondary">
              {t('news.seen')}
              <span class="visually-hidden"> {t(`news.${what}`, { name, role: roleWord(role, lang) })}</span>
            </SubmitButton>
          </PostForm>
        </Callout>
      ))}
    </>
  );
}

/** Said to who signed in and has no role yet. */
export function WaitingForRole({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  return (
    <Callout tone="active" title={t('waiting')}>
      <p>{t('waiting.what')}</p>
    </Callout>
  );
}
