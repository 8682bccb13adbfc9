import { z } from 'zod';
import { paths, returnPath } from '../../web/index.js';
import { visit, type RouteLine } from '../route.js';
import type { SignIn } from '../sign-in/service.js';
import type { ProviderSignIn } from './service.js';

const Back = z.object({ terug: z.string().max(2000).optional().catch(undefined) });
const Answer = z.record(z.string(), z.string()).catch({});

/** The ways to the identity provider and back. They are links, not forms: a form may lead nowhere but here. */
export function providerPages(provider: ProviderSignIn, signIn: SignIn): RouteLine[] {
  return [
    visit(paths.signIn.provider, { can: 'public', query: Back }, (ctx, { query, visitor }) =>
      provider.start(ctx, `${visitor.origin}${paths.signIn.providerReturn}`, returnPath(query.terug)),
    ),
    visit(paths.signIn.providerReturn, { can: 'public', query: Answer }, async (ctx, { query, visitor }) => {
      const answer = new URL(paths.signIn.providerReturn, visitor.origin);
      answer.search = new URLSearchParams(query).toString();
      const { back, cookies } = await provider.finish(ctx, visitor, answer);
      return { to: returnPath(back), cookies };
    }),
    visit(paths.signIn.providerOut, { can: 'public' }, async (ctx, { visitor }) => {
      const idToken = await signIn.takeIdToken(ctx, visitor);
      if (idToken === null) return { to: paths.signIn.gone };
      const to = await provider.signOutAddress(idToken, `${visitor.origin}${paths.signIn.gone}`);
      return { to: to ?? paths.signIn.gone, cookies: [] };
    }),
  ];
}
