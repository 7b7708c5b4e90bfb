/**
 * How long answers took, by class of address and status, as a histogram in the text format of Prometheus. prom-client
 * checks labels and joins them to a key each time, which costs a ready answer a tenth of its time; here both were known
 * when the programme was written.
 */
export interface AnswerTimes {
  observe: (route: string, status: number, seconds: number) => void
  /** Lines of the exposition format, each ended. */
  text(): string
}

interface Tally {
  count: number
  sum: number
  /** How many fell into each step, and not into the one before. */
  bins: number[]
}

export function createAnswerTimes(name: string, help: string, steps: readonly number[]): AnswerTimes {
  const routes = new Map<string, Map<number, Tally>>()

  function tallyOf(route: string, status: number): Tally {
    const statuses = routes.get(route) ?? new Map<number, Tally>()
    routes.set(route, statuses)
    const tally = { count: 0, sum: 0, bins: steps.map(() => 0) }
    statuses.set(status, tally)
    return tally
  }

  return {
    observe(route, status, seconds) {
      const tally = routes.get(route)?.get(status) ?? tallyOf(route, status)
      tally.count += 1
      tally.sum += seconds
      for (let at = 0; at < steps.length; at += 1) {
        if (seconds > (steps[at] ?? 0)) continue
        tally.bins[at] = (tally.bins[at] ?? 0) + 1
        break
      }
    },
    text() {
      const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`]
      for (const [route, statuses] of routes) {
        for (const [status, { count, sum, bins }] of statuses) {
          const labels = `route="${route}",status="${status}"`
          let below = 0
          steps.forEach((step, at) => {
            below += bins[at] ?? 0
            lines.push(`${name}_bucket{le="${step}",${labels}} ${below}`)
          })
          lines.push(`${name}_bucket{le="+Inf",${labels}} ${count}`)
          lines.push(`${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`)
        }
      }
      return `${lines.join('\n')}\n`
    },
  }
}
