import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longest-first.ts'

/** Browsers, server processes and what measures the processor: a process of its own for each file. */
const WHOLE = [
  'test/{journeys,chaos,security}/**/*.test.ts',
  'test/server/store/kill.test.ts',
  'test/server/http/hostile.test.ts',
]
const EXCLUDE = ['**/node_modules/**', 'test/**/*.live.test.ts']

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['test/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'journeys', include: WHOLE, exclude: EXCLUDE },
      },
      {
        extends: true,
        // Pure, or with servers and stores of their own: one process serves many files, which halves their time.
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...EXCLUDE, ...WHOLE],
          isolate: false,
        },
      },
    ],
    setupFiles: ['test/setup.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Real browsers and processes on a shared machine: in CI one more try, which the reporter shows.
    retry: process.env.CI === 'true' ? 1 : 0,
    pool: 'forks',
    // One more than a small machine has processors: a third of the time of the long ones is waiting.
    maxWorkers: 3,
    maxConcurrency: 7,
    sequence: { sequencer: LongestFirst },
    expect: { poll: { timeout: 15_000, interval: 50 } },
  },
})
