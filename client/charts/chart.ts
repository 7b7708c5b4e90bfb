import type { TrialSummary } from '../../shared/trial.ts'
import type { Locale } from '../state/locale.ts'

/** Key of the bar of trials that do not state the value. */
export const NOT_STATED = 'not-stated'

/** A filter that a bar sets: one name with its values. */
export interface BarFilter {
  name: string
  values: readonly string[]
}

export interface Bar {
  key: string
  label: string
  /** What choosing this bar filters by; null: nothing to filter. */
  filter: BarFilter | null
}

export type Tone = 'first' | 'second' | 'muted'

export interface Series {
  label: string
  tone: Tone
  /** One number a bar. */
  values: readonly number[]
  /** Where the bars of one series filter differently from the row (planned against actual). */
  filters?: readonly (BarFilter | null)[]
}

/** Everything a chart shows, as data: the drawing and the table are two views of it. */
export interface Chart {
  id: string
  title: string
  /** One or two sentences that say what the picture says. */
  summary: string
  /** Heading of the first column of the table. */
  group: string
  bars: readonly Bar[]
  series: readonly Series[]
  stacked: boolean
  /** Lying bars unless said: `columns` stand (a row of years, "not stated" only in the table), `map` is drawn by `country-map` (keys: alpha-2 codes). */
  picture?: 'columns' | 'map'
  /** What is not in the bars, said in sentences. */
  notes: readonly string[]
}

/** One chart of a list of trials. Pure; words and number forms come in with the locale. */
export type ChartOf = (trials: readonly TrialSummary[], locale: Locale) => Chart
