import { describe, expect, expectTypeOf, it } from 'vitest';
import { fill, paths, withQuery } from '../../../src/web/paths.js';
import type { PathParams } from '../../../src/web/paths.js';

function everyPath(node: unknown): string[] {
  return typeof node === 'string' ? [node] : Object.values(node as object).flatMap(everyPath);
}

describe('an address', () => {
  it('is filled with what it asks for', () =>
    expect(fill(paths.campaigns.pause, { id: '7' })).toBe('/campagnes/7/pauzeer'));
  it('keeps a value in its own segment', () =>
    expect(fill(paths.tests.one, { id: 'a/b?c' })).toBe('/testen/a%2Fb%3Fc'));
  it.each(['', '.', '..'])('refuses the value "%s", which would be another address', (id) =>
    expect(() => fill(paths.tests.one, { id })).toThrow('no usable value for "id"'),
  );
  it('asks for its params when compiled', () => {
    expectTypeOf<PathParams<'/a/:x/b/:y'>>().toEqualTypeOf<Readonly<Record<'x' | 'y', string>>>();
  });
  it('stands in the list once', () => {
    const all = everyPath(paths);
    expect(new Set(all).size).toBe(all.length);
  });
  it('takes filters, leaving out the empty ones', () =>
    expect(withQuery('/campagnes', { staat: 'loopt', zoek: '', pagina: undefined })).toBe(
      '/campagnes?staat=loopt',
    ));
  it('takes one more filter behind others', () =>
    expect(withQuery('/campagnes?staat=loopt', { taal: 'en' })).toBe('/campagnes?staat=loopt&taal=en'));
});
