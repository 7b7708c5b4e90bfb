/** Processor time of a run in milliseconds: unlike the clock on the wall it does not count waiting for other programs. */
export function cpuMilliseconds(run: () => unknown): number {
  const started = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}
