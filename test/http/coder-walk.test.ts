// Whatever a coder can fetch, by any route or query, holds no name, arm or profile of a candidate: all of it is searched.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { ApplicationId, TestId } from '../../src/fieldwork/scheduling/index.js';
import { createDetection, type ResponseId } from '../../src/fieldwork/index.js';
import type { Media, UploadChannel } from '../../src/fieldwork/responses/index.js';
import type { Identity } from '../../src/materials/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { crawl, crawlDatabase, someIds, isOpenTo, linesOf, type Fetched } from '../support/coder-crawl.js';
import { settle } from '../support/people.js';
import { tracesOf } from '../support/traces.js';
import { answer, rowsOf } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const who = (login: string) => practiceAccounts.find((one) => one.login === login)!;
const [cleo, cyriel, veerle] = [who('cleo'), who('cyriel'), who('veerle')];
/** A word of our own in fields that no coder may see, each with the name of its field behind it. */
const PLANTED = 'kraaiveldster';
/** Names of campaigns: whoever codes may have an own interest in one, and declares it by its name. */
const CAMPAIGN = 'wilgenroosje';
/** What answers say that coders must read: where it is not found, the walk looked at nothing. */
const TO_READ = 'zonnebloempad';

interface Sent {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly campaign: CampaignId;
  readonly scenario: string;
  readonly arm: 'control' | 'treatment';
  readonly from_address: string;
  readonly subject: string;
  readonly body: string;
  readonly message_id: string;
  readonly identity: Identity;
}

let world: World;
let sent: Sent[];
let adjudicator: { id: string; roles: readonly string[] };
/** Every answer, application, test and campaign. */
let caseIds: string[];
/** Those, and one id of everything else. */
let ids: string[];
beforeAll(async () => {
  world = await openWorld();
  for (const [place, [scenario, ground, sector]] of (
    [
      ['correspondence-origin-name', 'origin', 'bouw'],
      ['correspondence-age', 'age', 'uitzend'],
      ['correspondence-religion', 'belief', 'detailhandel'],
    ] as const
  ).entries())
    await runningCampaign(
      world,
      1,
      {
        scenario,
        ground,
        name: `${CAMPAIGN} ${ground}`,
        hypothesis: `${PLANTED} hypothese ${ground}`,
        cells: [{ sector, quota: 1 }],
      },
      place + 1,
    );
  await sendAll(world);
  sent = await rowsOf<Sent>(
    world,
    sql`select a.id, a.test, a.campaign, c.scenario, a.arm, a.from_address, a.subject, a.body, a.message_id, a.profile as identity
      from application a join campaign c on c.id = a.campaign where a.state = 'sent' order by c.scenario collate "C", a.position`,
  );
  const third = await settle(world, ['adjudicator']);
  adjudicator = { id: third.id, roles: ['adjudicator'] };
  for (const one of sent) await plantAnswers(one);
  await plantUploads(sent[0]!);
  await plantCodes();
  await createDetection().raise(world.as('fieldworker'), sent[2]!.test, `${PLANTED} vermoeden`);
  await rowsOf(world, sql`analyze application, response`);
  const answers = await rowsOf<{ id: string }>(world, sql`select id from response`);
  caseIds = [...answers.map(({ id }) => id), ...sent.flatMap((one) => [one.id, one.test, one.campaign])];
  ids = [...new Set([...caseIds, ...(await someIds(world))])];
});
afterAll(() => world.close());

const mateOf = (one: Sent): Sent => sent.find(({ id, test: of }) => of === one.test && id !== one.id)!;
const quoted = (text: string): string => text.trim().replace(/^/gm, '> ');
const wrapped = (text: string, width: number): string =>
  text.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n');
const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

