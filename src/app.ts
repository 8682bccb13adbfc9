import express, { type Express, type Request as HttpRequest, type Response as HttpResponse } from 'express';
import { holds, listAccounts, type Answer, type RouteLine } from './auth/index.js';
import { renderAnswer, type Chrome } from './chrome.js';
import { sendStream } from './web/index.js';
import type { Actor, Ctx } from './platform/context.js';
import { newUuid } from './platform/crypto.js';
import { describeError } from './platform/log.js';
import { Problem } from './platform/problems.js';
import { livePages } from './live.js';
import { searchPages } from './search.js';
import type { Services } from './services.js';
import { todayPages } from './today.js';
import {
  cookieOf,
  formToken,
  formTokenOf,
  languageOf,
  loopbackHostOnly,
  noSuchPage,
  paths,
  problemHandler,
  readBody,
  requestId,
  requestIdOf,
  securityHeaders,
  serveAssets,
  settle,
  switchLanguage,
} from './web/index.js';

export interface AppOptions {
  /** Under which form tokens are made. */
  readonly key: Uint8Array;
}

const ACCOUNT_COOKIE = 'pt-account';

/** The web application: the middleware as one readable list, then every route line, then the problems. */
export function createApp(services: Services, options: AppOptions): Express {
  const app = express();
  settle(app);
  app.use(requestId(newUuid));
  app.use(loopbackHostOnly());
  app.use(securityHeaders({ scripts: true, tls: false }));
  app.get(paths.assets, serveAssets());
  app.use(switchLanguage({ secure: false }));
  app.use(readBody());
  app.use(formToken({ key: options.key, secure: false }));
  app.get(paths.health, (_req, res) => void res.type('text').send('ok\n'));
  app.post(paths.account.switch, (req, res, next) => void switchAccount(services, req, res).catch(next));
  for (const line of [
    ...todayPages(services),
    ...searchPages(services),
    ...livePages(services),
    ...services.routes,
  ])
    mount(app, services, line);
  app.use(noSuchPage());
  app.use(
    problemHandler({
      table: services.problems,
      onBug: (thrown, request) =>
        services.log.error('request.bug', { requestId: request, ...describeError(thrown) }),
    }),
  );
  return app;
}

function mount(app: Express, services: Services, line: RouteLine): void {
  app[line.method](line.path, (req, res, next) => {
    void answer(services, line, req, res).catch(next);
  });
}

async function answer(
  services: Services,
  line: RouteLine,
  req: HttpRequest,
  res: HttpResponse,
): Promise<void> {
  const accounts = await listAccounts(services.systemContext());
  const actor = actorOf(accounts, req);
  const ctx = services.contextFor(actor, requestIdOf(req));
  if (line.can !== 'public' && !holds(actor.roles, line.can)) throw new Problem('not-allowed');
  const lang = languageOf(req);
  const given = await line.handle(ctx, { params: req.params, query: req.query, body: req.body ?? {}, lang });
  send(res, given, { ctx, lang, accounts, csrf: formTokenOf(req), currentPath: pageOf(req), services });
}

/** The page to come back to: this one, or for a form that came back with faults the one it stood on. */
function pageOf(req: HttpRequest): string {
  if (req.method === 'GET') return req.originalUrl;
  const referer = req.get('referer') ?? '';
  if (!URL.canParse(referer)) return paths.home;
  const from = new URL(referer);
  return from.host === req.get('host') ? `${from.pathname}${from.search}` : paths.home;
}

function send(res: HttpResponse, given: Answer, chrome: Chrome): void {
  if (given.kind === 'json') res.status(given.status).json(given.value);
  else if (given.kind === 'see-other') res.redirect(303, given.to);
  else if (given.kind === 'stream') sendStream(res, given);
  else res.status(given.status).type('html').send(renderAnswer(given, chrome));
}

/** While sign-in is missing: the account chosen in this browser, else the first that is not a coder. */
function actorOf(accounts: readonly Actor[], req: HttpRequest): Actor {
  const chosen = accounts.find((account) => account.id === cookieOf(req, ACCOUNT_COOKIE));
  const actor = chosen ?? accounts[0];
  if (actor === undefined) throw new Problem('not-allowed');
  return actor;
}

async function switchAccount(services: Services, req: HttpRequest, res: HttpResponse): Promise<void> {
  const body: unknown = req.body;
  const field = (name: string): string =>
    typeof body === 'object' && body !== null && name in body ? String(Reflect.get(body, name)) : '';
  const accounts = await listAccounts(services.systemContext());
  const account = accounts.find((one) => one.id === field('account'));
  if (account === undefined) throw new Problem('not-found');
  res.cookie(ACCOUNT_COOKIE, account.id, { httpOnly: true, sameSite: 'strict', path: '/' });
  const back = field('terug');
  res.redirect(303, /^\/(?![/\\])/.test(back) ? back : paths.home);
}

export type { Ctx };
