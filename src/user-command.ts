import { z } from 'zod';
import {
  changeOf,
  findUserByLogin,
  listUsers,
  mayHoldTogether,
  personRoles,
  seedAccounts,
  type AccountId,
} from './auth/index.js';
import { CommandRefused, UsageError, type Values } from './command-line.js';
import type { Running } from './main.js';
import type { Services } from './services.js';

export const USER_HELP = [
  'user create --name NAME --email ADDRESS --role ROLE   makes an account and prints its invitation link, once',
  'user list                                             every account with its roles and state',
  'user block --email ADDRESS                            ends its sessions and lets nobody in with it',
  `  --role ROLE   ${personRoles.join(', ')}; several with a comma between them`,
  'On the embedded database stop the server first; on PostgreSQL it may go on.',
].join('\n');

const NewUser = z.object({
  name: z
    .string({ error: '--name is missing.' })
    .trim()
    .min(1, '--name is missing.')
    .max(120, '--name is too long.'),
  email: z
    .string({ error: '--email is missing.' })
    .trim()
    .toLowerCase()
    .pipe(z.email('--email needs a mail address, such as --email an@example.org.')),
  role: z
    .string({ error: '--role is missing.' })
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(personRoles, { error: `--role is one of ${personRoles.join(', ')}.` }))),
});

/** How to make the first administrator: said when a server starts without one. */
export function firstAdministrator(running: Running): string[] {
  const stop =
    running.services.database.engine === 'pglite'
      ? ['Stop this server (Ctrl-C), make the first administrator, and start again:']
      : ['Make the first administrator:'];
  return [
    'Nobody can sign in yet.',
    ...stop,
    '  npm run -s praktijktest -- user create --name "An Peeters" --email an@example.org --role administrator',
  ];
}

/** What `user` is asked to do, read before any database is opened. */
export type UserAct = ReturnType<typeof readUserAct>;

const REFUSALS = {
  'no-role': '--role is missing.',
  'outside-roles-conflict': 'A magistrate or test firm has no other role. Make two accounts, for two people.',
  'roles-conflict': 'An administrator has no other role. Make two accounts, for two people.',
  'channel-roles-conflict':
    'Whoever knows reports is no inspector, coordinator or analyst. Make two accounts, for two people.',
} as const;

/** Reads `user create`, `user list` or `user block`. Throws UsageError or CommandRefused. */
export function readUserAct(values: Values, [act, ...more]: readonly string[]) {
  if (more.length === 0 && act === 'create') return { act, ...readNewUser(values) } as const;
  if (more.length === 0 && act === 'list') return { act } as const;
  if (more.length === 0 && act === 'block') return { act, email: readEmail(values) } as const;
  throw new UsageError(`Say what to do: user create, user list or user block.\n\n${USER_HELP}`);
}

function readNewUser(values: Values) {
  const parsed = NewUser.safeParse(values);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const { name, email, role } = parsed.data;
  const roles = [...new Set(role)];
  const verdict = mayHoldTogether(roles);
  if (!verdict.allowed) throw new CommandRefused(REFUSALS[verdict.reason]);
  return { name, email, roles };
}

function readEmail(values: Values): string {
  const email = typeof values['email'] === 'string' ? values['email'].trim().toLowerCase() : '';
  if (email === '') throw new UsageError('--email is missing.');
  return email;
}

/** Does what was read by `readUserAct`. Throws CommandRefused. */
export async function runUserAct(
  services: Services,
  asked: UserAct,
  print: (line: string) => void,
): Promise<void> {
  await seedAccounts(services.systemContext(), false);
  if (asked.act === 'create') await create(services, asked, print);
  else if (asked.act === 'block') await block(services, asked.email, print);
  else await list(services, print);
}

async function create(
  services: Services,
  { name, email, roles }: ReturnType<typeof readNewUser>,
  print: (line: string) => void,
): Promise<void> {
  const ctx = services.systemContext();
  const known = await ctx.read((ctx) => findUserByLogin(ctx, email));
  if (known !== undefined)
    throw new CommandRefused(`There is an account with the address ${email} already. Nothing was changed.`);
  const { link, until } = await services.auth.accounts.invite(ctx, { name, email, roles }, { byHand: true });
  print(`The account is made. This link opens it, once, until ${until.toISOString()}:`);
  print(link ?? '');
  const { proposed } = changeOf([], roles);
  if (proposed.length > 0)
    print(`Proposed, not given: ${proposed.join(', ')}. An administrator decides on the page of users.`);
}

async function list(services: Services, print: (line: string) => void): Promise<void> {
  const users = await listUsers(services.systemContext());
  for (const { name, login, organisation, roles, state } of users)
    print([name, login ?? organisation ?? '-', roles.join(','), state].join('\t'));
  if (users.length === 0) print('There is no account yet.');
}

async function block(services: Services, email: string, print: (line: string) => void): Promise<void> {
  const ctx = services.systemContext();
  const user = await ctx.read((ctx) => findUserByLogin(ctx, email));
  if (user === undefined) throw new CommandRefused(`There is no account with the name ${email}.`);
  const id: AccountId = user.id;
  await services.auth.accounts.block(ctx, id);
  print('The account is blocked and its sessions have ended.');
}
