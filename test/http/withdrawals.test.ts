import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { removeMember, type CampaignId } from '../../src/campaigns/index.js';
import type { ResponseId } from '../../src/fieldwork/index.js';
import { addDays, dateOnly, toInstant, toLocal } from '../../src/platform/dates.js';
import { asId } from '../../src/platform/ids.js';
import { parseMessage } from '../../src/platform/mail/index.js';
import { createServices } from '../../src/services.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { getAs, postAs } from '../support/acting.js';
import { openedAnswer } from '../support/sealed.js';
import { openFaultySmtp, type Fault, type FaultySmtp } from '../support/faulty-smtp.js';
import {
  answer,
  fieldworker,
  joinTeam,
  rowsOf,
  sentOf,
  withdraw,
  withdrawalOf,
  type SentApplication,
} from '../support/withdrawals.js';
import {
  authorise,
  importWorld,
  openWorld,
  runningCampaign,
  sealCampaign,
  sendAll,
  type World,
} from '../support/world.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const coordinator = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'coordinator'))!;
const coder = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'coder'))!;

let world: World;
let smtp: FaultySmtp;
let campaign: CampaignId;
let sent: SentApplication[];
let used = 0;

beforeAll(async () => {
  smtp = await openFaultySmtp();
  world = await openWorld({ smtp: { host: '127.0.0.1', port: smtp.port } });
  await importWorld(world, 20);
  campaign = await runningCampaign(world, 10);
  await joinTeam(world, campaign);
  await sendAll(world);
  sent = await sentOf(world, campaign);
}, 120_000);
afterAll(async () => {
  await smtp.close();
  await world.close();
});
beforeEach(() => smtp.behave());

/** An application that no other test uses. */
const fresh = (): SentApplication => sent[used++]!;
/** Both applications of a test that no other test uses. */
function freshPair(): [SentApplication, SentApplication] {
  while (sent[used]!.test !== sent[used + 1]!.test) used += 1;
  return [fresh(), fresh()];
}

const field = () => world.as('fieldworker');
const acts = () => world.services.withdrawals;
const send = (): Promise<number> => acts().send(world.services.systemContext());
const say = (text: string): Fault => ({ say: `${text}\r\n` });
const later = (milliseconds: number): Promise<void> =>
  world.at(new Date(world.services.clock.now().getTime() + milliseconds));

/** The day after the world's today: a plan in the past is never caught up with. */
const tomorrow = () => addDays(toLocal(world.services.clock.now()).date, 1);

const triageOf = async (response: ResponseId) =>
  (
    await rowsOf<{ due_at: Date; received_at: Date; expects: string | null; withdrawal: string | null }>(
      world,
      sql`select due_at, received_at, expects, withdrawal from triage where response = ${response}`,
    )
  )[0];

const read = (
  response: ResponseId,
  expects: 'invitation' | 'nothing' = 'invitation',
  slot: Date | null = null,
) => acts().triage(field(), response, { expects, slot });

/** An application whose withdrawal was decided on, for a mail server with these faults. */
async function decided(faults: Parameters<FaultySmtp['behave']>[0] = {}) {
  const application = fresh();
  const id = (await read(await answer(world, application)))!;
  await smtp.behave(faults);
  await acts().withdraw(field(), id);
  await send();
  return { application, id };
}

