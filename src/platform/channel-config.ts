import { z } from 'zod';
import { KEY_LIST, readKeyList } from './crypto/key-file.js';
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

const file = z.string().min(1, 'must name a file').optional();

const keyList = z
  .string()
  .regex(
    KEY_LIST,
    'must be keys of 32 bytes in base64, with a comma between them: the first is used, all are read',
  )
  .optional();

const address = /^[^\s@,<>"]+@[a-z0-9.-]+$/i;

/** name=keys,name=keys: for each custodian the line that "custodian keys" printed. */
export const CUSTODIANS = /^[^=,]+=[\w-]{43}\.[\w-]{43}(,[^=,]+=[\w-]{43}\.[\w-]{43})*$/;

const ChannelSettings = z.object({
  NODE_ENV: environmentName,
  PT_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  PT_LOG_LEVEL: logLevel,
  PT_CHANNEL_DATABASE_URL: databaseUrl,
  PT_CHANNEL_HOST: host,
  PT_CHANNEL_PORT: port(8090),
  PT_CHANNEL_URL: httpsAddress,
  PT_CHANNEL_CERT: file,
  PT_CHANNEL_CERT_KEY: file,
  PT_CHANNEL_SOCKET: file,
  PT_CHANNEL_ONION: z
    .string()
    .regex(
      /^[a-z2-7]{56}\.onion$/,
      'must be the name of an onion service: 56 letters and digits, then .onion',
    )
    .optional(),
  PT_CHANNEL_SECRET: secret,
  PT_CHANNEL_POOL: file,
  PT_CHANNEL_RECEIPT_KEYS: keyList,
  PT_CHANNEL_DISKS: z.string().min(1, 'must name folders with a comma between them').optional(),
  PT_CHANNEL_DIGEST_TO: z
    .string()
    .refine((list) => list.split(',').every((one) => address.test(one.trim())), {
      error: 'must be mail addresses with a comma between them',
    })
    .optional(),
  PT_CHANNEL_DIGEST_FROM: z.string().regex(address, 'must be a mail address').optional(),
  PT_CHANNEL_SMTP_HOST: z.string().min(1, 'must name a host').default('127.0.0.1'),
  PT_CHANNEL_SMTP_PORT: port(25),
  PT_CHANNEL_BACKUP_DAYS: z.coerce
    .number({ error: 'must be a whole number of days' })
    .int('must be a whole number of days')
    .min(1, 'must be 1 day at least')
    .max(3650, 'must be 3650 days at most')
    .default(90),
  PT_CHANNEL_CUSTODIANS: z
    .string()
    .regex(
      CUSTODIANS,
      'must look like name=keys,name=keys, with the line that each custodian got from: custodian keys',
    )
    .optional(),
});

/** A custodian as the settings name them. */
export interface CustodianConfig {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Buffer;
  /** X25519, 32 bytes. */
  readonly boxKey: Buffer;
}

/** The settings of the reporting channel, which no other process needs. Secrets stand apart. */
export interface ChannelConfig {
  readonly production: boolean;
  /** The channel's own login; undefined only where one process does everything. */
  readonly databaseUrl: string | undefined;
  readonly http: { readonly host: string; readonly port: number };
  /** Where browsers find the channel; undefined on a loopback listener without TLS. */
  readonly publicUrl: URL | undefined;
  /** Files of the certificate and its key: the channel ends TLS itself. */
  readonly certificate: { readonly cert: string; readonly key: string } | undefined;
  /** Where an onion service hands over, and under which name it is known. */
  readonly onion: { readonly socket: string; readonly host: string } | undefined;
  /** The file of shred keys: outside the database and its backup. */
  readonly poolFile: string;
  /** Folders whose disks must have room, beside that of the shred keys, as the settings name them; undefined where they do not. */
  readonly disks: readonly string[] | undefined;
  /** Where everything of this machine stands unless a setting says otherwise. */
  readonly dataDir: string;
  /** For how many days backups of the database are kept; printed on certificates of erasure. */
  readonly backupDays: number;
  readonly custodians: readonly CustodianConfig[];
  /** Where the daily digest goes and by which server; undefined where there is none. */
  readonly digest:
    | {
        readonly from: string;
        readonly to: readonly string[];
        readonly smtp: { readonly host: string; readonly port: number };
      }
    | undefined;
  readonly logLevel: string;
  readonly secrets: {
    readonly key: Buffer;
    /** Seeds (32 bytes) of the keys that sign proofs of filing, and of nothing else. None: they come from the file. */
    readonly receipts: readonly Buffer[];
  };
  /** Where a development server keeps the seed that no setting gives; never in production. */
  readonly receiptKeyFile: string;
}

/**
 * Reads the channel's settings (empty counts as not set).
 * @throws ConfigError with every fault at once
 */
export function channelConfigOf(environment: Environment): ChannelConfig {
  const parsed = ChannelSettings.safeParse(givenIn(environment));
  if (!parsed.success) throw new ConfigError(settingFaults(parsed.error));
  const settings = parsed.data;
  const custodians = custodiansOf(settings.PT_CHANNEL_CUSTODIANS);
  const faults = contradictions(settings, custodians);
  if (faults.length > 0) throw new ConfigError(faults);
  const { PT_CHANNEL_CERT: cert, PT_CHANNEL_CERT_KEY: key } = settings;
  const { PT_CHANNEL_SOCKET: socket, PT_CHANNEL_ONION: onion } = settings;
  return {
    production: settings.NODE_ENV === 'production',
    databaseUrl: settings.PT_CHANNEL_DATABASE_URL,
    http: { host: settings.PT_CHANNEL_HOST, port: settings.PT_CHANNEL_PORT },
    publicUrl: settings.PT_CHANNEL_URL === undefined ? undefined : new URL(settings.PT_CHANNEL_URL),
    certificate: cert === undefined || key === undefined ? undefined : { cert, key },
    onion: socket === undefined || onion === undefined ? undefined : { socket, host: onion },
    poolFile: settings.PT_CHANNEL_POOL ?? `${settings.PT_DATA_DIR}/channel/shred-keys`,
    disks: settings.PT_CHANNEL_DISKS?.split(',').map((one) => one.trim()),
    dataDir: settings.PT_DATA_DIR,
    backupDays: settings.PT_CHANNEL_BACKUP_DAYS,
    custodians,
    digest: digestOf(settings),
    logLevel: settings.PT_LOG_LEVEL,
    secrets: {
      key: Buffer.from(settings.PT_CHANNEL_SECRET, 'utf8'),
      receipts: keysOf(settings.PT_CHANNEL_RECEIPT_KEYS),
    },
    receiptKeyFile: `${settings.PT_DATA_DIR}/channel/receipt-keys`,
  };
}

const keysOf = (list: string | undefined): Buffer[] => (list === undefined ? [] : readKeyList(list));

function digestOf(settings: z.infer<typeof ChannelSettings>): ChannelConfig['digest'] {
  const { PT_CHANNEL_DIGEST_TO: to, PT_CHANNEL_DIGEST_FROM: from } = settings;
  if (to === undefined || from === undefined) return undefined;
  const smtp = { host: settings.PT_CHANNEL_SMTP_HOST, port: settings.PT_CHANNEL_SMTP_PORT };
  return { from, to: to.split(',').map((one) => one.trim()), smtp };
}

/** The custodians as the setting names them; the form was checked before. */
export function custodiansOf(text: string | undefined): CustodianConfig[] {
  if (text === undefined) return [];
  return text.split(',').map((one) => {
    const [name = '', keys = ''] = one.split('=');
    const [signing = '', box = ''] = keys.split('.');
    return {
      name: name.trim(),
      signingKey: Buffer.from(signing, 'base64url'),
      boxKey: Buffer.from(box, 'base64url'),
    };
  });
}

/** Faults that only show when settings stand beside each other. */
function contradictions(
  settings: z.infer<typeof ChannelSettings>,
  custodians: readonly CustodianConfig[],
): string[] {
  const faults: string[] = [];
  const paired = (one: string | undefined, other: string | undefined): boolean =>
    (one === undefined) === (other === undefined);
  if (!paired(settings.PT_CHANNEL_CERT, settings.PT_CHANNEL_CERT_KEY))
    faults.push('PT_CHANNEL_CERT must be set together with PT_CHANNEL_CERT_KEY');
  if (!paired(settings.PT_CHANNEL_SOCKET, settings.PT_CHANNEL_ONION))
    faults.push('PT_CHANNEL_SOCKET must be set together with PT_CHANNEL_ONION');
  if (!paired(settings.PT_CHANNEL_DIGEST_TO, settings.PT_CHANNEL_DIGEST_FROM))
    faults.push('PT_CHANNEL_DIGEST_TO must be set together with PT_CHANNEL_DIGEST_FROM');
  if (!paired(settings.PT_CHANNEL_URL, settings.PT_CHANNEL_CERT))
    faults.push(
      'PT_CHANNEL_URL must be set together with PT_CHANNEL_CERT: the channel ends TLS itself, a proxy before it only passes TCP',
    );
  if (!LOOPBACK.has(settings.PT_CHANNEL_HOST) && settings.PT_CHANNEL_CERT === undefined)
    faults.push('PT_CHANNEL_HOST must be 127.0.0.1, localhost or ::1, unless PT_CHANNEL_CERT is set');
  if (new Set(custodians.map(({ signingKey }) => signingKey.toString('hex'))).size < custodians.length)
    faults.push('PT_CHANNEL_CUSTODIANS must give each custodian keys of their own');
  return settings.NODE_ENV === 'production'
    ? [...faults, ...missingInProduction(settings, custodians)]
    : faults;
}

function missingInProduction(
  settings: z.infer<typeof ChannelSettings>,
  custodians: readonly CustodianConfig[],
): string[] {
  const faults: string[] = [];
  if (settings.PT_CHANNEL_SECRET === DEVELOPMENT_SECRET)
    faults.push(
      'PT_CHANNEL_SECRET must be set to a secret of the channel alone in production (the development secret is public)',
    );
  if (settings.PT_CHANNEL_DATABASE_URL === undefined)
    faults.push(
      'PT_CHANNEL_DATABASE_URL must be set in production: PostgreSQL, with a login of the channel alone',
    );
  if (settings.PT_CHANNEL_URL === undefined)
    faults.push('PT_CHANNEL_URL must be set in production: the https address of the channel alone');
  if (settings.PT_CHANNEL_POOL === undefined)
    faults.push('PT_CHANNEL_POOL must be set in production: a file outside the database and its backup');
  if (settings.PT_CHANNEL_RECEIPT_KEYS === undefined)
    faults.push(
      'PT_CHANNEL_RECEIPT_KEYS must be set in production: the key that signs proofs of filing (make one with: openssl rand -base64 32)',
    );
  if (custodians.length < 3)
    faults.push('PT_CHANNEL_CUSTODIANS must name three custodians or more in production');
  return faults;
}
