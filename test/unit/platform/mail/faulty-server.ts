// A mail server that misbehaves on order: at one step it drops, stays silent, or says what it is told to say.
import net from 'node:net';
import tls from 'node:tls';

export type Step =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'AUTH'
  | 'STARTTLS'
  | 'handshake'
  | 'EHLO secured'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'body'
  | 'dot'
  | 'RSET'
  | 'QUIT';
/** 'drop' closes, 'reset' breaks the connection, 'silent' never answers; a string is written as it is ('{drop}' at its end closes after it). */
export type Fault = 'drop' | 'reset' | 'silent' | { say: string; thenDrop?: boolean; delay?: number };

export interface FaultyServer {
  port: number;
  /** Every complete message the server took (answered 250 to). */
  taken: string[];
  /** Every command line of every connection, in order. */
  commands: string[];
  connections: number;
  /** The senders (MAIL) that were offered on each connection, the first connection first. */
  offers: readonly (readonly string[])[];
  close(): Promise<void>;
}

export interface FaultyOptions {
  faults?: Partial<Record<Step, Fault>>;
  /** The fault bites only on this connection (from 1); others behave. Default: all. */
  onConnection?: number;
  /** What goes wrong on each connection (from 1), in the place of `faults`. */
  faultsOf?: (connection: number) => Partial<Record<Step, Fault>>;
  /** With these STARTTLS really goes on over TLS. */
  certificate?: { key: string; cert: string };
  extensions?: string[];
  /** Close each connection right after this many messages. */
  closeAfter?: number;
}

export async function startFaultyServer(options: FaultyOptions = {}): Promise<FaultyServer> {
  const sockets = new Set<net.Socket>();
  const taken: string[] = [];
  const commands: string[] = [];
  const offers: string[][] = [];
  const state = { connections: 0 };
  const server = net.createServer((socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const offered: string[] = [];
    offers.push(offered);
    const bites = options.onConnection === undefined || options.onConnection === state.connections;
    const faults = options.faultsOf?.(state.connections) ?? (bites ? (options.faults ?? {}) : {});
    converse(socket, faults, options, { taken, commands, offered });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    taken,
    commands,
    offers,
    get connections() {
      return state.connections;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function converse(
  plain: net.Socket,
  faults: Partial<Record<Step, Fault>>,
  options: FaultyOptions,
  { taken, commands, offered }: { taken: string[]; commands: string[]; offered: string[] },
): void {
  let socket = plain;
  let buffer = '';
  const now = { inData: false, mute: false };
  let messages = 0;
  const act = (step: Step, good: string, then: () => void = () => undefined): void => {
    const fault = faults[step];
    if (fault === undefined) {
      socket.write(good + '\r\n');
      then();
    } else if (fault === 'drop') {
      socket.end();
      now.mute = true;
    } else if (fault === 'reset') {
      plain.resetAndDestroy();
      now.mute = true;
    } else if (fault === 'silent') {
      now.mute = true;
    } else {
      const say = (): void => {
        if (fault.thenDrop) {
          socket.end(fault.say);
          now.mute = true;
        } else socket.write(fault.say);
        if (/^[23]/.test(fault.say)) then();
      };
      if (fault.delay === undefined) say();
      else setTimeout(say, fault.delay);
    }
  };
  const secure = (): void => {
    if (options.certificate === undefined) return;
    plain.removeListener('data', onData);
    buffer = '';
    // What goes wrong instead of a handshake.
    if (faults.handshake !== undefined) return act('handshake', '');
    socket = new tls.TLSSocket(plain, { isServer: true, ...options.certificate });
    socket.on('error', () => undefined).on('data', onData);
  };
  const command = (line: string): void => {
    commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') offered.push(/<(.*?)>/.exec(line)?.[1] ?? '');
    if (verb === 'EHLO')
      act(
        socket === plain ? 'EHLO' : 'EHLO secured',
        ['250-test', ...(options.extensions ?? []).map((e) => `250-${e}`), '250 8BITMIME'].join('\r\n'),
      );
    else if (verb === 'HELO') act('HELO', '250 test');
    else if (verb === 'AUTH') act('AUTH', '235 welcome');
    else if (verb === 'STAR') act('STARTTLS', '220 go ahead', secure);
    else if (verb === 'MAIL') act('MAIL', '250 sender ok');
    else if (verb === 'RCPT') act('RCPT', '250 recipient ok');
    else if (verb === 'DATA') act('DATA', '354 go on', () => (now.inData = true));
    else if (verb === 'RSET') act('RSET', '250 reset');
    else if (verb === 'QUIT') act('QUIT', '221 bye', () => socket.end());
    else socket.write('500 what?\r\n');
  };
  const onBody = (): void => {
    const end = buffer.startsWith('.\r\n') ? 0 : buffer.indexOf('\r\n.\r\n');
    if (faults.body !== undefined && buffer.length > 0) {
      now.inData = false;
      act('body', '');
      now.mute = true;
      return;
    }
    if (end < 0) return;
    const message = buffer.slice(0, end + 2);
    buffer = buffer.slice(end + (end === 0 ? 3 : 5));
    now.inData = false;
    messages += 1;
    act('dot', '250 2.0.0 taken', () => {
      taken.push(message);
      if (options.closeAfter === messages) socket.end();
    });
  };
  // Handles one command or one message; false when there is nothing more to handle now.
  const next = (): boolean => {
    if (now.mute) return false;
    if (now.inData) {
      const before = buffer.length;
      onBody();
      return buffer.length < before;
    }
    const at = buffer.indexOf('\r\n');
    if (at < 0) return false;
    const line = buffer.slice(0, at);
    buffer = buffer.slice(at + 2);
    command(line);
    return true;
  };
  const onData = (chunk: Buffer): void => {
    if (now.mute) return;
    buffer += chunk.toString('latin1');
    while (next());
  };
  plain.on('data', onData);
  act('greeting', '220 test ESMTP');
}
