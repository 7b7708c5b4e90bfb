import { describe, expect, it } from 'vitest'
import { loadSnapshot } from '../../../server/snapshot/load-snapshot.ts'
import { purposeOf } from '../../../shared/core/purpose.ts'
import { matchSubstance } from '../../../shared/core/substance-match.ts'
import { substances } from '../../../shared/substances/index.ts'
import { PURPOSES, ROLES, type Purpose } from '../../../shared/trial.ts'
import { trialLabels, type TrialLabel } from '../../fixtures/labels/roles-and-purposes.ts'

/** Roles and purposes by rule against the labels by hand. The halves were divided before the rules were written. */
const copies = loadSnapshot().flatMap((collection) => collection.records.filter((record) => record.copyNotes !== null))
const records = new Map(copies.map((record) => [record.recordId, record] as const))
/** A snapshot made anew from the live registries holds other facts than the ones that were labelled. */
const fromFacts = records.size > 0
if (!fromFacts) console.info('the snapshot was not made from the facts table: its labels are left out')

interface Outcome {
  label: TrialLabel
  role: string
  roleWithoutNotes: string
  purpose: Purpose
}

function outcomeOf(label: TrialLabel): Outcome {
  const record = records.get(label.trialId)!
  const substance = substances.find(({ id }) => id === label.substanceId)!
  const role = (match = matchSubstance(record, substance)): string =>
    match.outcome === 'member' ? match.role : match.outcome
  const withoutNotes = { ...record, copyNotes: record.copyNotes && { ...record.copyNotes, statedRole: null } }
  return {
    label,
    role: role(),
    roleWithoutNotes: role(matchSubstance(withoutNotes, substance)),
    purpose: purposeOf([record]).purpose,
  }
}

/** Rows: label; columns: rule; only what occurs. */
function confusion(pairs: readonly (readonly [string, string])[], order: readonly string[]): string {
  const seen = order.filter((name) => pairs.some((pair) => pair.includes(name)))
  const width = Math.max(...seen.map((name) => name.length))
  const row = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(width), ...cells.map((cell, i) => String(cell).padStart(seen[i]!.length))].join('  ')
  const count = (label: string, got: string): number => pairs.filter(([a, b]) => a === label && b === got).length
  return [
    row('label \\ rule', seen),
    ...seen.map((name) =>
      row(
        name,
        seen.map((got) => count(name, got) || '.'),
      ),
    ),
  ].join('\n')
}

const share = (hits: number, of: number): number => hits / of

describe.skipIf(!fromFacts).each(['tuning', 'held-out'] as const)('the %s half of the labelled trials', (half) => {
  const outcomes = trialLabels.filter((label) => label.half === half).map(outcomeOf)

  it('reaches 95 % for purposes', () => {
    const pairs = outcomes.map(({ label, purpose }) => [label.purpose, purpose] as const)
    const hits = pairs.filter(([label, got]) => label === got).length
    console.info(`${half}: purpose ${hits} of ${pairs.length}\n${confusion(pairs, PURPOSES)}`)
    expect(share(hits, pairs.length)).toBeGreaterThanOrEqual(0.95)
  })

  it('shows no peri-operative trial as treatment', () => {
    const shown = outcomes.filter(
      ({ label, purpose }) => label.purpose === 'peri-operative' && purpose !== 'peri-operative',
    )
    expect(shown.map(({ label }) => label.trialId)).toEqual([])
  })

  it('reaches 98 % for roles', () => {
    const pairs = outcomes.map(({ label, role }) => [label.role, role] as const)
    const hits = pairs.filter(([label, got]) => label === got).length
    const without = outcomes.filter(({ label, roleWithoutNotes }) => label.role === roleWithoutNotes).length
    console.info(
      `${half}: role ${hits} of ${pairs.length} (${without} without the copier's notes)\n${confusion(pairs, [...ROLES, 'look-alike', 'none'])}`,
    )
    expect(share(hits, pairs.length)).toBeGreaterThanOrEqual(0.98)
  })
})

describe.skipIf(!fromFacts)('the labelled trials', () => {
  it('are at least 90, of all three substances, each in the snapshot once', () => {
    expect(trialLabels.length).toBeGreaterThanOrEqual(90)
    expect(new Set(trialLabels.map(({ trialId }) => trialId)).size).toBe(trialLabels.length)
    expect(trialLabels.filter(({ trialId }) => !records.has(trialId))).toEqual([])
    for (const { id } of substances) expect(trialLabels.filter((l) => l.substanceId === id).length).toBeGreaterThan(30)
  })
})
