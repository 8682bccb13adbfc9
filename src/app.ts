import type { IncomingMessage } from 'node:http';
import express, {
  type Express,
  type Request as HttpRequest,
  type RequestHandler,
  type Response as HttpResponse,
} from 'express';
import { z } from 'zod';
import {
  answerLine,
  API_RATE,
  createLimiter,
  cursorsFor,
  holds,
  insistEntry,
  openToken,
  readSession,
  sessionOf,
  setCookies,
  visitorAccount,
  visitorOf,
  type Answer,
  type ApiCall,
  type Rate,
  type RouteLine,
} from './auth/index.js';
import { mustTellOfSwitch, renderAnswer, type Chrome } from './chrome.js';
import type { Actor, Ctx } from './platform/context.js';
import { newUuid } from './platform/crypto.js';
import { describeError } from './platform/log.js';
import { Problem } from './platform/problems.js';
import { livePages } from './live.js';
import { searchPages } from './search.js';
import type { Services } from './services.js';
import { todayPages } from './today.js';
import {
  bearerOf,
  formToken,
  formTokenOf,
  insistFormToken,
  languageOf,
  noSuchPage,
  ownHostOnly,
  packPages,
  paths,
  problemHandler,
  readBody,
  filesOf,
  readFileForms,
  requestId,
  requestIdOf,
  returnPath,
  securityHeaders,
  sendStream,
  serveAssets,
  settle,
  switchLanguage,
  switchTheme,
  themeOf,
  unlessBearer,
  withQuery,
} from './web/index.js';

export interface AppOptions {
  /** Under which form tokens are made. */
  readonly key: Uint8Array;
  /** The https address under which browsers come in; without it the listener is a plain one on loopback. */
  readonly publicUrl?: URL | undefined;
  /** How often one caller may ask the API. */
  readonly apiRate?: Rate;
}

/** What the lines are mounted with. */
interface Desk {
  readonly services: Services;
  readonly key: Uint8Array;
  readonly door: Door;
  readonly secondsToWait: (caller: string) => Promise<number>;
}

/** What every answer needs to know of how browsers come in. */
interface Door {
  /** Whether the browser speaks TLS. */
  readonly secure: boolean;
  readonly origin: string | undefined;
}

/** Where pages show what lets somebody in (the secret of a second step, a link of an invitation), and the API. */
const UNPACKED = [
  paths.signIn.page,
  paths.account.own,
  paths.users.list,
  paths.signIn.invitation.replace(':token', ''),
  paths.api.under,
];

