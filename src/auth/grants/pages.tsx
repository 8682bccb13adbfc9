import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, type Lang } from '../../web/index.js';
import type { ListSectors } from '../accounts/pages.js';
import { roleFields, tickedRoles, tickedSectors } from '../accounts/role-fields.js';
import { mayHaveSectors, mayHoldTogether } from '../accounts/rules.js';
import { findSectorsOf, findUser } from '../accounts/views.js';
import { wordsIn as accountWordsIn } from '../accounts/words.js';
import { roleWord } from '../role-words.js';
import { form, page, type RouteLine } from '../route.js';
import { ProposalView, RolesView } from './grant-views.js';
import { DecideBody } from './schema.js';
import type { RoleUseCases } from './service.js';
import { findProposal, findProposed } from './views.js';
import { wordsIn } from './words.js';

/** The ticked roles, and the ticked sectors of a sector fund. */
const RolesBody = z.looseObject(roleFields).transform((body) => ({
  roles: tickedRoles(body),
  sectors: tickedSectors(body),
}));

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const FRESH: Input = { faults: [], kept: {} };

/** The pages of roles over time: changing those of an account, deciding on a proposal, and what one has seen. */
export function grantPages(roles: RoleUseCases, listSectors: ListSectors): RouteLine[] {
  const showRoles = showRolesWith(listSectors);
  const again = (
    show: (ctx: Ctx, lang: Lang, id: string, input: Input) => Promise<ReturnType<typeof trailed>>,
  ) => ({
    again: (
      ctx: Ctx,
      { params, body, lang }: { params: { id: string }; body: Input['kept']; lang: Lang },
      faults: readonly FieldFault[],
    ) => show(ctx, lang, params.id, { faults, kept: body }),
  });
  return [
    page(paths.users.roles, { can: 'account.manage' }, (ctx, { params, lang }) =>
      showRoles(ctx, lang, params.id, FRESH),
    ),
    form(
      paths.users.changeRoles,
      { can: 'account.manage', body: RolesBody, ...again(showRoles) },
      async (ctx, { params, body, lang }) => {
        const id = asId<'account'>(params.id);
        await ctx.read((ctx) => findUser(ctx, id));
        const known = (await listSectors(ctx)).map(({ code }) => code);
        const sectors = body.sectors.filter((code) => known.includes(code));
        for (const [field, verdict] of [
          ['role', mayHoldTogether(body.roles)],
          ['sector', mayHaveSectors(body.roles, sectors)],
        ] as const)
          if (!verdict.allowed)
            throw new Problem('bad-input', undefined, [
              { field, message: accountWordsIn(lang)(`fault.${verdict.reason}`) },
            ]);
        await roles.change(ctx, id, body.roles, sectors);
        return paths.users.list;
      },
    ),
    page(paths.users.proposal, { can: 'account.manage' }, (ctx, { params, lang }) =>
      showProposal(ctx, lang, params.id, FRESH),
    ),
    form(
      paths.users.decide,
      { can: 'account.manage', body: DecideBody, ...again(showProposal) },
      async (ctx, { params, body }) => {
        await roles.decide(ctx, asId<'role-grant'>(params.id), body);
        return paths.users.list;
      },
    ),
    form(paths.announcements.see, { can: 'home.see' }, async (ctx, { params }) => {
      await roles.see(ctx, asId<'announcement'>(params.id));
      return paths.home;
    }),
  ];
}

function trailed(lang: Lang, title: string, content: ReturnType<typeof RolesView>) {
  return { title, trail: [{ label: wordsIn(lang)('users'), href: paths.users.list }], content };
}

const showRolesWith =
  (listSectors: ListSectors) => async (ctx: Ctx, lang: Lang, id: string, input: Input) => {
    const account = asId<'account'>(id);
    const { user, proposed, mine } = await ctx.read(async (ctx) => ({
      user: await findUser(ctx, account),
      mine: await findSectorsOf(ctx, account),
      proposed: (await findProposed(ctx, account))
        .filter(({ decision }) => decision === null)
        .map(({ role }) => role),
    }));
    return trailed(
      lang,
      wordsIn(lang)('change.title', { name: user.name }),
      <RolesView
        lang={lang}
        self={ctx.actor.id}
        user={user}
        proposed={proposed}
        sectors={await listSectors(ctx)}
        mine={mine}
        {...input}
      />,
    );
  };

async function showProposal(ctx: Ctx, lang: Lang, id: string, input: Input) {
  const proposal = await ctx.read((ctx) => findProposal(ctx, asId<'role-grant'>(id)));
  return trailed(
    lang,
    wordsIn(lang)('decide.title', { role: roleWord(proposal.role, lang), name: proposal.name }),
    <ProposalView lang={lang} self={ctx.actor.id} proposal={proposal} {...input} />,
  );
}
