// A baseline made of client mails, to the end: written in two waves, answered, published, its plan drawn again, approved, erased.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { findCampaign, type CampaignId } from '../../src/campaigns/index.js';
import { verifyActionReports } from '../../src/fieldwork/index.js';
import { findCompliance } from '../../src/findings/client-calls/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import type { MailSender } from '../../src/platform/mail/index.js';
import { getAs, postAs } from '../support/acting.js';
import { behindItsBack, everythingOf, later, runJob } from '../support/baseline.js';
import { answer, mailsOf, openAnswers, runningMails, type PlannedMail } from '../support/client-mails.js';
import { rowsOf } from '../support/withdrawals.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;

let world: World;
let baseline: CampaignId;
let sender: MailSender;
let mails: PlannedMail[];
let agencies: string[];
let compliance: unknown;

const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>) => rowsOf<Row>(world, query);
const system = () => world.services.systemContext();
const page = () => `/campagnes/${baseline}/goedkeuring`;
const approve = () => postAs(world, coordinator, `${page()}/keur-goed`, {});
const refusal = async () =>
  (await rows<{ reason: string | null }>(sql`select approval_refused_because(${baseline}) as reason`))[0]!
    .reason;
const heardNow = () =>
  world.as('coordinator').read(async (ctx) => findCompliance(ctx, await findCampaign(ctx, baseline)));
const post = async (mail: PlannedMail, act: string, body: object): Promise<void> => {
  const { status } = await postAs(world, fieldworker, `/klantmails/${mail.task}/${act}`, body);
  expect([act, status]).toEqual([act, 303]);
};
const send = () => world.services.clientMails.send(system());
const release = (mail: PlannedMail, told: string) =>
  post(mail, 'geef-vrij', { told, askedReason: 'nee', namedBan: 'nee' });

beforeAll(async () => {
  world = await openWorld();
  baseline = await runningMails(world, 8, { purpose: 'baseline', controlOnly: 0.11, treatmentOnly: 0.1 });
  sender = await openAnswers(world);
  mails = await mailsOf(world, baseline);
  agencies = (
    await rows<{ name: string }>(
      sql`select unnest(array[e.id::text, e.kbo, e.name, e.mail, k.employer_unit]) as name from call_task k join employer e on e.id = k.employer`,
    )
  ).map(({ name }) => name);
  const [granting, refusing, machine, doubted, , , , without] = mails as [
    ...[PlannedMail, PlannedMail, PlannedMail, PlannedMail],
    ...[PlannedMail, PlannedMail, PlannedMail, PlannedMail],
  ];
  await behindItsBack(
    world,
    'client_mail',
    sql`update client_mail set to_address = null where task = ${without.task}`,
  );
  await world.at(toInstant(MONDAY, 10 * 60));
  while ((await send()) > 0);
  await answer(world, sender, granting, `Dag, waarom vraagt u dat? Dirk Bakkerij, ${granting.agency}`);
  await post(granting, 'verstuur', { act: 'reason' });
  await send();
  await answer(
    world,
    sender,
    granting,
    `Goed, wij sturen alleen Vlamingen. Dirk Bakkerij, ${granting.agency}`,
  );
  await post(granting, 'verstuur', { act: 'exit' });
  await answer(world, sender, refusing, `Dat doen wij niet. Dirk Bakkerij, ${refusing.agency}`);
  await post(refusing, 'verstuur', { act: 'refusal' });
  await send();
  await answer(world, sender, machine, 'Automatisch bericht: wij lezen uw mail morgen.');
  const [away] = await rows<{ id: string }>(
    sql`select response as id from client_answer where task = ${machine.task}`,
  );
  await post(machine, `oordeel/${away!.id}`, { as: 'automatic' });
  await behindItsBack(
    world,
    'client_letter',
    sql`update client_letter set state = 'in-doubt', sent_at = null where task = ${doubted.task}`,
  );
  const [letter] = await rows<{ id: string }>(sql`select id from client_letter where task = ${doubted.task}`);
  await post(doubted, `beslis/${letter!.id}`, {
    as: 'sent',
    reason: 'Dirk Bakkerij zag ze in zijn postvak.',
  });
  await release(granting, 'Waarom vraagt u dat? Wij sturen alleen Vlamingen.');
  await release(refusing, 'Dat doen wij niet.');
  await codeAll('COMPLY-OPEN', granting);
  await codeAll('REFUSE', refusing);
  await world.at(toInstant(addDays(MONDAY, 15), 10 * 60));
  await world.services.clientMails.endSilent(system());
  await post(without, 'adres', { address: 'balie@laat.example' });
  await behindItsBack(
    world,
    'client_mail',
    sql`update client_mail set to_address = null where task = ${without.task}`,
  );
  await world.services.calls.cancel(world.as('coordinator'), without.task, 'Dirk Bakkerij is met pensioen.');
  await world.services.calls.planCalls(world.as('coordinator'), baseline, {
    whom: 'over-half',
    callsPerUnit: 1,
    from: addDays(MONDAY, 21),
  });
  await world.at(toInstant(addDays(MONDAY, 21), 10 * 60));
  await send();
  const again = (await mailsOf(world, baseline))[8]!;
  await answer(world, sender, again, `Zoals vorige keer. Dirk Bakkerij, ${again.agency}`);
  await release(again, 'Zoals vorige keer.');
  await codeAll('COMPLY-HIDDEN', again);
  await world.services.campaigns.close(
    world.as('coordinator'),
    baseline,
    'Alle kantoren zijn gevraagd.',
    false,
  );
  await runJob(world, 'campaigns.life');
  compliance = await heardNow();
}, 180_000);
afterAll(async () => {
  await sender.close();
  await world.close();
});

