import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import type { World } from './world.js';
import { Browser } from './browser.js';

export const PASSWORD = 'een zin die niemand raadt';

/** Somebody who was invited, chose a password and set up a second step. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly secret: string;
  readonly codes: readonly string[];
  readonly browser: Browser;
}

let invited = 0;

/** Makes an invitation as the system. @returns the path of its link */
export async function invite(
  world: World,
  roles: readonly string[] = ['inspector'],
  name = 'Noor Nieuw',
): Promise<{ id: string; login: string; path: string }> {
  invited += 1;
  // Another process may have invited people into the world that this one goes on from.
  const login = `persoon${invited}.${process.pid}@voorbeeld.be`;
  const { account, link } = await world.services.auth.accounts.invite(
    world.services.systemContext(),
    { name, email: login, roles },
    { byHand: true },
  );
  return { id: account, login, path: new URL(link!).pathname };
}

/** The secret that a page of setting up shows. */
export const secretOn = (html: string): string =>
  /class="mono secret">([^<]+)</.exec(html)![1]!.replaceAll(' ', '');

/** The recovery codes that a page shows. */
export const codesOn = (html: string): string[] =>
  [...html.matchAll(/<li class="mono">([^<]+)</g)].map((hit) => hit[1]!);

/** The code of a secret at the world's time, some steps of 30 seconds on. */
export const codeFor = (world: World, secret: string, steps = 0): Promise<string> =>
  codeAt(secret, new Date(world.services.clock.now().getTime() + steps * 30_000));

/** Invites somebody and takes them all the way in. */
export async function settle(world: World, roles: readonly string[] = ['inspector']): Promise<Person> {
  const { id, login, path } = await invite(world, roles);
  const browser = new Browser(world.app);
  await browser.get(path);
  await browser.post(path, { password: PASSWORD });
  const page = await browser.get('/aanmelden/tweede-stap/stel-in');
  const secret = secretOn(page.text);
  // The code of the step before: the tests sign in again within the same half minute.
  const done = await browser.post('/aanmelden/tweede-stap/stel-in', {
    code: await codeFor(world, secret, -1),
  });
  return { id, login, secret, codes: codesOn(done.text), browser };
}

/** Gives name and password. */
export async function enter(
  browser: Browser,
  login: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
) {
  await browser.get('/aanmelden', headers);
  return browser.post('/aanmelden', { login, password }, headers);
}
