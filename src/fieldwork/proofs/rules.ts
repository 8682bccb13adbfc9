import { sha256 } from '../../platform/crypto.js';
import { rootFrom } from '../../platform/merkle.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Purpose } from '../../campaigns/index.js';
import { leafOf } from '../scheduling/leaf.js';
import type { Proof, Provable } from './schema.js';

/** A proof names an employer and shows arms: only where a case is made of one employer, and once all its tests are closed. */
export function mayProve(purpose: Purpose, { tests, closed }: Pick<Provable, 'tests' | 'closed'>): Verdict {
  if (purpose !== 'enforcement' && purpose !== 'contract-clause') return refuse('proof-purpose');
  return closed < tests ? refuse('proof-open') : ALLOW;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'hex');

/**
 * Checks a proof by itself, with nothing but hashes: each test leads to the root of its increment, and each increment to the
 * seal. @returns what does not hold, or null. Whether the seal is the one that was signed is for its signature to say.
 */
export function faultOfProof({ kbo, seal, increments, tests }: Proof): string | null {
  if (sha256('praktijktest/seal/1', seal.body).toString('hex') !== seal.hash)
    return 'the hash of the seal does not follow from its text';
  const roots = new Map<number, string>([[0, textOf(seal.body, 'root')]]);
  let before = seal.hash;
  for (const [place, one] of increments.entries()) {
    if (one.number !== place + 1 || one.previous !== before)
      return `increment ${one.number} does not follow the one before it`;
    if (sha256('praktijktest/increment/1', bytes(one.previous), one.body).toString('hex') !== one.hash)
      return `the hash of increment ${one.number} does not follow from its text`;
    roots.set(one.number, textOf(one.body, 'root'));
    before = one.hash;
  }
  for (const { increment, text, salt, leaf, path } of tests) {
    const name = `test ${Number(textOf(text, 'ordinal')) + 1}`;
    if (textOf(text, 'kbo') !== kbo) return `${name} is about another employer`;
    if (leafOf(bytes(salt), text).toString('hex') !== leaf)
      return `the leaf of ${name} does not follow from its text`;
    const root = rootFrom(
      bytes(leaf),
      path.map(({ side, hash }) => ({ side, hash: bytes(hash) })),
    );
    if (root.toString('hex') !== roots.get(increment))
      return `${name} does not lead to the root of its increment`;
  }
  return tests.length === 0 ? 'it holds no test' : null;
}

/** A member of a JSON object as text; empty where there is none. */
function textOf(json: string, member: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = new Map(Object.entries(value)).get(member);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
