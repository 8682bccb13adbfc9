import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { form, page, type RouteLine, type Visitor } from '../route.js';
import type { OwnAccessUseCases } from './own-access.js';
import { OwnView } from './own-view.js';
import { faultsIn } from './pages.js';
import type { SetUp } from './second-step.js';
import { noSessionCookie } from './sessions.js';
import { RecoveryCodes, SetUpForm } from './steps.js';
import { wordsIn } from './words.js';

const password = z.string().min(1, 'empty-password').max(1000, 'wrong-own-password');
const PasswordBody = z.object({
  current: password,
  password: z.string().min(1, 'password-short').max(1000, 'password-long'),
});
const StepBody = z.object({ stepPassword: password });
const CodesBody = z.object({ codesPassword: password });
const CodeBody = z.object({ code: z.string().trim().min(1, 'empty-code').max(40, 'wrong-code') });
const OwnQuery = z.object({ gewijzigd: z.literal('wachtwoord').optional().catch(undefined) });

/** The pages of one's own account. */
export function ownPages(own: OwnAccessUseCases): RouteLine[] {
  const show = async (
    ctx: Ctx,
    visitor: Visitor,
    lang: Lang,
    input: { faults?: readonly FieldFault[]; changed?: boolean } = {},
  ) => ({
    title: wordsIn(lang)('own.title'),
    content: (
      <OwnView
        lang={lang}
        access={await own.show(ctx)}
        roles={ctx.actor.roles}
        here={visitor.session?.id ?? ''}
        changed={input.changed === true}
        faults={faultsIn(lang, input.faults ?? [])}
      />
    ),
  });
  const again = (
    ctx: Ctx,
    { visitor, lang }: { visitor: Visitor; lang: Lang },
    faults: readonly FieldFault[],
  ) => show(ctx, visitor, lang, { faults });
  const trail = (lang: Lang) => [{ label: wordsIn(lang)('own.title'), href: paths.account.own }];
  const codes = (lang: Lang, made: readonly string[]) => ({
    title: wordsIn(lang)('codes.title'),
    trail: trail(lang),
    content: <RecoveryCodes lang={lang} codes={made} onward={paths.account.own} />,
  });
  const step = (lang: Lang, setUp: SetUp, faults: readonly FieldFault[] = []) => ({
    title: wordsIn(lang)('own.new-step'),
    trail: trail(lang),
    content: (
      <SetUpForm
        lang={lang}
        faults={faultsIn(lang, faults)}
        kept={{}}
        setUp={setUp}
        action={paths.account.confirmStep}
      />
    ),
  });
  return [
    page(paths.account.own, { can: 'signed-in', query: OwnQuery }, (ctx, { query, visitor, lang }) =>
      show(ctx, visitor, lang, { changed: query.gewijzigd !== undefined }),
    ),
    form(
      paths.account.password,
      { can: 'signed-in', body: PasswordBody, again },
      async (ctx, { body, visitor }) => {
        await own.changePassword(ctx, visitor, { current: body.current, next: body.password });
        return withQuery(paths.account.own, { gewijzigd: 'wachtwoord' });
      },
    ),
    form(
      paths.account.renewStep,
      { can: 'signed-in', body: StepBody, again },
      async (ctx, { body, visitor, lang }) =>
        step(lang, await own.beginStep(ctx, visitor, body.stepPassword)),
    ),
    form(
      paths.account.confirmStep,
      {
        can: 'signed-in',
        body: CodeBody,
        again: async (ctx, { visitor, lang }, faults) => {
          const setUp = await own.showStep(ctx, visitor);
          return setUp === null ? show(ctx, visitor, lang) : step(lang, setUp, faults);
        },
      },
      async (ctx, { body, visitor, lang }) => codes(lang, await own.confirmStep(ctx, visitor, body.code)),
    ),
    form(
      paths.account.renewCodes,
      { can: 'signed-in', body: CodesBody, again },
      async (ctx, { body, lang }) => codes(lang, await own.renewCodes(ctx, body.codesPassword)),
    ),
    form(paths.account.endSession, { can: 'signed-in' }, async (ctx, { params }) => {
      await own.endSession(ctx, asId<'session'>(params.id));
      return paths.account.own;
    }),
    form(paths.account.endAll, { can: 'signed-in' }, async (ctx) => {
      await own.endAll(ctx);
      return { to: paths.signIn.gone, cookies: [noSessionCookie] };
    }),
  ];
}
