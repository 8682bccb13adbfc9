// A small validator of JSON Schema (draft 2020-12), written apart from the library that makes the schemas, so that the
// document is read as a client would read it. Refuses keywords it does not know, rather than passing them over.

export type Schema = Readonly<Record<string, any>>;

const SAID_ONLY = new Set([
  'description',
  'examples',
  'default',
  'readOnly',
  'title',
  'format',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'prefixItems',
  'type',
]);

const CHECKS: Readonly<Record<string, (limit: any, value: any) => boolean>> = {
  const: (fixed, value) => JSON.stringify(fixed) === JSON.stringify(value),
  enum: (choices: unknown[], value) => choices.includes(value),
  pattern: (pattern: string, value) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minLength: (least, value) => typeof value !== 'string' || value.length >= least,
  maxLength: (most, value) => typeof value !== 'string' || value.length <= most,
  minimum: (least, value) => typeof value !== 'number' || value >= least,
  maximum: (most, value) => typeof value !== 'number' || value <= most,
  exclusiveMinimum: (least, value) => typeof value !== 'number' || value > least,
  exclusiveMaximum: (most, value) => typeof value !== 'number' || value < most,
  minItems: (least, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most, value) => !Array.isArray(value) || value.length <= most,
  anyOf: (schemas: Schema[], value) => schemas.some((schema) => faultsOf(schema, value).length === 0),
  oneOf: (schemas: Schema[], value) =>
    schemas.filter((schema) => faultsOf(schema, value).length === 0).length === 1,
  propertyNames: (schema: Schema, value) =>
    !isObject(value) || Object.keys(value).every((name) => faultsOf(schema, name).length === 0),
};

/** Where a value does not fit a schema; empty when it fits. */
export function faultsOf(schema: Schema, value: unknown, at = '$'): string[] {
  const faults: string[] = [];
  for (const [keyword, limit] of Object.entries(schema)) {
    const check = CHECKS[keyword];
    if (check === undefined && !SAID_ONLY.has(keyword))
      throw new Error(`Unknown keyword ${keyword} at ${at}.`);
    if (check?.(limit, value) === false)
      faults.push(`${at}: ${keyword} ${JSON.stringify(limit).slice(0, 80)}`);
  }
  if (schema['type'] !== undefined && ![schema['type']].flat().includes(typeOf(value, schema)))
    faults.push(`${at}: is ${typeOf(value, schema)}, not ${String(schema['type'])}`);
  if (isObject(value)) faults.push(...faultsOfObject(schema, value, at));
  if (Array.isArray(value))
    value.forEach((item, index) => {
      const place = schema['prefixItems']?.[index] ?? schema['items'];
      if (place === false) faults.push(`${at}[${index}]: too many`);
      else if (place !== undefined) faults.push(...faultsOf(place, item, `${at}[${index}]`));
    });
  return faults;
}

function faultsOfObject(schema: Schema, value: Record<string, unknown>, at: string): string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = (required as string[])
    .filter((name) => !(name in value))
    .map((name) => `${at}.${name}: missing`);
  return Object.entries(value).reduce((faults, [name, one]) => {
    const known = properties[name] ?? additionalProperties;
    if (known === false) return [...faults, `${at}.${name}: not in the document`];
    return known === true ? faults : [...faults, ...faultsOf(known, one, `${at}.${name}`)];
  }, missing);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown, schema: Schema): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value) && [schema['type']].flat().includes('integer')) return 'integer';
  return typeof value;
}
