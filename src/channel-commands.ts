import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { withChannel, channelKeys } from './channel.js';
import { CommandRefused, print, say, UsageError, type Values } from './command-line.js';
import { CUSTODIANS, custodiansOf } from './platform/channel-config.js';
import { isDateOnly, type DateOnly } from './platform/dates.js';
import { isUuid } from './platform/ids.js';
import { Problem } from './platform/problems.js';

const NewOfficer = z.object({
  login: z
    .string({ error: '--login is missing.' })
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._-]{2,100}$/, '--login has 2 to 100 letters, digits, stops or hyphens.'),
  name: z
    .string({ error: '--name is missing.' })
    .trim()
    .min(1, '--name is missing.')
    .max(200, '--name is too long.'),
});
const Login = NewOfficer.pick({ login: true });

/** Accounts of officers of the reporting channel. @returns the exit code */
export async function runOfficer(values: Values, [act, ...more]: readonly string[]): Promise<number> {
  if (more.length > 0) throw new UsageError('Say one thing: officer add, officer list or officer block.');
  if (act === 'add') return addOfficer(parse(NewOfficer, values));
  if (act === 'list') return listOfficers();
  if (act === 'block') return block(parse(Login, values).login);
  throw new UsageError('Say what to do: officer add, officer list or officer block.');
}

async function addOfficer(asked: z.output<typeof NewOfficer>): Promise<number> {
  const { id, code } = await withChannel((channel) => channelKeys.allowStart(channel, asked));
  print(`account ${id}`);
  print(`start code, to give to ${asked.login} in person; it works once, within a week:`);
  print(`  ${code}`);
  print('They open /dienst/begin on the address of the channel.');
  return 0;
}

async function listOfficers(): Promise<number> {
  const officers = await withChannel((channel) => channelKeys.listOfficerKeys(channel));
  for (const { id, login, name, state, until } of officers)
    print(`${id}  ${login}  ${name}  ${until === null ? state : `${state} until ${until}`}`);
  if (officers.length === 0) print('There are no officers yet.');
  return 0;
}

async function block(login: string): Promise<number> {
  try {
    await withChannel((channel) => channelKeys.blockOfficer(channel, login));
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found')
      throw new CommandRefused(`There is no officer with the login ${login}.`);
    throw error;
  }
  print(`${login} is blocked`);
  return 0;
}

const Companies = z.object({
  enterprises: z.string({ error: '--enterprises is missing.' }).min(1, '--enterprises is missing.'),
  names: z.string({ error: '--names is missing.' }).min(1, '--names is missing.'),
});

/** Loads the names of companies that the form offers. @returns the exit code */
export async function runCompanies(values: Values): Promise<number> {
  const files = parse(Companies, values);
  for (const file of Object.values(files))
    if (!existsSync(file)) throw new CommandRefused(`There is no file ${file}. Nothing was changed.`);
  const count = await withChannel((channel) => channelKeys.loadCompanies(channel, files));
  print(`${count} companies loaded`);
  return 0;
}

const ToSign = z.object({
  file: z.string({ error: '--file is missing.' }).min(1, '--file is missing.'),
  account: z
    .string({ error: '--account is missing.' })
    .refine(isUuid, '--account is the line "Account" of the page "Mijn sleutel".'),
  key: z
    .string({ error: '--key is missing.' })
    .regex(/^[\w-]{43}$/, '--key is the line "Publieke sleutel" of the page "Mijn sleutel".')
    .transform((text) => Buffer.from(text, 'base64url')),
  until: z
    .string({ error: '--until is missing.' })
    .refine((text): text is DateOnly => isDateOnly(text), '--until is a day, such as 2027-06-30.'),
});
const ToMake = ToSign.pick({ file: true });
const ToDecide = ToMake.extend({
  request: z.string({ error: '--request is missing.' }).min(1, '--request is missing.'),
});
const ToRecover = ToSign.pick({ file: true, until: true }).extend({
  custodians: z
    .string({ error: '--custodians is missing.' })
    .regex(CUSTODIANS, '--custodians is the value of PT_CHANNEL_CUSTODIANS.'),
});
const ToConfirm = ToMake.extend({
  recovery: z.string({ error: '--recovery is missing.' }).min(1, '--recovery is missing.'),
});
const ToOpen = ToDecide.extend({ box: z.string({ error: '--box is missing.' }).min(1, '--box is missing.') });

