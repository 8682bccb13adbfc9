import { LOOPBACK } from './settings.js';

/** A mailbox on somebody else's server, from which answers are read (IMAP). */
export interface MailSource {
  /** The address whose mail it is: also its name. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** `none` only on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user: string;
  readonly folder: string;
}

export interface MailSourceSettings {
  readonly sources: readonly MailSource[];
  /** The password of each source, in the same order; apart, so that the sources may be shown. */
  readonly passwords: readonly string[];
}

const ADDRESS = /^[^\s@<>,"]+@[a-z0-9.-]+$/;

/**
 * Reads PT_IMAP: `imaps://user:password@host/folder?address=who@post.example`, with a space between them. `imaps` speaks
 * TLS from the start, `imap` after STARTTLS (on this machine: not at all). User and password are percent-encoded.
 * @returns undefined when something in it is wrong; no word of it is told, since passwords stand in it
 */
export function readMailSources(text: string): MailSourceSettings | undefined {
  const read = text
    .trim()
    .split(/\s+/)
    .map((one) => readOne(one));
  const whole = read.flatMap((one) => one ?? []);
  const names = new Set(whole.map(({ source }) => source.address));
  if (whole.length !== read.length || names.size !== whole.length) return undefined;
  return { sources: whole.map(({ source }) => source), passwords: whole.map(({ password }) => password) };
}

function readOne(text: string): { source: MailSource; password: string } | undefined {
  try {
    const url = new URL(text);
    const implicit = url.protocol === 'imaps:';
    if (!implicit && url.protocol !== 'imap:') return undefined;
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    const address = (url.searchParams.get('address') ?? user).toLowerCase();
    if (host === '' || user === '' || password === '' || !ADDRESS.test(address)) return undefined;
    const folder = decodeURIComponent(url.pathname.replace(/^\//, ''));
    return {
      source: {
        address,
        host,
        port: url.port === '' ? (implicit ? 993 : 143) : Number(url.port),
        tls: implicit ? 'implicit' : LOOPBACK.has(host) ? 'none' : 'starttls',
        user,
        folder: folder === '' ? 'INBOX' : folder,
      },
      password,
    };
  } catch {
    return undefined;
  }
}
