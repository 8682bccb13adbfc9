import { defineConfig } from 'vitest/config';

// Measurements: they print figures and ratios of one run; no time is asserted.
export default defineConfig({
  test: {
    include: ['test/bench/**/*.bench.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
    disableConsoleIntercept: true,
  },
});
