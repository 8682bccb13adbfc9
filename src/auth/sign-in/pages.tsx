import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import type { FieldFault } from '../../platform/problems.js';
import { paths, returnPath, withQuery, type Lang } from '../../web/index.js';
import { form, visit, type RouteLine, type Visitor } from '../route.js';
import { OUT_COOKIE, type SignIn, type Stepped } from './service.js';
import { CodeForm, Gone, InvitationForm, RecoveryCodes, SetUpForm, SignInForm } from './steps.js';
import { wordsIn } from './words.js';

const Back = z.object({ terug: z.string().max(2000).optional().catch(undefined) });
const EnterBody = z.object({
  login: z.string().trim().min(1, 'empty-login').max(254, 'wrong-password'),
  password: z.string().min(1, 'empty-password').max(1000, 'wrong-password'),
  terug: z.string().max(2000).optional().catch(undefined),
});
const CodeBody = z.object({
  code: z.string().trim().min(1, 'empty-code').max(40, 'wrong-code'),
  terug: z.string().max(2000).optional().catch(undefined),
});
const PasswordBody = z.object({ password: z.string().min(1, 'empty-password').max(1000, 'password-long') });

interface Shown {
  readonly demo: boolean;
  /** Whether one can sign in through an identity provider. */
  readonly provider: boolean;
}

/** Faults in the words of the reader; the rules and schemas name them by code. */
export function faultsIn(lang: Lang, faults: readonly FieldFault[]): FieldFault[] {
  const t = wordsIn(lang);
  return faults.map(({ field, message }) => ({ field, message: t(`fault.${faultCode(message)}`) }));
}

const FAULTS = [
  'empty-login',
  'empty-password',
  'empty-code',
  'wrong-password',
  'wrong-own-password',
  'wrong-code',
  'too-many',
  'password-short',
  'password-long',
  'password-known',
] as const;

// A field that is missing altogether comes from no form of ours; the schema's own message for it is in English.
function faultCode(message: string): (typeof FAULTS)[number] {
  return FAULTS.find((code) => code === message) ?? 'empty-password';
}

/** The public pages: sign in, second step, set it up, an invitation, and after signing out. */
export function signInPages(signIn: SignIn, shown: Shown): RouteLine[] {
  const enterPage = (lang: Lang, back: string, faults: readonly FieldFault[] = [], kept = {}) => ({
    title: wordsIn(lang)('in.title'),
    content: <SignInForm lang={lang} faults={faultsIn(lang, faults)} kept={kept} back={back} {...shown} />,
  });
  return [
    visit(paths.signIn.page, { can: 'public', query: Back }, (_ctx, { query, lang, visitor }) =>
      Promise.resolve(
        visitor.session?.complete === true
          ? { to: returnPath(query.terug) }
          : enterPage(lang, returnPath(query.terug)),
      ),
    ),
    form(
      paths.signIn.page,
      {
        can: 'public',
        body: EnterBody,
        again: (_ctx, { body, lang }, faults) =>
          Promise.resolve(enterPage(lang, returnPath(body['terug']), faults, body)),
      },
      async (ctx, { body, visitor }) =>
        onward(await signIn.enter(ctx, visitor, body), returnPath(body.terug)),
    ),
    ...secondStepPages(signIn),
    ...invitationPages(signIn),
    form(paths.signIn.out, { can: 'public' }, async (ctx, { visitor }) => ({
      to: paths.signIn.gone,
      cookies: await signIn.signOut(ctx, visitor),
    })),
    visit(paths.signIn.gone, { can: 'public' }, (_ctx, { lang, visitor }) =>
      Promise.resolve({
        title: wordsIn(lang)('gone.title'),
        content: <Gone lang={lang} provider={shown.provider && visitor.cookie(OUT_COOKIE) !== undefined} />,
      }),
    ),
  ];
}

