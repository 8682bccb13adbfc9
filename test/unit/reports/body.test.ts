// How much a form brings, and how many are held at once: each until the work on it is over.
import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { listen } from '../../../src/platform/http.js';
import { Problem } from '../../../src/platform/problems.js';
import { formOf, readForm, workOn } from '../../../src/reports/listener/body.js';

const MB = 1024 * 1024;
/** What the work on a form waits for. */
let work: () => Promise<void> = () => Promise.resolve();
const app = express();
app.use(readForm());
app.post('/', (req, res) => {
  const { files, tooLarge } = formOf(req);
  void workOn(req, async () => {
    await work();
    res.json({ sizes: files.map(({ content }) => content.length), tooLarge });
  });
});
app.use(((error: unknown, _req, res, _next) => {
  res.status(error instanceof Problem && error.code === 'channel-busy' ? 503 : 400).end();
}) satisfies express.ErrorRequestHandler);

const send = (...sizes: readonly number[]) => {
  const post = request(app).post('/').field('stap', 'files');
  for (const size of sizes) void post.attach('file', Buffer.alloc(size), 'a.bin');
  return post;
};

test('a file of ten megabytes is kept, one that is longer is not', async () => {
  expect((await send(10 * MB)).body).toEqual({ sizes: [10 * MB], tooLarge: false });
  expect((await send(10 * MB + 1)).body).toEqual({ sizes: [], tooLarge: true });
});

test('files that are too much together are not kept beyond that', async () => {
  expect((await send(4 * MB, 5 * MB)).body).toEqual({ sizes: [4 * MB, 5 * MB], tooLarge: false });
  expect((await send(6 * MB, 6 * MB, 1)).body).toEqual({ sizes: [6 * MB], tooLarge: true });
});

test('eight are held at once, to the end of the work on them, also where the sender went away', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let at = 0;
  const all = new Promise<void>((begun) => {
    work = () => {
      at += 1;
      if (at === 8) begun();
      return gate;
    };
  });
  const server = await listen(app, '127.0.0.1', 0, 'PT_CHANNEL_PORT');
  const form = (): FormData => {
    const made = new FormData();
    made.append('file', new Blob(['a']), 'a');
    return made;
  };
  const address = `http://127.0.0.1:${server.port}/`;
  const leaving = new AbortController();
  const sent = Array.from({ length: 8 }, () =>
    fetch(address, { method: 'POST', body: form(), signal: leaving.signal }).catch(() => null),
  );
  await all;
  expect((await fetch(address, { method: 'POST', body: form() })).status).toBe(503);
  leaving.abort();
  expect(await Promise.all(sent)).toEqual(Array.from({ length: 8 }, () => null));
  expect((await fetch(address, { method: 'POST', body: form() })).status).toBe(503);
  open();
  await gate;
  work = () => Promise.resolve();
  await expect
    .poll(async () => (await fetch(address, { method: 'POST', body: form() })).status, { timeout: 10_000 })
    .toBe(200);
  await server.close();
});
