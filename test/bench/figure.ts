import type { Row } from './row.ts'

/** A measured figure and what it has to be. */
export interface Figure {
  what: string
  value: number
  /** Empty for a score or a ratio. */
  unit: '' | 'ms' | 'kB'
  target: { atLeast: number } | { atMost: number } | null
  /** What the reader needs to judge it: the single runs, what moved. */
  note?: string
}

export function isMet({ value, target }: Figure): boolean {
  if (target === null) return true
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

const DIGITS = { '': 3, ms: 0, kB: 1 } as const

export function rowOf(figure: Figure): Row {
  const { what, value, unit, target, note } = figure
  const text = (n: number): string => `${String(Number(n.toFixed(DIGITS[unit])))} ${unit}`.trim()
  const wanted =
    target === null
      ? ''
      : 'atLeast' in target
        ? `, at least ${text(target.atLeast)}`
        : `, at most ${text(target.atMost)}`
  return {
    what,
    value: `${text(value)}${wanted}${isMet(figure) ? '' : ', MISSED'}${note === undefined ? '' : ` (${note})`}`,
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
