import { defineConfig } from 'vitest/config';
import { BUILT, builtProduct } from './test/support/built-product.js';
import { LongestFirst } from './test/support/longest-first.js';
import { findPostgres } from './test/support/postgres.js';

const postgres = findPostgres();
if (postgres === undefined) {
  const lost =
    'PostgreSQL was not found (no TEST_DATABASE_URL, no initdb): the suites on PostgreSQL DO NOT RUN.';
  if (process.env['CI'] === 'true')
    throw new Error(`${lost} In CI that is a failure: install PostgreSQL 15 or newer.`);
  console.warn(`\n${'!'.repeat(lost.length + 8)}\n!!! ${lost} !!!\n${'!'.repeat(lost.length + 8)}\n`);
}

const suite = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  plugins: [builtProduct],
  test: {
    name,
    include,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks' as const,
    server: { deps: { external: BUILT } },
    ...more,
  },
});
const onEngine = (engine: 'pglite' | 'postgres') =>
  suite(engine, ['test/http/**/*.test.{ts,tsx}'], { env: { PT_TEST_ENGINE: engine }, isolate: false });

export default defineConfig({
  plugins: [builtProduct],
  test: {
    server: { deps: { external: BUILT } },
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      suite('unit', ['test/unit/**/*.test.{ts,tsx}', 'test/config/**/*.test.ts'], { isolate: false }),
      onEngine('pglite'),
      ...(postgres === undefined ? [] : [onEngine('postgres')]),
      suite('fault', ['test/fault/**/*.test.ts'], { testTimeout: 600_000 }),
      suite('browser', ['test/browser/**/*.test.{ts,tsx}'], { testTimeout: 120_000 }),
    ],
  },
});
