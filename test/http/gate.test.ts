import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { identitiesWait } from '../../src/campaigns/increments/views.js';
import { isThrown } from '../../src/campaigns/kill-switch/views.js';
import { mayGo, passesGate } from '../../src/campaigns/rules.js';
import { STATES } from '../../src/campaigns/schema.js';
import {
  findAuthorisation,
  findBasis,
  findCampaign,
  findClockMode,
  findSendingRefusal,
} from '../../src/campaigns/views.js';
import { APPLICATION_STATES } from '../../src/fieldwork/scheduling/schema.js';
import type { ReadCtx } from '../../src/platform/context.js';
import { toDateOnlyBrussels } from '../../src/platform/dates.js';
import type { Tables } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';

let world: World;
let campaign: CampaignId;
beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 1);
});
afterAll(() => world.close());

type Hand = Kysely<Tables>;
class Undo extends Error {}

/** A transaction by hand that is always undone; it begins as the owner of the tables. */
async function byHand<T>(use: (db: Hand) => Promise<T>): Promise<T> {
  let outcome: { value: T } | undefined;
  try {
    await world.services.database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', 'pt, pg_catalog', true)`.execute(db);
      await become('pt_owner', db);
      outcome = { value: await use(db) };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return outcome!.value;
}

async function become(role: 'pt_owner' | 'pt_app', db: Hand): Promise<void> {
  await sql`select set_config('role', ${role}, true), set_config('app.actor', ${practiceAccounts[2].id}, true)`.execute(
    db,
  );
}

const run = (text: string) => (db: Hand) => sql.raw(text).execute(db);

/** The name of the constraint, or of the reason, that refuses a statement; undefined when it passes. */
async function refusal(db: Hand, text: string): Promise<string | undefined> {
  await sql`savepoint attempt`.execute(db);
  try {
    await sql.raw(text).execute(db);
    await sql`release savepoint attempt`.execute(db);
    return undefined;
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(db);
    return constraintOf(error) ?? `${String((error as { code?: unknown }).code)} ${(error as Error).message}`;
  }
}

const startAttempt = (application: string) =>
  `insert into attempt (id, application, number, server, message, lease_until) values ('${randomUUID()}', '${application}', 1, 'by hand', '', app_now() + interval '1 hour')`;
const toSending = (application: string) =>
  `update application set state = 'sending' where id = '${application}'`;

// By hand and as the owner an authorisation and a confirmation may be anything, so that the gate can be asked about it.
async function anyAuthorisation(db: Hand): Promise<void> {
  for (const table of ['authorisation', 'authorisation_condition', 'legal_basis_confirmation'])
    await run(`alter table ${table} disable trigger user`)(db);
}

/** Applications of the campaign at a position, in plan order, moved to `due`. */
async function dueApplications(db: Hand, position: 1 | 2): Promise<string[]> {
  const found = await sql<{ id: string }>`select a.id from application a join test t on t.id = a.test
    where a.campaign = ${campaign} and a.position = ${position} order by t.ordinal`.execute(db);
  await sql`update application set state = 'due', next_attempt_at = app_now() where campaign = ${campaign} and position = ${position}`.execute(
    db,
  );
  return found.rows.map((row) => row.id);
}

/** What rules.ts says of the facts as they stand in this transaction. */
async function ruleReason(db: Hand): Promise<string | null> {
  const ctx = { db } as unknown as ReadCtx;
  const asked = await sql<{ now: Date }>`select app_now() as now`.execute(db);
  const { now } = asked.rows[0]!;
  const found = await findCampaign(ctx, campaign);
  const verdict = passesGate({
    campaign: found,
    kind: 'correspondence',
    basis: await findBasis(ctx, found.basis),
    authorisation: await findAuthorisation(ctx, campaign),
    clockMode: await findClockMode(ctx),
    killSwitch: await isThrown(ctx),
    identitiesWait: await identitiesWait(ctx, campaign),
    now,
    today: toDateOnlyBrussels(now),
  });
  return verdict.allowed ? null : verdict.reason;
}

const confirmed = (hash: string, withdrawn = false) =>
  `insert into legal_basis_confirmation (id, code, version, text_hash, document_hash, document_date, proposed_by, confirmed_by, confirmed_at, withdrawn_by, withdrawn_at, withdrawn_reason)
   select '${randomUUID()}', code, version, ${hash}, decode(repeat('ab', 32), 'hex'), '2026-08-01', '${practiceAccounts[0].id}', '${practiceAccounts[1].id}', app_now(),
     ${withdrawn ? `'${practiceAccounts[0].id}', app_now(), 'by hand'` : 'null, null, null'} from legal_basis where code = 'exercise' and version = '1'`;
const proposed = `insert into legal_basis_confirmation (id, code, version, text_hash, document_hash, document_date, proposed_by) select '${randomUUID()}', code, version, text_hash, decode(repeat('ab', 32), 'hex'), '2026-08-01', '${practiceAccounts[0].id}' from legal_basis where code = 'exercise'`;
const realBasis = "update legal_basis set exercise = false where code = 'exercise' and version = '1'";
const condition = `insert into authorisation_condition (authorisation, campaign, position, of_basis, words) select id, campaign, 1, false, '{"nl": "x", "en": "x", "fr": "x"}' from authorisation`;
const grant = (change: string) => `update authorisation set ${change}`;

describe('rule and database give the same reason when', () => {
  const cases: readonly [what: string, reason: string, ...statements: string[]][] = [
    ['the basis is not confirmed', 'basis-unconfirmed', realBasis],
    ['the confirmation was only proposed', 'basis-unconfirmed', realBasis, proposed],
    ['the confirmation was withdrawn', 'basis-withdrawn', realBasis, confirmed('text_hash', true)],
    [
      'the confirmation was withdrawn and another proposed',
      'basis-unconfirmed',
      realBasis,
      confirmed('text_hash', true),
      proposed,
    ],
    [
      'a confirmation was withdrawn, but another stands after it: nothing refuses but the end of the basis',
      'basis-not-valid',
      realBasis,
      confirmed('text_hash', true),
      confirmed('text_hash'),
      "update legal_basis set valid_until = '2026-09-07' where code = 'exercise'",
    ],
    [
      'the text changed after it was confirmed',
      'basis-changed',
      realBasis,
      confirmed('text_hash'),
      "update legal_basis set text_hash = decode(repeat('cd', 32), 'hex') where code = 'exercise'",
    ],
    [
      'the service is not competent',
      'basis-not-competent',
      "update legal_basis set services = '{federal-social-inspection}' where code = 'exercise'",
    ],
    [
      'the basis serves another purpose',
      'basis-other-purpose',
      "update legal_basis set purposes = '{contract-clause}' where code = 'exercise'",
    ],
    [
      'the basis is not in force yet',
      'basis-not-valid',
      "update legal_basis set valid_from = '2026-09-08' where code = 'exercise'",
    ],
    [
      'the basis is no longer in force',
      'basis-not-valid',
      "update legal_basis set valid_until = '2026-09-07' where code = 'exercise'",
    ],
    [
      'an exercise runs outside a demo',
      'exercise-outside-demo',
      "update clock set mode = 'live', shift = '0'",
    ],
    ['nobody asked for an authorisation', 'not-authorised', 'delete from authorisation'],
    ['the authorisation was refused', 'not-authorised', grant("state = 'refused'")],
    ['the authorisation was withdrawn', 'not-authorised', grant("state = 'withdrawn'")],
    [
      'the authorisation names another kind of test',
      'authorisation-other-test-type',
      grant("test_types = '{client-call}'"),
    ],
    [
      'the authorisation is not valid yet',
      'authorisation-not-yet',
      grant("valid_from = app_now() + interval '1 minute'"),
    ],
    [
      'the authorisation has expired',
      'authorisation-expired',
      grant("valid_from = app_now() - interval '2 days', valid_until = app_now()"),
    ],
    [
      'the authorisation names other grounds',
      'authorisation-other-ground',
      grant("grounds = '{age,gender}'"),
    ],
    ['a condition is open', 'authorisation-conditions-open', condition],
    [
      'a condition is open under an authorisation that was extended',
      'authorisation-conditions-open',
      grant("state = 'extended'"),
      condition,
    ],
    [
      'the kill switch is on',
      'kill-switch-on',
      `insert into kill_switch (id, thrown_by, reason) values ('${randomUUID()}', '${practiceAccounts[2].id}', 'by hand')`,
    ],
  ];
  test.each(cases)('%s: %s', async (_what, reason, ...statements) => {
    const found = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await anyAuthorisation(db);
      for (const statement of statements) await run(statement)(db);
      await become('pt_app', db);
      return {
        rule: await ruleReason(db),
        asked: await findSendingRefusal({ db } as unknown as ReadCtx, campaign),
        database:
          (await refusal(db, startAttempt(application!))) ?? (await refusal(db, toSending(application!))),
      };
    });
    expect(found).toEqual({ rule: reason, asked: reason, database: `gate:${reason}` });
  });

  test('a confirmed basis and a granted authorisation that is valid now: both allow', async () => {
    const found = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await anyAuthorisation(db);
      await run(realBasis)(db);
      await run(confirmed('text_hash'))(db);
      await become('pt_app', db);
      return {
        rule: await ruleReason(db),
        attempt: await refusal(db, startAttempt(application!)),
        database: await refusal(db, toSending(application!)),
      };
    });
    expect(found).toEqual({ rule: null, attempt: undefined, database: undefined });
  });
});

