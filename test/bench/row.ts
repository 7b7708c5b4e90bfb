/** One line of `npm run bench`. */
export interface Row {
  what: string
  value: string
  /** What it has to be, where something was promised, and whether it is. */
  target?: { text: string; met: boolean }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Median of several runs in ms, after one that does not count. */
export function time(run: () => void, times: number): number {
  run()
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now()
      run()
      return performance.now() - start
    }),
  )
}

export const atMost = (value: number, limit: number, unit: string): NonNullable<Row['target']> => ({
  text: `at most ${limit} ${unit}`.trim(),
  met: value <= limit,
})
export const atLeast = (value: number, limit: number): NonNullable<Row['target']> => ({
  text: `at least ${limit}`,
  met: value >= limit,
})
