import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, Response } from 'express';
import { formToken, formTokenOf } from '../../src/web/index.js';

/** The secret of every world. */
export const WORLD_KEY = 'a secret that only the tests know, 32+ characters';
/** What ties forms to sessions in every world. */
export const FORM_KEY = Buffer.from(WORLD_KEY);

/** The token of a session's forms as a page would carry it; to ask for a page and read it there costs as much as a test. */
export function formTokenFor(session: string): string {
  const asked = new IncomingMessage(new Socket());
  const give = formToken({ key: FORM_KEY, secure: false, sessionOf: () => session });
  give(asked as Request, new ServerResponse(asked) as Response, () => undefined);
  return formTokenOf(asked);
}
