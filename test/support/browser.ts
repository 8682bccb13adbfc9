import type { Express } from 'express';
import request, { type Response, type Test } from 'supertest';

/** A browser without script: it keeps cookies, follows nothing by itself, and posts the form token of the page it saw last. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Express;
  #token = '';

  constructor(app: Express, cookies: Readonly<Record<string, string>> = {}) {
    this.#app = app;
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#keep(await this.#dress(request(this.#app).get(path), headers));
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const sent = request(this.#app).post(path).type('form').set({ 'Sec-Fetch-Site': 'same-origin' });
    return this.#keep(await this.#dress(sent, headers).send({ _csrf: this.#token, ...fields }));
  }

  #dress(test: Test, headers: Readonly<Record<string, string>>): Test {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return test.set({
      Host: '127.0.0.1',
      Accept: 'text/html',
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      ...(cookie === '' ? {} : { Cookie: cookie }),
      ...headers,
    });
  }

  #keep(answer: Response): Response {
    for (const line of answer.get('Set-Cookie') ?? []) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.#token = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.#token;
    return answer;
  }
}
