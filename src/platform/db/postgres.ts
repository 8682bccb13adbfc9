import { sql } from 'kysely';
import pg from 'pg';
import { sha256 } from '../crypto.js';
import { parseBytea, parseInt8 } from './parsers.js';

const INT8 = 20;
const DATE = 1082;
const BYTEA = 17;

const MARK = '/* prepared */';

/**
 * Put before a statement of one fixed text that short acts run again and again: each PostgreSQL connection then parses
 * and plans it once (planning under row policies costs more than the rows of such an act). The embedded database reads a
 * comment. Not for a statement whose best plan depends on its values.
 */
export const PREPARED = sql.raw(MARK);

/** How a marked text begins: a statement of the query builder takes the mark after its verb (`modifyFront`). */
const isMarked = (text: string): boolean => text.startsWith(MARK) || text.startsWith(`select ${MARK}`);

const names = new Map<string, string>();

/** A name for a text, the same on every connection; the texts are few, because each is written in the code. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `pt_${sha256(text).toString('hex').slice(0, 40)}`;
  names.set(text, name);
  return name;
}

/** A connection that names the marked statements, which makes the server keep their plans. */
class PreparingClient extends pg.Client {
  override query = ((first: unknown, ...rest: unknown[]) => {
    const named =
      typeof first === 'string' && isMarked(first) && Array.isArray(rest[0])
        ? [{ name: nameOf(first), text: first, values: rest[0] as unknown[] }, ...rest.slice(1)]
        : [first, ...rest];
    return Reflect.apply(pg.Client.prototype.query, this, named) as unknown;
  }) as pg.Client['query'];
}

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
    Client: PreparingClient,
    types: { getTypeParser },
    application_name: 'praktijktest',
  });
  pool.on('error', onError);
  return pool;
}
