import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { readRsaKey, type RsaKey } from '../crypto/signing.js';
import type { MailRoute } from '../mail-routes.js';
import type { OutgoingMessage } from './session.js';
import { createMailSender, type MailSender, type MailSenderOptions } from './sender.js';

/** The key file of a route holds no key to sign with. It names the domain and the setting, and nothing that a file holds. */
export class NoSigningKey extends Error {
  constructor(domain: string) {
    super(
      `The key of ${domain} in PT_SMTP must be a file with an RSA private key of 2048 bits or more (PEM).`,
    );
    this.name = 'NoSigningKey';
  }
}

/** Mail of our own domains, each by its own route. */
export interface MailRoutes extends MailSender {
  /** Adds the signature (DKIM, RFC 6376) of the sender's domain, where that domain has a key; else the same bytes. */
  sign(from: string, raw: Buffer): Promise<Buffer>;
  /** How many applications may leave from a domain in an hour, and to one domain of recipients. */
  limitsOf(domain: string): MailLimits;
  /** How mail of a domain leaves, to show. */
  routeOf(domain: string): ShownRoute;
}

/** Applications in an hour: from a domain, and from there to one domain of recipients; undefined: no limit. */
export interface MailLimits {
  readonly hourly: number | undefined;
  readonly hourlyTo: number | undefined;
}

/** How mail of a domain leaves: without its account and its key. */
export interface ShownRoute extends MailLimits {
  readonly host: string;
  readonly port: number;
  readonly tls: MailRoute['tls'];
  /** Whether the domain's own key signs it (DKIM). */
  readonly signed: boolean;
}

export interface MailRoutesOptions {
  readonly routes: readonly MailRoute[];
  readonly passwords: readonly (string | undefined)[];
  /** What all of them have in common. */
  readonly each: Pick<MailSenderOptions, 'loopbackOnly' | 'socketTimeout' | 'tls'>;
  /** The server for every other domain. */
  readonly other: { readonly host: string; readonly port: number };
}

const LEAST_BITS = 2048;
const MARK = Buffer.from('DKIM-Signature:');
const NO_LIMITS: MailLimits = { hourly: undefined, hourlyTo: undefined };

/** The domain of an address, in small letters. */
export const mailDomainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Opens the routes; connects to nothing yet. @throws NoSigningKey, and as `createMailSender` where a route leaves this machine */
export function createMailRoutes({ routes, passwords, each, other }: MailRoutesOptions): MailRoutes {
  const rest = createMailSender({ ...other, ...each });
  const own = new Map(
    routes.map((route, at) => [
      route.domain,
      { route, sender: senderOf(route, passwords[at], each), signer: signerOf(route) },
    ]),
  );
  return {
    send: (message: OutgoingMessage) =>
      (own.get(mailDomainOf(message.envelope.from))?.sender ?? rest).send(message),
    sign: async (from, raw) => {
      const signer = own.get(mailDomainOf(from))?.signer;
      return signer === undefined ? raw : signed(signer, raw);
    },
    limitsOf: (domain) => own.get(domain)?.route ?? NO_LIMITS,
    routeOf: (domain) => shown(own.get(domain)?.route, other),
    close: async () => {
      await Promise.all([rest, ...[...own.values()].map(({ sender }) => sender)].map((one) => one.close()));
    },
  };
}

function shown(route: MailRoute | undefined, other: MailRoutesOptions['other']): ShownRoute {
  if (route === undefined) return { ...NO_LIMITS, ...other, tls: 'none', signed: false };
  const { host, port, tls, hourly, hourlyTo, dkim } = route;
  return { host, port, tls, hourly, hourlyTo, signed: dkim !== undefined };
}

function senderOf(
  { host, port, tls, user, domain }: MailRoute,
  pass: string | undefined,
  each: MailRoutesOptions['each'],
): MailSender {
  return createMailSender({
    ...{ ...each, host, port, name: domain },
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ...(user === undefined || pass === undefined ? {} : { auth: { user, pass } }),
  });
}

function signerOf({ domain, dkim }: MailRoute): DKIM | undefined {
  if (dkim === undefined) return undefined;
  return new DKIM({
    domainName: domain,
    keySelector: dkim.selector,
    privateKey: keyIn(dkim.keyFile, domain),
  });
}

function keyIn(file: string, domain: string): RsaKey {
  try {
    return readRsaKey(readFileSync(file), LEAST_BITS);
  } catch {
    throw new NoSigningKey(domain);
  }
}

async function signed(signer: DKIM, raw: Buffer): Promise<Buffer> {
  const whole = await buffer(signer.sign(raw));
  // The signer leaves out what it cannot make; a message that was to be signed does not leave without.
  if (!whole.subarray(0, MARK.length).equals(MARK)) throw new Error('A message was not signed.');
  return whole;
}