describe('the database alone refuses to send when', () => {
  test('the authorised number of tests is used up', async () => {
    const refused = await byHand(async (db) => {
      const [first, second] = await dueApplications(db, 1);
      await anyAuthorisation(db);
      await run(grant('max_tests = 1'))(db);
      await become('pt_app', db);
      for (const application of [first!, second!]) await run(startAttempt(application))(db);
      return [await refusal(db, toSending(first!)), await refusal(db, toSending(second!))];
    });
    expect(refused).toEqual([undefined, 'gate:authorisation-used-up']);
  });

  test('the number is used up, except for the second arm of a test that has begun', async () => {
    const refused = await byHand(async (db) => {
      const [first] = await dueApplications(db, 1);
      const [second] = await dueApplications(db, 2);
      await anyAuthorisation(db);
      await run(grant('max_tests = 1'))(db);
      await become('pt_app', db);
      for (const application of [first!, second!]) await run(startAttempt(application))(db);
      return [await refusal(db, toSending(first!)), await refusal(db, toSending(second!))];
    });
    expect(refused).toEqual([undefined, undefined]);
  });

  test('there is no seal', async () => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await run('alter table seal disable trigger seal_append_only')(db);
      await run('delete from seal')(db);
      await become('pt_app', db);
      await run(startAttempt(application!))(db);
      return refusal(db, toSending(application!));
    });
    expect(refused).toBe('gate:not-sealed');
  });

  test.each(STATES.filter((state) => state !== 'running'))('the campaign is %s', async (state) => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await run('alter table campaign disable trigger campaign_life')(db);
      await run(`update campaign set state = '${state}' where id = '${campaign}'`)(db);
      await become('pt_app', db);
      await run(startAttempt(application!))(db);
      return refusal(db, toSending(application!));
    });
    expect(refused).toBe('gate:campaign-not-running');
  });

  test('no attempt was recorded before it', async () => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await become('pt_app', db);
      return refusal(db, toSending(application!));
    });
    expect(refused).toBe('application_attempt_first');
  });

  test('the recorded attempt has ended already', async () => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await become('pt_app', db);
      await run(startAttempt(application!))(db);
      await run("update attempt set ended_at = app_now(), result = 'deferred'")(db);
      return refusal(db, toSending(application!));
    });
    expect(refused).toBe('application_attempt_first');
  });

  test('a second attempt begins while the first is open', async () => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await become('pt_app', db);
      await run(startAttempt(application!))(db);
      return refusal(db, startAttempt(application!).replace(', 1, ', ', 2, '));
    });
    expect(refused).toBe('attempt_one_open');
  });
});

