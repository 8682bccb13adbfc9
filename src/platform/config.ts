import { z } from 'zod';
import { channelConfigOf, type ChannelConfig } from './channel-config.js';
import { KEY_LIST, readKeyList } from './crypto/key-file.js';
import { readMailRoutes, type MailRoute } from './mail-routes.js';
import { readMailSources, type MailSource } from './mail-sources.js';
import {
  ConfigError,
  databaseUrl,
  DEVELOPMENT_SECRET,
  environmentName,
  givenIn,
  host,
  httpsAddress,
  logLevel,
  LOOPBACK,
  port,
  secret,
  settingFaults,
  type Environment,
} from './settings.js';

export { ConfigError } from './settings.js';
export type { ChannelConfig } from './channel-config.js';

const whole = (fallback: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(max, `must be at most ${max}`)
    .default(fallback);
const minutes = (fallback: number) => whole(fallback, 12 * 60);
const hours = (fallback: number) => whole(fallback, 24);
const claim = (fallback: string) => z.string().min(1, 'must name a claim').default(fallback);

const Settings = z.object({
  NODE_ENV: environmentName,
  DATABASE_URL: databaseUrl,
  PT_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  PT_SECRET: secret,
  PT_HOST: host,
  PT_PORT: port(8080),
  PT_PUBLIC_URL: httpsAddress,
  PT_SESSION_IDLE_MINUTES: minutes(30),
  PT_SESSION_HOURS: hours(12),
  PT_NOTICE_FROM: z.email('must be a mail address').optional(),
  PT_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the address of the identity provider' })
    .optional(),
  PT_OIDC_CLIENT_ID: z.string().min(1, 'must name this program at the identity provider').optional(),
  PT_OIDC_CLIENT_SECRET: z.string().min(1, 'must be the secret of this program at the provider').optional(),
  PT_OIDC_SCOPE: z
    .string()
    .regex(/^openid( \S+)*$/, 'must start with openid, with a space between scopes')
    .default('openid profile'),
  PT_OIDC_CLAIM_SUBJECT: claim('sub'),
  PT_OIDC_CLAIM_NAME: claim('name'),
  PT_OIDC_CLAIM_ORGANISATION: claim('vo_orgcode'),
  PT_OIDC_CLAIM_ROLES: claim('roles'),
  PT_OIDC_ROLES: z
    .string()
    .regex(/^[^=,]+=[a-z-]+(,[^=,]+=[a-z-]+)*$/, 'must look like theirs=inspector,other=coder')
    .default('inspector=inspector'),
  PT_SMTP_HOST: z.string().min(1, 'must name a host').default('127.0.0.1'),
  PT_SMTP_PORT: port(2525),
  PT_SMTP: z
    .string()
    .transform((text, ctx) => {
      const read = readMailRoutes(text);
      if (read !== undefined) return read;
      ctx.addIssue({
        code: 'custom',
        message:
          'must be addresses such as smtps://user:password@host?domain=post.example&dkim=selector&key=/path/key.pem&hour=60&hour-to=10, with a space between them, each domain once (user and password percent-encoded, the limits whole numbers)',
      });
      return z.NEVER;
    })
    .optional(),
  PT_MAIL_IN_HOST: z.string().min(1, 'must name an address').default('127.0.0.1'),
  PT_MAIL_IN_PORT: port(2526),
  PT_MAIL_DOMAINS: z
    .string()
    .regex(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/, 'must be domain names with a comma between them')
    .default('post.example'),
  PT_IMAP: z
    .string()
    .transform((text, ctx) => {
      const read = readMailSources(text);
      if (read !== undefined) return read;
      ctx.addIssue({
        code: 'custom',
        message:
          'must be addresses such as imaps://user:password@host/INBOX?address=who@post.example, with a space between them, each address once (user and password percent-encoded)',
      });
      return z.NEVER;
    })
    .optional(),
  PT_ANSWER_KEYS: z
    .string()
    .regex(
      KEY_LIST,
      'must be keys of 32 bytes in base64, with a comma between them: the first seals, all open',
    )
    .optional(),
  PT_PERSONS_FILE: z.string().min(1, 'must name a file').optional(),
  PT_LOG_LEVEL: logLevel,
});

/** How to sign in through an identity provider (ACM/IDM), and what its claims mean here. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly claims: {
    readonly subject: string;
    readonly name: string;
    readonly organisation: string;
    readonly roles: string;
  };
  /** Their role → ours. */
  readonly roles: ReadonlyMap<string, string>;
}

/** The settings of a process, parsed once. Secrets stand apart, so that the rest may be shown. */
export interface Config {
  readonly production: boolean;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number };
  /** Where browsers find the pages, when a TLS proxy stands before them; undefined on a loopback listener without TLS. */
  readonly publicUrl: URL | undefined;
  readonly session: { readonly idleMinutes: number; readonly hours: number };
  /** From whom the service's own mails come; undefined: it sends none, and shows invitation links instead. */
  readonly noticeFrom: string | undefined;
  readonly oidc: OidcConfig | undefined;
  readonly smtp: { readonly host: string; readonly port: number };
  /** How mail of our own domains leaves; what has no route of its own goes to `smtp`. */
  readonly mailRoutes: readonly MailRoute[];
  readonly mailIn: { readonly host: string; readonly port: number; readonly domains: readonly string[] };
  /** Mailboxes on other servers that are read for answers. */
  readonly mailSources: readonly MailSource[];
  /** A list of names and municipalities of people whom no made-up candidate may be taken for. */
  readonly personsFile: string | undefined;
  readonly logLevel: string;
  /** Where a development server or a demo keeps the keys of answers that no setting gives; never in production. */
  readonly answerKeyFile: string;
  readonly secrets: {
    readonly key: Buffer;
    readonly oidcClient: string | undefined;
    /** The passwords of the mail routes, in their order. */
    readonly mailRoutes: readonly (string | undefined)[];
    /** The passwords of the mail sources, in their order. */
    readonly mailSources: readonly string[];
    /** Keys under which raw answers lie in the database: the first seals, all open. None: they come from the file. */
    readonly answerKeys: readonly Buffer[];
  };
}