/** A custodian's keys and signatures: done on a machine of their own, without a network. @returns the exit code */
export function runCustodian(values: Values, [act, ...more]: readonly string[]): number {
  if (more.length === 0 && act === 'keys') {
    print(channelKeys.makeCustodian(parse(ToMake, values).file));
    return 0;
  }
  if (more.length === 0 && act === 'sign') return signKey(parse(ToSign, values));
  if (more.length === 0 && (act === 'agree' || act === 'refuse')) return decide(parse(ToDecide, values), act);
  if (more.length === 0 && act === 'open') return openBox(parse(ToOpen, values));
  if (more.length === 0 && act === 'recovery') return makeRecovery(parse(ToRecover, values));
  if (more.length === 0 && act === 'confirm') return confirmRecovery(parse(ToConfirm, values));
  throw new UsageError('Say what to do: custodian keys, sign, agree, refuse, open, recovery or confirm.');
}

function signKey({ file, account, key, until }: z.output<typeof ToSign>): number {
  const { words, line } = channelKeys.signOfficerKey(file, { account, publicKey: key, until });
  print('Compare these words with the officer by telephone, BEFORE you give the line:');
  print(`  ${words}`);
  print(line);
  return 0;
}

/** What is asked goes to the screen, the line alone to where the output goes. */
function decide({ file, request }: z.output<typeof ToDecide>, verdict: 'agree' | 'refuse'): number {
  const { told, line } = channelKeys.decideOffline(file, readFileSync(request, 'utf8'), verdict);
  say('Read this BEFORE you give the line:');
  for (const one of told) say(`  ${one}`);
  print(line);
  return 0;
}

function makeRecovery({ file, custodians, until }: z.output<typeof ToRecover>): number {
  const { words, bundle } = channelKeys.makeRecovery(file, custodiansOf(custodians), until);
  return printRecovery(words, bundle);
}

function confirmRecovery({ file, recovery }: z.output<typeof ToConfirm>): number {
  const { words, bundle } = channelKeys.confirmRecovery(file, readFileSync(recovery, 'utf8'));
  return printRecovery(words, bundle);
}

/** The words go to the screen, the file alone to where the output goes. */
function printRecovery(words: string, bundle: string): number {
  say('Compare these words with the other custodian, BEFORE anybody installs it:');
  say(`  ${words}`);
  print(bundle.trimEnd());
  return 0;
}

/** The recovery key on the server of the channel: taken in, asked for, and used. @returns the exit code */
export async function runRecovery(values: Values, [act, ...more]: readonly string[]): Promise<number> {
  if (more.length === 0 && act === 'ask') {
    print((await withChannel((channel) => channelKeys.askRecovery(channel))).trimEnd());
    return 0;
  }
  if (more.length > 0 || (act !== 'install' && act !== 'use'))
    throw new UsageError('Say what to do: recovery install, recovery ask or recovery use.');
  const text = readFileSync(parse(ToMake, values).file, 'utf8');
  if (act === 'install') {
    const { id } = await withChannel((channel) => channelKeys.installRecovery(channel, text));
    print(`recovery key ${id} counts; officers seal what is there to it on the page "Herstelsleutel"`);
    return 0;
  }
  const { opened, waiting, failed } = await withChannel((channel) => channelKeys.useRecovery(channel, text));
  if (waiting > 0) say(`${waiting} reports wait for an officer without an interest in their employer`);
  if (failed > 0) say(`${failed} reports did not open with this key`);
  print(`${opened} reports can be opened again; destroy the file, and install a new recovery key`);
  return 0;
}

function openBox({ file, request, box }: z.output<typeof ToOpen>): number {
  const lines = channelKeys.openOffline(file, readFileSync(request, 'utf8'), readFileSync(box, 'utf8'));
  for (const line of lines) print(line);
  return 0;
}

function parse<Schema extends z.ZodType>(schema: Schema, values: Values): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ message }) => message).join('\n'));
}
