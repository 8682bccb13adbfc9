// A simulator with real mail both ways: our side is the real sender and the real receiving server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  composeMessage,
  createMailReceiver,
  createMailSender,
  parseMessage,
  type Delivery,
  type IncomingMessage,
  type ParsedMessage,
} from '../../../src/platform/mail/index.js';
import {
  startSimulator,
  type Advanced,
  type Simulator,
  type SimulatorOptions,
  type SimulatorState,
} from '../../../src/simulator/index.js';

export const START = '2026-06-01T07:00:00Z';
export const everyone = (both: number, controlOnly = 0, treatmentOnly = 0) => ({
  employers: [{ match: '', both, controlOnly, treatmentOnly }],
  bounceRate: 0,
  lateShare: 0,
  strays: 0,
});

export interface Application {
  name: string;
  address: string;
  vacancy: string;
  subject?: string;
  text?: string;
  date?: Date;
  inReplyTo?: string;
}

export interface Field {
  simulator: Simulator;
  /** Mail the applicants received. */
  inbox: IncomingMessage[];
  /** Set to refuse or put off incoming answers. */
  receiving: { fail: boolean; accept: (address: string) => boolean };
  journalFile: string;
  apply(application: Application): Promise<Delivery>;
  tell(now: string): Promise<Advanced>;
  state(): Promise<SimulatorState>;
  restart(): Promise<void>;
  mails(): Promise<ParsedMessage[]>;
  close(): Promise<void>;
}

export async function openField(options: Partial<SimulatorOptions> = {}): Promise<Field> {
  const folder = await mkdtemp(join(tmpdir(), 'employers-'));
  const inbox: IncomingMessage[] = [];
  const receiving: Field['receiving'] = { fail: false, accept: () => true };
  const receiver = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: (address) => receiving.accept(address),
    onMessage: (message) =>
      receiving.fail ? Promise.reject(new Error('full')) : Promise.resolve(void inbox.push(message)),
    maxBytes: 1_000_000,
  });
  const port = await receiver.listen();
  const journalFile = join(folder, 'journal.jsonl');
  const start = (): Promise<Simulator> =>
    startSimulator({
      smtpPort: 0,
      controlPort: 0,
      replyTo: { host: '127.0.0.1', port },
      journalFile,
      seed: '1',
      population: everyone(1),
      log: () => undefined,
      ...options,
    });
  let simulator = await start();
  let sender = createMailSender({ host: '127.0.0.1', port: simulator.smtpPort, loopbackOnly: true });
  const ask = async (path: string, body?: unknown): Promise<any> => {
    const response = await fetch(
      `http://127.0.0.1:${simulator.controlPort}${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
    const json: any = await response.json();
    if (response.status !== 200) throw new Error(`${response.status}: ${json.error}`);
    return json;
  };
  return {
    get simulator() {
      return simulator;
    },
    inbox,
    receiving,
    journalFile,
    apply: async (application) => {
      const raw = await composeMessage({
        from: { address: application.address, name: application.name },
        to: { address: application.vacancy },
        subject: application.subject ?? 'Sollicitatie voor de functie van magazijnier',
        text: application.text ?? 'Geachte\n\nGraag stel ik mij kandidaat.',
        date: application.date ?? new Date(START),
        messageId: `${application.address.replace('@', '.')}.${application.vacancy.replace('@', '.')}@mail.test`,
        ...(application.inReplyTo === undefined ? {} : { inReplyTo: application.inReplyTo }),
      });
      return sender.send({ envelope: { from: application.address, to: application.vacancy }, raw });
    },
    tell: (now) => ask('/time', { now }),
    state: () => ask('/state'),
    restart: async () => {
      await sender.close();
      await simulator.close();
      simulator = await start();
      sender = createMailSender({ host: '127.0.0.1', port: simulator.smtpPort, loopbackOnly: true });
    },
    mails: () => Promise.all(inbox.map(({ raw }) => parseMessage(raw))),
    close: async () => {
      await sender.close();
      await simulator.close();
      await receiver.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const flemish = (vacancy: string): Application => ({
  name: 'Pieter Maes',
  address: `pieter.${vacancy.replace('@', '.')}@applicants.test`,
  vacancy,
});
export const turkish = (vacancy: string): Application => ({
  name: 'Mehmet Yılmaz',
  address: `mehmet.${vacancy.replace('@', '.')}@applicants.test`,
  vacancy,
});
