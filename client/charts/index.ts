import { ageChart } from './age-chart.ts'
import type { ChartOf } from './chart.ts'
import { countryChart } from './country-chart.ts'
import { enrollmentChart } from './enrollment-chart.ts'
import { phaseChart } from './phase-chart.ts'
import { purposeChart } from './purpose-chart.ts'
import { startYearChart } from './start-year-chart.ts'
import { statusChart } from './status-chart.ts'

/** The charts of Explore, in order. A new one is a pure file and a line here. */
export const charts: readonly ChartOf[] = [
  enrollmentChart,
  phaseChart,
  ageChart,
  statusChart,
  countryChart,
  startYearChart,
  purposeChart,
]
