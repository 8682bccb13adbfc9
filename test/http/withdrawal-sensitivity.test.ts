import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listToCode, type ResponseId } from '../../src/fieldwork/index.js';
import { getAs } from '../support/acting.js';
import { answer, joinTeam, rowsOf, sentOf, withdraw, type SentApplication } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const DAY = 86_400_000;
const inspector = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'inspector'))!;

let world: World;
let campaign: CampaignId;
let pairs: { control: SentApplication; treatment: SentApplication }[];
/** The answer that came when the other application had been withdrawn. */
let after: ResponseId;

const later = (hours: number): Promise<void> =>
  world.at(new Date(world.services.clock.now().getTime() + hours * 3_600_000));

const INVITED = 'Wij nodigen u uit voor een gesprek.';
const THANKED = 'Dank u wel voor uw bericht, wij hebben het goed ontvangen.';

/**
 * Four pairs in uitzend: in the first the control arm is invited and withdrawn before the treatment arm is invited; in the
 * second both are invited and only then withdrawn; in the third only the control arm is invited and withdrawn; in the
 * fourth both are invited, one is withdrawn, and to the other only a thank-you follows.
 */
beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 4);
  await joinTeam(world, campaign);
  await sendAll(world);
  const sent = (await sentOf(world, campaign)).filter(({ sector }) => sector === 'uitzend');
  pairs = [...new Set(sent.map((one) => one.test))].map((test) => ({
    control: sent.find((one) => one.test === test && one.arm === 'control')!,
    treatment: sent.find((one) => one.test === test && one.arm === 'treatment')!,
  }));
  const [first, second, third, fourth] = pairs.map(({ control, treatment }) => ({ control, treatment }));
  const asked = [
    await answer(world, first!.control, INVITED),
    await answer(world, second!.control, INVITED),
    await answer(world, second!.treatment, INVITED),
    await answer(world, third!.control, INVITED),
    await answer(world, fourth!.control, INVITED),
  ];
  await answer(world, fourth!.treatment, INVITED);
  await later(3);
  for (const one of asked) await withdraw(world, one);
  await later(3);
  after = await answer(world, first!.treatment, INVITED);
  await answer(world, fourth!.treatment, THANKED);
  await codeAll();
  await life();
  await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
  while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
  await life();
}, 120_000);
afterAll(() => world.close());

async function codeAll(): Promise<void> {
  for (const one of ['coder', 'second coder'] as const)
    for (const item of await listToCode(world.as(one), 500))
      await world.services.responses.code(
        world.as(one),
        item.response,
        item.text.includes('nodigen') ? 'INV' : 'ACK-H',
      );
}

const life = async (): Promise<void> => {
  await world.services.jobs
    .find(({ name }) => name === 'campaigns.life')
    ?.run(world.services.systemContext());
};

const lineOf = (text: string, run: string): string =>
  new RegExp(`interval: Uitzend[^<]*</caption>.*?${run}(.*?)</tr>`, 's')
    .exec(text)?.[1]
    ?.replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() ?? '';

describe('whether the other application had been withdrawn', () => {
  test('is a fact of every answer', async () => {
    const rows = await rowsOf<{ response: string }>(
      world,
      sql`select response from answer_circumstance where other_withdrawn order by response`,
    );
    expect(rows.map(({ response }) => response)).toContain(after);
    // The thank-you in the fourth pair came afterwards too.
    expect(rows).toHaveLength(2);
  });
  test('leaves out of one sensitivity run exactly the pair whose outcome came afterwards', async () => {
    const { text } = await getAs(world, inspector, `/campagnes/${campaign}/kwaliteit`);
    expect([
      lineOf(text, 'Zoals het plan zegt'),
      lineOf(text, 'Zonder paren waarin een antwoord kwam'),
    ]).toEqual([expect.stringMatching(/^4 1,33 /), expect.stringMatching(/3 1,50 /)]);
  });
  test.each([
    ['en', 'Without pairs in which an answer came when the other application had been withdrawn'],
    ['fr', 'Sans les paires où une réponse est venue'],
  ] as const)('has its words in %s', async (lang, words) => {
    const { text } = await getAs(world, inspector, `/campagnes/${campaign}/kwaliteit`, { lang });
    expect(text).toContain(words);
  });
});
