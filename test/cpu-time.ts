/** Processor time of a run in milliseconds: unlike the clock on the wall it does not count waiting for other programs. */
export function cpuMilliseconds(run: () => unknown): number {
  const started = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/**
 * How many times longer eight times the input takes: about 8 when time is linear, 64 when it is quadratic. The least of
 * up to six tries, because a busy machine can only make it look worse; `enough` ends the tries early.
 */
export function growth(run: (size: number) => unknown, small: number, enough = 24): number {
  run(small)
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 6 && least > enough; tries += 1) {
    // A few milliseconds that go missing must not count on the short run.
    const one = Math.max(
      cpuMilliseconds(() => run(small)),
      4,
    )
    least = Math.min(least, cpuMilliseconds(() => run(small * 8)) / one)
  }
  return least
}