/** Answers as mail programs write them: the letter below, before or inside, both candidates of the pair in one mail. */
async function plantAnswers(one: Sent): Promise<void> {
  const [me, mate] = [one.identity, mateOf(one).identity];
  const head = `Van: ${me.displayName} <${me.mailAddress}>\nOnderwerp: ${one.subject}\n\n`;
  const told = `${TO_READ}. Beste ${me.displayName}, de kandidatuur van ${me.firstName} past niet bij ons en het profiel van mevrouw ${me.familyName} weerhouden we niet.`;
  await answer(world, one, `${told}\n\nOp 7 september 2026 schreef ${me.displayName}:\n${quoted(one.body)}`, {
    subject: `Antwoord aan ${me.displayName} en ${mate.displayName}`,
  });
  await answer(
    world,
    one,
    `${TO_READ}: wij nodigen ${me.familyName} ${me.firstName} uit.\n\n${head}${one.body}`,
  );
  await answer(world, one, `${quoted(wrapped(one.body, 45))}\n${TO_READ}: ja, dat mag.`);
  await answer(
    world,
    one,
    `${TO_READ}. Beste ${me.firstName} en ${mate.firstName}, wij kozen voor ${mate.displayName}, ${mate.phone}, ${mate.mailAddress}, wonend ${mate.addressLine}.\n${quoted(mateOf(one).body)}`,
  );
  await answerRaw(one, [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=grens',
    '',
    '--grens',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      `<p>${TO_READ} Dag ${me.displayName}</p><blockquote>${inHtml(head + one.body)}</blockquote><img alt="${me.displayName}" src="https://x.example/${me.firstName}.png">`,
    )
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n'),
    '--grens',
    `Content-Type: application/pdf; name="${PLANTED} ${me.displayName}.pdf"`,
    `Content-Disposition: attachment; filename="${PLANTED} ${me.displayName}.pdf"`,
    '',
    `%PDF-1.4 ${PLANTED} bijlage ${me.displayName}`,
    '--grens--',
  ]);
}

async function answerRaw(one: Sent, lines: readonly string[]): Promise<void> {
  const { responses, systemContext } = world.services;
  const head = [
    `From: Els <els@klant.example>`,
    `To: ${one.identity.displayName} <${one.from_address}>`,
    `Subject: Betreft ${one.identity.displayName}`,
    `Message-ID: <raw-${one.id}@klant.example>`,
  ];
  await responses.receive(systemContext(), {
    envelope: { from: 'els@klant.example', to: [one.from_address] },
    raw: Buffer.from([...head, ...lines].join('\r\n')),
  });
  while ((await responses.process(systemContext())) > 0);
}

/** A message and a letter that a fieldworker read, released with the names left in; a recording that is not released. */
async function plantUploads(one: Sent): Promise<void> {
  const { responses } = world.services;
  const words = `${TO_READ}. Dag ${one.identity.displayName}, ${mateOf(one).identity.displayName} komt ook.\n${one.body}`;
  await world.as('fieldworker').inTx(async (ctx) => {
    const bring = async (channel: UploadChannel, media: Media, bytes: Buffer): Promise<ResponseId> => {
      const from = `${PLANTED} afzender`;
      const upload = { channel, media, bytes, from, receivedAt: ctx.clock.now(), application: one.id };
      return (await responses.keepUpload(ctx, upload)).id;
    };
    await responses.releaseWords(ctx, await bring('sms', 'text/plain', Buffer.from(words)), words);
    const letter = await bring('letter', 'application/pdf', Buffer.from(`%PDF-1.4\n${PLANTED} scan\n%%EOF`));
    await responses.typeWords(ctx, letter, words);
    await responses.releaseWords(ctx, letter, words);
    const recording = await bring('voicemail', 'audio/mpeg', Buffer.from(`ID3\x04 ${PLANTED} opname`));
    await responses.typeWords(ctx, recording, `${PLANTED} niet vrijgegeven: ${words}`);
  });
}

/** Some answers are coded once, some by two who differ, one is settled, one changed and one left to another. */
async function plantCodes(): Promise<void> {
  const { responses, contextFor } = world.services;
  const open = await rowsOf<{ id: ResponseId }>(
    world,
    sql`select id from response where state = 'matched' and code is null and not to_release order by id`,
  );
  const [first, second, third, fourth, fifth] = open.map(({ id }) => id);
  for (const id of [first!, second!, third!]) {
    await responses.code(contextFor(cleo), id, 'INV');
    await responses.code(contextFor(cyriel), id, 'REJ');
  }
  await responses.code(contextFor({ ...adjudicator, name: 'x' }), first!, 'INV');
  await responses.code(contextFor(cleo), fourth!, 'INV');
  await responses.recode(contextFor(cleo), fourth!, 'REJ', 'Ik las het verkeerd.');
  await responses.stepAside(contextFor(cleo), fifth!);
}

