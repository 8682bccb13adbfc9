import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../../support/json-schema.js';

const closed = {
  type: 'object',
  properties: { id: { type: 'string', minLength: 1 }, n: { type: ['integer', 'null'] } },
  required: ['id'],
  additionalProperties: false,
};

describe('the reader of JSON Schema', () => {
  test.each([
    [closed, { id: 'x', n: null }, []],
    [closed, { id: 'x', n: 1 }, []],
    [closed, { id: 'x', n: 1.5 }, ['$.n: is number, not integer,null']],
    [closed, { n: 1 }, ['$.id: missing']],
    [closed, { id: 'x', secret: 1 }, ['$.secret: not in the document']],
    [closed, [], ['$: is array, not object']],
    [closed, { id: '' }, ['$.id: minLength 1']],
    [{ type: 'array', items: closed }, [{ id: 'x' }, { id: 1 }], ['$[1].id: is number, not string']],
    [{ type: 'array', prefixItems: [{ type: 'number' }], items: false }, [1, 2], ['$[1]: too many']],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null, []],
    [{ enum: ['a'] }, 'b', ['$: enum ["a"]']],
  ])('holds %j against %j', (schema, value, faults) => {
    expect(faultsOf(schema, value)).toEqual(faults);
  });

  test('passes over no keyword that it does not know', () => {
    expect(() => faultsOf({ not: {} }, 1)).toThrow('Unknown keyword not');
  });
});
