import { z } from 'zod';
import { withChannel, channelKeys } from './channel.js';
import { CommandRefused, print, UsageError, type Values } from './command-line.js';
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

/** A custodian's keys and signatures: done on a machine of their own, without a network. @returns the exit code */
export function runCustodian(values: Values, [act, ...more]: readonly string[]): number {
  if (more.length === 0 && act === 'keys') {
    print(channelKeys.makeCustodian(parse(ToMake, values).file));
    return 0;
  }
  if (more.length === 0 && act === 'sign') return signKey(parse(ToSign, values));
  throw new UsageError('Say what to do: custodian keys or custodian sign.');
}

function signKey({ file, account, key, until }: z.output<typeof ToSign>): number {
  const { words, line } = channelKeys.signOfficerKey(file, { account, publicKey: key, until });
  print('Compare these words with the officer by telephone, BEFORE you give the line:');
  print(`  ${words}`);
  print(line);
  return 0;
}

function parse<Schema extends z.ZodType>(schema: Schema, values: Values): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ message }) => message).join('\n'));
}
