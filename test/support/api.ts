import request, { type Response, type Test } from 'supertest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { World } from './world.js';

export type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'coder' | 'magistrate';

/** A program that speaks to the API with a token. */
export interface Api {
  readonly token: string;
  get(path: string): Test;
  post(path: string, body?: object, headers?: Record<string, string>): Test;
  edit(path: string, version: string, body?: object, headers?: Record<string, string>): Test;
}

interface Kept {
  readonly cookie: string;
  readonly csrf: string;
}

const browsers = new WeakMap<World, Map<Role, Promise<Kept>>>();

/** What a person's browser keeps while it works as an account. */
export function browserOf(world: World, role: Role): Promise<Kept> {
  const known = browsers.get(world) ?? new Map<Role, Promise<Kept>>();
  browsers.set(world, known);
  const browser = known.get(role) ?? openBrowser(world, role);
  known.set(role, browser);
  return browser;
}

async function openBrowser(world: World, role: Role): Promise<Kept> {
  const account = practiceAccounts.find((one) => one.roles.some((held) => held === role))!;
  const { cookie, token } = await world.signIn(account);
  return { cookie, csrf: token };
}

/** Sends a form of the page of tokens as a browser does. */
export async function sendForm(
  world: World,
  role: Role,
  path: string,
  fields: Readonly<Record<string, string | string[]>> = {},
): Promise<Response> {
  const { cookie, csrf } = await browserOf(world, role);
  return request(world.app)
    .post(path)
    .type('form')
    .set({ Cookie: cookie, Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' })
    .send({ _csrf: csrf, ...fields });
}

/** Makes a token on the page of tokens, and gives the program that uses it. */
export async function tokenOf(
  world: World,
  role: Role,
  scopes: string[],
  change: { readonly label?: string; readonly expiresOn?: string } = {},
): Promise<Api> {
  const fields = { label: 'proef', expiresOn: '2026-12-01', scopes, ...change };
  const page = await sendForm(world, role, '/account/tokens/maak', fields);
  return apiWith(world, /pt_[\w-]{43}/.exec(page.text)?.[0] ?? 'none');
}

/** The API with a token, whatever it is worth. */
export function apiWith(world: World, token: string): Api {
  const Authorization = `Bearer ${token}`;
  const post: Api['post'] = (path, body = {}, headers = {}) =>
    request(world.app)
      .post(path)
      .set({ Authorization, ...headers })
      .send(body);
  return {
    token,
    get: (path) => request(world.app).get(path).set({ Authorization }),
    post,
    edit: (path, version, body, headers) => post(path, body, { 'If-Match': version, ...headers }),
  };
}
