// Answers as they lie in the database of a test world: sealed under a key that the tests know.
import { sql } from 'kysely';
import { createAnswerSeal } from '../../src/fieldwork/index.js';
import { createKeyRing } from '../../src/platform/crypto/key-ring.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asId } from '../../src/platform/ids.js';

const KEY = sha256('the key of answers of every test world');

/** The key of answers of every world, as the settings write it. */
export const WORLD_ANSWER_KEYS = KEY.toString('base64url');

/** The seal of every world. */
export const answerSeal = createAnswerSeal(createKeyRing([KEY]));

/** The columns sealed, bytes and sha256 of a planted answer, in this order. */
export function sealedAnswer(id: string, raw = 'x') {
  const hash = sha256(raw);
  const bytes = Buffer.from(raw);
  return sql`${answerSeal.seal(asId<'response'>(id), hash, bytes)}::bytea, ${bytes.length}::integer, ${hash}::bytea`;
}

/** The columns sealed and bytes of an answer that no test opens. */
export const SEALED_UNREAD = sql`decode('01' || repeat('00', 36), 'hex'), 0`;

/** The bytes of an answer as they came in. */
export const openedAnswer = (row: { id: string; sealed: Buffer; sha256: Buffer }): Buffer =>
  answerSeal.open({ ...row, id: asId<'response'>(row.id) });
