import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { hmacSha256, randomBytes, timingSafeEqual } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { cookieOf } from './cookies.js';

interface FormTokenChoices {
  /** Binds tokens to this server; at least 32 random bytes. */
  readonly key: Uint8Array;
  /** True wherever the browser speaks TLS: the cookie is then `__Host-pt` and Secure. */
  readonly secure: boolean;
  /** The origin under which browsers come in, where a proxy stands between; default that of the request. */
  readonly origin?: string | undefined;
  /** The session the request belongs to, if any: its forms are bound to it, and die with it. */
  readonly sessionOf?: (req: IncomingMessage) => string | undefined;
}

interface Given {
  readonly token: string;
  readonly fits: boolean;
}

const given = new WeakMap<IncomingMessage, Given>();
const COOKIE_VALUE = /^[\w-]{43}$/;
const TOKEN_BYTES = 32;
const READS = new Set(['GET', 'HEAD']);

/**
 * Ties every form to the browser it was made for: a token that is the HMAC of the session, or before there is one of a
 * random cookie. Stands after the body parsers and the session. `insistFormToken` refuses what does not fit.
 */
export function formToken(choices: FormTokenChoices): RequestHandler {
  const { key, secure } = choices;
  const name = secure ? '__Host-pt' : 'pt';
  return (req, res, next) => {
    const session = choices.sessionOf?.(req);
    const sent = cookieOf(req, name);
    const known = sent !== undefined && COOKIE_VALUE.test(sent);
    // Without a known cookie the value is fresh, so no token that was sent can fit it.
    const value = known ? sent : randomBytes(32).toString('base64url');
    const token =
      session === undefined ? tokenFor(key, `cookie/${value}`) : tokenFor(key, `session/${session}`);
    if (!known && session === undefined)
      res.cookie(name, value, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
    given.set(req, { token, fits: isSameOrigin(req, choices.origin) && carries(req, token) });
    next();
  };
}

/**
 * Refuses (`form-expired`) a request that may change something, unless it comes from our own origin AND carries the
 * token, as field `_csrf` or header `X-CSRF-Token`.
 */
export function insistFormToken(req: IncomingMessage): void {
  if (!READS.has(req.method ?? '') && given.get(req)?.fits !== true) throw new Problem('form-expired');
}

/** `insistFormToken` as a link of the chain, where every address asks for it. */
export function requireFormToken(): RequestHandler {
  return (req, _res, next) => {
    insistFormToken(req);
    next();
  };
}

/**
 * The token that forms on the answer to this request must carry.
 * @throws Error when `formToken` did not see the request first.
 */
export function formTokenOf(req: IncomingMessage): string {
  const found = given.get(req);
  if (found === undefined)
    throw new Error('This request has no form token: formToken() must stand before the routes.');
  return mask(found.token);
}

/** The token under a random pad that stands beside it: no two answers show the same letters, so a packed page gives none away. */
function mask(token: string): string {
  const plain = Buffer.from(token, 'base64url');
  const pad = randomBytes(plain.length);
  return Buffer.concat([pad, xor(plain, pad)]).toString('base64url');
}

/** The token that was masked; empty for what no mask has the length of. */
function unmask(masked: string): string {
  const both = Buffer.from(masked, 'base64url');
  if (both.length !== 2 * TOKEN_BYTES) return '';
  return xor(both.subarray(TOKEN_BYTES), both.subarray(0, TOKEN_BYTES)).toString('base64url');
}

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));

function tokenFor(key: Uint8Array, bound: string): string {
  return hmacSha256(key, 'form-token/2/', bound).toString('base64url');
}

/** The browser says so itself (`Sec-Fetch-Site`), or, where it does not, its `Origin` is ours. */
function isSameOrigin(req: Request, own: string | undefined): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site === 'same-origin') return true;
  if (site !== undefined && site !== 'none') return false;
  const { origin, host } = req.headers;
  const ours = own ?? (host === undefined ? undefined : `${req.protocol}://${host}`);
  return origin !== undefined && ours !== undefined && origin.toLowerCase() === ours.toLowerCase();
}

function carries(req: Request, token: string): boolean {
  const given = req.get('x-csrf-token') ?? fieldOf(req.body, '_csrf');
  return typeof given === 'string' && timingSafeEqual(Buffer.from(unmask(given)), Buffer.from(token));
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
