import { describe, expect, test } from 'vitest';
import { cursorsFor } from '../../../../src/auth/index.js';

const key = Buffer.from('a key that only this test knows, 32+');

describe('a cursor', () => {
  test('is read by the list that made it', () => {
    const cursors = cursorsFor(key, '/api/v1/campaigns');
    expect(cursors.open(cursors.seal(['1757232000123456', 'x']))).toEqual(['1757232000123456', 'x']);
  });

  test('needs no escaping in an address', () => {
    expect(cursorsFor(key, '/x').seal(['>>>???'])).toMatch(/^[\w-]+\.[\w-]+$/);
  });

  test('is not read by another list', () => {
    const made = cursorsFor(key, '/api/v1/campaigns').seal(['1']);
    expect(() => cursorsFor(key, '/api/v1/flags').open(made)).toThrow('bad-input');
  });

  test('is not read under another key', () => {
    const made = cursorsFor(key, '/x').seal(['1']);
    expect(() => cursorsFor(Buffer.from('another key'), '/x').open(made)).toThrow('bad-input');
  });
});
