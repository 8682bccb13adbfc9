import { pino } from 'pino';

/** Structured logs. Fields never hold personal data, message text or a secret. */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  debug(event: string, fields?: Record<string, unknown>): void;
  /** The same log with fields added to each line. */
  with(fields: Record<string, unknown>): Log;
}

/** JSON lines on standard error; `level` as pino's, 'silent' writes nothing. `timed` false leaves the instant out. */
export function createLog(level: string, timed = true): Log {
  return wrap(
    pino(
      { level, base: null, timestamp: timed ? pino.stdTimeFunctions.isoTime : false },
      pino.destination({ dest: 2, sync: true }),
    ),
  );
}

function wrap(logger: ReturnType<typeof pino>): Log {
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    with: (fields) => wrap(logger.child(fields)),
  };
}

/** What a log may say of something thrown: its name, code and where, never its message (which can hold data). */
export function describeError(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return { error: thrown.name, code, at: frames.slice(0, 6).map((line) => line.trim()) };
}