const spaced = (text: string): string[] => [text, text.replace(/\s+/g, '')];

/** Names of accounts are of the same kind, and stand beside acts everywhere. */
const STAFF = new Set(practiceAccounts.flatMap(({ name }) => name.split(' ')));

/** All that tells who a candidate is, and with it the arm: names, addresses, ages, lives. */
function needlesOf({ identity: me, body, scenario, message_id: message }: Sent): string[] {
  const [year, month, day] = me.birthDate.split('-') as [string, string, string];
  const jobs = [...me.experience, ...(me.filler === null ? [] : [me.filler.job])];
  return [
    ...[me.displayName, me.firstName, me.familyName].filter((name) => !STAFF.has(name)),
    ...[me.mailAddress, me.mailLocalPart, me.street, me.addressLine, `${me.age} jaar`, me.education.school],
    ...spaced(me.phone),
    ...[me.birthDate, `${day}/${month}/${year}`],
    ...jobs.map((job) => `${job.from} – ${job.until ?? 'heden'}`),
    ...(me.statement?.hide ?? []).filter((word) => body.includes(word)),
    ...body.split('\n').filter((line) => line.trim().length > 40),
    scenario,
    message,
  ];
}

const needles = (): string[] => [PLANTED, ...new Set(sent.flatMap(needlesOf))];
const ARM =
  /(?<![\w-])"?(?:arm|first_arm)"?\s*[:=]|(?<![\w-])(?:treatment|"control"|testprofiel|referentieprofiel)(?![\w-])/i;
/** What everybody may read, and the description of the API, use these words for what they mean. */
const OF_NO_CASE =
  /^(GET|POST) \/(privacy|toegankelijkheid|voor-werkgevers|api\/v1(\/openapi\.json)?)(?![\w/])/;

interface Sought {
  readonly needle: string;
  readonly forms: readonly Buffer[];
}

/** A text with its forms in bytes, those that it cannot have by chance: readable ones are sought as words. */
const soughtOf = (needle: string): Sought => ({
  needle,
  forms:
    needle.length > 40
      ? []
      : tracesOf(needle).flatMap(([, bytes]) =>
          // Of a short name some forms are nothing, or stand anywhere.
          bytes.length < 6 || bytes.equals(Buffer.from(needle)) ? [] : [bytes],
        ),
});

/** Whether a text in small letters holds a word, whatever its case: "Koen" does not stand in "zoeken". */
function hasWord(words: string, needle: string): boolean {
  const word = needle.toLowerCase();
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(`${words[at - 1] ?? ' '}${words[at + word.length] ?? ' '}`)) return true;
  return false;
}

/** What was found where: each needle once a place. */
function leaksIn(fetched: readonly Fetched[], wanted: readonly string[]): string[] {
  const sought = wanted.map(soughtOf);
  const known = new Map<string, string[]>();
  const found = fetched.flatMap(({ where, bytes }) => {
    const key = bytes.toString('latin1');
    const leaks = known.get(key) ?? leaksOf(bytes, sought);
    known.set(key, leaks);
    return leaks
      .filter((leak) => !(leak.startsWith('arm ') && OF_NO_CASE.test(where)))
      .map((leak) => `${leak} in ${where}`);
  });
  return [...new Set(found)];
}

function leaksOf(bytes: Buffer, sought: readonly Sought[]): string[] {
  const text = bytes.toString('utf8');
  const words = text.toLowerCase();
  const arm = ARM.exec(text);
  return [
    ...sought
      .filter(({ needle, forms }) => hasWord(words, needle) || forms.some((form) => bytes.includes(form)))
      .map(({ needle }) => needle),
    ...(arm === null ? [] : [`arm ${arm[0]}`]),
  ];
}

const walk = (account: { id: string; roles: readonly string[] }): Promise<Fetched[]> =>
  // The beginning of what was planted: a page says again what was asked.
  crawl(world, account, { ids, languages: ['en', 'fr'], texts: [PLANTED.slice(0, 6)], most: 3000 });

