import { describe, expect, it } from 'vitest'
import { idMatches, UNCLEAR } from '../../../shared/core/intellectual-disability.ts'
import { readIdTreatment } from '../../../shared/core/id-reading.ts'
import { ID_READINGS, ID_TIERS } from '../../../shared/trial.ts'
import { buildCriteria, buildRecord } from '../../builders.ts'
import { englishCriteria } from '../../fixtures/labels/criteria-english.ts'
import { europeanCriteria } from '../../fixtures/labels/criteria-european.ts'
import { reviewCriteria } from '../../fixtures/labels/criteria-review.ts'
import { secondCriteria } from '../../fixtures/labels/criteria-second.ts'
import type { CriteriaLabel } from '../../fixtures/labels/criteria-label.ts'

const labels = [...englishCriteria, ...europeanCriteria, ...secondCriteria, ...reviewCriteria]

interface Measured {
  label: CriteriaLabel
  tiers: Set<string>
  unclear: Set<string>
  readings: Set<string>
}

function measure(label: CriteriaLabel): Measured {
  const criteria = buildCriteria({
    combined: label.combined ?? null,
    inclusion: label.inclusion ?? null,
    exclusion: label.exclusion ?? null,
    lang: label.lang,
  })
  const record = buildRecord({ criteria: [criteria] })
  const matches = idMatches(record)
  const isUnclear = (field: string): boolean => field.endsWith(UNCLEAR)
  return {
    label,
    tiers: new Set(matches.filter(({ field }) => !isUnclear(field)).map(({ tier }) => tier)),
    unclear: new Set(matches.filter(({ field }) => isUnclear(field)).map(({ tier }) => tier)),
    readings: new Set(readIdTreatment(record).map(({ reading }) => reading ?? '')),
  }
}

interface Score {
  name: string
  labelled: number
  found: number
  precision: number
  recall: number
}

function score(name: string, pairs: { expected: boolean; actual: boolean }[]): Score {
  const both = pairs.filter(({ expected, actual }) => expected && actual).length
  const labelled = pairs.filter(({ expected }) => expected).length
  const found = pairs.filter(({ actual }) => actual).length
  return {
    name,
    labelled,
    found,
    precision: found === 0 ? 1 : both / found,
    recall: labelled === 0 ? 1 : both / labelled,
  }
}

const measured = labels.map(measure)
const scores = [
  ...ID_TIERS.map((tier) =>
    score(
      `tier ${tier}`,
      measured.map(({ label, tiers }) => ({ expected: label.tiers.includes(tier), actual: tiers.has(tier) })),
    ),
  ),
  score(
    'tier named x paediatric',
    measured.map(({ label, tiers }) => ({
      expected: label.minors && label.tiers.includes('named'),
      actual: label.minors && tiers.has('named'),
    })),
  ),
  score(
    'named, polarity unclear',
    measured.map(({ label, unclear }) => ({
      expected: label.unclear?.includes('named') ?? false,
      actual: unclear.has('named'),
    })),
  ),
  ...ID_READINGS.map((reading) =>
    score(
      `reading ${reading}`,
      measured.map(({ label, readings }) => ({
        expected: label.readings.includes(reading),
        actual: readings.has(reading),
      })),
    ),
  ),
]

describe('the labelled criteria texts', () => {
  it('are at least sixty and cover six languages', () => {
    expect(labels.length).toBeGreaterThanOrEqual(60)
    expect(new Set(labels.map(({ name }) => name)).size).toBe(labels.length)
    expect([...new Set(labels.map(({ lang }) => lang))]).toEqual(
      expect.arrayContaining(['en', 'nl', 'de', 'fr', 'es', 'it']),
    )
    console.table(scores.map((one) => ({ ...one, precision: one.precision.toFixed(3), recall: one.recall.toFixed(3) })))
    for (const { label, tiers, unclear, readings } of measured) {
      const got = `${[...tiers].sort().join()} | ${[...unclear].sort().join()} | ${[...readings].sort().join()}`
      const want = `${[...label.tiers].sort().join()} | ${[...(label.unclear ?? [])].sort().join()} | ${[...label.readings].sort().join()}`
      if (got !== want) console.log(`${label.lang} "${label.name}": labelled ${want}; read ${got}`)
    }
  })

  it('give precision and recall of 1.0 for named, and for named in paediatric trials', () => {
    for (const name of ['tier named', 'tier named x paediatric', 'named, polarity unclear']) {
      expect(scores.find((one) => one.name === name)).toMatchObject({ precision: 1, recall: 1 })
    }
  })

  it.each(scores.map((one) => [one.name, one] as const))(
    'give at least 0.95 precision and recall for %s',
    (_name, one) => {
      expect(one.precision).toBeGreaterThanOrEqual(0.95)
      expect(one.recall).toBeGreaterThanOrEqual(0.95)
    },
  )
})
