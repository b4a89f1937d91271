import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Far above what any test needs, for a machine that has other work to do. What takes longer says so in its file.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Every file would load the whole program anew, which takes longer than its tests.
    isolate: false,
    // Stories leave much behind that lives for a moment: with room for it, a tenth of the time goes to no collector.
    execArgv: ['--max-semi-space-size=64'],
  },
});
