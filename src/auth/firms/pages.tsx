import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { constraintOf, Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { InvitationLink } from '../accounts/users-view.js';
import type { Invited } from '../accounts/service.js';
import { form, page, type RouteLine } from '../route.js';
import { FirmFormView, FirmsView, TestersView } from './firm-views.js';
import { FirmForm, type FirmFacts } from './schema.js';
import type { FirmUseCases } from './service.js';
import { findOwnFirm, listFirms, listOwnTesters } from './views.js';
import { wordsIn } from './words.js';

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const FRESH: Input = { faults: [], kept: {} };

const InviteBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, fault({ nl: 'Vul een naam in', en: 'Fill in a name', fr: 'Remplissez un nom' }))
    .max(120),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z
        .email(
          fault({
            nl: 'Vul een e-mailadres in, zoals an@voorbeeld.be',
            en: 'Fill in an e-mail address, such as an@example.be',
            fr: 'Remplissez une adresse e-mail, comme an@exemple.be',
          }),
        )
        .max(254),
    ),
});
const TestersQuery = z.object({ uitgenodigd: z.iso.datetime().optional().catch(undefined) });

/** The pages of test firms: contracts for who looks after accounts, testers for the firm itself. */
export function firmPages(firms: FirmUseCases): RouteLine[] {
  return [...contractPages(firms), ...testerPages(firms)];
}

/** A name that another firm has is a fault of its field. */
async function nameFault(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (constraintOf(error) !== 'test_firm_name_unique') throw error;
    throw new Problem('bad-input', undefined, [
      {
        field: 'firmName',
        message: fault({
          nl: 'Er is al een bureau met deze naam. Kies een andere.',
          en: 'There is a firm with this name already. Choose another.',
          fr: 'Il existe déjà un bureau de ce nom. Choisissez-en un autre.',
        }),
      },
    ]);
  }
}

function contractPages(firms: FirmUseCases): RouteLine[] {
  const can = 'account.manage';
  const showList = async (ctx: Ctx, lang: Lang, input: Input) => ({
    title: wordsIn(lang)('firms.title'),
    trail: [{ label: wordsIn(lang)('users'), href: paths.users.list }],
    content: <FirmsView lang={lang} firms={await ctx.read(listFirms)} today={ctx.clock.today()} {...input} />,
  });
  const showOne = async (ctx: Ctx, lang: Lang, id: string, input: Input) => {
    const firm = (await ctx.read(listFirms)).find((one) => one.id === id);
    if (firm === undefined) throw new Problem('not-found');
    const t = wordsIn(lang);
    return {
      title: t('change.title', { name: firm.name }),
      trail: [
        { label: t('users'), href: paths.users.list },
        { label: t('firms.title'), href: paths.firms.list },
      ],
      content: <FirmFormView lang={lang} firm={firm} {...input} />,
    };
  };
  return [
    page(paths.firms.list, { can }, (ctx, { lang }) => showList(ctx, lang, FRESH)),
    form(
      paths.firms.add,
      {
        can,
        body: FirmForm,
        again: (ctx, { body, lang }, faults) => showList(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        await nameFault(() => firms.add(ctx, body));
        return paths.firms.list;
      },
    ),
    page(paths.firms.one, { can }, (ctx, { params, lang }) => showOne(ctx, lang, params.id, FRESH)),
    form(
      paths.firms.change,
      {
        can,
        body: FirmForm,
        again: (ctx, { params, body, lang }, faults) => showOne(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }: { params: { id: string }; body: FirmFacts }) => {
        await nameFault(() => firms.change(ctx, asId<'test-firm'>(params.id), body));
        return paths.firms.list;
      },
    ),
  ];
}

function testerPages(firms: FirmUseCases): RouteLine[] {
  const can = 'tester.manage-own';
  const show = async (ctx: Ctx, lang: Lang, input: Input & { readonly until?: string | undefined }) => {
    const firm = await ctx.read(findOwnFirm);
    if (firm === null) throw new Problem('not-found');
    return {
      title: wordsIn(lang)('testers.title'),
      content: (
        <TestersView
          lang={lang}
          firm={firm}
          today={ctx.clock.today()}
          testers={await ctx.read(listOwnTesters)}
          {...input}
        />
      ),
    };
  };
  return [
    page(paths.firm.testers, { can, query: TestersQuery }, (ctx, { query, lang }) =>
      show(ctx, lang, { ...FRESH, until: query.uitgenodigd }),
    ),
    form(
      paths.firm.invite,
      {
        can,
        body: InviteBody,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body, lang }) =>
        handOver(lang, body.name, await loginFault(() => firms.inviteTester(ctx, body))),
    ),
    form(paths.firm.inviteAgain, { can }, async (ctx, { params, lang }) => {
      const { name, ...invited } = await firms.inviteTesterAgain(ctx, params.id);
      return handOver(lang, name, invited);
    }),
    form(paths.firm.endTester, { can }, async (ctx, { params }) => {
      await firms.endTester(ctx, params.id);
      return paths.firm.testers;
    }),
  ];
}

async function loginFault(act: () => Promise<Invited>): Promise<Invited> {
  try {
    return await act();
  } catch (error) {
    if (constraintOf(error) !== 'account_login_unique') throw error;
    throw new Problem('bad-input', undefined, [
      {
        field: 'email',
        message: fault({
          nl: 'Er is al een account met dit e-mailadres',
          en: 'There is an account with this e-mail address already',
          fr: 'Il existe déjà un compte avec cette adresse e-mail',
        }),
      },
    ]);
  }
}

/** Back to the list when the link went by mail; else the link itself, this once. */
function handOver(lang: Lang, name: string, invited: Invited) {
  const { link, until } = invited;
  const t = wordsIn(lang);
  if (link === undefined) return { to: `${fill(paths.firm.testers, {})}?uitgenodigd=${until.toISOString()}` };
  return {
    title: t('invite.title'),
    trail: [{ label: t('testers.title'), href: paths.firm.testers }],
    content: (
      <InvitationLink lang={lang} name={name} invited={{ ...invited, link }} back={paths.firm.testers} />
    ),
  };
}
