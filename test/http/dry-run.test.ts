// The dry run: what a campaign would send, by which route, and what would stop it; nothing leaves and nothing changes.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs } from '../support/acting.js';
import { MONDAY, openWorld, runningCampaign, sealCampaign, type World } from '../support/world.js';

const accountOf = (role: string) =>
  practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-dry-run-'));
const keyFile = join(folder, 'key.pem');

let world: World;
let door: net.Server;
let knocks = 0;
let port = 0;
let running: CampaignId;
let sealed: CampaignId;

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
const see = (path: string, role = 'fieldworker') => getAs(world, accountOf(role), path);

/** Every row of what sending changes, as one fingerprint. */
async function fingerprint(): Promise<unknown> {
  const rows = await owner<{ all: string }>(sql`select md5(concat(
      (select string_agg(a::text, '' order by a.id) from application a), (select string_agg(x::text, '' order by x.id) from attempt x),
      (select string_agg(t::text, '' order by t.id) from test t), (select string_agg(c::text, '' order by c.id) from campaign c),
      (select string_agg(k::text, '' order by k.id) from vacancy_check k), (select string_agg(o::text, '' order by o.application) from outcome o),
      (select count(*)::text from audit_link where campaign is not null))) as all`);
  return rows[0]!.all;
}

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  door = net.createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  ({ port } = door.address() as AddressInfo);
  const routes = ['mijnpost.example', 'brievenbus.example'].map(
    (domain) =>
      `smtp://account:sesam@127.0.0.1:${port}?domain=${domain}&dkim=s2026&key=${encodeURIComponent(keyFile)}`,
  );
  world = await openWorld({ settings: { PT_SMTP: routes.join(' ') } });
  running = await runningCampaign(world, 2, {
    name: 'Loopt al',
    cells: [{ sector: 'uitzend', quota: 2 }],
    pairsPerDay: 1,
  });
  sealed = await sealCampaign(world, 12, { name: 'Ligt klaar', cells: [{ sector: 'bouw', quota: 10 }] }, 2);
});
afterAll(async () => {
  await world.close();
  await new Promise((closed) => door.close(closed));
  rmSync(folder, { recursive: true, force: true });
});

describe('a dry run', () => {
  test('shows who would be sent, by which route, and that the vacancy is to be looked at first', async () => {
    const { status, text } = await see(`/campagnes/${running}/proefdraai?dagen=10`);
    const [first] = await owner<{ from: string; to: string }>(
      sql`select from_address as from, to_address as to from application where campaign = ${running} order by due_at, id limit 1`,
    );
    expect([status, text.includes(first!.from), text.includes(first!.to)]).toEqual([200, true, true]);
    expect(text).toContain(`127.0.0.1:${port}, niet versleuteld, ondertekend (DKIM)`);
    expect(text).toContain('Eerst moet iemand nakijken of de vacature nog open is');
    expect(text).not.toContain('sesam');
  });

  test('looks no further than the days that were asked', async () => {
    const rows = async (days: number) =>
      [...(await see(`/campagnes/${running}/proefdraai?dagen=${days}`)).text.matchAll(/scope="row"/g)].length;
    const planned = async (until: Date) =>
      (
        await owner<{ n: number }>(
          sql`select count(*)::int as n from application where campaign = ${running} and state = 'planned' and due_at < ${until}`,
        )
      )[0]!.n;
    // Asked on a Monday: the Tuesday after it is the first working day ahead.
    expect(await rows(1)).toBe(await planned(toInstant(addDays(MONDAY, 2), 0)));
    expect(await rows(10)).toBeGreaterThan(await rows(1));
  });

  test('of a campaign that does not run says so, and what else would stop each application', async () => {
    const { text } = await see(`/campagnes/${sealed}/proefdraai?dagen=10`);
    expect(text).toContain('Op dit moment vertrekt niets van deze campagne');
    expect(text).toContain('Er is geen machtiging die geldt.');
  });

  test('shows the message as it would leave: signed, with its text and the very file', async () => {
    const [one] = await owner<{ id: string; from: string; subject: string; message: string }>(
      sql`select id, from_address as from, subject, message_id as message from application where campaign = ${running} order by due_at, id limit 1`,
    );
    const { status, text } = await see(`/verzending/${one!.id}/proefdraai`);
    expect(status).toBe(200);
    for (const part of ['DKIM-Signature:', `&lt;${one!.message}>`, one!.from, '.pdf'])
      expect([part, text.includes(part) || text.includes(part.replace('>', '&gt;'))]).toEqual([part, true]);
    expect(text).toMatch(/<code>[0-9a-f]{64}<\/code>/);
  });

  test('opens no connection and changes no row', async () => {
    const before = await fingerprint();
    const [one] = await owner<{ id: string }>(
      sql`select id from application where campaign = ${running} order by due_at, id limit 1`,
    );
    for (const path of [
      `/campagnes/${running}/proefdraai`,
      `/campagnes/${sealed}/proefdraai`,
      `/verzending/${one!.id}/proefdraai`,
    ])
      expect((await see(path)).status).toBe(200);
    expect([await fingerprint(), knocks]).toEqual([before, 0]);
  });

  test('of a baseline names the employer to its fieldworkers alone, and shows them alone the message', async () => {
    const [one] = await owner<{ id: string; to: string }>(
      sql`select id, to_address as to from application where campaign = ${sealed} order by due_at, id limit 1`,
    );
    const seen = async (role: string) => {
      const { text } = await see(`/campagnes/${sealed}/proefdraai?dagen=10`, role);
      const { status } = await see(`/verzending/${one!.id}/proefdraai`, role);
      return [text.includes(one!.to), text.includes('niet zichtbaar voor u'), status];
    };
    expect([await seen('fieldworker'), await seen('inspector')]).toEqual([
      [true, false, 200],
      [false, true, 404],
    ]);
  });

  test('is for the own team, and for who may see arms', async () => {
    const [one] = await owner<{ id: string }>(
      sql`select id from application where campaign = ${running} order by due_at, id limit 1`,
    );
    const status = async (role: string, path: string) => (await see(path, role)).status;
    const page = `/campagnes/${running}/proefdraai`;
    const message = `/verzending/${one!.id}/proefdraai`;
    expect(await Promise.all(['coder', 'analyst'].map((role) => status(role, page)))).toEqual([403, 403]);
    await owner(
      sql`delete from campaign_member where campaign = ${running} and account = ${accountOf('fieldworker').id}`,
    );
    expect([await status('fieldworker', page), await status('fieldworker', message)]).toEqual([404, 404]);
  });
});
