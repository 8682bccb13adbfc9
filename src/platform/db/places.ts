import { sql, type RawBuilder } from 'kysely';

/** An instant as its whole number of microseconds since 1970, in text: exact, where a Date keeps milliseconds only. */
export function microseconds(column: string): RawBuilder<string> {
  return sql<string>`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint::text`;
}

/** True for rows that come after a place (microseconds, id) in a list sorted by both, the newest first. */
export function isPast(instant: string, id: string, place: readonly string[]): RawBuilder<boolean> {
  const [made = '', last = ''] = place;
  return sql<boolean>`(${sql.ref(instant)}, ${sql.ref(id)}) < (timestamptz 'epoch' + ${made}::bigint * interval '1 microsecond', ${last}::uuid)`;
}