/** The web application: the middleware as one readable list, then every route line, then the problems. */
export function createApp(services: Services, { key, publicUrl, apiRate }: AppOptions): Express {
  const app = express();
  const secure = publicUrl !== undefined;
  const door = { secure, origin: publicUrl?.origin };
  settle(app, { proxied: secure });
  app.use(requestId(newUuid));
  // Before the host is looked at: whoever watches over this server asks it by its own address.
  app.get(paths.health, (_req, res) => void res.type('text').send('ok\n'));
  app.use(ownHostOnly(publicUrl?.host));
  app.use(securityHeaders({ scripts: true, tls: secure }));
  app.get(paths.assets, serveAssets());
  app.use(packPages((path) => UNPACKED.some((start) => path.toLowerCase().startsWith(start))));
  app.use(switchLanguage({ secure }));
  app.use(readBody());
  app.use(unlessBearer(readSession({ find: findSession(services), requestIdOf, secure })));
  // Only who is signed in may have a file read; it is kept by no more than its request, unless a use case keeps it.
  app.use(readFileForms({ mayRead: (req) => completeSession(req) !== undefined }));
  app.use(unlessBearer(formToken({ key, ...door, sessionOf: (req) => completeSession(req)?.id })));
  const desk = { services, key, door, secondsToWait: createLimiter(apiRate ?? API_RATE) };
  app.post(paths.theme, insistToken, switchTheme({ secure }));
  for (const line of linesOf(services)) mount(app, desk, line);
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

/** Every line: the pages of the roof, then those of the rooms. */
function linesOf(services: Services): RouteLine[] {
  return [...todayPages(services), ...searchPages(services), ...livePages(services), ...services.routes];
}

function findSession(services: Services) {
  return (token: string | undefined) => services.auth.sessions.find(services.systemContext(), token);
}

/** The session of a request once both steps are done; what waits for its second step is nobody yet. */
function completeSession(req: IncomingMessage) {
  const session = sessionOf(req);
  return session?.complete === true ? session : undefined;
}

function mount(app: Express, desk: Desk, line: RouteLine): void {
  app[line.method](line.path, (req, res, next) => {
    void answer(desk, line, req, res).catch(next);
  });
}

/** Where somebody starts who has no home page: the one place where they work, or the own account while a role is awaited. */
function startOf(roles: readonly string[]): string | undefined {
  if (roles.length === 0) return paths.account.own;
  return !holds(roles, 'home.see') && holds(roles, 'task.read-own') ? paths.tasks.list : undefined;
}

async function answer(desk: Desk, line: RouteLine, req: HttpRequest, res: HttpResponse): Promise<void> {
  const { services, door } = desk;
  const caller = await callerOf(services, req, res);
  if (line.can !== 'public' && caller === undefined) return askToSignIn(line, req, res);
  if (bearerOf(req) === undefined) insistFormToken(req);
  const ctx = services.contextFor(caller?.actor ?? visitorAccount, requestIdOf(req));
  if (line.contract !== undefined && caller !== undefined) await insistRate(desk, caller.name, res);
  const elsewhere = line.path === paths.home ? startOf(ctx.actor.roles) : undefined;
  if (elsewhere !== undefined) return res.redirect(303, elsewhere);
  insistEntry(ctx, line.can);
  const lang = languageOf(req);
  const body: unknown = req.body ?? {};
  const raw = {
    params: req.params,
    query: req.query,
    body,
    files: filesOf(req),
    lang,
    visitor: visitorOf(req, door.secure, door.origin),
    api: apiCallOf(desk.key, req),
  };
  const mayShowBar = caller !== undefined && line.contract === undefined;
  // A page that is only read asks for the bar beside its content, not after it.
  const [given, beside] = await Promise.all([
    answerLine(ctx, line, raw, req.originalUrl),
    mayShowBar && line.method === 'get' ? mustTellOfSwitch(ctx) : undefined,
  ]);
  setCookies(res, given.cookies ?? [], door.secure);
  // A tester's drafts stay on no device that somebody else goes on with.
  if (line.method === 'post' && line.path === paths.signIn.out) res.setHeader('Clear-Site-Data', '"storage"');
  if (given.kind === 'json')
    return void res
      .status(given.status)
      .set(given.headers ?? {})
      .json(given.value);
  send(res, given, {
    ctx,
    lang,
    theme: themeOf(req),
    signedIn: caller !== undefined,
    switchOn: given.kind === 'page' && mayShowBar && (beside ?? (await mustTellOfSwitch(ctx))),
    csrf: formTokenOf(req),
    currentPath: pageOf(req),
    services,
  });
}

/** Who asks: the owner of the token they came with, else who is signed in in this browser; nobody otherwise. */
async function callerOf(
  services: Services,
  req: HttpRequest,
  res: HttpResponse,
): Promise<{ actor: Actor; name: string } | undefined> {
  const token = bearerOf(req);
  if (token === undefined) {
    const actor = completeSession(req)?.actor;
    return actor === undefined ? undefined : { actor, name: actor.id };
  }
  res.set('WWW-Authenticate', 'Bearer');
  const bearer = await openToken(services.systemContext(), token);
  res.removeHeader('WWW-Authenticate');
  return { actor: bearer.actor, name: bearer.token };
}

/** A page leads to the sign-in and back; a program is told so. */
function askToSignIn(line: RouteLine, req: HttpRequest, res: HttpResponse): void {
  if (line.path.startsWith(paths.api.under)) throw new Problem('not-signed-in');
  const back = returnPath(pageOf(req));
  res.redirect(303, withQuery(paths.signIn.page, { terug: back === paths.home ? undefined : back }));
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
  else if (given.kind === 'file') res.attachment(given.name).type(given.type).send(given.text);
  else if (given.kind === 'stream') sendStream(res, given);
  else res.status(given.status).type('html').send(renderAnswer(given, chrome));
}

const insistToken: RequestHandler = (req, _res, next) => {
  insistFormToken(req);
  next();
};

export type { Ctx };