describe.each([
  ['a coder', () => cleo],
  ['who settles differences', () => adjudicator],
] as const)('what %s fetches', (_who, account) => {
  let fetched: Fetched[];
  beforeAll(async () => {
    fetched = await walk(account());
  });

  test('holds no name, arm or profile at any address', () => {
    expect(leaksIn(fetched, needles())).toEqual([]);
  });

  test('holds what there is to read, and comes from every line that is open to them', () => {
    expect(leaksIn(fetched, [TO_READ]).some((leak) => leak.includes('/coderen'))).toBe(true);
    const open = linesOf(world).filter((line) => line.method === 'get' && isOpenTo(account(), line));
    const missed = open.filter(({ path }) => {
      const shape = new RegExp(`^GET ${path.replace(/:[a-z]+/gi, '[^/ ]+')}[ ?]`);
      return !/gebeurtenissen|meld-af/.test(path) && !fetched.some(({ where }) => shape.test(where));
    });
    expect(missed.map(({ path }) => path)).toEqual([]);
  });

  test('names campaigns only where an own interest is declared', () => {
    const named = leaksIn(fetched, [CAMPAIGN]).filter((leak) => !/ in (GET|POST) \/eigen-belang/.test(leak));
    expect(named).toEqual([]);
  });

  test('is text to read and nothing that hides text, such as a file', () => {
    const types = new Set(fetched.filter(({ status }) => status < 400).map(({ type }) => type));
    expect([...types].sort()).toEqual(expect.arrayContaining(['text/html']));
    expect(
      [...types].filter(
        (type) =>
          !/^(text\/(html|css|javascript)|application\/(json|problem\+json)|image\/svg\+xml|)$/.test(type),
      ),
    ).toEqual([]);
  });

  test('holds none in any table, view or function that the program may ask for them', async () => {
    const rows = await crawlDatabase(world, account(), caseIds);
    expect(rows.some(({ bytes }) => bytes.includes(TO_READ))).toBe(true);
    expect(leaksIn(rows, [...needles(), CAMPAIGN])).toEqual([`${CAMPAIGN} in pt.interest_campaigns()`]);
  });
});

describe('the same search', () => {
  test('finds names, arm and lives in what a fieldworker of the campaigns fetches', async () => {
    const tests = sent.map((one) => one.test);
    const pages = await crawl(world, veerle, { ids: tests, languages: [], texts: [], most: 400 });
    const found = leaksIn([...pages, ...(await crawlDatabase(world, veerle, []))], needles());
    const { displayName, familyName } = sent[0]!.identity;
    for (const what of [displayName, familyName, PLANTED, sent[0]!.scenario, 'arm '])
      expect(found.some((leak) => leak.startsWith(what))).toBe(true);
    expect(found.some((leak) => leak.startsWith(displayName) && leak.includes('GET /'))).toBe(true);
  });

  test('finds an answer that was left as it came, on the page and in the view', async () => {
    const [one] = await rowsOf<{ id: string; text: string }>(
      world,
      sql`select r.id, r.redacted_text as text from response r where r.state = 'matched' and r.code is null and not r.to_release
        and not exists (select from coding c where c.response = r.id) and not exists (select from recusal x where x.response = r.id) order by r.id limit 1`,
    );
    const name = sent[0]!.identity.displayName;
    const put = (text: string) =>
      asOwner(world.services.database.kysely, (db) =>
        sql`update response set redacted_text = ${text} where id = ${one!.id}`.execute(db),
      );
    await put(`Beste ${name}`);
    const pages = await crawl(world, cyriel, { ids: [one!.id], languages: [], texts: [], most: 200 });
    const rows = await crawlDatabase(world, cyriel, []);
    await put(one!.text);
    expect([leaksIn(pages, [name]).length > 0, leaksIn(rows, [name])]).toEqual([
      true,
      [`${name} in select from pt.coding_item`],
    ]);
  });

  test('finds a name in base64 and in UTF-16', () => {
    const name = sent[0]!.identity.displayName;
    for (const bytes of [
      Buffer.from(Buffer.from(`x${name}x`).toString('base64')),
      Buffer.from(name, 'utf16le'),
    ])
      expect(leaksIn([{ where: 'here', status: 200, type: '', bytes }], [name])).toHaveLength(1);
  });
});
