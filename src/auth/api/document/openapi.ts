import { z } from 'zod';
import type { Json } from '../../../platform/canonical.js';
import type { ProblemTable } from '../../../platform/problems.js';
import type { RouteLine } from '../../route.js';
import type { Contract } from '../contract.js';

type Schema = Readonly<Record<string, Json>>;

/** A line of the API with its contract. */
export type ApiLine = RouteLine & { readonly contract: Contract };

/** Whether a line belongs to the API. */
export function isApiLine(line: RouteLine): line is ApiLine {
  return line.contract !== undefined;
}

/** The room of a line in the API: the first part of its address after the version. */
export function groupOf({ path }: Pick<RouteLine, 'path'>): string {
  return (path.split('/')[3] ?? '').replace(/\..*$/, '');
}

/** An address as the document writes it: `/api/v1/campaigns/{id}`. */
export function addressOf({ path }: Pick<RouteLine, 'path'>): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

const EVERY_LINE = [
  'bad-body',
  'bad-input',
  'not-allowed',
  'not-signed-in',
  'token-invalid',
  'scope-missing',
] as const;
const ALWAYS = ['wrong-host', 'too-many-requests', 'bug'] as const;
const POSTS = ['form-expired', 'too-large', 'key-unreadable', 'key-reused'] as const;
const EDITS = ['version-needed', 'version-conflict'] as const;

/** The codes of all problems that a line can give. */
export function problemsOf({ method, path, contract }: ApiLine): string[] {
  const codes = [
    ...EVERY_LINE,
    ...ALWAYS,
    ...(path.includes(':id') ? ['not-found'] : []),
    ...(method === 'post' ? POSTS : []),
    ...(contract.kind === 'edit' ? EDITS : []),
    ...contract.problems,
  ];
  return [...new Set(codes)].sort();
}

/** The JSON Schema of a zod schema: of what comes in (`input`) or of what is sent (`output`). */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const { $schema: _, ...rest } = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(made)));
  return rest;
}

/** The search parameters of a line. */
export function queryOf({ contract }: ApiLine): { name: string; required: boolean; schema: Schema }[] {
  if (contract.query === undefined) return [];
  const { properties, required } = Properties.parse(schemaOf(contract.query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    schema,
  }));
}

const Properties = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.json())).default({}),
  required: z.array(z.string()).default([]),
});

/** The OpenAPI 3.1 document of the lines, made from the schemas by which they read and answer. */
export function describeApi(lines: readonly ApiLine[], table: ProblemTable): Schema {
  const operations = new Map<string, Record<string, Json>>();
  for (const line of lines) {
    const address = addressOf(line);
    operations.set(address, { ...operations.get(address), [line.method]: operationOf(line, table) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Praktijktest',
      version: '1',
      description:
        'Practice tests against hiring discrimination. Problems are RFC 9457; their `type` ends in a code of this document.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(lines.map(groupOf))].map((name) => ({ name })),
    security: [{ token: [] }],
    paths: Object.fromEntries(operations),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of your own: `pt_` and 43 characters.',
        },
      },
    },
  };
}

function operationOf(line: ApiLine, table: ProblemTable): Json {
  const { contract, method } = line;
  return {
    operationId: `${method}${addressOf(line)
      .replace(/^\/api\/v1/, '')
      .replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase())
      .replace(/\W/g, '')}`,
    summary: contract.summary,
    tags: [groupOf(line)],
    'x-permission': line.can,
    parameters: [...pathParameters(line), ...queryParameters(line), ...headerParameters(line)],
    ...(contract.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(contract.body, 'input') } },
          },
        }),
    responses: { [String(contract.status)]: successOf(line), ...problemResponses(line, table) },
  };
}

function pathParameters({ path }: ApiLine): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function queryParameters(line: ApiLine): Json[] {
  return queryOf(line).map(({ name, required, schema }) => ({ name, in: 'query', required, schema }));
}

function headerParameters({ method, contract }: ApiLine): Json[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Your own name for this request: sent again within 24 hours, it gets the same answer and no second act.',
    schema: { type: 'string', pattern: '^[!-~]{1,80}$' },
  };
  const version = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version (ETag) that you change; `*` for whatever stands there.',
    schema: { type: 'string' },
  };
  return [...(contract.kind === 'edit' ? [version] : []), ...(method === 'post' ? [key] : [])];
}

const HEADERS = {
  one: { ETag: 'The version of what is shown.' },
  edit: { ETag: 'The new version.' },
  create: { Location: 'Where it stands.' },
  list: { Link: 'The next part, as rel="next"; absent at the end.' },
  read: {},
  act: {},
} as const satisfies Record<Contract['kind'], Readonly<Record<string, string>>>;

function successOf({ contract, method }: ApiLine): Json {
  const headers: Record<string, string> = {
    ...HEADERS[contract.kind],
    ...(method === 'post' ? { 'Idempotency-Replayed': '`true` when this answer was given before.' } : {}),
  };
  return {
    description: contract.kind === 'create' ? 'Made.' : 'Done.',
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, description]) => [
        name,
        {
          description,
          required: name !== 'Link' && name !== 'Idempotency-Replayed',
          schema: { type: 'string' },
        },
      ]),
    ),
    content: { 'application/json': { schema: schemaOf(contract.answer, 'output') } },
  };
}

function problemResponses(line: ApiLine, table: ProblemTable): Record<string, Json> {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(line)) {
    const kind = table.kinds.get(code);
    if (kind === undefined)
      throw new Error(`${line.path} names the problem ${code}, which is not in the table.`);
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${table.kinds.get(code)?.en ?? ''}.`).join(' '),
        ...(status === 429 ? { headers: RETRY } : {}),
        content: { 'application/problem+json': { schema: problemSchema(line, status, codes) } },
      },
    ]),
  );
}

const RETRY = {
  'Retry-After': { description: 'After how many seconds.', required: true, schema: { type: 'integer' } },
};

function problemSchema({ contract }: ApiLine, status: number, codes: readonly string[]): Json {
  const faults = {
    type: 'array',
    items: closed({ field: { type: 'string' }, message: { type: 'string' } }),
  };
  const properties = {
    type: { type: 'string', enum: codes.map((code) => `urn:praktijktest:problem:${code}`) },
    title: { type: 'string' },
    status: { type: 'integer', const: status },
  };
  const more = {
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri' },
    ...(status === 422 ? { faults } : {}),
  };
  if (status !== 412 || contract.of === undefined) return closed(properties, more);
  const theirs = { anyOf: [schemaOf(contract.of.answer, 'output'), { type: 'null' }] };
  const versions = {
    yours: closed({ version: { type: 'string' }, change: { type: 'object', additionalProperties: true } }),
    theirs: closed({ version: { type: 'string' }, value: theirs }),
  };
  return closed({ ...properties, ...versions }, more);
}

/** An object with these properties and no others. */
function closed(
  required: Readonly<Record<string, Json>>,
  optional: Readonly<Record<string, Json>> = {},
): Json {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}
