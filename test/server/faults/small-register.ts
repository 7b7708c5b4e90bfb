import { esketamine } from '../../../shared/substances/esketamine.ts'
import type { Substance } from '../../../shared/substances/substance.ts'
import { ctisTrial } from '../../fixtures/ctis/build-trial.ts'
import { ctisFixtures } from '../../fixtures/ctis/index.ts'
import { product } from '../../fixtures/ctis/raw-product.ts'
import { drug, study } from '../../fixtures/ctgov/study.ts'
import { euctrProduct, euctrRecord, euctrTrial } from '../../fixtures/euctr/euctr-fixture.ts'
import type { DoubleData, DoubleRequest } from '../../registry-double/double.ts'

/**
 * The smallest register that has every stage: two pages of each registry, trials of adults only (the statement says
 * "none" as long as every collection is complete), so that a row of the fault table costs little.
 */

export const REGISTRY_IDS = ['ctgov', 'ctis', 'euctr'] as const
export type RegistryId = (typeof REGISTRY_IDS)[number]

/** `detail`: a record of its own; ClinicalTrials.gov sends whole studies in its pages and is asked so by number only. */
export const STAGES = ['first page', 'later page', 'detail'] as const
export type Stage = (typeof STAGES)[number]

/** One term: each further one would be another question to CTIS. */
export const substance: Substance = { ...esketamine, searchTerms: ['esketamine'] }

/** Trials of each registry; EUCTR has pages of 20 and no other size. */
export const HELD: Readonly<Record<RegistryId, number>> = { ctgov: 5, ctis: 5, euctr: 21 }
export const PAGE_SIZES = { ctgovMaxPageSize: 3, ctisMaxPageSize: 3 }
export const ANY_NCT = 'NCT91000001'

/** The small register, and the trials of CTIS that no search of ours finds. Nobody changes it: one for all worlds. */
let register: DoubleData | null = null

export function smallRegister(): DoubleData {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1)
  register ??= {
    ctgov: numbers(HELD.ctgov).map((n) => ({ foundFor: [substance.id], study: ctgovStudy(n) })),
    ctis: [...numbers(HELD.ctis).map(ctisFixture), ...ctisFixtures().filter(({ foundFor }) => foundFor.length === 0)],
    euctr: numbers(HELD.euctr).map(euctrFixture),
  }
  return register
}

function ctgovStudy(n: number) {
  return study({
    nctId: `NCT9100000${n}`,
    title: `Esketamine in depression, study ${n}`,
    status: 'RECRUITING',
    sponsor: ['University Example', 'OTHER'],
    conditions: ['Major Depressive Disorder'],
    phases: ['PHASE2'],
    enrollment: [60 + n, 'ESTIMATED'],
    ages: ['18 Years', '75 Years'],
    interventions: [drug('Esketamine'), drug('Placebo')],
    criteria: 'Inclusion Criteria:\n\n* Dépression\n\nExclusion Criteria:\n\n* Pregnancy',
  })
}

function ctisFixture(n: number) {
  return ctisTrial({
    ctNumber: `2024-51100${n}-10-00`,
    foundFor: [substance.id],
    title: `Esketamine nasal spray, étude ${n}`,
    status: 4,
    phase: 6,
    conditions: ['Depression'],
    sponsor: { name: 'UZ Voorbeeld', commercial: false, type: 'Hospital', country: 'Belgium', city: 'Gent' },
    products: [product(2_000 + n, '1', 'Spravato 28 mg nasal spray', 'esketamine')],
    ages: [3],
    inclusion: ['Depression.'],
    exclusion: ['Pregnancy.'],
    countries: [{ name: 'Belgium', code: 'BE', status: 4, decided: '2025-02-03', planned: 10 }],
    estimated: { start: '2025-03-01', end: '2026-03-01' },
    published: '2025-02-04',
  })
}

function euctrFixture(n: number) {
  return euctrTrial({
    eudractNumber: `2015-0030${String(n).padStart(2, '0')}-10`,
    substances: [substance.id],
    title: `Esketamine nasal spray, étude ${n}`,
    products: [euctrProduct({ inn: 'ESKETAMINE', cas: '33643-46-8' })],
    records: [euctrRecord('NL')],
  })
}

/** Whether a request of that registry belongs to the stage. */
export function isStage(registryId: RegistryId, stage: Stage, { path, query, body }: DoubleRequest): boolean {
  switch (registryId) {
    case 'ctgov':
      if (path !== '/studies') return stage === 'detail' && path.startsWith('/studies/')
      return stage === (query.has('pageToken') ? 'later page' : 'first page')
    case 'ctis': {
      if (path !== '/search') return stage === 'detail'
      const asked = JSON.parse(body) as { pagination: { page: number }; searchCriteria: { containAll?: string } }
      // Before the search the whole register is counted: that one is told apart, so that the fault hits the search.
      if (asked.searchCriteria.containAll === undefined) return false
      return stage === (asked.pagination.page > 1 ? 'later page' : 'first page')
    }
    case 'euctr':
      if (path.startsWith('/rest/download/trial/')) return stage === 'detail'
      return stage === (query.get('page') === '1' ? 'first page' : 'later page')
  }
}
