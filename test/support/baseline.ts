import { sql } from 'kysely';
import { listToCode, type ResponseId } from '../../src/fieldwork/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { WithdrawalId } from '../../src/fieldwork/withdrawals/schema.js';
import { asOwner } from '../../src/platform/db/index.js';
import { rowsOf, sentOf } from './withdrawals.js';
import { sendAll, type World } from './world.js';

const DAY = 86_400_000;

/** Moves the clock of a world so many days on. */
export const later = (world: World, days: number): Promise<void> =>
  world.at(new Date(world.services.clock.now().getTime() + days * DAY));

/** Runs a job as the system does. */
export const runJob = (world: World, name: string): Promise<unknown> =>
  world.services.jobs.find((one) => one.name === name)!.run(world.services.systemContext());

/**
 * Takes a baseline that runs to its close: sent, answered, coded, closed and published. In every third test the control
 * profile alone is invited; the others get a refusal by a named person.
 */
export async function closeBaseline(world: World, baseline: CampaignId): Promise<void> {
  const system = world.services.systemContext();
  await sendAll(world);
  const controls = (await sentOf(world, baseline)).filter(({ arm }) => arm === 'control');
  for (const [n, to] of controls.entries()) {
    await world.services.responses.receive(system, {
      envelope: { from: to.to_address, to: [to.from_address] },
      raw: Buffer.from(
        `From: "Els Recruiter" <${to.to_address}>\r\nSubject: ${n % 3 === 0 ? 'INV' : 'REJ'} ${n}\r\n\r\n${n % 3 === 0 ? 'INV' : 'REJ'} voor ${to.to_address}\r\n`,
      ),
    });
  }
  while ((await world.services.responses.process(system)) > 0);
  for (const one of ['coder', 'second coder'] as const)
    for (const item of await listToCode(world.as(one), 500))
      await world.services.responses.code(
        world.as(one),
        item.response,
        item.text.trim().slice(0, 3) as 'INV',
      );
  await runJob(world, 'campaigns.life');
  await later(world, 31);
  while ((await world.services.responses.closeWindows(system)) > 0);
  await runJob(world, 'campaigns.life');
}

/** Says of every answer what it expects. */
export async function readAnswers(world: World, baseline: CampaignId): Promise<void> {
  const open = await rowsOf<{ id: ResponseId; code: string }>(
    world,
    sql`select g.response as id, r.code from triage g join response r on r.id = g.response where g.campaign = ${baseline}`,
  );
  for (const { id, code } of open)
    await world.services.withdrawals.triage(world.as('fieldworker'), id, {
      expects: code === 'INV' ? 'invitation' : 'nothing',
      slot: null,
    });
}

/** Leaves every withdrawal undone, for a reason that names somebody. @returns how many */
export async function spareAll(world: World, baseline: CampaignId): Promise<number> {
  const waiting = await rowsOf<{ id: WithdrawalId }>(
    world,
    sql`select id from withdrawal where campaign = ${baseline}`,
  );
  for (const { id } of waiting)
    await world.services.withdrawals.spare(
      world.as('fieldworker'),
      id,
      'Dirk Bakkerij trok de vacature zelf in.',
    );
  return waiting.length;
}

/** Changes rows behind the product's back: as the owner of the tables, with their triggers off. */
export const behindItsBack = (world: World, table: string, change: ReturnType<typeof sql>): Promise<void> =>
  asOwner(world.services.database.kysely, async (db) => {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
    await change.execute(db);
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
  });

/** Everything outside the register that the database holds, as text. */
export async function everythingOf(world: World): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    world,
    sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'pt' and c.relkind = 'r' and c.relname not in ('employer', 'establishment', 'vacancy')`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    for (const { text } of await rowsOf<{ text: string }>(
      world,
      sql`select t::text as text from ${sql.ref(name)} t`,
    ))
      texts.push(text);
  return texts.join('\n');
}
