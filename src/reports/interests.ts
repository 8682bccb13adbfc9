import type { ReadCtx } from '../platform/context.js';

/** An interest that an officer declared in an employer. */
export interface Interest {
  readonly officer: string;
  readonly name: string;
  readonly kbo: string | null;
}

/** The employer as a reporter named it; both may be missing. */
export interface NamedEmployer {
  readonly employer?: string | undefined;
  readonly kbo?: string | undefined;
}

const FORMS = new Set(['bv', 'bvba', 'nv', 'cv', 'cvba', 'vzw', 'vof', 'sa', 'srl', 'sprl', 'asbl', 'sc']);

/** A name as it is compared: letters and digits alone, without accents and forms of companies. */
function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FORMS.has(word));
}

const holdsWords = (all: readonly string[], some: readonly string[]): boolean =>
  some.length > 0 && ` ${all.join(' ')} `.includes(` ${some.join(' ')} `);

/**
 * Whether an interest is in the employer that was named: the same enterprise number, or one name within the other. In
 * doubt it is: an officer too few does less harm than a friend of the employer.
 */
export function isAbout(interest: Interest, named: NamedEmployer): boolean {
  const digits = (named.kbo ?? '').replace(/\D/g, '');
  if (interest.kbo !== null && interest.kbo === digits) return true;
  const [own, told] = [wordsOf(interest.name), wordsOf(named.employer ?? '')];
  return holdsWords(told, own) || holdsWords(own, told);
}

/** Every employer that a report names: its own, and the clients of a series. */
export function employersIn({
  requests = [],
  ...named
}: NamedEmployer & {
  readonly requests?: readonly { readonly client: string; readonly kbo: string }[] | undefined;
}): NamedEmployer[] {
  return [named, ...requests.map(({ client, kbo }) => ({ employer: client, kbo }))];
}

/** The officers who declared an interest in an employer that was named. */
export async function findInterested(ctx: ReadCtx, named: readonly NamedEmployer[]): Promise<Set<string>> {
  const standing = await ctx.db
    .selectFrom('interest')
    .select(['officer', 'name', 'kbo'])
    .where('ended_on', 'is', null)
    .execute();
  return new Set(
    standing.filter((one) => named.some((employer) => isAbout(one, employer))).map(({ officer }) => officer),
  );
}
