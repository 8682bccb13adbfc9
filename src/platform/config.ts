import { z } from 'zod';

const DEVELOPMENT_SECRET = 'development-only-secret-do-not-use-in-production';

const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(65535, 'must be at most 65535')
    .default(fallback);

const Settings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'must be development, test or production' })
    .default('development'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  PT_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  PT_SECRET: z.string().min(32, 'must have at least 32 characters').default(DEVELOPMENT_SECRET),
  PT_HOST: z
    .enum(['127.0.0.1', 'localhost', '::1'], {
      error: 'must be 127.0.0.1, localhost or ::1 until sign-in exists',
    })
    .default('127.0.0.1'),
  PT_PORT: port(8080),
  PT_SMTP_HOST: z.string().min(1, 'must name a host').default('127.0.0.1'),
  PT_SMTP_PORT: port(2525),
  PT_MAIL_IN_HOST: z.string().min(1, 'must name an address').default('127.0.0.1'),
  PT_MAIL_IN_PORT: port(2526),
  PT_MAIL_DOMAINS: z
    .string()
    .regex(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/, 'must be domain names with a comma between them')
    .default('post.example'),
  PT_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
});

/** The settings of a process, parsed once. Secrets stand apart, so that the rest may be shown. */
export interface Config {
  readonly production: boolean;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mailIn: { readonly host: string; readonly port: number; readonly domains: readonly string[] };
  readonly logLevel: string;
  readonly secrets: { readonly key: Buffer };
}

/** All faults of the environment, each by name and cure, never by value. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Reads the settings from the environment (empty counts as not set).
 * @throws ConfigError with every fault at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  const secretMissing = given['PT_SECRET'] === undefined || given['PT_SECRET'] === DEVELOPMENT_SECRET;
  if (given['NODE_ENV'] === 'production' && secretMissing) {
    faults.push(
      'PT_SECRET must be set to a secret of your own in production (the development secret is public)',
    );
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  return {
    production: settings.NODE_ENV === 'production',
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.PT_DATA_DIR,
    http: { host: settings.PT_HOST, port: settings.PT_PORT },
    smtp: { host: settings.PT_SMTP_HOST, port: settings.PT_SMTP_PORT },
    mailIn: {
      host: settings.PT_MAIL_IN_HOST,
      port: settings.PT_MAIL_IN_PORT,
      domains: settings.PT_MAIL_DOMAINS.split(','),
    },
    logLevel: settings.PT_LOG_LEVEL,
    secrets: { key: Buffer.from(settings.PT_SECRET, 'utf8') },
  };
}
