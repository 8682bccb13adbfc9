/** The command that sends one test mail to oneself: it shows the route of a domain before anything real takes it. */
import { z } from 'zod';
import { CommandRefused, EXIT, print, text, UsageError, type Values } from './command-line.js';
import { readConfig, type Config } from './platform/config.js';
import { newUuid } from './platform/crypto.js';
import { createClock } from './platform/clock.js';
import { composeMessage, createMailRoutes, mailDomainOf, type Delivery } from './platform/mail/index.js';

const Address = z.email();
const WAIT = 30_000;

/** Sends the test mail and says by which way, signed or not, and what the server answered. */
export async function runMail(values: Values): Promise<number> {
  const [from, to] = [addressIn(values, 'from'), addressIn(values, 'to')];
  const config = readConfig();
  const routes = createMailRoutes({
    routes: config.mailRoutes,
    passwords: config.secrets.mailRoutes,
    each: { loopbackOnly: !config.production, socketTimeout: WAIT },
    other: config.smtp,
  });
  try {
    const composed = await composeMessage({
      from: { address: from },
      to: { address: to },
      subject: 'Test',
      text: 'This is a test of the way by which mail leaves. Nobody has to answer.',
      date: createClock().now(),
      messageId: `${newUuid()}@${mailDomainOf(from)}`,
    });
    const raw = await routes.sign(from, composed);
    for (const line of wayOf(config, from, raw !== composed)) print(line);
    const delivery = await routes.send({ envelope: { from, to }, raw });
    print(`answer    ${delivery.kind}: ${answerOf(delivery)}`);
    if (delivery.kind !== 'sent') throw new CommandRefused('The test mail was not taken.');
    return EXIT.done;
  } finally {
    await routes.close();
  }
}

function addressIn(values: Values, name: 'from' | 'to'): string {
  const address = Address.safeParse(text(`--${name}`, values[name]));
  if (!address.success) throw new UsageError(`--${name} must be a mail address.`);
  return address.data;
}

function wayOf({ mailRoutes, smtp }: Config, from: string, signed: boolean): string[] {
  const domain = mailDomainOf(from);
  const own = mailRoutes.find((route) => route.domain === domain);
  const { host, port } = own ?? smtp;
  const tls = own?.tls === 'implicit' ? 'TLS' : own?.tls === 'starttls' ? 'STARTTLS' : 'no TLS demanded';
  return [
    `from      ${own === undefined ? `${domain}, which has no route in PT_SMTP` : domain}`,
    `server    ${host}:${port}, ${tls}, ${own?.user === undefined ? 'no account' : 'with an account'}`,
    `signature ${signed ? `DKIM, selector ${own?.dkim?.selector ?? ''}` : 'none'}`,
  ];
}

const answerOf = (delivery: Delivery): string =>
  'response' in delivery ? delivery.response : delivery.reason;
