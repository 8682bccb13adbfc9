import { toLocal, type DateOnly } from '../../platform/dates.js';
import { composeMessage, type Attachment, type MailRoutes } from '../../platform/mail/index.js';
import { CV_AFTER } from '../scheduling/index.js';
import type { Outgoing } from './store.js';

/** Prints a curriculum vitae; the same input gives the same bytes. */
export type PrintCv = (cv: {
  readonly scenario: string;
  readonly name: string;
  readonly layout: 0 | 1;
  readonly text: string;
  readonly on: DateOnly;
}) => Promise<Buffer>;

type Written = Pick<Outgoing, 'body' | 'fromName' | 'layout' | 'plannedAt' | 'scenario' | 'withFile'>;

/**
 * The mail of an application: the letter as its text, the curriculum vitae as a PDF. What was planned and hashed is the text
 * of both; the file is printed from it when the mail is written, dated the day that was planned, so that a second attempt
 * has the same bytes. A plan from before goes as it was written, with the curriculum vitae under the letter.
 */
export async function writeMail(
  { body, fromName, layout, plannedAt, scenario, withFile }: Written,
  print: PrintCv,
): Promise<{
  text: string;
  attachments: Attachment[];
}> {
  const at = body.indexOf(CV_AFTER);
  if (!withFile || at < 0) return { text: body, attachments: [] };
  const content = await print({
    scenario,
    name: fromName,
    layout: layout === 0 ? 0 : 1,
    text: body.slice(at + CV_AFTER.length),
    on: toLocal(plannedAt).date,
  });
  const filename = fileName(fromName, layout);
  return {
    text: `${body.slice(0, at)}\n`,
    attachments: [{ filename, contentType: 'application/pdf', content }],
  };
}

/** The message of an application as it leaves at an instant, signed where its domain has a key, with what it is made of. */
export async function compose(
  application: Outgoing,
  { printCv, sign }: { readonly printCv: PrintCv; readonly sign?: MailRoutes['sign'] | undefined },
  at: Date,
): Promise<{ raw: Buffer; text: string; attachments: readonly Attachment[] }> {
  const { text, attachments } = await writeMail(application, printCv);
  const composed = await composeMessage({
    from: { name: application.fromName, address: application.fromAddress },
    to:
      application.toName === null
        ? { address: application.toAddress }
        : { name: application.toName, address: application.toAddress },
    subject: application.subject,
    text,
    attachments,
    date: at,
    messageId: application.messageId,
  });
  return { raw: (await sign?.(application.fromAddress, composed)) ?? composed, text, attachments };
}

/** The file's name: two people name their files each in their own way, as their layouts differ. */
function fileName(name: string, layout: number): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .split(' ');
  return layout === 0 ? `CV ${words.join(' ')}.pdf` : `cv-${words.join('-').toLowerCase()}.pdf`;
}
