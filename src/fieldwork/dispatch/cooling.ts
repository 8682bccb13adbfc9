import { sql } from 'kysely';

/** The made-up candidate of an application `a` may be sent as far as its increment goes: it has none, or was released. */
export const RELEASED = sql`(t.increment is null or exists (select from identity_release r where r.campaign = t.campaign and r.increment = t.increment))`;
/** Why the made-up candidate of an application `a` keeps it here for good. */
export const RETIRED = sql`coalesce(identity_bars(a.id) = 'identity-retired', false)`;
/** A first application `a` that does a test again, and what that rested on at its employer is gone. */
export const GROUNDLESS = sql`repeat_ground_is_gone(a.id)`;

/** What may leave as far as suspicions go: the employer, the letter and the name of an application `a` do not rest. */
export const UNCOOLED = sql`(not (select anything_cools()) or cooled_because(a.id) is null)`;
