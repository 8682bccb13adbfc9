// Holds every answer of the API that any HTTP test gets to the document that the API gives of itself.
import express, { type Express } from 'express';
import { describeApi, isApiLine } from '../../src/auth/index.js';
import type { Services } from '../../src/services.js';
import { faultsOf, type Schema } from './json-schema.js';

/** An answer as a client gets it. */
export interface Given {
  readonly method: string;
  /** Without search. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Before any route is found, these can be the answer to anything. */
const BEFORE_ROUTES = ['not-found', 'wrong-host', 'form-expired', 'token-elsewhere', 'bad-body', 'too-large'];

/** Where an answer does not fit the document; empty when it fits. */
export function contractFaults(document: Schema, given: Given): string[] {
  const type = given.headers['content-type'] ?? '';
  const operation = operationOf(document, given);
  if (operation === undefined) return faultsOfUnrouted(given, type);
  const response = operation['responses'][given.status];
  if (response === undefined) return [`status ${given.status} is not in the document`];
  const missing = Object.entries<Schema>(response['headers'] ?? {})
    .filter(([name, header]) => header['required'] && given.headers[name.toLowerCase()] === undefined)
    .map(([name]) => `header ${name} is missing`);
  const [expected, { schema }] = Object.entries<{ schema: Schema }>(response['content'])[0]!;
  if (!type.startsWith(expected)) return [...missing, `content type is ${type}, not ${expected}`];
  return given.method === 'HEAD' ? missing : [...missing, ...faultsOf(schema, JSON.parse(given.body))];
}

function operationOf(document: Schema, { method, path }: Given): Schema | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  const found = Object.entries<Schema>(document['paths'])
    .filter(([address]) => new RegExp(`^${address.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)[0];
  return found?.[1][wanted];
}

function faultsOfUnrouted({ body, status, method }: Given, type: string): string[] {
  if (!type.startsWith('application/problem+json')) return [`content type is ${type}, not a problem`];
  if (method === 'HEAD') return [];
  const problem = JSON.parse(body);
  const code = String(problem.type).replace('urn:praktijktest:problem:', '');
  return BEFORE_ROUTES.includes(code) && problem.status === status ? [] : [`no route, yet ${code}`];
}

/** Stands in front of the product, and turns an answer that does not fit into a plain 500 that says where. */
export function createContractWatch(services: Services): {
  watch(app: Express): Express;
  insistKept(): void;
} {
  const broken: string[] = [];
  let document: Schema | undefined;
  return {
    watch: (app) => {
      const front = express();
      front.disable('x-powered-by');
      front.use((req, res, next) => {
        if (!req.path.startsWith('/api/v1/')) return next();
        const end = res.end.bind(res) as (...given: unknown[]) => typeof res;
        res.end = ((...given: unknown[]) => {
          document ??= describeApi(services.routes.filter(isApiLine), services.problems) as Schema;
          const path = new URL(req.originalUrl, 'http://host.invalid').pathname;
          const body = Buffer.isBuffer(given[0])
            ? given[0].toString('utf8')
            : typeof given[0] === 'string'
              ? given[0]
              : '';
          const { method } = req;
          const faults = contractFaults(document, {
            method,
            path,
            status: res.statusCode,
            headers: res.getHeaders() as Record<string, string>,
            body,
          });
          if (faults.length === 0) return end(...given);
          const text = `${method} ${path} ${res.statusCode} does not fit the document:\n${faults.join('\n')}`;
          broken.push(text);
          res.statusCode = 500;
          res.setHeader('Content-Type', 'text/plain; charset=utf-8');
          res.setHeader('Content-Length', Buffer.byteLength(text));
          return end(text);
        }) as typeof res.end;
        next();
      });
      front.use(app);
      return front;
    },
    insistKept: () => {
      if (broken.length > 0)
        throw new Error(`The API answered otherwise than its document says:\n${broken.join('\n\n')}`);
    },
  };
}
