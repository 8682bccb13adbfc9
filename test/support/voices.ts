// Voice pretests in a test's world: testers, and how raters heard them.
import { sql } from 'kysely';
import type { VoiceRecord } from '../../src/fieldwork/voices/index.js';
import { confirmVoice, recordVoice } from '../../src/fieldwork/voices/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { World } from './world.js';

/** A good pretest of a tester's Flemish voice, on the world's day. */
export function voiceOf(world: World, tester: string, change: Partial<VoiceRecord> = {}): VoiceRecord {
  return {
    tester,
    language: 'nl',
    origin: 'flemish',
    testedOn: world.services.clock.today(),
    sex: 'f',
    raters: 36,
    share: 0.917,
    age: 28,
    pace: 150,
    clarity: 4.2,
    friendliness: 4,
    documentHash: 'ab'.repeat(32),
    remark: null,
    ...change,
  };
}

/** Records a pretest as the coordinator and confirms it as the fieldworker. @returns its id */
export async function pretested(world: World, tester: string, change: Partial<VoiceRecord> = {}) {
  const id = await recordVoice(world.as('coordinator'), voiceOf(world, tester, change));
  await confirmVoice(world.as('fieldworker'), id);
  return id;
}

/** Makes so many testers more. @returns their accounts */
export async function addTesters(world: World, count: number): Promise<string[]> {
  const ids = Array.from(
    { length: count },
    (_, at) => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`,
  );
  await asOwner(world.services.database.kysely, async (db) => {
    for (const [at, id] of ids.entries())
      await sql`insert into account (id, name, kind, roles) values (${id}, ${`Stem ${at}`}, 'person', '{tester}')`.execute(
        db,
      );
  });
  return ids;
}
