/**
 * Mail, out and in: one attempt to hand over one message with a verdict that can be trusted, the composing of ordinary
 * mail, the receiving server, mailboxes elsewhere, and the reading of what arrives. Floor 0: it knows messages and servers, nothing else.
 * Method: RFC 5321 (transfer), RFC 5322 (form), RFC 3464 (reports of non-delivery).
 */
export { createMailSender, type MailSender, type MailSenderOptions } from './sender.js';
export {
  createMailRoutes,
  mailDomainOf,
  NoSigningKey,
  type MailLimits,
  type MailRoutes,
  type MailRoutesOptions,
  type ShownRoute,
} from './routes.js';
export type { OutgoingMessage } from './session.js';
export type { Delivery } from './delivery.js';
export { isLoopback, insistLoopback } from './loopback.js';
export { composeMessage, type Attachment, type Composition } from './compose.js';
export type { Mailbox } from './headers.js';
export { composeNonDelivery, type NonDelivery } from './report.js';
export {
  createMailReceiver,
  type IncomingMessage,
  type MailReceiver,
  type MailReceiverOptions,
} from './receiver.js';
export {
  MAIL_TROUBLES,
  messageOfText,
  parseMessage,
  readHeaders,
  type MailTrouble,
  type ParsedMessage,
} from './parse.js';
export {
  MAILBOX_TROUBLES,
  openMailboxReader,
  type FetchedMessage,
  type MailboxPlace,
  type MailboxReader,
  type MailboxReaderOptions,
  type MailboxTrouble,
} from './mailbox-reader.js';
export type { DeliveryStatus } from './delivery-status.js';
