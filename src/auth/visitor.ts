import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { cookieOf } from '../web/index.js';
import type { CookieChange, Visitor } from './route.js';
import { SESSION_COOKIE, type FoundSession } from './sign-in/sessions.js';

interface SessionChoices {
  /** The open session of a token; null for anything else. */
  readonly find: (token: string | undefined, requestId: string) => Promise<FoundSession | null>;
  readonly requestIdOf: (req: IncomingMessage) => string;
  /** True wherever the browser speaks TLS: cookies are then `__Host-` and Secure. */
  readonly secure: boolean;
}

const sessions = new WeakMap<IncomingMessage, FoundSession>();

const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Reads the session of each request by its cookie, and renews the token that carries it. */
export function readSession({ find, requestIdOf, secure }: SessionChoices): RequestHandler {
  return async (req, res, next) => {
    const found = await find(cookieOf(req, nameOf(SESSION_COOKIE, secure)), requestIdOf(req));
    if (found !== null) {
      sessions.set(req, found);
      if (found.renewed !== null)
        setCookies(res, [{ name: SESSION_COOKIE, value: found.renewed, sameSite: 'lax' }], secure);
    }
    next();
  };
}

/** The session of a request, complete or waiting for its second step; null without one. */
export function sessionOf(req: IncomingMessage): FoundSession | null {
  return sessions.get(req) ?? null;
}

/** Sets and takes away cookies. All are out of reach of scripts and valid for this host alone. */
export function setCookies(res: Response, changes: readonly CookieChange[], secure: boolean): void {
  for (const { name, value, sameSite, maxAge } of changes) {
    const common = { httpOnly: true, sameSite, secure, path: '/' } as const;
    if (value === null) res.clearCookie(nameOf(name, secure), common);
    else
      res.cookie(
        nameOf(name, secure),
        value,
        maxAge === undefined ? common : { ...common, maxAge: maxAge * 1000 },
      );
  }
}

/** What sign-in needs to know of whoever made a request. `origin` is the public one where a proxy stands before us. */
export function visitorOf(req: Request, secure: boolean, origin: string | undefined): Visitor {
  const session = sessionOf(req);
  return {
    address: req.ip ?? '',
    origin: origin ?? `${req.protocol}://${req.get('host') ?? ''}`,
    agent: describeAgent(req.get('user-agent') ?? ''),
    session:
      session === null ? null : { id: session.id, account: session.account, complete: session.complete },
    cookie: (name) => cookieOf(req, nameOf(name, secure)),
  };
}

const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
  ['curl', /^curl\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** Browser and system by name, without a version: enough to know one's own, too little to follow somebody. */
export function describeAgent(text: string): string {
  const find = (list: readonly (readonly [string, RegExp])[]): string | undefined =>
    list.find(([, pattern]) => pattern.test(text))?.[0];
  const known = [find(BROWSERS), find(SYSTEMS)].filter((name) => name !== undefined);
  return known.length === 0 ? '?' : known.join(', ');
}
