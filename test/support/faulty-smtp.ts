import net from 'node:net';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type Step,
} from '../unit/platform/mail/faulty-server.js';

export type { Fault, Step };

/** A mail server at one port whose behaviour changes between tests. */
export interface FaultySmtp {
  readonly port: number;
  /** Breaks every connection, forgets what came in, and misbehaves anew; no faults: behaves. */
  behave(faults?: Partial<Record<Step, Fault>>): Promise<void>;
  /** Messages answered 250 to since the last change. */
  taken(): readonly string[];
  /** How many messages were offered (MAIL) since the last change. */
  offered(): number;
  close(): Promise<void>;
}

/** Opens the mail server; it behaves until told otherwise. */
export async function openFaultySmtp(): Promise<FaultySmtp> {
  const sockets = new Set<net.Socket>();
  let current: FaultyServer = await startFaultyServer();
  const door = net.createServer((client) => {
    const server = net.connect(current.port, '127.0.0.1');
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(server).pipe(client);
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const dropAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    port: (door.address() as net.AddressInfo).port,
    behave: async (faults = {}) => {
      dropAll();
      await current.close();
      current = await startFaultyServer({ faults });
    },
    taken: () => current.taken,
    offered: () => current.commands.filter((command) => command.startsWith('MAIL')).length,
    close: async () => {
      dropAll();
      await current.close();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}
