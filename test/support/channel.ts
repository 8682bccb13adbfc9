import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { sql } from 'kysely';
import { createClock, type ShiftedClock } from '../../src/platform/clock.js';
import { newUuid } from '../../src/platform/crypto.js';
import { toInstant, type DateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createLog, type Log } from '../../src/platform/log.js';
import { createCalendar, loadReference, OWN_BODY } from '../../src/register/index.js';
import { createChannel, shareLogin, type Channel, type Custodian } from '../../src/reports/channel.js';
import { drawBoxKeys, type BoxKeys } from '../../src/reports/crypto/keys.js';
import { createReceipts } from '../../src/reports/crypto/receipt.js';
import { openPool } from '../../src/reports/crypto/pool.js';
import { drawSigningKeys, sign, statementBytes } from '../../src/reports/crypto/signature.js';
import { createIntake, type Entered, type Intake } from '../../src/reports/intake/service.js';
import type { Answers } from '../../src/reports/intake/answers.js';
import { createDesk, type Desk } from '../../src/reports/desk/service.js';
import { createOrganisations } from '../../src/reports/organisations/service.js';
import { createNotices } from '../../src/reports/notice/service.js';
import { createChannelApp } from '../../src/reports/listener/app.js';
import type { Throttle } from '../../src/reports/listener/throttle.js';
import { scenarioFolder } from '../../src/services.js';
import { openTestDatabase, type TestDatabase } from './database.js';
import { MONDAY } from './world.js';

export const reference = loadReference(`${scenarioFolder}/reference`);

export interface TestOfficer {
  readonly id: string;
  readonly keys: BoxKeys;
}

/** The channel on a database of its own, with officers whose keys two custodians signed, and a clock that tests move. */
export interface TestChannel {
  readonly test: TestDatabase;
  readonly channel: Channel;
  readonly intake: Intake;
  readonly desk: Desk;
  readonly officers: readonly TestOfficer[];
  readonly custodianKeys: readonly { publicKey: Buffer; privateKey: Buffer }[];
  readonly custodianBoxes: readonly BoxKeys[];
  readonly poolFile: string;
  /** Sets the clock: to ten in the morning, or so many minutes after midnight. */
  at(day: DateOnly, minutes?: number): Promise<void>;
  /** Rows of the channel as the owner of the tables sees them. */
  rows<Row>(text: string): Promise<Row[]>;
  addOfficer(signers?: number): Promise<TestOfficer>;
  close(): Promise<void>;
}

/**
 * @param over the database of a world, beside which the channel then stands; else one of its own
 * @param slots how many reports the pool of shred keys has room for
 */
export async function openTestChannel(officers = 2, over?: TestDatabase, slots = 256): Promise<TestChannel> {
  const test = over ?? (await openTestDatabase('demo'));
  await shareLogin(test.database);
  const folder = mkdtempSync(join(tmpdir(), 'channel-'));
  const poolFile = join(folder, 'shred-keys');
  const pool = openPool(poolFile, slots);
  const clock: ShiftedClock = createClock();
  const custodianKeys = [drawSigningKeys(), drawSigningKeys(), drawSigningKeys()];
  const custodianBoxes = custodianKeys.map(() => drawBoxKeys());
  const custodians: Custodian[] = custodianKeys.map(({ publicKey }, at) => ({
    name: `bewaarder ${at + 1}`,
    signingKey: publicKey,
    boxKey: custodianBoxes[at]!.publicKey,
  }));
  const channel = createChannel({
    database: test.database,
    clock,
    log: createLog('silent'),
    pool,
    custodians,
    calendar: createCalendar(reference.holidays),
    receipts: createReceipts([Buffer.alloc(32, 7)]),
    secretKey: Buffer.alloc(32, 9),
    room: () => 'enough',
  });
  const at = async (day: DateOnly, minutes = 10 * 60): Promise<void> => {
    const shift = toInstant(day, minutes).getTime() - Date.now();
    await asOwner(test.database.kysely, (db) =>
      sql`update clock set shift = ${shift} * interval '1 millisecond'`.execute(db),
    );
    clock.shiftTo(shift);
  };
  const rows = async <Row>(text: string): Promise<Row[]> =>
    asOwner(test.database.kysely, async (db) => {
      await sql`select set_config('search_path', 'pt_reports, pg_catalog', true)`.execute(db);
      return (await sql<Row>`${sql.raw(text)}`.execute(db)).rows;
    });
  const addOfficer = async (signers = 2): Promise<TestOfficer> => {
    const officer = { id: newUuid(), keys: drawBoxKeys() };
    const until = '2027-08-31';
    const statement = { account: officer.id, publicKey: officer.keys.publicKey, until };
    const signatures = custodianKeys
      .slice(0, signers)
      .map(({ privateKey }) => sign(privateKey, statementBytes(statement)));
    const dummy = Buffer.alloc(32, 1);
    await asOwner(test.database.kysely, (db) =>
      sql`insert into pt_reports.officer (id, name, login, salt, public_key, sealed_private, key_until, signatures)
        values (${officer.id}, 'Medewerker', ${officer.id}, ${dummy}, ${officer.keys.publicKey}, ${dummy}, ${until}, ${signatures}::bytea[])`.execute(
        db,
      ),
    );
    return officer;
  };
  await at(MONDAY);
  const made: TestOfficer[] = [];
  for (let count = 0; count < officers; count++) made.push(await addOfficer());
  return {
    test,
    channel,
    intake: createIntake(channel),
    desk: createDesk(channel),
    officers: made,
    custodianKeys,
    custodianBoxes,
    poolFile,
    at,
    rows,
    addOfficer,
    close: async () => {
      await test.close().catch(() => undefined);
      pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const WHOLE: Answers = {
  kind: 'intermediary',
  grounds: ['origin'],
  forms: ['instruction'],
  facts: 'De klant zei: geen buitenlanders.',
  sector: 'uitzend',
};

/** A draft that is sent at once: its code and its (spent) cookie. */
export async function sendReport(
  intake: Intake,
  answers: Answers = WHOLE,
): Promise<{ code: string; entered: Entered }> {
  const entered = await intake.begin(answers);
  const code = await intake.code(entered);
  await intake.send(entered, code.check);
  return { code: code.text, entered };
}

/** The pages of a channel, as its own listener serves them; without a mail server no fortnightly message. */
export function appOf(
  from: TestChannel & { readonly notices?: false },
  log: Log = createLog('silent'),
  throttle: Throttle = () => 0,
): Express {
  const named =
    (list: readonly { code: string; name: { nl: string; en: string; fr?: string | undefined } }[]) =>
    (lang: 'nl' | 'en' | 'fr') =>
      list.map(({ code, name }) => ({ code, name: name[lang] ?? name.en }));
  return createChannelApp({
    flow: {
      intake: from.intake,
      organisations: createOrganisations(from.channel, from.intake),
      desk: from.desk,
      notices: from.notices === false ? null : createNotices(from.channel),
      competence: reference.competence,
      questionnaires: reference.questionnaires,
      bodies: named(reference.bodies),
      services: named(reference.bodies.filter(({ code }) => code !== OWN_BODY)),
      calendar: from.channel.calendar,
      backupDays: 90,
      grounds: named(reference.grounds),
      sectors: named(reference.sectors),
      pilot: true,
    },
    key: Buffer.alloc(32, 3),
    secure: false,
    clock: createClock(),
    log,
    throttle,
  });
}
