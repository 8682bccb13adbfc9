import pg from 'pg';
import { parseBytea, parseInt8 } from './parsers.js';

const INT8 = 20;
const DATE = 1082;
const BYTEA = 17;

/** A pool over a real PostgreSQL, with the same parsers as the embedded one. */
export function openPostgres(url: string, connections: number, onError: (error: Error) => void): pg.Pool {
  const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown => {
    if (format !== 'binary') {
      if (oid === INT8) return parseInt8;
      if (oid === DATE) return (text: string) => text;
      if (oid === BYTEA) return parseBytea;
    }
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- any type's number may come, not only those the enum names
    return pg.types.getTypeParser(oid, format);
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: { getTypeParser },
    application_name: 'praktijktest',
  });
  pool.on('error', onError);
  return pool;
}