describe('an answer', () => {
  test('has its clock from the moment it is matched, before anybody read it', async () => {
    const found = await triageOf(await answer(world, fresh()));
    expect(found).toMatchObject({ expects: null, withdrawal: null });
    expect(found!.due_at.getTime() - found!.received_at.getTime()).toBeLessThanOrEqual(4 * DAY);
  });
  test('that a machine wrote has none', async () => {
    const headers = ['Auto-Submitted: auto-replied'];
    const id = await answer(world, fresh(), 'Ik ben afwezig tot maandag.', { headers });
    expect(await triageOf(id)).toBeUndefined();
  });
  test('that a person matched by hand has its clock too', async () => {
    const application = fresh();
    const id = await answer(
      world,
      { from_address: 'info@mijnpost.example' },
      'Komt u langs voor een gesprek?',
    );
    await world.services.responses.match(field(), id, application.id);
    expect(await triageOf(id)).toMatchObject({ expects: null });
  });
  test('that expects nothing stops its clock', async () => {
    const application = fresh();
    const id = await answer(world, application, 'Helaas, de plaats is ingevuld.');
    expect([await read(id, 'nothing'), await withdrawalOf(world, application)]).toEqual([null, undefined]);
  });
  test('with an appointment within two days has a shorter clock', async () => {
    const application = fresh();
    const id = await answer(world, application);
    const slot = new Date(world.services.clock.now().getTime() + 30 * 60 * MINUTE);
    await read(id, 'invitation', slot);
    const { due_at } = (await withdrawalOf(world, application))!;
    expect(Math.abs(due_at.getTime() - (slot.getTime() - DAY))).toBeLessThan(1000);
  });
  test('is read by its campaign’s own team alone', async () => {
    const id = await answer(world, fresh());
    await expect(
      acts().triage(world.as('inspector'), id, { expects: 'nothing', slot: null }),
    ).resolves.toBeNull();
    await expect(
      acts().triage(world.as('second coder'), id, { expects: 'nothing', slot: null }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
  test('read anew as nothing takes its withdrawal back, and read anew as an act opens it again', async () => {
    const application = fresh();
    const id = await answer(world, application);
    await read(id);
    await read(id, 'nothing');
    const between = (await withdrawalOf(world, application))?.state;
    await read(id);
    expect([between, (await withdrawalOf(world, application))?.state]).toEqual(['not-needed', 'open']);
  });
});

describe('a withdrawal', () => {
  test('goes out after a person’s click, not before', async () => {
    const application = fresh();
    const id = (await read(await answer(world, application)))!;
    const before = [await send(), smtp.taken().length];
    await acts().withdraw(field(), id);
    expect([before, await send(), smtp.taken().length]).toEqual([[0, 0], 1, 1]);
  });
  test('answers the employer’s mail from the address that applied', async () => {
    const application = fresh();
    const response = await answer(world, application, 'Komt u op gesprek?', {
      from: 'karen@klant.example',
      subject: 'RE: uw brief',
    });
    await withdraw(world, response);
    const mail = await parseMessage(Buffer.from(smtp.taken()[0]!));
    const [row] = await rowsOf<{ id: string; sealed: Buffer; sha256: Buffer }>(
      world,
      sql`select id, sealed, sha256 from response where id = ${response}`,
    );
    const asked = await parseMessage(openedAnswer(row!));
    expect([mail.from, mail.to, mail.subject, mail.inReplyTo, mail.references]).toEqual([
      { address: application.from_address, name: application.from_name },
      ['karen@klant.example'],
      'Re: uw brief',
      asked.messageId,
      [application.message_id, asked.messageId],
    ]);
    expect(mail.text.endsWith(application.from_name)).toBe(true);
  });
  test('says something else for each application of a test', async () => {
    const pair = freshPair();
    for (const one of pair) await read(await answer(world, one));
    const [first, second] = await Promise.all(pair.map((one) => withdrawalOf(world, one)));
    expect(first!.template).not.toBe(second!.template);
    expect(first!.body).not.toBe(second!.body);
  });
  test('is one for an application, however many answers ask', async () => {
    const application = fresh();
    await withdraw(world, await answer(world, application));
    const again = await answer(world, application, 'Wij verwachten u morgen voor een gesprek.');
    const id = await read(again);
    await expect(acts().withdraw(field(), id!)).rejects.toMatchObject({ code: 'withdrawal-not-open' });
    expect([await send(), smtp.taken().length]).toEqual([0, 1]);
  });
  test('takes the earliest clock of the answers that ask', async () => {
    const application = fresh();
    const first = await answer(world, application);
    await read(first);
    const second = await answer(world, application, 'Kan het vandaag nog?');
    await read(second, 'invitation', world.services.clock.now());
    const [own, other] = [await triageOf(first), await triageOf(second)];
    const { due_at } = (await withdrawalOf(world, application))!;
    expect(due_at.getTime()).toBe(Math.min(own!.due_at.getTime(), other!.due_at.getTime()));
  });
  test('that needs no mail says why, and leaves the list', async () => {
    const application = fresh();
    const id = (await read(await answer(world, application)))!;
    await acts().spare(field(), id, 'de werkgever trok de uitnodiging zelf in');
    await expect(acts().withdraw(field(), id)).rejects.toMatchObject({ code: 'withdrawal-not-open' });
    expect((await withdrawalOf(world, application))?.state).toBe('not-needed');
  });
  test('leaves a link for each step', async () => {
    const { id } = await decided();
    const links = await rowsOf<{ what: string }>(
      world,
      sql`select what from audit_link where body::jsonb ->> 'withdrawal' = ${id} order by seq`,
    );
    expect(links.map(({ what }) => what)).toEqual([
      'withdrawal.opened',
      'withdrawal.decided',
      'withdrawal.attempt-started',
      'withdrawal.attempt-ended',
    ]);
  });
});

describe('sending a withdrawal', () => {
  test('commits the attempt before the first byte', async () => {
    const { id } = await decided({ greeting: 'drop' });
    const [attempt] = await rowsOf(
      world,
      sql`select number, result from withdrawal_attempt where withdrawal = ${id}`,
    );
    expect(attempt).toEqual({ number: 1, result: 'not-taken' });
    await smtp.behave();
    await later(16 * MINUTE);
    await send();
  });
  test.each(['greeting', 'MAIL', 'RCPT', 'DATA'] as const)(
    'that breaks off at %s is done again a quarter of an hour later',
    async (step) => {
      const { application } = await decided({ [step]: 'drop' });
      const before = (await withdrawalOf(world, application))?.state;
      await smtp.behave();
      await later(16 * MINUTE);
      await send();
      expect([before, (await withdrawalOf(world, application))?.state, smtp.taken().length]).toEqual([
        'due',
        'sent',
        1,
      ]);
    },
  );
  test('that the server puts off is done again', async () => {
    const { application } = await decided({ dot: say('451 4.7.1 come back later') });
    await smtp.behave();
    await later(16 * MINUTE);
    await send();
    expect((await withdrawalOf(world, application))?.state).toBe('sent');
  });
  test('that the server refuses has failed, and is told otherwise', async () => {
    const { application, id } = await decided({ RCPT: say('550 5.1.1 unknown') });
    const before = (await withdrawalOf(world, application))?.state;
    await acts().spare(field(), id, 'gebeld op maandag om tien uur');
    expect([before, (await withdrawalOf(world, application))?.state]).toEqual(['failed', 'not-needed']);
  });
  test.each(['body', 'dot'] as const)(
    'that breaks off at %s is in doubt, and never done again',
    async (step) => {
      const { application } = await decided({ [step]: 'drop' });
      await smtp.behave();
      for (let day = 0; day < 3; day += 1) {
        await later(DAY);
        await send();
      }
      expect([(await withdrawalOf(world, application))?.state, smtp.offered()]).toEqual(['in-doubt', 0]);
    },
  );
  test('in doubt is settled as sent at the instant of the attempt', async () => {
    const { application, id } = await decided({ dot: 'drop' });
    const tried = world.services.clock.now();
    await later(DAY);
    await acts().settle(field(), asId<'withdrawal'>(id), 'sent', 'staat in het logboek van de server');
    const { state, sent_at } = (await withdrawalOf(world, application))!;
    expect([state, Math.abs(sent_at!.getTime() - tried.getTime()) < MINUTE]).toEqual(['sent', true]);
  });
  test('in doubt and settled as not sent is not sent again by mail, whatever asks for it', async () => {
    const { application, id } = await decided({ dot: 'drop' });
    await acts().settle(field(), asId<'withdrawal'>(id), 'not-sent', 'de server heeft niets gezien');
    await acts().spare(field(), asId<'withdrawal'>(id), 'gebeld op maandag om tien uur');
    await smtp.behave();
    await read(await answer(world, application, 'Komt u nog op gesprek?'));
    await expect(acts().withdraw(field(), asId<'withdrawal'>(id))).rejects.toMatchObject({
      code: 'withdrawal-not-open',
    });
    expect([await send(), (await withdrawalOf(world, application))?.state]).toEqual([0, 'failed']);
  });
  test('is settled once', async () => {
    const { id } = await decided({ dot: 'drop' });
    await acts().settle(field(), asId<'withdrawal'>(id), 'sent', 'staat in het logboek');
    await expect(
      acts().settle(field(), asId<'withdrawal'>(id), 'not-sent', 'toch niet, denk ik'),
    ).rejects.toMatchObject({
      code: 'withdrawal-not-in-doubt',
    });
  });
  test('that a dead server left is in doubt after the restart', async () => {
    const application = fresh();
    const id = (await read(await answer(world, application)))!;
    await acts().withdraw(field(), id);
    await rowsOf(
      world,
      sql`insert into withdrawal_attempt (id, withdrawal, number, server, message, lease_until)
        values (gen_random_uuid(), ${id}, 1, 'dead', '', app_now() - interval '1 minute')`,
    );
    await rowsOf(world, sql`update withdrawal set state = 'sending', attempts = 1 where id = ${id}`);
    const found = await acts().recover(world.services.systemContext(), false);
    expect([found, await send(), (await withdrawalOf(world, application))?.state]).toEqual([
      1,
      0,
      'in-doubt',
    ]);
  });
  test('by two servers at once is one mail each', async () => {
    const applications = [fresh(), fresh(), fresh()];
    for (const one of applications) await acts().withdraw(field(), (await read(await answer(world, one)))!);
    const other = await createServices({
      config: readConfig({ PT_SECRET: 'x'.repeat(40), PT_LOG_LEVEL: 'silent' }),
      database: world.services.database,
      log: createLog('silent'),
      smtp: { host: '127.0.0.1', port: smtp.port },
      mailIn: { host: '127.0.0.1', port: 0, domains: [] },
    });
    const done = await Promise.all([send(), other.withdrawals.send(other.systemContext())]);
    expect([done[0] + done[1], smtp.taken().length]).toEqual([3, 3]);
  });
});

describe('the database', () => {
  test('refuses a second sending after one that may have left', async () => {
    const { id } = await decided({ dot: 'drop' });
    await rowsOf(world, sql`update withdrawal set state = 'failed', state_reason = 'x' where id = ${id}`);
    await rowsOf(world, sql`update withdrawal set state = 'not-needed' where id = ${id}`);
    await expect(
      rowsOf(world, sql`update withdrawal set state = 'open' where id = ${id}`),
    ).rejects.toMatchObject({
      constraint: 'withdrawal_never_twice',
    });
  });
  test('refuses to send without an attempt on record', async () => {
    const id = (await read(await answer(world, fresh())))!;
    await acts().withdraw(field(), id);
    await expect(
      rowsOf(world, sql`update withdrawal set state = 'sending' where id = ${id}`),
    ).rejects.toMatchObject({
      constraint: 'withdrawal_attempt_first',
    });
    await send();
  });
  test.each(['body', 'to_address', 'message_id'])('refuses another %s', async (column) => {
    const id = (await read(await answer(world, fresh())))!;
    await expect(
      rowsOf(world, sql`update withdrawal set ${sql.ref(column)} = 'x' where id = ${id}`),
    ).rejects.toMatchObject({ constraint: 'withdrawal_frozen' });
  });
  test('never moves the instant at which somebody was told', async () => {
    const { id } = await decided();
    await expect(
      rowsOf(world, sql`update withdrawal set sent_at = app_now() where id = ${id}`),
    ).rejects.toMatchObject({ constraint: 'withdrawal_frozen' });
  });
  test('refuses an answer that expects an act without a withdrawal', async () => {
    const response = await answer(world, fresh());
    await expect(
      rowsOf(
        world,
        sql`update triage set expects = 'test', triaged_by = ${fieldworker.id}, triaged_at = app_now() where response = ${response}`,
      ),
    ).rejects.toMatchObject({ constraint: 'triage_act_has_withdrawal' });
  });
  test('refuses a second withdrawal of an application', async () => {
    const application = fresh();
    const id = (await read(await answer(world, application)))!;
    await expect(
      rowsOf(
        world,
        sql`insert into withdrawal (id, application, campaign, response, due_at, template, to_address, subject, body, message_id, thread)
          select gen_random_uuid(), application, campaign, response, due_at, template, to_address, subject, body, 'other@x', thread from withdrawal where id = ${id}`,
      ),
    ).rejects.toMatchObject({ constraint: 'withdrawal_once' });
  });
});

describe('the pages', () => {
  const visit = (path: string, lang: 'nl' | 'en' | 'fr' = 'nl') => getAs(world, fieldworker, path, { lang });

  test('show an answer with what the rules think it expects', async () => {
    const id = await answer(world, fresh(), 'Wij nodigen u uit voor een gesprek op dinsdag.');
    const { text } = await visit(`/intrekken/antwoorden/${id}`);
    expect(text).toContain('Wij nodigen u uit voor een gesprek op dinsdag.');
    expect(text).toMatch(/value="invitation"[^>]*checked/);
  });
  test('list the clock that runs out first at the top', async () => {
    const { text } = await visit('/intrekken?stap=read');
    const [first] = await rowsOf<{ id: string }>(
      world,
      sql`select response as id from triage where expects is null order by due_at, response limit 1`,
    );
    expect(/<tbody[^>]*>.*?href="([^"]+)"/s.exec(text)?.[1]).toBe(`/intrekken/antwoorden/${first!.id}`);
  });
  test('lead from the answer to the text, and from the text to the mail', async () => {
    const application = fresh();
    const response = await answer(world, application);
    const triaged = await postAs(world, fieldworker, `/intrekken/antwoorden/${response}/beslis`, {
      expects: 'test',
      slotDay: '',
      slotMonth: '',
      slotYear: '',
      slotTime: '',
    });
    const one = triaged.headers['location'] as string;
    const { text } = await visit(one);
    const { id, body } = (await withdrawalOf(world, application))!;
    expect([triaged.status, one, text.includes(body.split('\n')[2]!.slice(0, 40))]).toEqual([
      303,
      `/intrekken/${id}?gedaan=gelezen`,
      true,
    ]);
    const left = await postAs(world, fieldworker, `/intrekken/${id}/trek-in`, {});
    await send();
    expect([left.status, (await withdrawalOf(world, application))?.state]).toEqual([303, 'sent']);
  });
  test('keep what was typed, and say what is wrong, when a form is not right', async () => {
    const response = await answer(world, fresh());
    const path = `/intrekken/antwoorden/${response}/beslis`;
    const typed = {
      expects: 'invitation',
      slotDay: '31',
      slotMonth: '2',
      slotYear: '2026',
      slotTime: 'straks',
    };
    const { status, text } = await postAs(world, fieldworker, path, typed);
    expect(status).toBe(422);
    expect(text).toContain('href="#slotTime"');
    expect(text).toContain('value="straks"');
    expect(text).toMatch(/value="invitation"[^>]*checked/);
  });
  test.each(['', '2'])(
    'ask again when nothing was chosen, and for the day beside a time (%j)',
    async (slotTime) => {
      const response = await answer(world, fresh());
      const { status, text } = await postAs(world, fieldworker, `/intrekken/antwoorden/${response}/beslis`, {
        ...(slotTime === '' ? {} : { expects: 'test' }),
        slotTime,
      });
      expect([status, text.includes(slotTime === '' ? 'href="#expects' : 'href="#slotDay"')]).toEqual([
        422,
        true,
      ]);
    },
  );
  test.each(['laat-zo', 'beslis'])('come back with the reason to mend after %s', async (verb) => {
    const { id } =
      verb === 'beslis'
        ? await decided({ dot: 'drop' })
        : { id: (await read(await answer(world, fresh())))! };
    const { status, text } = await postAs(world, fieldworker, `/intrekken/${id}/${verb}`, { reason: 'kort' });
    expect([status, text.includes('>kort</textarea>')]).toEqual([422, true]);
  });
  test('are red once the clock has run out', async () => {
    const response = await answer(world, fresh());
    await later(5 * DAY);
    const { text } = await visit(`/intrekken/antwoorden/${response}`);
    expect(text).toContain('Te laat: de werkgever had dit moeten weten voor');
    expect((await visit('/')).text).toMatch(/Te laat: \d+\. Laat die werkgevers nu iets weten/);
  });
  test('show no mail of an employer once there is nothing left to do', async () => {
    const application = fresh();
    const id = await withdraw(world, await answer(world, application, 'Een zin die nergens anders staat.'));
    const { text } = await visit(`/intrekken/${id}`);
    expect([text.includes('De tekst die vertrok'), text.includes('Een zin die nergens')]).toEqual([
      true,
      false,
    ]);
  });
  test.each(['nl', 'en', 'fr'] as const)('speak %s', async (lang) => {
    const words = {
      nl: 'Welke werkgever moet ik',
      en: 'Which employer must I',
      fr: 'Quel employeur dois-je',
    };
    expect((await visit('/intrekken', lang)).text).toContain(words[lang]);
  });
  test('are nobody else’s', async () => {
    const { status } = await getAs(world, coordinator, '/intrekken');
    const other = await getAs(world, coder, '/intrekken');
    expect([status, other.status]).toEqual([403, 403]);
  });
  test('of a campaign of another team do not exist', async () => {
    const other = await runningCampaign(
      world,
      1,
      { cells: [{ sector: 'bouw', quota: 1 }], sendFrom: tomorrow() },
      7,
    );
    await sendAll(world);
    const [application] = await sentOf(world, other);
    const response = await answer(world, application!);
    await removeMember(world.as('coordinator'), other, fieldworker.id);
    const { status } = await visit(`/intrekken/antwoorden/${response}`);
    const list = await visit('/intrekken?sorteer=ontvangen&richting=af');
    expect([status, list.text.includes(response)]).toEqual([404, false]);
  });
  test('give a list without the title of a vacancy outside enforcement', async () => {
    const { text } = await visit('/uitvoer/intrekken?vorm=csv');
    const [vacancy] = await rowsOf<{ title: string }>(
      world,
      sql`select v.title from vacancy v join test t on t.vacancy = v.id where t.campaign = ${campaign} limit 1`,
    );
    expect(text).not.toContain(vacancy!.title);
  });
  test('of the campaign say how many minutes it costs an employer', async () => {
    const { text } = await visit(`/campagnes/${campaign}`);
    expect(text).toMatch(/\d+(,\d)? minuten per werkgever, gemiddeld over \d+/);
  });
});

describe('whatever becomes of a campaign, an application is withdrawn', () => {
  /** A campaign of one pair that was sent, then brought to its end. */
  async function ended(
    seed: number,
    end: (id: CampaignId) => Promise<unknown>,
    until?: ReturnType<typeof dateOnly>,
  ) {
    const id = await sealCampaign(
      world,
      1,
      { cells: [{ sector: 'uitzend', quota: 1 }], sendFrom: tomorrow() },
      seed,
    );
    await authorise(world, id, until === undefined ? {} : { until });
    await world.services.campaigns.start(world.as('inspector'), id);
    await joinTeam(world, id);
    await sendAll(world);
    await end(id);
    const [application] = await sentOf(world, id);
    await smtp.behave();
    await withdraw(world, await answer(world, application!));
    const [state] = await rowsOf<{ state: string }>(world, sql`select state from campaign where id = ${id}`);
    return [state!.state, (await withdrawalOf(world, application!))?.state, smtp.taken().length];
  }

  test('when it is paused', async () => {
    expect(
      await ended(21, (id) => world.services.campaigns.pause(world.as('coordinator'), id, 'even stilstaan')),
    ).toEqual(['paused', 'sent', 1]);
  });
  test('when it is stopped', async () => {
    expect(
      await ended(22, (id) =>
        world.services.campaigns.stop(world.as('coordinator'), id, 'een noodstop', false),
      ),
    ).toEqual(['stopped', 'sent', 1]);
  });
  test('when it is closed', async () => {
    const close = async (): Promise<void> => {
      const life = world.services.jobs.find(({ name }) => name === 'campaigns.life')!;
      await life.run(world.services.systemContext());
      await later(31 * DAY);
      while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
      await life.run(world.services.systemContext());
    };
    expect(await ended(23, close)).toEqual(['closed', 'sent', 1]);
  });
  test('when its authorisation has expired', async () => {
    const date = new Date(world.services.clock.now().getTime() + 20 * DAY);
    const until = dateOnly(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    expect(await ended(24, () => world.at(new Date(toInstant(until, 0).getTime() + DAY)), until)).toEqual([
      'running',
      'sent',
      1,
    ]);
  });
});