describe('the life of an application', () => {
  const NEXT: Readonly<Record<string, readonly string[]>> = {
    planned: ['due', 'cancelled'],
    due: ['planned', 'sending', 'cancelled'],
    sending: ['due', 'sent', 'refused', 'in-doubt'],
    sent: [],
    refused: [],
    'in-doubt': ['sent', 'not-sent'],
    'not-sent': [],
    cancelled: [],
  };
  test.each(APPLICATION_STATES)('goes from %s only where it may', async (from) => {
    const reached = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await run(startAttempt(application!))(db);
      await run('alter table application disable trigger application_life')(db);
      const sentAt = from === 'sent' ? ', sent_at = app_now(), window_ends_at = app_now()' : '';
      await run(
        `update application set state = '${from}', state_reason = 'by hand'${sentAt} where id = '${application!}'`,
      )(db);
      await run('alter table application enable trigger application_life')(db);
      await become('pt_app', db);
      const found: string[] = [];
      for (const to of APPLICATION_STATES.filter((state) => state !== from)) {
        await run('savepoint here')(db);
        const whole = to === 'sent' ? ', sent_at = app_now(), window_ends_at = app_now()' : '';
        const refused = await refusal(
          db,
          `update application set state = '${to}'${whole} where id = '${application!}'`,
        );
        if (refused === undefined) found.push(to);
        else
          expect([to, refused]).toEqual([
            to,
            refused === 'application_window' ? 'application_window' : 'application_life',
          ]);
        await run('rollback to savepoint here')(db);
      }
      return found;
    });
    expect([...reached].sort()).toEqual([...NEXT[from]!].sort());
  });

  test('begins as planned', async () => {
    const refused = await byHand(async (db) => {
      await run('create temp table copy as select * from application limit 1')(db);
      await run("update copy set id = gen_random_uuid(), state = 'due'")(db);
      return refusal(db, 'insert into application select * from copy');
    });
    expect(refused).toBe('application_life');
  });

  test('keeps every column that was planned', async () => {
    const columns = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      const found = await sql<{
        name: string;
        type: string;
      }>`select a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a
        where a.attrelid = 'application'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`.execute(
        db,
      );
      await become('pt_app', db);
      const outcome: Record<string, string | undefined> = {};
      for (const { name, type } of found.rows)
        outcome[name] = await refusal(
          db,
          `update application set ${name} = ${changed(name, type)} where id = '${application!}'`,
        );
      return outcome;
    });
    const mayChange = [
      'state',
      'state_reason',
      'due_at',
      'reschedules',
      'next_attempt_at',
      'attempts',
      'sent_at',
      'window_ends_at',
    ];
    const frozen = Object.entries(columns).filter(([name]) => !mayChange.includes(name));
    expect(frozen.length).toBeGreaterThan(15);
    expect(Object.fromEntries(frozen)).toEqual(
      Object.fromEntries(frozen.map(([name]) => [name, 'application_frozen'])),
    );
  });

  function changed(name: string, type: string): string {
    if (type === 'text') return `coalesce(${name}, '') || 'x'`;
    if (type === 'uuid') return 'gen_random_uuid()';
    if (type === 'jsonb') return "'{}'";
    if (type.endsWith('[]')) return "'{changed}'";
    if (type === 'timestamp with time zone') return `coalesce(${name}, app_now()) + interval '1 hour'`;
    return `${name} + 1`;
  }

  test.each(['sent_at', 'window_ends_at'])('does not move %s once the window has begun', async (column) => {
    const refused = await byHand(async (db) => {
      const [application] = await dueApplications(db, 1);
      await become('pt_app', db);
      await run(startAttempt(application!))(db);
      await run(toSending(application!))(db);
      await run(
        `update application set state = 'sent', sent_at = app_now(), window_ends_at = app_now() + interval '30 days' where id = '${application!}'`,
      )(db);
      return refusal(
        db,
        `update application set ${column} = ${column} + interval '1 second' where id = '${application!}'`,
      );
    });
    expect(refused).toBe('application_window');
  });

  test('is never deleted by the program', async () => {
    const refused = await byHand(async (db) => {
      await become('pt_app', db);
      return refusal(db, 'delete from application');
    });
    expect(refused).toMatch(/^42501 permission denied/);
  });
});

