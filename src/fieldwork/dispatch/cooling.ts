import { sql } from 'kysely';

/** What may leave as far as suspicions go: the employer, the letter and the name of an application `a` do not rest. */
export const UNCOOLED = sql`(not (select anything_cools()) or cooled_because(a.id) is null)`;
