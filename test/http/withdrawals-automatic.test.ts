// Withdrawals that leave by themselves: in time, and only where a person said what the answer expects.
import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import type { ResponseId } from '../../src/fieldwork/index.js';
import { asId } from '../../src/platform/ids.js';
import { parseMessage } from '../../src/platform/mail/index.js';
import { getAs } from '../support/acting.js';
import {
  answer,
  fieldworker,
  rowsOf,
  sentOf,
  withdrawalOf,
  type SentApplication,
} from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const MINUTE = 60_000;
const coordinator = practiceAccounts.find(({ login }) => login === 'cas')!;

let world: World;
let sent: SentApplication[];
let used = 0;
beforeAll(async () => {
  world = await openWorld();
  const campaign = await runningCampaign(world, 14);
  await sendAll(world);
  sent = await sentOf(world, campaign);
}, 120_000);
afterAll(() => world.close());
beforeEach(() => rowsOf(world, sql`delete from kill_switch`));

/** Both applications of a test that no other test uses. */
function freshPair(): [SentApplication, SentApplication] {
  while (sent[used]!.test !== sent[used + 1]!.test) used += 1;
  used += 2;
  return [sent[used - 2]!, sent[used - 1]!];
}
const now = (): number => world.services.clock.now().getTime();
const to = (instant: number): Promise<void> => world.at(new Date(instant));
const acts = () => world.services.withdrawals;
const byItself = (): Promise<number> => acts().sendUndecided(world.services.systemContext());
const send = (): Promise<number> => acts().send(world.services.systemContext());
const read = (response: ResponseId) =>
  acts().triage(world.as('fieldworker'), response, {
    expects: 'invitation',
    slot: null,
  });
const throwSwitch = () =>
  rowsOf(
    world,
    sql`insert into kill_switch (id, thrown_by, reason) values (gen_random_uuid(), ${coordinator.id}, 'een goede reden')`,
  );
/** An application whose answer a person read as an invitation, and the instant by which the employer must be told. */
async function asked(
  application = freshPair()[0],
): Promise<{ application: SentApplication; id: string; due: number }> {
  const id = (await read(await answer(world, application)))!;
  return {
    application,
    id,
    due: (await withdrawalOf(world, application))!.due_at.getTime(),
  };
}
const stateOf = async (application: SentApplication) => (await withdrawalOf(world, application))?.state;

