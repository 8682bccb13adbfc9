import { isAbsolute } from 'node:path';
import { LOOPBACK } from './settings.js';

/** How mail from one of our own domains leaves. */
export interface MailRoute {
  /** The domain of the sender's address. */
  readonly domain: string;
  readonly host: string;
  readonly port: number;
  /** `none` only on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user: string | undefined;
  /** Under which name the domain publishes its key, and the file of the private one (RSA, PEM). */
  readonly dkim: { readonly selector: string; readonly keyFile: string } | undefined;
  /** How many applications leave from this domain in an hour, and to any one domain of recipients; undefined: no limit. */
  readonly hourly: number | undefined;
  readonly hourlyTo: number | undefined;
}

export interface MailRouteSettings {
  readonly routes: readonly MailRoute[];
  /** The password of each route, in the same order; apart, so that the routes may be shown. */
  readonly passwords: readonly (string | undefined)[];
}

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const SELECTOR = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

/**
 * Reads PT_SMTP: `smtps://user:password@host?domain=own.example&dkim=selector&key=/path/key.pem&hour=60&hour-to=10`, with a
 * space between them. `smtps` speaks TLS from the start, `smtp` after STARTTLS (on this machine: not at all). User and password
 * are percent-encoded.
 * @returns undefined when something in it is wrong; no word of it is told, since passwords stand in it
 */
export function readMailRoutes(text: string): MailRouteSettings | undefined {
  const read = text
    .trim()
    .split(/\s+/)
    .map((one) => readOne(one));
  const whole = read.flatMap((one) => one ?? []);
  const domains = new Set(whole.map(({ route }) => route.domain));
  if (whole.length !== read.length || domains.size !== whole.length) return undefined;
  return { routes: whole.map(({ route }) => route), passwords: whole.map(({ password }) => password) };
}

const KNOWN = new Set(['domain', 'dkim', 'key', 'hour', 'hour-to']);

function readOne(text: string): { route: MailRoute; password: string | undefined } | undefined {
  try {
    const url = new URL(text);
    const asked = url.searchParams;
    const implicit = url.protocol === 'smtps:';
    if (!implicit && url.protocol !== 'smtp:') return undefined;
    if ([...asked.keys()].some((name) => !KNOWN.has(name))) return undefined;
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const domain = (asked.get('domain') ?? '').toLowerCase();
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    const dkim = dkimIn(asked);
    const [hourly, hourlyTo] = [limitIn(asked.get('hour')), limitIn(asked.get('hour-to'))];
    if (host === '' || !DOMAIN.test(domain) || (user === '') !== (password === '')) return undefined;
    if (dkim === null || hourly === null || hourlyTo === null) return undefined;
    return {
      route: {
        domain,
        host,
        port: url.port === '' ? (implicit ? 465 : 587) : Number(url.port),
        tls: implicit ? 'implicit' : LOOPBACK.has(host) ? 'none' : 'starttls',
        user: user === '' ? undefined : user,
        dkim,
        hourly,
        hourlyTo,
      },
      password: password === '' ? undefined : password,
    };
  } catch {
    return undefined;
  }
}

/** The key of a route: undefined where it names none, null where what it names is no key. */
function dkimIn(asked: URLSearchParams): MailRoute['dkim'] | null {
  const [selector, keyFile] = [asked.get('dkim'), asked.get('key')];
  if (selector === null && keyFile === null) return undefined;
  if (selector === null || keyFile === null || !SELECTOR.test(selector) || !isAbsolute(keyFile)) return null;
  return { selector, keyFile };
}

/** A limit: undefined where none is named, null where it is no whole number of 1 or more. */
function limitIn(text: string | null): number | undefined | null {
  if (text === null) return undefined;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
