import { defineConfig } from 'vitest/config';
import { BUILT, builtProduct } from './test/support/built-product.js';

// Measurements: they print figures and ratios of one run; no time is asserted.
export default defineConfig({
  plugins: [builtProduct],
  test: {
    server: { deps: { external: BUILT } },
    include: ['test/bench/**/*.bench.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
    disableConsoleIntercept: true,
  },
});
