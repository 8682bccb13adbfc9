import express, { type Express, type Request as HttpRequest, type Response as HttpResponse } from 'express';
import { z } from 'zod';
import {
  answerLine,
  API_RATE,
  createLimiter,
  cursorsFor,
  insistEntry,
  listAccounts,
  openToken,
  type Answer,
  type ApiCall,
  type Rate,
  type RouteLine,
} from './auth/index.js';
import { renderAnswer, type Chrome } from './chrome.js';
import type { Actor, Ctx } from './platform/context.js';
import { newUuid } from './platform/crypto.js';
import { describeError } from './platform/log.js';
import { Problem } from './platform/problems.js';
import type { Services } from './services.js';
import { todayPages } from './today.js';
import {
  bearerOf,
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
  unlessBearer,
  withQuery,
} from './web/index.js';

export interface AppOptions {
  /** Under which form tokens are made. */
  readonly key: Uint8Array;
  /** How often one caller may ask the API. */
  readonly apiRate?: Rate;
}

/** What the lines are mounted with. */
interface Desk {
  readonly services: Services;
  readonly key: Uint8Array;
  readonly secondsToWait: (caller: string) => Promise<number>;
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
  app.use(unlessBearer(formToken({ key: options.key, secure: false })));
  app.get(paths.health, (_req, res) => void res.type('text').send('ok\n'));
  app.post(paths.account.switch, (req, res, next) => void switchAccount(services, req, res).catch(next));
  const desk: Desk = {
    services,
    key: options.key,
    secondsToWait: createLimiter(options.apiRate ?? API_RATE),
  };
  for (const line of [...todayPages(services), ...services.routes]) mount(app, desk, line);
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

function mount(app: Express, desk: Desk, line: RouteLine): void {
  app[line.method](line.path, (req, res, next) => {
    void answer(desk, line, req, res).catch(next);
  });
}

async function answer(desk: Desk, line: RouteLine, req: HttpRequest, res: HttpResponse): Promise<void> {
  const { services } = desk;
  const accounts = await listAccounts(services.systemContext());
  const { actor, caller } = await callerOf(services, accounts, req, res);
  const ctx = services.contextFor(actor, requestIdOf(req));
  if (line.contract !== undefined) await insistRate(desk, caller, res);
  insistEntry(ctx, line.can);
  const lang = languageOf(req);
  const body: unknown = req.body ?? {};
  const raw = { params: req.params, query: req.query, body, lang, api: apiCallOf(desk.key, req) };
  const given = await answerLine(ctx, line, raw, req.originalUrl);
  if (given.kind === 'json')
    res
      .status(given.status)
      .set(given.headers ?? {})
      .json(given.value);
  else send(res, given, { ctx, lang, accounts, csrf: formTokenOf(req), currentPath: pageOf(req), services });
}

/** Who asks: the owner of the token they came with, else whom this browser acts as. */
async function callerOf(
  services: Services,
  accounts: readonly Actor[],
  req: HttpRequest,
  res: HttpResponse,
): Promise<{ actor: Actor; caller: string }> {
  const token = bearerOf(req);
  if (token === undefined) {
    const actor = actorOf(accounts, req);
    return { actor, caller: actor.id };
  }
  res.set('WWW-Authenticate', 'Bearer');
  const bearer = await openToken(services.systemContext(), token);
  res.removeHeader('WWW-Authenticate');
  return { actor: bearer.actor, caller: bearer.token };
}

async function insistRate(desk: Desk, caller: string, res: HttpResponse): Promise<void> {
  const seconds = await desk.secondsToWait(caller);
  if (seconds === 0) return;
  res.set('Retry-After', String(seconds));
  throw new Problem('too-many-requests');
}

/** What a request brings beside its parameters; a cursor is bound to the address and the filters of its list. */
function apiCallOf(key: Uint8Array, req: HttpRequest): ApiCall {
  const { cursor: _, limit, ...filters } = z.record(z.string(), z.coerce.string()).parse(req.query);
  const address = withQuery(req.path, filters);
  return {
    ifMatch: req.get('if-match'),
    idempotencyKey: req.get('idempotency-key'),
    cursors: cursorsFor(key, address),
    hrefFrom: (cursor) => withQuery(address, { limit, cursor }),
  };
}

/** The page to come back to: this one, or for a form that came back with faults the one it stood on. */
function pageOf(req: HttpRequest): string {
  if (req.method === 'GET') return req.originalUrl;
  const referer = req.get('referer') ?? '';
  if (!URL.canParse(referer)) return paths.home;
  const from = new URL(referer);
  return from.host === req.get('host') ? `${from.pathname}${from.search}` : paths.home;
}

function send(res: HttpResponse, given: Exclude<Answer, { kind: 'json' }>, chrome: Chrome): void {
  if (given.kind === 'see-other') res.redirect(303, given.to);
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