function onward({ next, cookies }: Stepped, back: string): { to: string; cookies: Stepped['cookies'] } {
  const terug = back === paths.home ? undefined : back;
  if (next === 'in') return { to: back, cookies };
  const step = next === 'set-up' ? paths.signIn.setUp : paths.signIn.secondStep;
  return { to: withQuery(step, { terug }), cookies };
}

function secondStepPages(signIn: SignIn): RouteLine[] {
  const codePage = (lang: Lang, back: string, faults: readonly FieldFault[] = []) => ({
    title: wordsIn(lang)('step.title'),
    content: <CodeForm lang={lang} faults={faultsIn(lang, faults)} kept={{}} back={back} />,
  });
  const setUpPage = async (
    ctx: Ctx,
    visitor: Visitor,
    lang: Lang,
    back: string,
    faults: readonly FieldFault[] = [],
  ) => ({
    title: wordsIn(lang)('set-up.title'),
    content: (
      <SetUpForm
        lang={lang}
        faults={faultsIn(lang, faults)}
        kept={{}}
        setUp={await signIn.showSetUp(ctx, visitor)}
        action={paths.signIn.setUp}
        hidden={{ terug: back }}
      />
    ),
  });
  return [
    visit(paths.signIn.secondStep, { can: 'public', query: Back }, (_ctx, { query, lang, visitor }) =>
      Promise.resolve(
        isWaiting(visitor) ? codePage(lang, returnPath(query.terug)) : { to: paths.signIn.page },
      ),
    ),
    form(
      paths.signIn.secondStep,
      {
        can: 'public',
        body: CodeBody,
        again: (_ctx, { body, lang }, faults) =>
          Promise.resolve(codePage(lang, returnPath(body['terug']), faults)),
      },
      async (ctx, { body, visitor }) =>
        isWaiting(visitor)
          ? onward(await signIn.prove(ctx, visitor, body.code), returnPath(body.terug))
          : paths.signIn.page,
    ),
    visit(paths.signIn.setUp, { can: 'public', query: Back }, async (ctx, { query, lang, visitor }) =>
      isWaiting(visitor) ? setUpPage(ctx, visitor, lang, returnPath(query.terug)) : { to: paths.signIn.page },
    ),
    form(
      paths.signIn.setUp,
      {
        can: 'public',
        body: CodeBody,
        again: (ctx, { body, lang, visitor }, faults) =>
          setUpPage(ctx, visitor, lang, returnPath(body['terug']), faults),
      },
      async (ctx, { body, lang, visitor }) => {
        if (!isWaiting(visitor)) return paths.signIn.page;
        const { codes, cookies } = await signIn.confirmSetUp(ctx, visitor, body.code);
        return {
          title: wordsIn(lang)('codes.title'),
          content: <RecoveryCodes lang={lang} codes={codes} onward={returnPath(body.terug)} />,
          cookies,
        };
      },
    ),
  ];
}

const isWaiting = (visitor: Visitor): boolean => visitor.session?.complete === false;

function invitationPages(signIn: SignIn): RouteLine[] {
  const show = async (ctx: Ctx, token: string, lang: Lang, faults: readonly FieldFault[] = []) => ({
    title: wordsIn(lang)('invite.title'),
    content: (
      <InvitationForm
        lang={lang}
        faults={faultsIn(lang, faults)}
        kept={{}}
        token={token}
        {...await signIn.showInvitation(ctx, token)}
      />
    ),
  });
  return [
    visit(paths.signIn.invitation, { can: 'public' }, (ctx, { params, lang }) =>
      show(ctx, params.token, lang),
    ),
    form(
      paths.signIn.invitation,
      {
        can: 'public',
        body: PasswordBody,
        again: (ctx, { params, lang }, faults) => show(ctx, params.token, lang, faults),
      },
      async (ctx, { params, body, visitor }) =>
        onward(await signIn.acceptInvitation(ctx, visitor, params.token, body.password), paths.home),
    ),
  ];
}
