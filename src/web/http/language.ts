import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { DEFAULT_LANG, isLang } from '../i18n/languages.js';
import type { Lang } from '../i18n/languages.js';
import { cookieOf } from './cookies.js';

const COOKIE = 'taal';
const YEAR = 365 * 24 * 3600 * 1000;

/** The language a request asked for by cookie; Dutch when it asked for none we speak. */
export function languageOf(req: IncomingMessage): Lang {
  const chosen = cookieOf(req, COOKIE);
  return isLang(chosen) ? chosen : DEFAULT_LANG;
}

/** Answers a link `?taal=en`: keeps the choice in a cookie and goes to the same address without it. */
export function switchLanguage({ secure }: { readonly secure: boolean }): RequestHandler {
  return (req, res, next) => {
    const asked = req.query[COOKIE];
    if (req.method !== 'GET' || !isLang(asked)) return next();
    res.cookie(COOKIE, asked, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: YEAR });
    res.redirect(303, withoutLanguage(req.originalUrl));
  };
}

function withoutLanguage(address: string): string {
  const url = new URL(address.replace(/^[\\/]+/, '/'), 'http://host.invalid');
  url.searchParams.delete(COOKIE);
  return url.pathname.replace(/^[\\/]+/, '/') + url.search;
}
