import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A message as it came in. `raw` is exactly what was sent between DATA and the final dot. */
export interface IncomingMessage {
  readonly envelope: { readonly from: string; readonly to: string[] };
  readonly raw: Buffer;
}

export interface MailReceiverOptions {
  /** The address to listen on. */
  readonly host: string;
  /** 0 lets the system choose; `listen` gives the port. */
  readonly port: number;
  /** Whether this address (lower case) is one of ours; else 550. */
  readonly acceptRecipient: (address: string) => boolean;
  /** Keeps the message. The sender is told 250 only after this has resolved; when it rejects, 451: the sender tries again. */
  readonly onMessage: (message: IncomingMessage) => Promise<void>;
  /** Longest message taken, in bytes; else 552. */
  readonly maxBytes: number;
  /** The name in the greeting; default `localhost`. */
  readonly name?: string;
}

export interface MailReceiver {
  /** Starts listening; gives the port. Rejects with "port N is in use" when another program has it. */
  listen(): Promise<number>;
  /** Takes no new connection, lets messages under way finish for a moment, then closes. */
  close(): Promise<void>;
}

/** Makes a receiving mail server (RFC 5321) that answers for a message only once it is kept. Closed, it can listen again. */
export function createMailReceiver(options: MailReceiverOptions): MailReceiver {
  let server = createServer(options);
  return {
    listen: () => listen(server, options),
    close: async () => {
      await close(server);
      // A server of this package that was closed turns away whoever comes after it listens again.
      server = createServer(options);
    },
  };
}

function createServer(options: MailReceiverOptions): SMTPServer {
  return new SMTPServer({
    name: options.name ?? 'localhost',
    banner: 'ready',
    size: options.maxBytes,
    rejectOversized: true,
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 2000,
    socketTimeout: 120_000,
    logger: false,
    onRcptTo: (address, _session, done) => {
      done(
        options.acceptRecipient(address.address.toLowerCase())
          ? null
          : answer(550, '5.1.1 no such mailbox here'),
      );
    },
    onData: (stream, session, done) => {
      void take(stream, session, options).then(done);
    },
  });
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: MailReceiverOptions,
): Promise<Error | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) {
      if (Buffer.isBuffer(chunk) && !stream.sizeExceeded) chunks.push(chunk);
    }
    if (stream.sizeExceeded) return answer(552, '5.3.4 message too big');
    const { mailFrom, rcptTo } = session.envelope;
    const to = rcptTo.map(({ address }) => address.toLowerCase());
    await options.onMessage({
      envelope: { from: mailFrom === false ? '' : mailFrom.address, to },
      raw: Buffer.concat(chunks),
    });
    return null;
  } catch {
    return answer(451, '4.3.0 not taken now, try again later');
  }
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function listen(server: SMTPServer, { host, port }: MailReceiverOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        inUse
          ? new Error(
              `Incoming mail: port ${port} is in use on ${host}. Stop the other program or choose another port.`,
              { cause: error },
            )
          : error,
      );
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.removeListener('error', refuse);
      // A client that breaks its connection is an error of the connection, not of the server.
      server.on('error', () => undefined);
      const address = server.server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

function close(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => {
    if (!server.server.listening) resolve();
    else server.close(() => resolve());
  });
}
