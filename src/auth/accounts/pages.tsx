import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { mayHaveFirm } from '../firms/rules.js';
import { listFirms } from '../firms/views.js';
import { form, page, type RouteLine } from '../route.js';
import { countAdministrators, listProposals } from '../grants/views.js';
import { roleFields, tickedRoles, tickedSectors } from './role-fields.js';
import { mayHaveSectors, mayHoldTogether } from './rules.js';
import type { SectorChoice } from './schema.js';
import type { AccountUseCases, Invited } from './service.js';
import { InvitationLink, UsersView } from './users-view.js';
import { findUser, findUserByLogin, listUsers } from './views.js';
import { wordsIn } from './words.js';

// Exactly these fields are read: a state, an id or a role that is no box of the form does nothing.
const InviteBody = z
  .looseObject({
    name: z.string().trim().min(1, 'name').max(120, 'name'),
    email: z.string().trim().toLowerCase().pipe(z.email('email').max(254, 'email')),
    ...roleFields,
    firm: z
      .union([z.uuid(), z.literal('')])
      .optional()
      .catch(undefined),
  })
  .transform((body) => ({
    name: body.name,
    email: body.email,
    roles: tickedRoles(body),
    sectors: tickedSectors(body),
    firm: body.firm === undefined || body.firm === '' ? null : asId<'test-firm'>(body.firm),
  }));
const ListQuery = z.object({ uitgenodigd: z.uuid().optional().catch(undefined) });

const FAULTS = [
  'name',
  'email',
  'login-taken',
  'no-role',
  'no-sector',
  'no-firm',
  'roles-conflict',
  'outside-roles-conflict',
  'channel-roles-conflict',
] as const;

function faultsIn(lang: Lang, faults: readonly FieldFault[]): FieldFault[] {
  const t = wordsIn(lang);
  return faults.map(({ field, message }) => {
    const code = FAULTS.find((one) => one === message) ?? (field === 'email' ? 'email' : 'name');
    return { field, message: t(`fault.${code}`) };
  });
}

const bad = (field: string, message: string): Problem =>
  new Problem('bad-input', undefined, [{ field, message }]);

/** The sectors there are; the room of the register gives them. */
export type ListSectors = (ctx: Ctx) => Promise<readonly SectorChoice[]>;

/** The page of users, for who looks after accounts. */
export function userPages(accounts: AccountUseCases, listSectors: ListSectors): RouteLine[] {
  const show = async (
    ctx: Ctx,
    lang: Lang,
    input: {
      faults?: readonly FieldFault[];
      kept?: Readonly<Record<string, string>>;
      invited?: string | undefined;
    },
  ) => {
    const users = await listUsers(ctx);
    const proposals = await listProposals(ctx);
    const alone = (await countAdministrators(ctx)) < 2;
    return {
      title: wordsIn(lang)('title'),
      content: (
        <UsersView
          lang={lang}
          users={users}
          sectors={await listSectors(ctx)}
          firms={await ctx.read(listFirms)}
          proposals={proposals}
          alone={alone}
          self={ctx.actor.id}
          invited={users.find((user) => user.id === input.invited)}
          faults={faultsIn(lang, input.faults ?? [])}
          kept={input.kept ?? {}}
        />
      ),
    };
  };
  return [
    page(paths.users.list, { can: 'account.manage', query: ListQuery }, (ctx, { query, lang }) =>
      show(ctx, lang, { invited: query.uitgenodigd }),
    ),
    form(
      paths.users.invite,
      {
        can: 'account.manage',
        body: InviteBody,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body, lang }) => {
        const verdict = mayHoldTogether(body.roles);
        if (!verdict.allowed) throw bad('role', verdict.reason);
        const known = (await listSectors(ctx)).map(({ code }) => code);
        const sectors = body.sectors.filter((code) => known.includes(code));
        const spoken = mayHaveSectors(body.roles, sectors);
        if (!spoken.allowed) throw bad('sector', spoken.reason);
        const firms = (await ctx.read(listFirms)).map(({ id }) => id);
        const firm = firms.find((id) => id === body.firm) ?? null;
        const hired = mayHaveFirm(body.roles, firm);
        if (!hired.allowed) throw bad('firm', hired.reason);
        if ((await ctx.read((ctx) => findUserByLogin(ctx, body.email))) !== undefined)
          throw bad('email', 'login-taken');
        return handOver(lang, body.name, await accounts.invite(ctx, { ...body, sectors, firm }));
      },
    ),
    form(paths.users.inviteAgain, { can: 'account.manage' }, async (ctx, { params, lang }) => {
      const id = asId<'account'>(params.id);
      const invited = await accounts.inviteAgain(ctx, id);
      return handOver(lang, (await ctx.read((ctx) => findUser(ctx, id))).name, invited);
    }),
    ...(['block', 'unblock', 'endSessions'] as const).map((act) =>
      form(paths.users[act], { can: 'account.manage' }, async (ctx, { params }) => {
        await accounts[act](ctx, asId<'account'>(params.id));
        return paths.users.list;
      }),
    ),
  ];
}

/** Back to the list when the link went by mail; else the link itself, this once. */
function handOver(lang: Lang, name: string, invited: Invited) {
  const { link, account } = invited;
  if (link === undefined) return { to: withQuery(paths.users.list, { uitgenodigd: account }) };
  return {
    title: wordsIn(lang)('link.title'),
    trail: [{ label: wordsIn(lang)('title'), href: paths.users.list }],
    content: <InvitationLink lang={lang} name={name} invited={{ ...invited, link }} />,
  };
}
