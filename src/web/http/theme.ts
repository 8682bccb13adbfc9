import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problems.js';
import { paths } from '../paths.js';
import { isTheme } from '../theme.js';
import type { Theme } from '../theme.js';
import { cookieOf } from './cookies.js';

const COOKIE = 'thema';
const YEAR = 365 * 24 * 3600 * 1000;

/** The theme this browser chose; that of its own system when it chose none. */
export function themeOf(req: IncomingMessage): Theme {
  const chosen = cookieOf(req, COOKIE);
  return isTheme(chosen) ? chosen : 'systeem';
}

/**
 * Answers the form at the foot of the page: keeps the choice in a cookie and goes back to where the form stood. Stands
 * after the form token.
 */
export function switchTheme({ secure }: { readonly secure: boolean }): RequestHandler {
  return (req, res, next) => {
    const asked = fieldOf(req.body, 'thema');
    if (!isTheme(asked)) return next(new Problem('bad-input'));
    if (asked === 'systeem') res.clearCookie(COOKIE, { path: '/' });
    else res.cookie(COOKIE, asked, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: YEAR });
    const back = fieldOf(req.body, 'terug');
    res.redirect(303, typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : paths.home);
  };
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
