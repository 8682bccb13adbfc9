// Candidates who call, from sharing out the callers to what was heard, in the browser and without script, on a phone and on a wide
// screen. SHOTS=folder keeps a picture of each step.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { MONDAY, runningCampaign } from '../support/world.js';
import { sidewaysScroll, WIDTHS } from './support/browser.js';
import { serveWorld } from './support/two-people.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;
const shots = process.env['SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const { world, visit } = serveWorld();

const wrong: string[] = [];
async function look(page: Page, name: string): Promise<void> {
  for (const [size, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    if ((await sidewaysScroll(page)) > 0) wrong.push(`${name} scrolls sideways at ${width}`);
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `candidate-call-${name}-${size}.png`), fullPage: true });
  }
}
const press = (page: Page, words: string) =>
  Promise.all([
    page.waitForEvent('load'),
    page.locator('main').locator('a, button').filter({ hasText: words }).last().click(),
  ]);

/** The practice tester sounds as either of a pair, in both sexes; another tester likewise, so that the two match. */
async function soundAlike(): Promise<void> {
  await asOwner(world().services.database.kysely, async (db) => {
    await sql`update employer set phone = '03 123 45 67'`.execute(db);
    await sql`insert into account (id, kind, name, roles) select gen_random_uuid(), 'person', 'Tom Tester', '{tester}'`.execute(
      db,
    );
    await sql`alter table voice_pretest disable trigger user`.execute(db);
    await sql`insert into voice_pretest (id, tester, language, origin, tested_on, sex, raters, share, age, clarity, friendliness, pace,
        document_hash, recorded_by, recorded_at, confirmed_by, confirmed_at)
      select gen_random_uuid(), t.account, 'nl', o.origin, '2026-08-01', 'f', 32, 0.9, 27, 4.2, 4.1, 140, sha256('sheet'),
        ${coordinator.id}, app_now(), ${inspector.id}, app_now()
      from tester t join account a on a.id = t.account and a.name in ('Tess Tester', 'Tom Tester'),
        unnest(array['flemish', 'turkish', 'moroccan']) o (origin)`.execute(db);
    await sql`alter table voice_pretest enable trigger user`.execute(db);
  });
}

it('takes a fieldworker through sharing out callers, and a caller through a call', async () => {
  await soundAlike();
  const id = await runningCampaign(world(), 8, {
    scenario: 'candidate-call-origin',
    cells: [{ sector: 'bouw', quota: 8 }],
  });
  await visit(fieldworker, `/campagnes/${id}/bellers`, async (page) => {
    await look(page, 'needs');
    await press(page, 'Verdeel de bellers');
    expect(await page.locator('main').innerText()).toContain('paren kregen hun bellers');
    await look(page, 'shared');
  });
  await world().at(toInstant(MONDAY, 10 * 60));
  await world().services.dispatch.promote(world().services.systemContext());
  await visit(tess, '/taken', async (page) => {
    expect(await page.locator('main').innerText()).toContain('Bellen als kandidaat');
    await look(page, 'list');
    await page.locator('main a').filter({ hasText: 'Gesprek' }).first().click();
    await page.waitForLoadState();
    await look(page, 'sheet');
    await press(page, 'Ik bel nu');
    await look(page, 'calling');
    await page.locator('label').filter({ hasText: 'Ik sprak iemand' }).click();
    await press(page, 'Leg vast');
    expect(await page.locator('.error-summary').innerText()).toContain('Schrijf wat ze antwoordden');
    await look(page, 'faulty');
    await page.locator('#said').fill('Ja, de plaats is vrij. Ze vroegen om een cv te mailen.');
    await press(page, 'Leg vast');
    expect(await page.locator('main').innerText()).toContain('Wat u hoorde is vastgelegd');
    await look(page, 'recorded');
  });
  expect(wrong).toEqual([]);
});
