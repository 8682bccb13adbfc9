import type { Config } from '../platform/config.js';
import type { Ctx, TxCtx } from '../platform/context.js';
import type { Job } from '../platform/jobs.js';
import type { MailRoutes } from '../platform/mail/index.js';
import { fill, paths } from '../web/paths.js';
import { writeWaiting } from './accounts/letters.js';
import { createNotices } from './accounts/notices.js';
import { userPages, type ListSectors } from './accounts/pages.js';
import { createAccountUseCases, type AccountUseCases } from './accounts/service.js';
import { createFirmUseCases } from './firms/service.js';
import { firmPages } from './firms/pages.js';
import { grantPages } from './grants/pages.js';
import { createRoleUseCases, type RoleUseCases } from './grants/service.js';
import { authJobs } from './jobs.js';
import { providerPages } from './oidc/pages.js';
import { createProvider } from './oidc/provider.js';
import { createProviderSignIn } from './oidc/service.js';
import type { RouteLine } from './route.js';
import { createOwnAccess } from './sign-in/own-access.js';
import { ownPages } from './sign-in/own-pages.js';
import { signInPages } from './sign-in/pages.js';
import { createSignIn } from './sign-in/service.js';
import { createSessions, type Sessions } from './sign-in/sessions.js';

export interface AuthMeans {
  readonly config: Pick<Config, 'secrets' | 'session' | 'noticeFrom' | 'oidc' | 'publicUrl' | 'http'>;
  readonly mode: 'live' | 'demo';
  readonly sender: Pick<MailRoutes, 'send' | 'sign'>;
  /** The same request, acting as the system. */
  readonly asSystem: (ctx: Ctx) => Ctx;
  /** The sectors there are (register): a sector fund speaks for some. */
  readonly sectors: ListSectors;
  /** Seconds to add to the machine's clock when an identity provider's tokens are checked; for tests. */
  readonly providerSkew?: number;
  /** The machine's own time, for a demo: its clock is not that of the phone that makes a one-time code. */
  readonly phoneTime?: () => Date;
}

/** The room, wired: what the roof mounts and the command line uses. */
export interface Auth {
  readonly sessions: Sessions;
  readonly accounts: AccountUseCases;
  readonly roles: RoleUseCases;
  readonly routes: readonly RouteLine[];
  readonly jobs: readonly Job[];
  /** Tells the magistrate of a request by mail that something waits, in the transaction of who lets it wait. */
  readonly tellMagistrate: (ctx: TxCtx, authorisation: string) => Promise<void>;
}

const MINUTE = 60_000;

export function createAuth(given: AuthMeans): Auth {
  const { config, mode, sender, asSystem, sectors, providerSkew, phoneTime } = given;
  const { key, oidcClient } = config.secrets;
  const { idleMinutes, hours } = config.session;
  const sessions = createSessions({
    key,
    times: { idle: idleMinutes * MINUTE, absolute: hours * 60 * MINUTE },
  });
  const codeTime = (ctx: Ctx): Date => phoneTime?.() ?? ctx.clock.now();
  const means = { key, mode, sessions, codeTime, asSystem };
  const notices = createNotices({ key, from: config.noticeFrom, sender });
  const roles = createRoleUseCases({ notices, home: `${originOf(config)}${paths.home}` });
  const accounts = createAccountUseCases({
    notices,
    roles,
    linkTo: (token) => `${originOf(config)}${fill(paths.signIn.invitation, { token })}`,
  });
  const signIn = createSignIn(means);
  const provider =
    config.oidc === undefined || oidcClient === undefined
      ? []
      : providerPages(
          createProviderSignIn({
            ...means,
            roles,
            config: config.oidc,
            provider: createProvider({
              config: config.oidc,
              secret: oidcClient,
              ...(providerSkew === undefined ? {} : { skew: providerSkew }),
            }),
          }),
          signIn,
        );
  return {
    sessions,
    accounts,
    roles,
    routes: [
      ...signInPages(signIn, { demo: mode === 'demo', provider: provider.length > 0 }),
      ...provider,
      ...ownPages(createOwnAccess(means)),
      ...userPages(accounts, sectors),
      ...firmPages(createFirmUseCases({ accounts })),
      ...grantPages(roles, sectors),
    ],
    jobs: authJobs(notices),
    tellMagistrate: (ctx, authorisation) =>
      notices.tellMagistrate(
        ctx,
        authorisation,
        writeWaiting({ link: `${originOf(config)}${paths.requests.list}` }),
      ),
  };
}

/** The origin of links in mails: the public one, else this machine's. */
function originOf({ publicUrl, http }: AuthMeans['config']): string {
  if (publicUrl !== undefined) return publicUrl.origin;
  return `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${http.port}`;
}
