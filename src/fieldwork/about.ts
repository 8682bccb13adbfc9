// What an application is about: a vacancy by its title, or nothing but the employer.
import { sql } from 'kysely';

/**
 * The title of the vacancy `v` that test `t` is about: '' for a test without a vacancy, which has an employer and no vacancy;
 * null once it was erased who was tested, which has neither. `v` is joined from the left; about-words shows it.
 */
export const VACANCY_TITLE = sql<string>`case when t.vacancy is null and t.employer is not null then '' else v.title end`;

/** Tests that still tell who was tested: a left join to their vacancy shows no more of the erased than an inner one did. */
export const KNOWN_TEST = sql<boolean>`t.employer is not null`;
