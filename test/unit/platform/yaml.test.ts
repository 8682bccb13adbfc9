import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkYaml, closest, describeFault, DocumentError, readYaml } from '../../../src/platform/yaml.js';
import type { Fault } from '../../../src/platform/yaml.js';

const shop = z.strictObject({
  name: z.string(),
  open: z.boolean().optional(),
  sizes: z.array(z.strictObject({ label: z.enum(['small', 'large']), centimetres: z.number() })),
});

function faultsOf(text: string, schema: z.ZodType = shop): Fault[] {
  const checked = checkYaml(text, schema, 'shop.yaml');
  return checked.ok ? [] : checked.faults;
}

describe('a YAML document that fits its schema', () => {
  it('gives its value and the text it was read from', () => {
    const text = 'name: Corner\nsizes: []\n';
    expect(checkYaml(text, shop, 'shop.yaml')).toMatchObject({
      ok: true,
      text,
      value: { name: 'Corner', sizes: [] },
    });
  });

  it('lets later checks point at a line', () => {
    const checked = checkYaml(
      'name: Corner\nsizes:\n  - { label: small, centimetres: 3 }\n',
      shop,
      'shop.yaml',
    );
    expect(checked.ok && checked.fault(['sizes', 0, 'label'], 'too small', 'take large')).toEqual({
      file: 'shop.yaml',
      path: 'sizes[0].label',
      line: 3,
      problem: 'too small',
      cure: 'take large',
    });
  });
});

describe('a fault', () => {
  it('names the unknown key, its line and the key that was meant', () => {
    expect(faultsOf('nme: Corner\nsizes: []\n')).toEqual([
      { file: 'shop.yaml', path: 'nme', line: 1, problem: 'unknown key "nme"', cure: 'did you mean "name"?' },
    ]);
  });

  it('lists the keys when none is near the unknown one', () => {
    const [fault] = faultsOf('name: Corner\nsizes: []\nwarehouse: yes\n');
    expect(fault).toMatchObject({ line: 3, cure: 'remove it, or use one of: name, open, sizes' });
  });

  it('finds the keys of a map inside a list', () => {
    const [fault] = faultsOf(
      'name: Corner\nsizes:\n  - label: small\n    centimetres: 3\n  - label: large\n    centimetre: 5\n',
    );
    expect(fault).toMatchObject({
      path: 'sizes[1].centimetre',
      line: 6,
      cure: 'did you mean "centimetres"?',
    });
  });

  it('names a missing key at the map that misses it', () => {
    const faults = faultsOf('name: Corner\nsizes:\n  - label: small\n');
    expect(faults).toEqual([
      {
        file: 'shop.yaml',
        path: 'sizes[0].centimetres',
        line: 3,
        problem: 'missing key "centimetres"',
        cure: 'add it',
      },
    ]);
  });

  it('says that a number should stand between quotes where text is expected', () => {
    expect(faultsOf('name: 322.01\nsizes: []\n')[0]).toMatchObject({
      problem: 'expected string, found "322.01"',
      cure: 'write a string; put it between quotes',
    });
  });

  it('suggests the nearest allowed value', () => {
    const [fault] = faultsOf('name: A\nsizes: [{ label: smal, centimetres: 2 }]\n');
    expect(fault).toMatchObject({ problem: '"smal" is not allowed here', cure: 'did you mean "small"?' });
  });

  it('is told for every place at once, in order of line', () => {
    const faults = faultsOf('name: 3\nopen: maybe\nsizes:\n  - { label: huge, centimetres: x }\nextra: 1\n');
    expect(faults.map((fault) => [fault.line, fault.path])).toEqual([
      [1, 'name'],
      [2, 'open'],
      [4, 'sizes[0].label'],
      [4, 'sizes[0].centimetres'],
      [5, 'extra'],
    ]);
  });

  it('tells a repeated key and broken indentation as YAML faults with their line', () => {
    expect(faultsOf('name: A\nsizes: []\nname: B\n')[0]).toMatchObject({
      line: 3,
      problem: expect.stringContaining('unique'),
    });
    expect(faultsOf('name: A\n  sizes: []\n')[0]?.problem).toMatch(/^not valid YAML/);
  });

  it('refuses aliases that multiply without end', () => {
    const rows = Array.from(
      { length: 9 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    );
    expect(faultsOf(`a0: &a0 [x]\n${rows.join('\n')}\n`, z.unknown())[0]?.problem).toBe(
      'too many repeated aliases',
    );
  });

  it('points into the variant of a union that the document chose', () => {
    const animal = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cat'), lives: z.number() }),
      z.strictObject({ kind: z.literal('dog'), tricks: z.number() }),
    ]);
    expect(faultsOf('kind: dog\ntricks: 2\ntrick: 3\n', animal)).toEqual([
      {
        file: 'shop.yaml',
        path: 'trick',
        line: 3,
        problem: 'unknown key "trick"',
        cure: 'did you mean "tricks"?',
      },
    ]);
  });

  it('is printed as file, line, place, problem and cure', () => {
    const [fault] = faultsOf('nme: A\nname: A\nsizes: []\n');
    expect(fault && describeFault(fault)).toBe('shop.yaml:1: nme: unknown key "nme"; did you mean "name"?');
  });
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yaml-'));

  it('that does not exist is a fault with a cure', () => {
    expect(readYaml(join(folder, 'none.yaml'), shop, 'none.yaml')).toMatchObject({
      ok: false,
      faults: [
        {
          file: 'none.yaml',
          problem: 'the file cannot be read',
          cure: 'check that it exists and may be read',
        },
      ],
    });
  });

  it('in another encoding is a fault with a cure', () => {
    writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x6e, 0x3a, 0x20, 0xe9, 0x0a]));
    expect(readYaml(join(folder, 'latin.yaml'), shop)).toMatchObject({
      ok: false,
      faults: [{ cure: 'save it as UTF-8' }],
    });
  });
});

describe('the nearest word', () => {
  it('is found within a third of the length of a word', () => {
    expect(closest('sectr', ['sector', 'ground'])).toBe('sector');
  });

  it('is found when two letters are swapped', () => {
    expect(closest('exti', ['exit', 'wish'])).toBe('exit');
  });

  it('is not found when every word is far away', () => {
    expect(closest('xyz', ['sector', 'ground'])).toBeUndefined();
  });
});

it('an error of documents lists every fault in its message', () => {
  const error = new DocumentError(faultsOf('name: 3\nsizes: 4\n'));
  expect(error.message.split('\n')).toHaveLength(2);
});
