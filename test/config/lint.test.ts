import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The files in whose place the texts of these tests stand. */
const FILES = [
  'src/campaigns/power.ts',
  'src/platform/clock.ts',
  'src/platform/config.ts',
  'src/platform/db/parsers.ts',
];
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let eslint: ESLint;
beforeAll(() => {
  // The house's rules over the types of these files alone: those of the whole house take half a minute to find.
  const project = join(folder, 'tsconfig.json');
  const few = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: [],
    files: FILES.map((file) => join(root, file)),
  };
  writeFileSync(project, JSON.stringify(few));
  eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      languageOptions: {
        // A single run, which CI makes it take this for, reads the files on disk instead of the texts of these tests.
        parserOptions: { projectService: false, project, disallowAutomaticSingleRunInference: true },
      },
    },
  });
});

/** The rules that a text breaks when it stands in the place of a file of the repository. */
async function brokenRules(text: string, file = 'src/campaigns/power.ts'): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${file}` });
  expect(result!.messages.filter((message) => message.fatal)).toEqual([]);
  return result!.messages.map((message) => message.ruleId ?? '');
}

describe('in src a lint rule catches', () => {
  const restricted = 'no-restricted-syntax';
  const plants: readonly [what: string, text: string, rule: string][] = [
    ['process.env', "export const plant = process.env['HOME'];\n", restricted],
    ['Math.random', 'export const plant = Math.random();\n', restricted],
    ['Date.now', 'export const plant = Date.now();\n', restricted],
    ['new Date() without an argument', 'export const plant = new Date();\n', restricted],
    ['Date()', 'export const plant = Date();\n', restricted],
    ['fetch', "export const plant = fetch('http://localhost/');\n", restricted],
    ['globalThis.fetch', "export const plant = globalThis.fetch('http://localhost/');\n", restricted],
    ['globalThis.crypto', 'export const plant = globalThis.crypto.randomUUID();\n', restricted],
    ['globalThis.process', 'export const plant = globalThis.process.pid;\n', restricted],
    ['crypto.randomUUID', 'export const plant = crypto.randomUUID();\n', restricted],
    [
      'crypto.getRandomValues',
      'export const plant = crypto.getRandomValues(new Uint8Array(1));\n',
      restricted,
    ],
    ['crypto.subtle', 'export const plant = crypto.subtle;\n', restricted],
    ['any', 'export const plant = (value: any): unknown => value;\n', '@typescript-eslint/no-explicit-any'],
    [
      'as',
      'export const plant = (value: unknown): string => value as string;\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
    [
      'an assertion in angle brackets',
      'export const plant = (value: unknown): string => <string>value;\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
    [
      '!',
      'export const plant = (value: string | undefined): string => value!;\n',
      '@typescript-eslint/no-non-null-assertion',
    ],
    [
      'a promise that nobody waits for',
      'const act = async (): Promise<void> => {};\nexport const plant = (): void => { act(); };\n',
      '@typescript-eslint/no-floating-promises',
    ],
    ['console', "export const plant = (): void => { console.log('x'); };\n", 'no-console'],
  ];
  test.each(plants)('%s', async (_what, text, rule) => {
    expect(await brokenRules(text)).toContain(rule);
  });

  test('nothing in a text that keeps them: as const, new Date of something, a clock that came in', async () => {
    const text =
      "export const plant = ['a', 'b'] as const;\nexport const at = (milliseconds: number): Date => new Date(milliseconds);\n";
    expect(await brokenRules(text)).toEqual([]);
  });
});

describe('the doors to the outside world may do what they are for:', () => {
  test.each([
    ['the clock reads the time', 'src/platform/clock.ts', 'export const plant = Date.now();\n'],
    [
      'the configuration reads the environment',
      'src/platform/config.ts',
      "export const plant = process.env['HOME'];\n",
    ],
    [
      'the drivers of the database assert types',
      'src/platform/db/parsers.ts',
      'export const plant = (value: unknown): string => value as string;\n',
    ],
  ])('%s', async (_what, file, text) => {
    expect(await brokenRules(text, file)).toEqual([]);
  });

  test('but the drivers of the database read no environment', async () => {
    expect(
      await brokenRules("export const plant = process.env['HOME'];\n", 'src/platform/db/parsers.ts'),
    ).toContain('no-restricted-syntax');
  });
});
