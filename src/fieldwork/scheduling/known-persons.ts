// Whom employers know from earlier tests, where a test is done again: none of them is drawn for that employer once more.
import { sql } from 'kysely';
import type { Identity } from '../../materials/index.js';
import type { ReadDb } from '../../platform/context.js';
import type { FrameVacancy } from '../../register/index.js';

/** A made-up person by what an employer knows it by. */
export type KnownBy = Pick<Identity, 'displayName' | 'addressLine' | 'phone'>;

/** The persons that each employer knows; it grows while a plan is drawn. */
export interface KnownPersons {
  /** By what this employer knows one of these persons; null where it knows none of them. */
  knows(employer: string, persons: readonly KnownBy[]): keyof KnownBy | null;
  add(employer: string, persons: readonly KnownBy[]): void;
}

const BY = ['displayName', 'addressLine', 'phone'] as const;

/** @param known what employers know already, by employer */
export function keepKnown(
  known: Iterable<readonly [employer: string, person: Partial<KnownBy>]>,
): KnownPersons {
  const seen = new Set<string>();
  const keyOf = (employer: string, by: keyof KnownBy, value: string): string =>
    [employer, by, value].join('\n');
  const keep = (employer: string, person: Partial<KnownBy>): void => {
    for (const by of BY) {
      const value = person[by];
      if (value !== undefined) seen.add(keyOf(employer, by, value));
    }
  };
  for (const [employer, person] of known) keep(employer, person);
  return {
    knows: (employer, persons) =>
      BY.find((by) => persons.some((person) => seen.has(keyOf(employer, by, person[by])))) ?? null,
    add: (employer, persons) => {
      for (const person of persons) keep(employer, person);
    },
  };
}

/** Whom the employers of a frame know from enforcement, of whatever team. For who seals. */
export async function findKnownPersons(
  db: ReadDb,
  frame: readonly Pick<FrameVacancy, 'employer'>[],
): Promise<KnownPersons> {
  const employers = [...new Set(frame.map(({ employer }) => employer))];
  const found = await sql<{
    employer: string;
    name: string;
    address: string | null;
    phone: string | null;
  }>`select employer, name, address, phone from persons_known_to(${employers}::uuid[])`.execute(db);
  return keepKnown(
    found.rows.map(({ employer, name, address, phone }) => [
      employer,
      {
        displayName: name,
        ...(address === null ? {} : { addressLine: address }),
        ...(phone === null ? {} : { phone }),
      },
    ]),
  );
}