describe('the life of a campaign', () => {
  test.each(STATES)('from %s is the same in rules.ts and in the database', async (from) => {
    const reached = await byHand(async (db) => {
      await run('alter table campaign disable trigger campaign_life')(db);
      await run(`update campaign set state = '${from}' where id = '${campaign}'`)(db);
      await run('alter table campaign enable trigger campaign_life')(db);
      await become('pt_app', db);
      const found: string[] = [];
      for (const to of STATES.filter((state) => state !== from)) {
        await run('savepoint here')(db);
        const refused = await refusal(db, `update campaign set state = '${to}' where id = '${campaign}'`);
        if (refused === undefined) found.push(to);
        else expect([to, refused]).toEqual([to, 'campaign_life']);
        await run('rollback to savepoint here')(db);
      }
      return found;
    });
    expect(reached).toEqual(STATES.filter((to) => mayGo(from, to).allowed));
  });

  test.each(['hypothesis', 'name', 'service', 'basis_version', 'primary_definition'])(
    'keeps %s once it is sealed',
    async (column) => {
      const refused = await byHand(async (db) => {
        await become('pt_app', db);
        return refusal(db, `update campaign set ${column} = 'strict' || ${column} where id = '${campaign}'`);
      });
      expect(refused).toBe('campaign_sealed');
    },
  );

  test('changes nothing else while it changes state', async () => {
    const refused = await byHand(async (db) => {
      await become('pt_app', db);
      return refusal(
        db,
        `update campaign set state = 'paused', pairs_per_day = pairs_per_day + 1 where id = '${campaign}'`,
      );
    });
    expect(refused).toBe('campaign_sealed');
  });
});

