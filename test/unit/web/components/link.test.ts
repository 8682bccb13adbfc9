import { describe, expect, it } from 'vitest';
import { safeHref } from '../../../../src/web/components/link.js';

describe('a safe address', () => {
  it.each([
    'https://voorbeeld.be/x',
    'http://127.0.0.1:3000',
    'mailto:an@voorbeeld.be',
    'tel:+3231234567',
    '/campagnes?x=a:b',
    '#veld',
    '?taal=en',
    'x/y:z',
    '',
  ])('keeps %s', (address) => expect(safeHref(address)).toBe(address));
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001 javascript:alert(1)',
    '\u00a0javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x/y',
    '//elders.be/x',
    '/\\elders.be',
    '\\\\elders.be',
    '/\t/elders.be',
  ])('refuses %j', (address) => expect(safeHref(address)).toBeUndefined());
});
