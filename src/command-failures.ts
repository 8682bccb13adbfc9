import {
  NoCustodianFile,
  NoRecoveryFile,
  NoRequestFile,
  RecoveryRefused,
  PoolDoubtful,
  SealBroken,
} from './channel.js';
import { EXIT, say } from './command-line.js';
import { StartRefused } from './main.js';
import { ConfigError } from './platform/config.js';
import { FolderInUse, MigrationError } from './platform/db/index.js';
import { PortInUse } from './platform/http.js';
import { describeError } from './platform/log.js';
import { NoSigningKey } from './platform/mail/index.js';
import { DocumentError } from './platform/yaml.js';

/** Says what went wrong in the house, in words where it is known. @returns the exit code */
export function report(error: unknown): number {
  const known = [
    NoCustodianFile,
    NoRequestFile,
    NoRecoveryFile,
    RecoveryRefused,
    SealBroken,
    PoolDoubtful,
    StartRefused,
    FolderInUse,
    MigrationError,
    NoSigningKey,
    PortInUse,
    ConfigError,
    DocumentError,
  ];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) {
    say(error.message);
    return EXIT.refused;
  }
  const trouble = outsideTrouble(error);
  if (trouble !== undefined) {
    say(trouble.message);
    return trouble.code;
  }
  say('Something went wrong that should not. Where it happened:');
  say(JSON.stringify(describeError(error), null, 2));
  return EXIT.failed;
}

/** What the machine or the database server refused, in words, with the exit code. */
function outsideTrouble(error: unknown): { message: string; code: number } | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/\bport \d+ is in use/i.test(error.message))
    return { message: `${error.message} The setting is PT_MAIL_IN_PORT.`, code: EXIT.refused };
  if (!('code' in error) || typeof error.code !== 'string') return undefined;
  if ('syscall' in error && error.syscall === 'listen') {
    return {
      message: `This program cannot listen there: ${error.message}. Choose another address or port (PT_HOST, PT_PORT, PT_MAIL_IN_HOST, PT_MAIL_IN_PORT).`,
      code: EXIT.refused,
    };
  }
  if (['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EROFS'].includes(error.code))
    return { message: `The file or folder cannot be used: ${error.message}`, code: EXIT.refused };
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(error.code))
    return {
      message: 'The database does not answer. Check DATABASE_URL, and whether PostgreSQL runs.',
      code: EXIT.failed,
    };
  if (['28P01', '28000', '3D000'].includes(error.code))
    return {
      message: `The database refuses: ${error.message}. Check user, password and name in DATABASE_URL.`,
      code: EXIT.refused,
    };
  return undefined;
}