describe('a granted authorisation', () => {
  test.each([
    'max_tests = max_tests + 1',
    "valid_until = valid_until + interval '1 year'",
    "document_hash = decode(repeat('00', 32), 'hex')",
  ])('is not widened: %s', async (change) => {
    const refused = await byHand(async (db) => {
      await become('pt_app', db);
      return refusal(db, grant(change));
    });
    expect(refused).toBeDefined();
  });

  test('is not recorded by the person who asked for it', async () => {
    const refused = await byHand(async (db) => {
      await anyAuthorisation(db);
      return refusal(db, grant('recorded_by = requested_by'));
    });
    expect(refused).toBe('authorisation_two_persons');
  });

  test('is whole: not without valid_until', async () => {
    const refused = await byHand(async (db) => {
      await anyAuthorisation(db);
      return refusal(db, grant('valid_until = null'));
    });
    expect(refused).toBe('authorisation_granted_is_whole');
  });

  test.each(['number', 'valid_from', 'max_tests', 'document_hash', 'recorded_by'])(
    'is whole: not without %s',
    async (column) => {
      const refused = await byHand(async (db) => {
        await anyAuthorisation(db);
        return refusal(db, grant(`${column} = null`));
      });
      expect(refused).toBe('authorisation_granted_is_whole');
    },
  );
});

