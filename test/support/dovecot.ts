// A real IMAP server: Dovecot with a configuration of its own, on a port of this machine, over a folder that ends with it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

const PROGRAM = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));
const PASSWORD = 'een-w@cht:woord/';

/** Whether Dovecot is here. In CI it must be; elsewhere the suite says that it was not run. */
export function findDovecot(): boolean {
  if (PROGRAM !== undefined) return true;
  const lost =
    'Dovecot was not found (apt-get install dovecot-imapd): the suite on a real IMAP server DOES NOT RUN.';
  if (process.env['CI'] === 'true') throw new Error(`${lost} In CI that is a failure.`);
  console.warn(`!!! ${lost} !!!`);
  return false;
}

/** A mailbox that tests fill, on a server that they end and start. */
export interface Dovecot {
  readonly port: number;
  /** PT_IMAP for this mailbox, through another port when one is given. */
  setting(address: string, port?: number): string;
  /** Puts messages in the mailbox, as a server that delivers would; with the instant at which it took them in. */
  deliver(messages: readonly (string | Buffer)[], at?: Date): Promise<void>;
  /** Gives every message of the mailbox another number, as a server does that was set up anew. */
  renumber(): void;
  /** Ends every process of it at once, in the midst of what it does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts Dovecot with an empty mailbox of the user `post`. */
export async function openDovecot(): Promise<Dovecot> {
  if (PROGRAM === undefined) throw new Error('Dovecot is not there.');
  const program = PROGRAM;
  // Its sockets have paths of at most 108 characters.
  const folder = mkdtempSync(join(tmpdir(), 'pt-imap-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port));
  const owner = mailOwner();
  mkdirSync(join(folder, 'mail'));
  if (process.getuid?.() === 0) execFileSync('chown', [`${owner.uid}:${owner.gid}`, join(folder, 'mail')]);
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true });
    await untilOpen(port, server);
  };
  const kill = async (): Promise<void> => {
    const { pid } = server ?? {};
    if (pid === undefined) return;
    const gone = new Promise((resolve) => server?.once('exit', resolve));
    // The group: also the processes that hold connections.
    process.kill(-pid, 'SIGKILL');
    await gone;
    server = undefined;
    rmSync(join(folder, 'run'), { recursive: true, force: true });
  };
  const setting = (address: string, through = port): string =>
    `imap://post:${encodeURIComponent(PASSWORD)}@127.0.0.1:${through}/INBOX?address=${encodeURIComponent(address)}`;
  await start();
  return {
    port,
    setting,
    deliver: (messages, at) => append(port, messages, at),
    renumber: () => {
      execFileSync('find', [join(folder, 'mail'), '-name', 'dovecot*', '-delete']);
    },
    kill,
    start,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function append(port: number, messages: readonly (string | Buffer)[], at?: Date): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'post', pass: PASSWORD },
    logger: false,
  });
  await client.connect();
  for (const message of messages) await client.append('INBOX', Buffer.from(message), [], at);
  await client.logout();
}

/** The owner of the mail: not root. */
function mailOwner(): { uid: number; gid: number } {
  if (process.getuid?.() !== 0) return { uid: userInfo().uid, gid: userInfo().gid };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

function configuration(folder: string, port: number): string {
  const { uid, gid } = mailOwner();
  const own = process.getuid?.() === 0 ? undefined : userInfo().username;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
# So long that only the kernel can have told of a new message.
mailbox_idle_check_interval = 10 mins
${own === undefined ? '' : `default_internal_user = ${own}\ndefault_login_user = ${own}\ndefault_internal_group =`}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

async function untilOpen(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (server.exitCode !== null) throw new Error(`Dovecot ended with code ${server.exitCode}.`);
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      setTimeout(() => socket.destroy(), 2000).unref();
    });
    if (greeted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Dovecot did not start within 10 seconds.');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
