import { describe, expect, test } from 'vitest';
import { envelopeOf } from '../../../src/fieldwork/mail-sources/rules.js';

const read = (lines: Record<string, string[]>) =>
  envelopeOf(new Map(Object.entries(lines)), ['own.example'], 'box@own.example');

describe('the envelope of a message in a mailbox', () => {
  test('is to whom the server says it delivered, before what the writer says', () => {
    const lines = { 'delivered-to': ['An@Own.example'], to: ['other@own.example'], from: ['x@firm.example'] };
    expect(read(lines).to).toEqual(['an@own.example']);
  });

  test('is to whom it first came, before where a server left it', () => {
    const lines = { 'delivered-to': ['box@own.example'], 'x-original-to': ['an@own.example'] };
    expect(read(lines).to).toEqual(['an@own.example']);
    expect(read({ ...lines, 'x-original-to': ['box@own.example'], to: ['an@own.example'] }).to).toEqual([
      'an@own.example',
    ]);
    expect(read({ 'delivered-to': ['other@own.example'], 'envelope-to': ['an@own.example'] }).to).toEqual([
      'an@own.example',
    ]);
  });

  test('is not to an address of another domain of ours that only the writer names: that mail comes elsewhere', () => {
    const lines = { to: ['an@own.example, bo@second.example'] };
    const domains = ['own.example', 'second.example'];
    const at = (mailbox: string) => envelopeOf(new Map(Object.entries(lines)), domains, mailbox).to;
    expect(at('box@own.example')).toEqual(['an@own.example']);
    expect(at('box@second.example')).toEqual(['bo@second.example']);
    // Where the mailbox is in none of ours, nobody else reads for them.
    expect(at('box@provider.example')).toEqual(['an@own.example', 'bo@second.example']);
  });

  test('holds no address that is longer than mail knows', () => {
    const [long, far] = [`${'a'.repeat(65)}@own.example`, `x@${'b'.repeat(256)}`];
    expect(read({ 'x-original-to': [long], to: ['an@own.example'], from: [far] })).toEqual({
      from: '',
      to: ['an@own.example'],
    });
    expect(read({ from: ['x'.repeat(64) + '@firm.example'] }).from).toHaveLength(77);
  });

  test('is to our own addresses alone, each once', () => {
    const lines = { to: ['"A" <a@own.example>, b@elders.example'], cc: ['<A@own.example>, c@own.example'] };
    expect(read(lines).to).toEqual(['a@own.example', 'c@own.example']);
  });

  test('passes over a line of the server that names none of ours', () => {
    expect(read({ 'delivered-to': ['box@provider.example'], to: ['a@own.example'] }).to).toEqual([
      'a@own.example',
    ]);
  });

  test('is to the mailbox when nothing names us', () => {
    expect(read({ to: ['list@elders.example'] }).to).toEqual(['box@own.example']);
  });

  test.each([
    ['the return path', { 'return-path': ['<b@firm.example>'], from: ['x@firm.example'] }, 'b@firm.example'],
    ['nobody, where the path is empty', { 'return-path': ['<>'], from: ['x@firm.example'] }, ''],
    ['the writer, where there is no path', { from: ['X <X@firm.example>'] }, 'x@firm.example'],
    ['nobody, where there is nothing', {}, ''],
  ])('is from %s', (_, lines, from) => {
    expect(read(lines).from).toBe(from);
  });

  test('of a line without end is read in no time', () => {
    const began = performance.now();
    read({ to: ['a'.repeat(2_000_000)] });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
