import express from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../src/platform/crypto.js';
import { Problem } from '../../../../src/platform/problems.js';
import { filesOf, MOST_FORM_BYTES, readFileForms, readParts } from '../../../../src/web/http/file-forms.js';

const TYPE = 'multipart/form-data; boundary=x';
const part = (head: string, content: string): string =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const read = (...parts: string[]) => readParts(Buffer.from(`${parts.join('')}--x--\r\n`), TYPE);

describe('a form with files', () => {
  test('gives its fields as they were typed', () => {
    expect(read(part('name="reden"', 'Omdat het zo is.\r\nEcht één keer.'))).toEqual({
      reden: 'Omdat het zo is.\r\nEcht één keer.',
    });
  });

  test('gives a file as the hash of its bytes', () => {
    expect(read(part('name="document"; filename="advies.pdf"', 'inhoud'))).toEqual({
      document: sha256('inhoud').toString('hex'),
    });
  });

  test('gives an empty text where no file was chosen', () => {
    expect(read(part('name="document"; filename=""', ''))).toEqual({ document: '' });
  });

  test('hashes a file that holds something like the boundary whole', () => {
    const content = 'een\r\n--y\r\n\r\n een --x\n--x in het midden';
    expect(read(part('name="d"; filename="a"', content))).toEqual({ d: sha256(content).toString('hex') });
  });

  test('gives a field that is sent twice as a list', () => {
    expect(read(part('name="a"', '1'), part('name="a"', '2'))).toEqual({ a: ['1', '2'] });
  });

  test('takes no name that would change what all objects are', () => {
    const fields = read(part('name="__proto__"', 'x'))!;
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.hasOwn(fields, '__proto__')).toBe(true);
  });

  test.each([
    ['no boundary in its type', Buffer.from('--x--'), 'multipart/form-data'],
    ['no end', Buffer.from(part('name="a"', '1')), TYPE],
    ['a part without a name', Buffer.from(`${part('filename="a"', '1')}--x--`), TYPE],
    ['a part without head', Buffer.from('--x\r\n--x--'), TYPE],
    ['more than a hundred parts', Buffer.from(`${part('name="a"', '1').repeat(101)}--x--`), TYPE],
    ['nothing', Buffer.from(''), TYPE],
  ])('is unreadable with %s', (_what, raw, type) => {
    expect(readParts(raw, type)).toBeNull();
  });
});

describe('reading one at the door', () => {
  const app = (signedIn: boolean) =>
    express()
      .use(readFileForms({ mayRead: () => signedIn }))
      .post('/', (req, res) => void res.json(req.body ?? null))
      .use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
        if (res.headersSent) return next(error);
        const status = (error as { status?: number }).status ?? 500;
        res
          .status(error instanceof Problem ? 400 : status)
          .json(error instanceof Problem ? error.code : null);
      });
  const file = Buffer.from('een advies');

  test('is done for who may have files read', async () => {
    const answer = await request(app(true))
      .post('/')
      .field('datum', '2026-09-01')
      .attach('document', file, 'a.pdf');
    expect(answer.body).toEqual({ datum: '2026-09-01', document: sha256(file).toString('hex') });
  });

  test('hands the bytes of each file to the request alone', async () => {
    const seen: (string | undefined)[] = [];
    const door = express()
      .use(readFileForms({ mayRead: () => true }))
      .post('/', (req, res) => {
        const files = filesOf(req);
        for (const name of ['document', 'leeg', 'datum']) {
          const bytes = files.get(name);
          seen.push(bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8'));
        }
        res.json(filesOf(Object.create(req) as typeof req).size);
      });
    const answer = await request(door)
      .post('/')
      .field('datum', '2026-09-01')
      .attach('document', file, 'a.pdf')
      .attach('leeg', Buffer.from(''), '');
    expect([seen, answer.body]).toEqual([['een advies', undefined, undefined], 0]);
  });

  test('is not done for anybody else', async () => {
    const answer = await request(app(false)).post('/').attach('document', file, 'a.pdf');
    expect(answer.body).toBeNull();
  });

  test('refuses what is too large', async () => {
    const answer = await request(app(true))
      .post('/')
      .attach('document', Buffer.alloc(MOST_FORM_BYTES), 'a.pdf');
    expect(answer.status).toBe(413);
  });

  test('refuses what is broken', async () => {
    const answer = await request(app(true)).post('/').set('Content-Type', TYPE).send('--x\r\nkapot');
    expect([answer.status, answer.body]).toEqual([400, 'bad-body']);
  });
});
