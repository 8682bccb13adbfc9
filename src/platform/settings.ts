import { z } from 'zod';

/** All faults of the environment, each by name and cure, never by value. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is set; empty counts as not set. */
export const givenIn = (environment: Environment): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/** Faults of a parsed environment, by name. */
export const settingFaults = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

export const DEVELOPMENT_SECRET = 'development-only-secret-do-not-use-in-production';
export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

export const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(65535, 'must be at most 65535')
    .default(fallback);

export const host = z
  .string()
  .regex(/^[a-z0-9.:-]+$/i, 'must be an address or a host name')
  .default('127.0.0.1');

export const httpsAddress = z
  .string()
  .regex(
    /^https:\/\/[a-z0-9.-]+(:\d{1,5})?\/?$/i,
    'must be the https address of a host alone, such as https://praktijktest.example',
  )
  .optional();

export const secret = z.string().min(32, 'must have at least 32 characters').default(DEVELOPMENT_SECRET);

export const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .optional();

export const environmentName = z
  .enum(['development', 'test', 'production'], { error: 'must be development, test or production' })
  .default('development');

export const logLevel = z
  .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
  .default('info');
