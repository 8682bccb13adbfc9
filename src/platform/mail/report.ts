import { sha256 } from '../crypto.js';
import { CRLF, fold, headerDate, identifier, mailbox, words, type Mailbox } from './headers.js';

/** What a report of non-delivery says. */
export interface NonDelivery {
  /** The mail server that gives up, by its host name. */
  readonly reportingServer: string;
  /** Who sent the message that could not be delivered. */
  readonly to: string;
  readonly failedRecipient: string;
  /** Enhanced status code, such as 5.1.1, and what the server said. */
  readonly status: string;
  readonly diagnostic: string;
  readonly date: Date;
  readonly messageId: string;
  /** The headers of the message that could not be delivered. */
  readonly original: {
    readonly messageId: string;
    readonly from: Mailbox;
    readonly to: string;
    readonly subject: string;
  };
  /** The zone the Date header is written in; default Europe/Brussels. */
  readonly timeZone?: string;
}

/** Writes a delivery status notification (RFC 3464, RFC 6522) that says one recipient could not be reached. */
export function composeNonDelivery(report: NonDelivery): Promise<Buffer> {
  return Promise.resolve().then(() => Buffer.from(layOut(report), 'utf8'));
}

function layOut(report: NonDelivery): string {
  const { reportingServer, failedRecipient, status, original } = report;
  const boundary = `${sha256('report/1/', report.messageId).toString('hex').slice(0, 20).toUpperCase()}/${reportingServer}`;
  const date = headerDate(report.date, report.timeZone ?? 'Europe/Brussels');
  const diagnostic = words(report.diagnostic);
  const part = (type: string, lines: readonly string[]): string[] => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    '',
    ...lines,
    '',
  ];
  const returned = [
    ...(original.messageId === '' ? [] : [`Message-ID: ${identifier(original.messageId)}`]),
    `From: ${mailbox(original.from)}`,
    `To: ${mailbox({ address: original.to })}`,
    `Subject: ${words(original.subject)}`,
  ];
  return [
    `Date: ${date}`,
    `From: Mail Delivery System <MAILER-DAEMON@${reportingServer}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${mailbox({ address: report.to })}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status;${CRLF}\tboundary="${boundary}"`,
    `Message-ID: ${identifier(report.messageId)}`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    ...part('text/plain; charset=us-ascii', [
      `This is the mail system at host ${reportingServer}.`,
      '',
      'Your message could not be delivered to one or more recipients.',
      '',
      fold(`<${mailbox({ address: failedRecipient })}>: ${diagnostic}`),
    ]),
    ...part('message/delivery-status', [
      `Reporting-MTA: dns; ${reportingServer}`,
      `Arrival-Date: ${date}`,
      '',
      `Final-Recipient: rfc822; ${mailbox({ address: failedRecipient })}`,
      'Action: failed',
      `Status: ${status}`,
      fold(`Diagnostic-Code: smtp; ${diagnostic}`),
    ]),
    ...part('text/rfc822-headers', returned.map(fold)),
    `--${boundary}--`,
    '',
  ].join(CRLF);
}
