import type { DateOnly } from '../../platform/dates.js';
import type { Channel } from '../channel.js';
import { nonceOf } from '../crypto/receipt.js';
import { readSecret } from '../secrets.js';
import * as store from './store.js';

/** On which day the draft of this cookie was sent: for who presses the button again. */
export async function findSent(channel: Channel, cookie: string | undefined): Promise<DateOnly | null> {
  const secret = readSecret('reporter', cookie);
  if (secret === null) return null;
  return (await channel.door().read((ctx) => store.findMark(ctx, secret.lookup))) ?? null;
}

/** The receipt of the draft of this cookie, once it was sent; the same one when it is asked for again. */
export async function proveSent(channel: Channel, cookie: string | undefined): Promise<string | null> {
  const secret = readSecret('reporter', cookie);
  const day = secret === null ? null : await findSent(channel, cookie);
  return secret === null || day === null
    ? null
    : channel.receipts.write({ day, by: null }, nonceOf(secret.key));
}
