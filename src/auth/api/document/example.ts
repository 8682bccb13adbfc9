import type { Json } from '../../../platform/canonical.js';

type Schema = Readonly<Record<string, Json>>;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  date: '2026-09-07',
  'date-time': '2026-09-07T06:00:00.000Z',
  'uri-reference': '/api/v1/campaigns?cursor=WyIuLi4iXQ.c2ln',
};

/** A value that fits a JSON Schema, for the reader: its own example, its first choice, or what its type suggests. */
export function exampleOf(schema: Schema): Json {
  const { examples, enum: choices, const: fixed, default: usual, anyOf, type } = schema;
  const [example] = listOf(examples);
  if (example !== undefined) return example;
  if (fixed !== undefined) return fixed;
  const [choice] = listOf(choices);
  if (choice !== undefined) return choice;
  if (usual !== undefined) return usual;
  const [first] = listOf(anyOf);
  if (first !== undefined) return exampleOf(schemaIn(first));
  return byType(schema, typeof type === 'string' ? type : listOf(type)[0]);
}

function byType(schema: Schema, type: Json | undefined): Json {
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schemaIn(schema['properties'])).map(([name, one]) => [name, exampleOf(schemaIn(one))]),
    );
  if (type === 'array') {
    const places = listOf(schema['prefixItems']);
    return (places.length > 0 ? places : [schema['items'] ?? {}]).map((one) => exampleOf(schemaIn(one)));
  }
  if (type === 'integer' || type === 'number') return numberIn(schema, type);
  if (type === 'boolean') return true;
  return type === 'string' ? textIn(schema) : null;
}

function numberIn(schema: Schema, type: 'integer' | 'number'): number {
  const { minimum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (typeof exclusiveMinimum === 'number' && typeof exclusiveMaximum === 'number')
    return (exclusiveMinimum + exclusiveMaximum) / 2;
  if (typeof minimum === 'number') return minimum;
  return type === 'integer' ? 12 : 0.5;
}

function textIn({ format, minLength }: Schema): string {
  const known = typeof format === 'string' ? BY_FORMAT[format] : undefined;
  return known ?? 'abc'.repeat(Math.ceil((typeof minLength === 'number' ? minLength : 1) / 3));
}

function listOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

function schemaIn(value: Json | undefined): Schema {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
