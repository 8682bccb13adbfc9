// What waits for officers, a disk that is full, and rows that a restored backup brought back.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/platform/dates.js';
import { createDesk } from '../../src/reports/desk/service.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { createIntake } from '../../src/reports/intake/service.js';
import { purgeShredded } from '../../src/reports/purge.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { enrol, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
});
afterAll(() => it.close());

async function signIn(): Promise<Visitor> {
  return signInAs(it, 'an');
}

describe('the first page of officers', () => {
  test('counts what waits: to acknowledge, due soon, late, answered', async () => {
    const count = async () => (await it.desk.list(await signIn(), false, 0)).waiting;
    expect(await count()).toEqual({ toAcknowledge: 0, feedbackSoon: 0, late: 0, answered: 0 });
    const [one, two] = [await sendReport(it.intake), await sendReport(it.intake)];
    await it.intake.begin(WHOLE);
    expect(await count()).toMatchObject({ toAcknowledge: 2, late: 0 });
    await it.desk.acknowledge(an, one.entered.report, 'Ontvangen.');
    const back = (await it.intake.enter((await it.intake.comeBack(one.code)).cookie))!;
    await it.intake.say(back, 'Nog iets.');
    await it.intake.say(back, 'En nog iets.');
    expect(await count()).toEqual({ toAcknowledge: 1, feedbackSoon: 0, late: 0, answered: 1 });
    await it.at(addDays(MONDAY, 8));
    expect(await count()).toMatchObject({ toAcknowledge: 1, late: 1 });
    await it.at(addDays(MONDAY, 80));
    expect(await count()).toMatchObject({ feedbackSoon: 1 });
    await it.at(addDays(MONDAY, 120));
    expect(await count()).toMatchObject({ feedbackSoon: 0, late: 2 });
    const browser = new Reporter(appOf(it));
    browser.cookies.set('dienst', (await signIn()).secret.text);
    await browser.go('/dienst');
    expect(browser.page).toMatch(/Te laat<\/dt><dd[^>]*>2</);
    expect(two.code).not.toBe(one.code);
    await it.at(MONDAY);
  });
});

describe('a wave of reports', () => {
  test('is told on the list by its day and number, and says that a number proves nothing', async () => {
    const day = addDays(MONDAY, 200);
    await it.at(day);
    for (let count = 0; count < 9; count++) await sendReport(it.intake);
    expect((await it.desk.list(await signIn(), false, 0)).surges).toEqual([]);
    await sendReport(it.intake);
    const visitor = await signIn();
    expect((await it.desk.list(visitor, false, 0)).surges).toEqual([{ day, count: 10 }]);
    const browser = new Reporter(appOf(it));
    browser.cookies.set('dienst', visitor.secret.text);
    await browser.go('/dienst');
    expect(browser.page).toContain('26 maart 2027: 10 meldingen');
    expect(browser.page).toContain('Een aantal bewijst niets');
    await it.at(MONDAY);
  });
});

describe('a full disk', () => {
  const full = () => ({ ...it.channel, room: () => 'full' as const });

  test('takes no new draft and no file, and still reads, writes and sends', async () => {
    const entered = await it.intake.begin(WHOLE);
    const intake = createIntake(full());
    await expect(intake.begin(WHOLE)).rejects.toMatchObject({ code: 'channel-full' });
    const file = { name: 'a', type: 'b', content: Buffer.from('c') };
    await expect(intake.attach(entered, file)).rejects.toMatchObject({ code: 'channel-full' });
    await intake.save(entered, { facts: 'Toch bewaard.' });
    await intake.send(entered, (await intake.code(entered)).check);
    const desk = createDesk(full());
    const officer = await signIn();
    await expect(desk.say(officer, entered.report, 'x', [file])).rejects.toMatchObject({
      code: 'channel-full',
    });
    await desk.say(officer, entered.report, 'Wij lezen dit.', []);
  });

  test('is told to the reporter in words, and to officers on their list', async () => {
    const app = appOf({ ...it, intake: createIntake(full()), desk: createDesk(full()) });
    const reporter = await new Reporter(app).go('/melden');
    await reporter.press('/melden', { actie: 'verder' });
    await reporter.press('/melden', { actie: 'verder', kind: 'victim' });
    expect(reporter.status).toBe(503);
    expect(reporter.page).toContain('Er is nu geen plaats om iets nieuws te bewaren');
    const browser = new Reporter(app);
    browser.cookies.set('dienst', (await signIn()).secret.text);
    expect((await browser.go('/dienst')).page).toContain('De schijf van het meldpunt is vol');
  });
});

describe('after a restore', () => {
  test('a report whose shred key is zeroed goes again, held or not; every other stays', async () => {
    const officer = await signIn();
    const [held, plain, other] = [
      await sendReport(it.intake),
      await sendReport(it.intake),
      await sendReport(it.intake),
    ];
    await it.desk.acknowledge(officer, held.entered.report, 'Ontvangen.');
    await it.desk.hold(officer, held.entered.report, 12, 'Voor de rechtbank.');
    const slotOf = async (report: string): Promise<number> =>
      (await it.rows<{ slot: number }>(`select slot from report where id = '${report}'`))[0]!.slot;
    expect(await purgeShredded(it.channel)).toBe(0);
    for (const { entered } of [held, plain]) it.channel.pool.zero(await slotOf(entered.report));
    expect(await purgeShredded(it.channel)).toBe(2);
    expect(await purgeShredded(it.channel)).toBe(0);
    for (const { entered } of [held, plain]) {
      expect(await it.rows(`select 1 from report where id = '${entered.report}'`)).toEqual([]);
      expect(await it.rows(`select 1 from erasure where report = '${entered.report}'`)).toHaveLength(1);
    }
    expect(await it.rows('select 1 from hold')).toEqual([]);
    expect((await it.desk.open(officer, other.entered.report)).answers.facts).toBe(WHOLE.facts);
    const links = await it.rows<{ n: number }>(
      `select count(*)::int as n from audit_link where what = 'report.purged'`,
    );
    expect(links[0]!.n).toBe(2);
  });

  test('a pool that is too short purges nothing: it says nothing of a slot that it lacks', () => {
    expect(it.channel.pool.isZeroed(it.channel.pool.size)).toBe(false);
    expect(it.channel.pool.isZeroed(-1)).toBe(false);
  });

  test('only the system purges', async () => {
    const { entered } = await sendReport(it.intake);
    const purge = sql`select purge_shredded(${entered.report})`;
    for (const ctx of [it.channel.officer(an), it.channel.reporter(entered.report), it.channel.door()])
      await expect(ctx.inTx((ctx) => purge.execute(ctx.db))).rejects.toThrow(/only the system/);
  });
});
