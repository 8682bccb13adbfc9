import { get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listen } from '../../src/platform/http.js';
import { draftOf, openWorld, type World } from '../support/world.js';

let world: World;
let server: { port: number; close(): Promise<void> };

beforeAll(async () => {
  world = await openWorld();
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
});
afterAll(async () => {
  await server.close();
  await world.close();
});

type Role = 'inspector' | 'fieldworker' | 'coder';

/** Listens as somebody; `heard` fills while it lasts. */
async function hear(role: Role): Promise<{ answer: IncomingMessage; heard: string[]; stop(): void }> {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
  const heard: string[] = [];
  const { cookie } = await world.signIn(account);
  return new Promise((resolve, reject) => {
    const call = httpGet(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/gebeurtenissen',
        headers: { cookie },
      },
      (answer) => {
        answer.setEncoding('utf8');
        answer.on('data', (text: string) => heard.push(text));
        answer.on('error', () => undefined);
        resolve({ answer, heard, stop: () => call.destroy() });
      },
    );
    call.on('error', reject);
  });
}

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

async function until(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !check(); tries += 1) await wait(100);
}

describe('what changes while one looks', () => {
  test('is told as a kind and nothing else, to those who may see that kind', async () => {
    const [inspector, coder] = [await hear('inspector'), await hear('coder')];
    await wait(1_000);
    await world.services.campaigns.create(world.as('inspector'), draftOf(2));
    const told = (): string => inspector.heard.join('');
    await until(() => told().includes('event'));
    await wait(500);
    expect([inspector.answer.headers['content-type'], told(), coder.heard.join('')]).toEqual([
      'text/event-stream; charset=utf-8',
      'retry: 3000\n\nevent: changed\ndata: campaigns\n\n',
      'retry: 3000\n\n',
    ]);
    inspector.stop();
    coder.stop();
  });

  test('of the mailbox is told to fieldworkers alone', async () => {
    const [inspector, fieldworker] = [await hear('inspector'), await hear('fieldworker')];
    await wait(2_500);
    const { responses, systemContext } = world.services;
    await responses.receive(systemContext(), {
      envelope: { from: 'a@elders.example', to: ['niemand@mijnpost.example'] },
      raw: Buffer.from('From: a@elders.example\r\n\r\nDag.\r\n'),
    });
    await responses.process(systemContext());
    await until(() => fieldworker.heard.join('').includes('event'));
    expect([fieldworker.heard.join(''), inspector.heard.join('')]).toEqual([
      'retry: 3000\n\nevent: changed\ndata: inbox\n\n',
      'retry: 3000\n\n',
    ]);
    inspector.stop();
    fieldworker.stop();
  });

  test('carries the headers of the house', async () => {
    const { answer, stop } = await hear('inspector');
    expect([answer.headers['cache-control'], answer.headers['x-content-type-options']]).toEqual([
      'no-store',
      'nosniff',
    ]);
    stop();
  });
});
