import { z } from 'zod';
import { ATTEMPTS, noteTooLong, RecordBody, STEPS } from './schema.js';
import { attemptFault } from './attempt-words.js';
import { callFault } from './words.js';

/** How many deviations the form has room for. */
export const DEVIATION_ROWS = [1, 2, 3] as const;

const Fields = z.record(z.string(), z.unknown());
type Fault = (field: string, message: string) => void;
type Read = (field: string) => string;

/** The form of the call sheet: what was heard, or an attempt that reached nobody. Each fault names the field it stands at. */
export const SheetForm = Fields.transform((fields, issues): RecordBody => {
  const read: Read = (field) => {
    const value = fields[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const fault: Fault = (field, message) => issues.addIssue({ code: 'custom', path: [field], message });
  const code = read('code');
  const parse = (body: unknown): RecordBody => {
    const parsed = RecordBody.safeParse(body);
    if (parsed.success && issues.issues.length === 0) return parsed.data;
    if (issues.issues.length === 0)
      for (const issue of parsed.error?.issues ?? []) fault(String(issue.path[0] ?? 'code'), issue.message);
    return z.NEVER;
  };
  // Two forms stand on the sheet: the one for an attempt says so.
  if (read('form') === 'attempt') {
    const how = read('attempt');
    if (!ATTEMPTS.some((kind) => kind === how)) fault('attempt', attemptFault('fault.how'));
    return parse({ code: how, backOn: read('backOn') === '' ? null : read('backOn') });
  }
  if (code === '') fault('code', callFault('fault.code'));
  else {
    if (read('timesSaid') === '') fault('timesSaid', callFault('fault.times'));
    if (read('askedReason') === '') fault('askedReason', callFault('fault.asked'));
    if (read('namedBan') === '') fault('namedBan', callFault('fault.named'));
  }
  return parse({
    code,
    timesSaid: /^[012]$/.test(read('timesSaid')) ? Number(read('timesSaid')) : null,
    askedReason: yesNo(read('askedReason')),
    namedBan: yesNo(read('namedBan')),
    deviations: deviationsOf(read, fault),
    note: read('note'),
    ...(read('spokeWith') === '' ? {} : { spokeWith: read('spokeWith') }),
  });
});

function yesNo(text: string): boolean | null {
  return text === 'ja' ? true : text === 'nee' ? false : null;
}

/** Rows that hold anything; a row half filled in is a fault. */
function deviationsOf(read: Read, fault: Fault): unknown[] {
  return DEVIATION_ROWS.flatMap((row) => {
    const [step, text, spoils] = [read(`step${row}`), read(`text${row}`), read(`spoils${row}`)];
    if (step === '' && text === '' && spoils === '') return [];
    if (!STEPS.some((known) => known === step)) fault(`step${row}`, callFault('fault.step'));
    if (text.length < 3 || text.length > 1000) fault(`text${row}`, callFault('fault.text'));
    if (yesNo(spoils) === null) fault(`spoils${row}`, callFault('fault.spoils'));
    return [{ step, text, spoils: yesNo(spoils) }];
  });
}

/** The form of the stop button: that the call broke off, and why. */
export const StopForm = z
  .object({ stopNote: z.string().trim().max(4000, noteTooLong).default('') })
  .transform(({ stopNote }) => RecordBody.parse({ code: 'stopped', note: stopNote }));
