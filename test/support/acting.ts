import request, { type Response } from 'supertest';
import type { World } from './world.js';

interface Asked {
  readonly lang?: 'nl' | 'en' | 'fr';
  readonly accept?: string;
  readonly as?: 'form' | 'json';
}

/** Asks for a path as somebody who signed in just now. */
export async function getAs(
  world: World,
  account: { id: string },
  path: string,
  { accept = 'text/html', lang = 'nl' }: Asked = {},
): Promise<Response> {
  const { cookie } = await world.signIn(account);
  return request(world.app)
    .get(path)
    .set({ Cookie: `${cookie}; taal=${lang}`, Accept: accept });
}

/** Posts a form (or JSON) as somebody who signed in just now, with the token of their forms. */
export async function postAs(
  world: World,
  account: { id: string },
  path: string,
  body: object,
  { as = 'form', accept = as === 'json' ? 'application/json' : 'text/html' }: Asked = {},
): Promise<Response> {
  const { cookie, token } = await world.signIn(account);
  return (
    request(world.app)
      .post(path)
      .type(as)
      .set({ Cookie: cookie, Accept: accept, 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': token })
      // An edit by a program names the version it edits; any will do here.
      .set(as === 'json' ? { 'If-Match': '*' } : {})
      .send(as === 'form' ? { _csrf: token, ...body } : body)
  );
}