describe('the confirmation of a legal basis', () => {
  const [inspector, coordinator] = practiceAccounts;
  const other = '00000000-0000-4000-8000-0000000000c2';
  const id = randomUUID();
  const hash = randomBytes(32).toString('hex');
  const propose = (change: { by?: string; text?: string; date?: string; more?: string } = {}) =>
    `insert into legal_basis_confirmation (id, code, version, text_hash, document_hash, document_date, proposed_by${change.more === undefined ? '' : ', confirmed_by, confirmed_at'})
     select '${id}', code, version, ${change.text ?? 'text_hash'}, decode('${hash}', 'hex'), '${change.date ?? '2026-08-01'}', '${change.by ?? coordinator.id}'${change.more === undefined ? '' : `, ${change.more}`}
     from legal_basis where code = 'ssw-42-1' and version = '2'`;
  const confirmBy = (who: string) =>
    `update legal_basis_confirmation set confirmed_by = '${who}', confirmed_at = app_now()`;
  const withdraw = (who: string) =>
    `update legal_basis_confirmation set withdrawn_by = '${who}', withdrawn_at = app_now(), withdrawn_reason = 'by hand'`;

  /** Two coordinators, the first of whom acts as the program. */
  async function asCoordinators(db: Hand): Promise<void> {
    await run(
      `insert into account (id, name, kind, roles) values ('${other}', 'Carla', 'person', '{coordinator}')`,
    )(db);
    await actAs(db, coordinator.id);
  }
  const actAs = (db: Hand, who: string) =>
    sql`select set_config('role', 'pt_app', true), set_config('app.actor', ${who}, true)`.execute(db);

  test('proposed by one coordinator and confirmed by another opens the gate for that text', async () => {
    const found = await byHand(async (db) => {
      await asCoordinators(db);
      const proposed = await refusal(db, propose());
      await actAs(db, other);
      return [proposed, await refusal(db, confirmBy(other))];
    });
    expect(found).toEqual([undefined, undefined]);
  });

  test('is not by the proposer, nor in the name of somebody else', async () => {
    const found = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      const own = await refusal(db, confirmBy(coordinator.id));
      return [own, await refusal(db, confirmBy(other))];
    });
    expect(found).toEqual([
      'legal_basis_confirmation_two_persons',
      'legal_basis_confirmation_by_coordinator',
    ]);
  });

  test('is not by somebody who is no coordinator', async () => {
    const found = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      await actAs(db, inspector.id);
      return [await refusal(db, confirmBy(inspector.id)), await refusal(db, withdraw(inspector.id))];
    });
    expect(found).toEqual([
      'legal_basis_confirmation_by_coordinator',
      'legal_basis_confirmation_by_coordinator',
    ]);
  });

  test.each([
    ['confirmed from the start', propose({ more: `'${other}', app_now()` }), 'legal_basis_confirmation_life'],
    [
      'a moment of confirmation without a person',
      propose({ more: 'null, app_now()' }),
      'legal_basis_confirmation_life',
    ],
    [
      'another text than the one that stands',
      propose({ text: "decode(repeat('cd', 32), 'hex')" }),
      'legal_basis_confirmation_text',
    ],
    ['a document of tomorrow', propose({ date: '2026-09-08' }), 'legal_basis_confirmation_document_date'],
    ['the name of another', propose({ by: other }), 'legal_basis_confirmation_by_coordinator'],
    [
      'the exercise',
      propose().replace("code = 'ssw-42-1' and version = '2'", "code = 'exercise'"),
      'legal_basis_confirmation_no_exercise',
    ],
  ])('is not proposed with %s', async (_what, statement, constraint) => {
    const refused = await byHand(async (db) => {
      await asCoordinators(db);
      return refusal(db, statement);
    });
    expect(refused).toBe(constraint);
  });

  test('is void when the text changed after it was proposed', async () => {
    const refused = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      await become('pt_owner', db);
      await run("update legal_basis set text_hash = decode(repeat('cd', 32), 'hex')")(db);
      await actAs(db, other);
      return refusal(db, confirmBy(other));
    });
    expect(refused).toBe('legal_basis_confirmation_text');
  });

  test('is proposed once at a time, and again after it was withdrawn', async () => {
    const found = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      const again = propose().replace(id, randomUUID());
      const twice = await refusal(db, again);
      await run(withdraw(coordinator.id))(db);
      return [twice, await refusal(db, again)];
    });
    expect(found).toEqual(['legal_basis_confirmation_one_open', undefined]);
  });

  test.each([
    ['given another document', "update legal_basis_confirmation set document_date = '2026-08-02'"],
    ['confirmed after it was withdrawn', confirmBy(other)],
    ['withdrawn twice', withdraw(other)],
    [
      'brought back',
      'update legal_basis_confirmation set withdrawn_by = null, withdrawn_at = null, withdrawn_reason = null',
    ],
  ])('is not %s', async (_what, statement) => {
    const refused = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      await run(withdraw(coordinator.id))(db);
      await actAs(db, other);
      return refusal(db, statement);
    });
    expect(refused).toBe('legal_basis_confirmation_life');
  });

  test('is not withdrawn without a reason', async () => {
    const refused = await byHand(async (db) => {
      await asCoordinators(db);
      await run(propose())(db);
      return refusal(db, withdraw(coordinator.id).replace("'by hand'", 'null'));
    });
    expect(refused).toBe('legal_basis_confirmation_is_whole');
  });

  test('is of a text that no program changes', async () => {
    const refused = await byHand(async (db) => {
      await become('pt_app', db);
      return refusal(db, 'update legal_basis set exercise = true');
    });
    expect(refused).toMatch(/^42501 permission denied/);
  });
});
