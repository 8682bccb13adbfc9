import { composeNonDelivery, type OutgoingMessage } from '../platform/mail/index.js';
import { drawsFor, pick, tokenFor } from './draw.js';
import type { ApplicationLine } from './journal.js';
import { domainOf } from './vacancy.js';

const CAUSES = [
  { status: '5.1.1', text: '550 5.1.1 User unknown in virtual mailbox table' },
  { status: '5.2.2', text: '552 5.2.2 Mailbox full, quota exceeded' },
  { status: '5.1.10', text: '550 5.1.10 Recipient not found' },
  { status: '5.2.1', text: '550 5.2.1 The email account that you tried to reach is disabled' },
] as const;

/** The report that comes back when an employer's mailbox does not take the application after all. */
export async function writeBounce(
  seed: string,
  application: ApplicationLine,
  due: number,
): Promise<OutgoingMessage> {
  const server = `mx.${domainOf(application.to)}`;
  const cause = pick(CAUSES, drawsFor(seed)('bounce-cause', application.to));
  const raw = await composeNonDelivery({
    reportingServer: server,
    to: application.address,
    failedRecipient: application.to,
    status: cause.status,
    diagnostic: `host ${server} said: ${cause.text} (in reply to RCPT TO command)`,
    date: new Date(due),
    messageId: `${tokenFor(seed, 'bounce', application.to, application.from)}@${server}`,
    original: {
      messageId: application.messageId,
      from:
        application.name === ''
          ? { address: application.address }
          : { address: application.address, name: application.name },
      to: application.to,
      subject: application.subject,
    },
  });
  return { envelope: { from: '', to: application.address }, raw };
}
