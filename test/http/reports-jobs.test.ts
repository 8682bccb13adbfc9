import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { dateOnly } from '../../src/platform/dates.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
beforeAll(async () => {
  it = await openTestChannel();
});
beforeEach(() => it.at(MONDAY));
afterAll(() => it.close());

const run = (name: string): Promise<number> =>
  reportJobs(it.channel)
    .find((job) => job.name === name)!
    .run(it.channel.system());
const stateOf = async (report: string) =>
  (await it.rows<{ status: string }>(`select status from report where id = '${report}'`))[0]?.status;

describe('drafts', () => {
  test('without a code are erased at the end of the next day, with one after fourteen days; sent ones stay', async () => {
    const bare = await it.intake.begin(WHOLE);
    const coded = await it.intake.begin(WHOLE);
    await it.intake.code(coded);
    const { entered: sent } = await sendReport(it.intake);
    const at = async (day: number, month = 9): Promise<(string | undefined)[]> => {
      await it.at(dateOnly(2026, month, day));
      await run('reports.drafts');
      return Promise.all([bare, coded, sent].map(({ report }) => stateOf(report)));
    };
    expect(await at(8)).toEqual(['draft', 'draft', 'sent']);
    expect(await at(9)).toEqual([undefined, 'draft', 'sent']);
    expect(await at(21)).toEqual([undefined, 'draft', 'sent']);
    expect(await at(22)).toEqual([undefined, undefined, 'sent']);
  });

  test('the shred keys of what was erased are zeroed on disk, and doing it again changes nothing', async () => {
    const draft = await it.intake.begin(WHOLE);
    const [{ slot }] = (await it.rows<{ slot: number }>(
      `select slot from report where id = '${draft.report}'`,
    )) as [{ slot: number }];
    await it.at(dateOnly(2026, 9, 12));
    await run('reports.drafts');
    expect(it.channel.pool.read(slot)).toHaveLength(32);
    expect(await run('reports.shred')).toBeGreaterThan(0);
    expect(() => it.channel.pool.read(slot)).toThrow('gone');
    expect(await run('reports.shred')).toBe(0);
    expect(await it.rows(`select state from shred_slot where slot = ${slot}`)).toEqual([{ state: 'zeroed' }]);
  });

  test('who presses Verstuur again is answered for a day, then the mark is gone', async () => {
    const { entered } = await sendReport(it.intake);
    await it.at(dateOnly(2026, 9, 8));
    await run('reports.drafts');
    expect(await it.intake.findSent(entered.secret.text)).toBe('2026-09-07');
    await it.at(dateOnly(2026, 9, 9));
    await run('reports.drafts');
    expect(await it.intake.findSent(entered.secret.text)).toBeNull();
  });
});

describe("the channel's chain", () => {
  const links = () =>
    it.rows<{ body: string }>(`select body from audit_link where what = 'reporters.acts' order by seq`);

  test('takes the acts of a day by night, once, in an order that tells nothing, and holds', async () => {
    await run('reports.acts');
    const before = (await links()).length;
    for (let count = 0; count < 3; count++) await sendReport(it.intake);
    await it.at(dateOnly(2026, 9, 8));
    expect(await run('reports.acts')).toBeGreaterThanOrEqual(3);
    expect(await run('reports.acts')).toBe(0);
    const added = (await links())
      .slice(before)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(added).toHaveLength(1);
    const [{ day, digests }] = added as [{ day: string; digests: string[] }];
    expect(day).toBe('2026-09-07');
    expect(digests).toEqual([...digests].sort());
    expect(await it.rows('select id from pending_act')).toEqual([]);
    expect((await verifyChain(it.channel.system())).broken).toBeNull();
  });

  test('has a link for an empty day too, and names no report', async () => {
    await it.at(dateOnly(2026, 9, 20));
    await run('reports.acts');
    const [last] = (await links()).slice(-1);
    expect(JSON.parse(last!.body)).toMatchObject({ day: '2026-09-19', digests: [] });
    const reports = await it.rows<{ id: string }>('select id from report');
    const all = (await links()).map(({ body }) => body).join();
    expect(reports.filter(({ id }) => all.includes(id))).toEqual([]);
  });
});
