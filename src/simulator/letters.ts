import { composeMessage, type Mailbox, type OutgoingMessage } from '../platform/mail/index.js';
import { writeBounce } from './bounce.js';
import type { Answer } from './desk.js';
import { drawsFor, pick, tokenFor } from './draw.js';
import type { ApplicationLine } from './journal.js';
import { dayInWords, officeDayAfter, toLocal } from './moments.js';
import { personOf, portalOf, type Person } from './people.js';
import * as sentences from './sentences.js';
import { domainOf, firmOf, titleOf } from './vacancy.js';

const AUTOMATIC = new Set<sentences.LetterKind>(['auto-receipt', 'absence']);
const FROM_PORTAL = new Set<sentences.LetterKind>([
  'auto-receipt',
  'assessment',
  'rejection',
  'filled',
  'reserve',
]);
const AREAS = ['02', '03', '09', '011', '014', '015', '016', '050', '051', '056'] as const;

/** Writes an answer as a mail. The same seed and answer give the same bytes, also after a restart. */
export async function writeAnswer(seed: string, answer: Answer): Promise<OutgoingMessage> {
  if (answer.kind === 'stray') return writeStray(seed, answer.id, answer.to, answer.due);
  if (answer.kind === 'bounce') return writeBounce(seed, answer.application, answer.due);
  return writeLetter(seed, answer.kind, answer.application, answer.due);
}

type At = (label: string) => number;

async function writeLetter(
  seed: string,
  kind: sentences.LetterKind,
  application: ApplicationLine,
  due: number,
): Promise<OutgoingMessage> {
  const draw = drawsFor(seed);
  const at: At = (label) => draw(label, kind, application.to, application.from);
  const firm = firmOf(application.to);
  const person = personOf(seed, application.to);
  const from = senderOf(kind, application.to, firm, person, at);
  const values = valuesFor(seed, application, due, at);
  const threaded = at('threaded') < 0.65;
  const quoted = !AUTOMATIC.has(kind) && at('quoted') < 0.4;
  const raw = await composeMessage({
    from,
    to:
      application.name === ''
        ? { address: application.address }
        : { address: application.address, name: application.name },
    subject:
      at('subject') < 0.7
        ? `Re: ${application.subject}`
        : fill(pick(sentences.subjects[kind], at('own-subject')), values),
    text: `${letterText(kind, person, firm, values, at)}${quoted ? quote(application) : ''}`,
    date: new Date(due),
    messageId: `${tokenFor(seed, 'message', kind, application.to, application.from).replace(/^(.{12})/, '$1.')}@${domainOf(application.to)}`,
    ...(threaded && application.messageId !== ''
      ? { inReplyTo: application.messageId, references: [application.messageId] }
      : {}),
    headers: automaticHeaders(kind, at),
  });
  return { envelope: { from: kind === 'absence' ? '' : from.address, to: application.address }, raw };
}

// Answers do not always come from the address that was written to.
function senderOf(
  kind: sentences.LetterKind,
  contact: string,
  firm: string,
  person: Person,
  at: At,
): Mailbox {
  const portal = FROM_PORTAL.has(kind) ? (AUTOMATIC.has(kind) ? 0.45 : 0.12) : 0;
  const which = at('sender');
  if (which < portal) return { address: portalOf(contact), name: `${firm} jobs` };
  if (AUTOMATIC.has(kind)) return { address: contact, name: firm };
  if (which < 0.55) return { address: contact, name: at('shown') < 0.5 ? firm : person.full };
  if (which < 0.85) return { address: person.address, name: person.full };
  return { address: contact };
}

function automaticHeaders(kind: sentences.LetterKind, at: At): Record<string, string> {
  if (kind === 'absence')
    return { 'Auto-Submitted': 'auto-replied', ...(at('bulk') < 0.5 ? { Precedence: 'bulk' } : {}) };
  return kind === 'auto-receipt' && at('marked') < 0.75 ? { 'Auto-Submitted': 'auto-generated' } : {};
}

type Values = Readonly<
  Record<'title' | 'first' | 'name' | 'firm' | 'day' | 'time' | 'place' | 'phone', string>
>;

function valuesFor(seed: string, application: ApplicationLine, due: number, at: At): Values {
  const draw = drawsFor(seed);
  const own = (label: string): number => draw(label, application.to);
  const digits = String(10_000 + Math.floor(own('phone') * 90_000)).slice(1);
  return {
    title: titleOf(application.subject),
    first: application.name.split(/\s+/, 1)[0] ?? '',
    name: application.name,
    firm: firmOf(application.to),
    day: dayInWords(officeDayAfter(toLocal(due).day, 3 + Math.floor(at('day') * 7))),
    time: pick(sentences.times, at('time')),
    place: `${pick(sentences.streets, own('street'))} ${1 + Math.floor(own('number') * 180)}`,
    // No subscriber number in Belgium begins with 000.
    phone: `${pick(AREAS, own('area'))} 000 ${digits.slice(0, 2)} ${digits.slice(2)}`,
  };
}

function letterText(
  kind: sentences.LetterKind,
  person: Person,
  firm: string,
  values: Values,
  at: At,
): string {
  const greeting = fill(pick(sentences.greetings, at('greeting')), values).trim();
  const body = fill(pick(sentences.letters[kind], at('text')), values);
  const closing = pick(sentences.closings, at('closing'));
  const signature =
    AUTOMATIC.has(kind) && at('signed') < 0.6
      ? [firm]
      : [person.full, pick(sentences.roles, at('role')), firm, values.phone];
  return `${greeting},\n\n${body}\n\n${closing}\n\n${signature.join('\n')}\n`;
}

function fill(text: string, values: Values): string {
  return Object.entries(values).reduce(
    (filled, [name, value]) => filled.replaceAll(`{${name}}`, value),
    text,
  );
}

function quote(application: ApplicationLine): string {
  const { day, minute } = toLocal(Date.parse(application.received));
  const clock = `${Math.floor(minute / 60)}.${String(minute % 60).padStart(2, '0')}`;
  const lines = application.text.split('\n').map((line) => `> ${line}`.trimEnd());
  return `\n\nOp ${dayInWords(day)} om ${clock} uur schreef ${application.name === '' ? application.address : application.name}:\n${lines.join('\n')}\n`;
}

async function writeStray(seed: string, id: string, to: string, due: number): Promise<OutgoingMessage> {
  const letter = pick(sentences.newsletters, drawsFor(seed)('newsletter', id));
  const from = { address: 'nieuwsbrief@jobs-in-de-buurt.test', name: 'Jobs in de buurt' };
  const raw = await composeMessage({
    from,
    to: { address: to },
    subject: letter.subject,
    text: letter.text,
    date: new Date(due),
    messageId: `${id}@jobs-in-de-buurt.test`,
    headers: { Precedence: 'bulk', 'List-Unsubscribe': '<mailto:stop@jobs-in-de-buurt.test>' },
  });
  return { envelope: { from: from.address, to }, raw };
}
