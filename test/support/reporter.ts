import type { Express } from 'express';
import request, { type Response } from 'supertest';

/** A browser without script: keeps cookies, sends the hidden fields of the page it is on. */
export class Reporter {
  readonly cookies = new Map<string, string>();
  page = '';
  /** The bytes of what came to be kept. */
  bytes: Buffer = Buffer.alloc(0);
  status = 0;
  headers: Record<string, unknown> = {};
  readonly #on: Express;
  constructor(on: Express) {
    this.#on = on;
  }

  async go(path: string): Promise<this> {
    return this.#read(await request(this.#on).get(path).set(this.#sent()));
  }

  async press(path: string, fields: Record<string, string>, form = 'vorm'): Promise<this> {
    const post = request(this.#on).post(path).set(this.#sent()).type('form');
    return this.#read(await post.send({ ...this.hidden(form), ...fields }));
  }

  async upload(
    path: string,
    fields: Record<string, string>,
    file: [string, Buffer],
    form = 'vorm',
  ): Promise<this> {
    const post = request(this.#on).post(path).set(this.#sent());
    for (const [name, value] of Object.entries({ ...this.hidden(form), ...fields }))
      void post.field(name, value);
    return this.#read(await post.attach('file', file[1], file[0]));
  }

  /** The hidden fields of a form of the page; the main one by default. */
  hidden(id = 'vorm'): Record<string, string> {
    const form = new RegExp(`<form id="${id}"[^]*?</form>`).exec(this.page)?.[0] ?? '';
    const tags = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => tag);
    return Object.fromEntries(
      tags.map((tag) => [/name="([^"]*)"/.exec(tag)![1]!, /value="([^"]*)"/.exec(tag)![1]!]),
    );
  }

  code(): string[] {
    return [...this.page.matchAll(/<strong lang="nl">([a-z]+)<\/strong>/g)].map((found) => found[1]!);
  }

  heading(): string {
    return /<h1>([^<]*)<\/h1>/.exec(this.page)?.[1] ?? '';
  }

  #sent() {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      Host: '127.0.0.1',
      'Sec-Fetch-Site': 'same-origin',
      ...(cookie === '' ? {} : { Cookie: cookie }),
    };
  }

  #read(response: Response): this {
    for (const cookie of (response.headers['set-cookie'] as unknown as string[] | undefined) ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    this.bytes = Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0);
    this.page = response.text;
    this.status = response.status;
    this.headers = response.headers;
    return this;
  }
}