/** Both coders choose the same of one answer. */
async function codeAll(
  code: 'COMPLY-OPEN' | 'COMPLY-HIDDEN' | 'REFUSE',
  { task }: PlannedMail,
): Promise<void> {
  for (const who of ['coder', 'second coder'] as const)
    await world.services.callCoding.code(world.as(who), task, { code, askedReason: false, namedBan: false });
}

describe('a baseline of client mails', { timeout: 60_000 }, () => {
  test('is closed and published, and the database names who was written to, and who answered', async () => {
    expect(await rows(sql`select state from campaign`)).toEqual([{ state: 'closed' }]);
    expect(await rows(sql`select from publication`)).toHaveLength(1);
    expect(await rows(sql`select code, count(*)::int as n from call_outcome group by 1 order by 1`)).toEqual([
      { code: 'answered', n: 3 },
      { code: 'silent', n: 5 },
    ]);
    const text = await everythingOf(world);
    expect(agencies.filter((name) => text.includes(name)).length).toBeGreaterThan(20);
    for (const named of ['Dirk Bakkerij', '@kantoor.example', 'antwoord-'])
      expect([named, text.includes(named)]).toEqual([named, true]);
  });

  test('is approved when no answer can come any more, none is unread, and its plan drawn again is the same', async () => {
    expect([await refusal(), (await approve()).status]).toEqual(['approval-late-answers', 409]);
    expect((await getAs(world, coordinator, page())).text).toContain('27 november 2026');
    await later(world, 61);
    await world.services.responses.receive(system(), {
      envelope: { from: mails[1]!.to, to: [mails[1]!.from] },
      raw: Buffer.from(`From: Dirk Bakkerij <${mails[1]!.to}>\r\nSubject: Nog iets\r\n\r\nNog iets.\r\n`),
    });
    expect([await refusal(), (await approve()).status]).toEqual(['approval-open-work', 409]);
    await world.services.clientMails.receive(system());
    expect((await getAs(world, coordinator, page())).text).toContain(
      'aan welke kantoren 9 klantmails gericht waren',
    );
    expect([await refusal(), (await approve()).status]).toEqual([null, 303]);
    expect(
      await rows(sql`select replay_hash = plan_leaves_hash(campaign) as same from figure_approval`),
    ).toEqual([{ same: true }]);
  });

  test('then names no agency and nobody there any more, in any table, nor what still comes', async () => {
    await runJob(world, 'approval.erase');
    const [done] = await rows<{ tests: number; employers: number; answers: number }>(
      sql`select tests, employers, answers from employer_erasure`,
    );
    expect(done).toEqual({ tests: 9, employers: 8, answers: 8 });
    await answer(world, sender, mails[0]!, `Nog een gedachte van Dirk Bakkerij, ${mails[0]!.agency}.`);
    const text = await everythingOf(world);
    expect(agencies.filter((name) => text.includes(name))).toEqual([]);
    for (const named of ['Dirk Bakkerij', '@kantoor.example', 'antwoord-', '@laat.example'])
      expect([named, text.includes(named)]).toEqual([named, false]);
    expect(
      await rows(
        sql`select from response r join client_answer a on a.response = r.id where length(r.sealed) > 0 or r.envelope_from <> ''`,
      ),
    ).toEqual([]);
    expect(
      await rows(sql`select from client_attempt where length(message) > 0 or reply is not null`),
    ).toEqual([]);
  });

  test('keeps its figures, its chain, its report of action and its pages', async () => {
    expect(await heardNow()).toEqual(compliance);
    expect(await verifyChain(system())).toMatchObject({ broken: null });
    const actions = `/campagnes/${baseline}/machtiging/handelingen`;
    expect((await postAs(world, inspector, actions, {})).status).toBeLessThan(400);
    const report = JSON.parse((await getAs(world, inspector, `${actions}/1/verslag.json`)).text) as {
      calls: { letters: { step: string }[] }[];
    };
    expect(report.calls.map(({ letters }) => letters.map(({ step }) => step).join())).toEqual([
      ...Array<string>(7).fill('wish'),
      '',
      'wish',
    ]);
    expect(await verifyActionReports(system())).toMatchObject({ broken: null });
    for (const [who, path, words] of [
      [fieldworker, `/campagnes/${baseline}/oproepen`, 'Kantoor 1'],
      [coordinator, `/campagnes/${baseline}/klantoproepen`, 'Kantoor 1'],
      [coordinator, page(), 'Klantmails zonder kantoor'],
      [fieldworker, `/klantmails/${mails[0]!.task}`, 'antwoord vrijgegeven'],
    ] as const) {
      const { status, text } = await getAs(world, who, path);
      expect([path, status, text.includes(words)]).toEqual([path, 200, true]);
    }
    expect(
      (await postAs(world, fieldworker, `/klantmails/${mails[1]!.task}/verstuur`, { act: 'exit' })).status,
    ).toBe(409);
  });

  test('and who was written to is brought back by nobody', async () => {
    for (const change of [
      sql`update client_mail set to_address = 'info@kantoor.example'`,
      sql`update client_letter set to_address = 'info@kantoor.example'`,
      sql`update client_letter set in_reply_to = 'a@kantoor.example'`,
      sql`update client_letter set state_reason = 'Dirk Bakkerij nam op'`,
    ])
      for (const ctx of [world.as('fieldworker'), system()])
        await expect(ctx.inTx((ctx) => change.execute(ctx.db))).rejects.toMatchObject({ code: '23001' });
  });
});