/**
 * Reads the settings from the environment (empty counts as not set).
 * @throws ConfigError with every fault at once
 */
export function readConfig(environment: Environment = process.env): Config {
  const given = givenIn(environment);
  const parsed = Settings.safeParse(given);
  const faults = parsed.success ? [] : settingFaults(parsed.error);
  const secretMissing = given['PT_SECRET'] === undefined || given['PT_SECRET'] === DEVELOPMENT_SECRET;
  if (given['NODE_ENV'] === 'production' && secretMissing) {
    faults.push(
      'PT_SECRET must be set to a secret of your own in production (the development secret is public)',
    );
  }
  if (parsed.success) faults.push(...contradictions(parsed.data));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  return {
    production: settings.NODE_ENV === 'production',
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.PT_DATA_DIR,
    http: { host: settings.PT_HOST, port: settings.PT_PORT },
    publicUrl: settings.PT_PUBLIC_URL === undefined ? undefined : new URL(settings.PT_PUBLIC_URL),
    session: { idleMinutes: settings.PT_SESSION_IDLE_MINUTES, hours: settings.PT_SESSION_HOURS },
    noticeFrom: settings.PT_NOTICE_FROM,
    oidc: oidcOf(settings),
    smtp: { host: settings.PT_SMTP_HOST, port: settings.PT_SMTP_PORT },
    mailRoutes: settings.PT_SMTP?.routes ?? [],
    mailIn: {
      host: settings.PT_MAIL_IN_HOST,
      port: settings.PT_MAIL_IN_PORT,
      domains: settings.PT_MAIL_DOMAINS.split(','),
    },
    mailSources: settings.PT_IMAP?.sources ?? [],
    personsFile: settings.PT_PERSONS_FILE,
    logLevel: settings.PT_LOG_LEVEL,
    answerKeyFile: `${settings.PT_DATA_DIR}/keys/answers`,
    secrets: {
      key: Buffer.from(settings.PT_SECRET, 'utf8'),
      oidcClient: settings.PT_OIDC_CLIENT_SECRET,
      mailRoutes: settings.PT_SMTP?.passwords ?? [],
      mailSources: settings.PT_IMAP?.passwords ?? [],
      answerKeys: settings.PT_ANSWER_KEYS === undefined ? [] : readKeyList(settings.PT_ANSWER_KEYS),
    },
  };
}

/**
 * Reads the settings of the reporting channel, which stand apart: its process needs no other.
 * @throws ConfigError with every fault at once
 */
export function readChannelConfig(environment: Environment = process.env): ChannelConfig {
  return channelConfigOf(environment);
}

type Parsed = z.infer<typeof Settings>;

/** Faults that only show when settings stand beside each other. */
function contradictions(settings: Parsed): string[] {
  const faults: string[] = [];
  const production = settings.NODE_ENV === 'production';
  if (!LOOPBACK.has(settings.PT_HOST) && settings.PT_PUBLIC_URL === undefined)
    faults.push(
      'PT_HOST must be 127.0.0.1, localhost or ::1, unless PT_PUBLIC_URL names the https address of a TLS proxy before it',
    );
  if (production && settings.PT_PUBLIC_URL === undefined)
    faults.push('PT_PUBLIC_URL must be set in production: the https address under which people come in');
  if (production && settings.PT_ANSWER_KEYS === undefined)
    faults.push(
      'PT_ANSWER_KEYS must be set in production: the key under which answers are stored, kept outside the database and its backup (make one with: openssl rand -base64 32)',
    );
  const oidc = [settings.PT_OIDC_ISSUER, settings.PT_OIDC_CLIENT_ID, settings.PT_OIDC_CLIENT_SECRET];
  if (oidc.some((one) => one !== undefined) && oidc.includes(undefined))
    faults.push('PT_OIDC_ISSUER must be set together with PT_OIDC_CLIENT_ID and PT_OIDC_CLIENT_SECRET');
  if (production && settings.PT_OIDC_ISSUER?.startsWith('http:') === true)
    faults.push('PT_OIDC_ISSUER must be an https address in production');
  return faults;
}

function oidcOf(settings: Parsed): OidcConfig | undefined {
  if (settings.PT_OIDC_ISSUER === undefined || settings.PT_OIDC_CLIENT_ID === undefined) return undefined;
  const pairs = settings.PT_OIDC_ROLES.split(',').map((pair): [string, string] => {
    const [theirs = '', ours = ''] = pair.split('=');
    return [theirs.trim(), ours];
  });
  return {
    issuer: settings.PT_OIDC_ISSUER,
    clientId: settings.PT_OIDC_CLIENT_ID,
    scope: settings.PT_OIDC_SCOPE,
    claims: {
      subject: settings.PT_OIDC_CLAIM_SUBJECT,
      name: settings.PT_OIDC_CLAIM_NAME,
      organisation: settings.PT_OIDC_CLAIM_ORGANISATION,
      roles: settings.PT_OIDC_CLAIM_ROLES,
    },
    roles: new Map(pairs),
  };
}