/** What the database itself refuses the program, with the system as actor unless another is given. */
async function refusalOf(
  statement: RawBuilder<unknown>,
  actor: string = systemAccount.id,
): Promise<string | undefined> {
  try {
    await world.services.database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor}, true), set_config('role', 'pt_app', true)`.execute(
        db,
      );
      await statement.execute(db);
    });
    return undefined;
  } catch (error) {
    return (error as { constraint?: string }).constraint;
  }
}
/** Changes a row past the law on what of it changes. */
async function plant(change: RawBuilder<unknown>): Promise<void> {
  await rowsOf(world, sql`alter table withdrawal disable trigger withdrawal_life`);
  await rowsOf(world, change);
  await rowsOf(world, sql`alter table withdrawal enable trigger withdrawal_life`);
}
const erase = (id: string) =>
  plant(
    sql`update withdrawal set to_address = '', subject = '', body = '', erased_at = app_now() where id = ${id}`,
  );
const dueBySystem = (id: string) =>
  sql`update withdrawal set state = 'due', decided_by = ${systemAccount.id}, decided_at = app_now(), next_attempt_at = app_now() where id = ${id}`;

describe('a withdrawal on which nobody decided', () => {
  test('leaves half an hour before its clock runs out, and not before', async () => {
    const { application, due } = await asked();
    await to(due - 31 * MINUTE);
    expect([await byItself(), await stateOf(application)]).toEqual([0, 'open']);
    await to(due - 29 * MINUTE);
    expect(await byItself()).toBe(1);
    await send();
    expect(await stateOf(application)).toBe('sent');
    const [row] = await rowsOf(
      world,
      sql`select decided_by from withdrawal where application = ${application.id}`,
    );
    expect(row).toEqual({ decided_by: systemAccount.id });
    expect(world.posted.filter(({ envelope }) => envelope.from === application.from_address)).toHaveLength(2);
  });

  test('never leaves before a person said what the answer expects', async () => {
    const [application] = freshPair();
    await answer(world, application);
    await to(now() + 7 * 24 * 60 * MINUTE);
    expect([await byItself(), await stateOf(application)]).toEqual([0, undefined]);
  });

  test('whose clock ran out before it was read leaves a person a quarter of an hour', async () => {
    const [application] = freshPair();
    const response = await answer(world, application);
    await to(now() + 7 * 24 * 60 * MINUTE);
    await read(response);
    expect(await byItself()).toBe(0);
    await to(now() + 16 * MINUTE);
    expect(await byItself()).toBe(1);
    await send();
    expect(await stateOf(application)).toBe('sent');
  });

  test('is not sent once a person said that none is needed', async () => {
    const { application, id, due } = await asked();
    await acts().spare(world.as('fieldworker'), asId<'withdrawal'>(id), 'de werkgever is al gebeld');
    await to(due);
    expect([await byItself(), await stateOf(application)]).toEqual([0, 'not-needed']);
  });

  test('says other words than the other application of its test', async () => {
    const [one, other] = freshPair();
    for (const application of [one, other]) await asked(application);
    await to(now() + 7 * 24 * 60 * MINUTE);
    expect(await byItself()).toBe(2);
    await send();
    const bodies = await Promise.all(
      [one, other].map(async ({ from_address }) => {
        const mails = world.posted.filter(({ envelope }) => envelope.from === from_address);
        return (await parseMessage(mails.at(-1)!.raw)).text.replace(/\n.*$/, '');
      }),
    );
    expect(bodies[0]).not.toBe(bodies[1]);
  });

  test('says on its page that it leaves by itself', async () => {
    const { id } = await asked();
    const page = await getAs(world, fieldworker, `/intrekken/${id}`);
    expect(page.text).toContain('Dan vertrekt deze mail vanzelf, 30 minuten voor de klok afloopt.');
  });
});

describe('what cannot leave is in nobody’s way', () => {
  test('one that was erased, while it waits or once it is due', async () => {
    const [waits, due, other] = [await asked(), await asked(), await asked()];
    await rowsOf(world, dueBySystem(due.id));
    for (const { id } of [waits, due]) await erase(id);
    await to(Math.max(waits.due, due.due, other.due));
    await byItself();
    await send();
    expect(await Promise.all([waits, due, other].map((one) => stateOf(one.application)))).toEqual([
      'open',
      'due',
      'sent',
    ]);
    await expect(
      acts().withdraw(world.as('fieldworker'), asId<'withdrawal'>(waits.id)),
    ).rejects.toMatchObject({ constraint: 'withdrawal_erased' });
  });

  test('one from before any left by themselves, and its page promises nothing', async () => {
    const { application, id, due } = await asked();
    await plant(sql`update withdrawal set by_itself = false where id = ${id}`);
    await to(due);
    expect([await byItself(), await stateOf(application)]).toEqual([0, 'open']);
    expect(await refusalOf(dueBySystem(id))).toBe('withdrawal_by_person');
    const page = await getAs(world, fieldworker, `/intrekken/${id}`);
    expect(page.text).not.toContain('Dan vertrekt deze mail vanzelf');
    await acts().withdraw(world.as('fieldworker'), asId<'withdrawal'>(id));
    await send();
    expect(await stateOf(application)).toBe('sent');
  });

  test('one whose message cannot be written: a person gets it, with the reason', async () => {
    const [odd, other] = [await asked(), await asked()];
    await plant(sql`update withdrawal set to_address = '' where id = ${odd.id}`);
    await to(Math.max(odd.due, other.due));
    await byItself();
    await send();
    expect([await stateOf(odd.application), await stateOf(other.application)]).toEqual(['failed', 'sent']);
    const page = await getAs(world, fieldworker, `/intrekken/${odd.id}`);
    expect(page.text).toContain('het bericht kon niet worden geschreven');
  });

  test('one whose text the other application has, since the texts changed: it gets the next', async () => {
    const [one, other] = freshPair();
    const response = await answer(world, other);
    const own = (await read(response))!;
    const [{ template }] = (await rowsOf<{ template: number }>(
      world,
      sql`select template from withdrawal where id = ${own}`,
    )) as [{ template: number }];
    await rowsOf(
      world,
      sql`update triage set expects = null, withdrawal = null, triaged_by = null, triaged_at = null where response = ${response}`,
    );
    await rowsOf(world, sql`delete from withdrawal where id = ${own}`);
    const { id } = await asked(one);
    await plant(sql`update withdrawal set template = ${template} where id = ${id}`);
    const again = (await read(response))!;
    const [row] = await rowsOf<{ template: number }>(
      world,
      sql`select template from withdrawal where id = ${again}`,
    );
    expect(row!.template).not.toBe(template);
  });
});

describe('the kill switch', () => {
  test('holds what nobody decided on, and what was sent off by itself, until it is released', async () => {
    const [late, ready] = [await asked(), await asked()];
    await to(Math.max(late.due, ready.due));
    await rowsOf(world, dueBySystem(ready.id));
    await throwSwitch();
    expect(await byItself()).toBe(0);
    expect(await send()).toBe(0);
    expect([await stateOf(late.application), await stateOf(ready.application)]).toEqual(['open', 'due']);
    await rowsOf(world, sql`delete from kill_switch`);
    await byItself();
    await send();
    expect([await stateOf(late.application), await stateOf(ready.application)]).toEqual(['sent', 'sent']);
  });

  test('holds none that a person sends', async () => {
    const { application, id } = await asked();
    await throwSwitch();
    await acts().withdraw(world.as('fieldworker'), asId<'withdrawal'>(id));
    await send();
    expect(await stateOf(application)).toBe('sent');
  });
});

describe('the database refuses', () => {
  test('that a withdrawal leaves by itself where no person said what the answer expects', async () => {
    const [application] = freshPair();
    const [response, id] = [await answer(world, application), randomUUID()];
    await rowsOf(
      world,
      sql`insert into withdrawal (id, application, campaign, response, due_at, template, to_address, subject, body, message_id, thread)
        select ${id}, id, campaign, ${response}, app_now(), 1, 'x@y.example', 's', 'b', ${randomUUID()}::text, '{}'
        from application where id = ${application.id}`,
    );
    expect(await refusalOf(dueBySystem(id))).toBe('withdrawal_unconfirmed');
  });

  test('that one leaves by itself while the kill switch is on', async () => {
    const { id } = await asked();
    await throwSwitch();
    expect(await refusalOf(dueBySystem(id))).toBe('withdrawal_held');
  });

  test('the text of the other application of the test', async () => {
    const [one, other] = freshPair();
    const { id } = await asked(one);
    expect(
      await refusalOf(sql`insert into withdrawal (id, application, campaign, response, due_at, template, to_address, subject, body, message_id, thread)
        select ${randomUUID()}, ${other.id}, campaign, response, due_at, template, to_address, subject, body, ${randomUUID()}::text, thread
        from withdrawal where id = ${id}`),
    ).toBe('withdrawal_other_text');
  });

  test('nothing of a person’s own decision', async () => {
    const { id } = await asked();
    await throwSwitch();
    expect(
      await refusalOf(
        sql`update withdrawal set state = 'due', decided_by = ${fieldworker.id}, decided_at = app_now(), next_attempt_at = app_now() where id = ${id}`,
        fieldworker.id,
      ),
    ).toBeUndefined();
  });

  test('a decision in the name of another', async () => {
    const { id } = await asked();
    const inName = sql`update withdrawal set state = 'due', decided_by = ${fieldworker.id}, decided_at = app_now(), next_attempt_at = app_now() where id = ${id}`;
    expect(await refusalOf(inName)).toBe('withdrawal_own_name');
    await rowsOf(world, dueBySystem(id));
    expect(await refusalOf(sql`update withdrawal set decided_by = ${fieldworker.id} where id = ${id}`)).toBe(
      'withdrawal_own_name',
    );
  });
});
