import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StatementReply } from '../../shared/api.ts'
import { ctisTrial } from '../fixtures/ctis/build-trial.ts'
import { product } from '../fixtures/ctis/raw-product.ts'
import { drug, study } from '../fixtures/ctgov/study.ts'
import { euctrProduct, euctrRecord, euctrTrial } from '../fixtures/euctr/euctr-fixture.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { getJson, startServer, temporaryFolder, waitFor } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

async function statementOf(url: string): Promise<StatementReply> {
  return StatementReply.parse(await getJson(`${url}/api/statement`))
}

async function startAsking(registries: RegistryDouble, env: Record<string, string>): Promise<ServerProcess> {
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  return startServer({
    ...Object.fromEntries(bases),
    PACE: 'off',
    DATA_DIR: temporaryFolder(),
    RETRY_SECONDS: '1',
    ...env,
  })
}

/**
 * Each puts one paediatric trial that names intellectual disability into one registry, and gives its number and quote.
 * `remove` may be called twice.
 */
const arrivals: Record<string, (double: RegistryDouble) => { trialId: string; quote: string; remove: () => void }> = {
  'a ClinicalTrials.gov study': ({ data }) => {
    const before = data.ctgov.length
    data.ctgov.push({
      foundFor: ['psilocybin'],
      study: study({
        nctId: 'NCT90000999',
        title: 'Psilocybin in Adolescents With Anxiety',
        status: 'NOT_YET_RECRUITING',
        sponsor: ['University Example', 'OTHER'],
        conditions: ['Anxiety', 'Intellectual Disability, Moderate'],
        phases: ['PHASE2'],
        ages: ['12 Years', '17 Years'],
        interventions: [drug('Psilocybin')],
      }),
    })
    return {
      trialId: 'NCT90000999',
      quote: 'Intellectual Disability, Moderate',
      remove: () => void data.ctgov.splice(before),
    }
  },
  'a Dutch EUCTR record': ({ data }) => {
    const before = data.euctr.length
    data.euctr.push(
      euctrTrial({
        eudractNumber: '2021-990999-42',
        substances: ['mdma'],
        title: 'MDMA bij posttraumatische stress',
        condition: 'PTSS bij jongeren met een verstandelijke beperking',
        ages: { 'F.1.1': 'Yes', 'F.1.1.6': 'Yes', 'F.1.2': 'No', 'F.1.3': 'No' },
        products: [euctrProduct({ inn: 'MDMA' })],
        records: [euctrRecord('NL', { status: 'Ongoing' })],
      }),
    )
    return {
      trialId: '2021-990999-42',
      quote: 'verstandelijke beperking',
      remove: () => void data.euctr.splice(before),
    }
  },
  'a CTIS record that only carries the band 0-17': ({ data }) => {
    const before = data.ctis.length
    data.ctis.push(
      ctisTrial({
        ctNumber: '2025-599999-12-00',
        foundFor: ['esketamine'],
        title: 'Esketamine nasal spray in depression',
        status: 3,
        phase: 4,
        conditions: ['Depression in people with an intellectual disability'],
        sponsor: { name: 'Hospital Example', commercial: false, type: 'Hospital', country: 'Belgium', city: 'Ghent' },
        products: [product(1, '1', 'Spravato', 'esketamine')],
        ages: [2],
        inclusion: ['Depression.'],
        exclusion: ['Psychosis.'],
        countries: [{ name: 'Belgium', code: 'BE', status: 3, decided: '2026-01-05', planned: 10 }],
        estimated: { start: '2026-02-01', end: '2027-02-01' },
        published: '2026-01-06',
      }),
    )
    return {
      trialId: '2025-599999-12-00',
      quote: 'intellectual disability',
      remove: () => void data.ctis.splice(before),
    }
  },
}

describe('the statement on paediatric trials in intellectual disability', { timeout: 120_000 }, () => {
  let double: RegistryDouble
  let server: ServerProcess
  let url: string

  // One server for all of them: each takes away what it put into a registry, and ends when the statement says so.
  beforeAll(async () => {
    double = await startDouble()
    // It asks the double again every one and a half seconds.
    server = await startAsking(double, { REFRESH_HOURS: '0.0004' })
    url = server.url
    await waitFor(
      () => statementOf(url),
      (s) => s.basis === 'registries',
      60_000,
    )
  }, 90_000)

  afterAll(async () => {
    await server.kill()
    await double.stop()
  })

  it('says none once every collection is complete, names the close exception, and is in the HTML in both languages', async () => {
    const statement = await statementOf(url)
    expect(statement.verdict).toBe('none')
    expect(statement.text.en).toMatch(
      /^No paediatric trials of psilocybin, esketamine or MDMA in intellectual disability exist in ClinicalTrials\.gov, EUCTR or CTIS\./,
    )
    expect(statement.line.en).toContain('NCT06199700')
    expect(statement.exceptions.find((e) => e.trialId === 'NCT06199700')?.tier).toBe('syndrome')
    for (const lang of ['en', 'nl'] as const) {
      for (const path of ['/', '/evidence', '/about', '/trial/NCT06199700']) {
        const page = await (await fetch(`${url}${path}?lang=${lang}`)).text()
        expect(page, `${path} ${lang}`).toContain(`<html lang="${lang}"`)
        expect(page, `${path} ${lang}`).toContain(`<meta name="description" content="${statement.line[lang]}"`)
        expect(page.split(statement.line[lang]).length, `${path} ${lang}`).toBeGreaterThan(3)
      }
      const evidence = await (await fetch(`${url}/evidence?lang=${lang}`)).text()
      expect(evidence).toContain(statement.text[lang])
      expect(evidence).toContain('Rett Syndrome')
    }
  })

  for (const [name, arrive] of Object.entries(arrivals)) {
    it(`turns to found within a refresh when ${name} arrives, and back when it goes`, async () => {
      const before = await waitFor(
        () => statementOf(url),
        (s) => s.verdict === 'none',
        30_000,
      )
      const { trialId, quote, remove } = arrive(double)
      try {
        const found = await waitFor(
          () => statementOf(url),
          (s) => s.verdict === 'found',
        )
        expect(found.found).toEqual([trialId])
        expect(found.exceptions.find((e) => e.trialId === trialId)?.quote).toContain(quote)
        expect(found.line.nl).toContain(trialId)
        const page = await (await fetch(`${url}/evidence`)).text()
        expect(page).toContain(trialId)
        expect(page).toContain(quote)

        remove()
        const after = await waitFor(
          () => statementOf(url),
          (s) => s.verdict === 'none',
          30_000,
        )
        expect(after.version).toBe(before.version)
        const kept = StatementReply.parse(await getJson(`${url}/api/statement?version=${found.version}`))
        expect(kept.verdict).toBe('found')
        expect((await fetch(`${url}/evidence?version=${found.version}`)).status).toBe(200)
        expect((await fetch(`${url}/evidence?version=0000000000000000`)).status).toBe(404)
      } finally {
        remove()
      }
    })
  }
})

describe('the statement while a registry is down', { timeout: 120_000 }, () => {
  it('keeps the verdict with its date, and never says none from an unasked one', async () => {
    const registries = await startDouble()
    registries.setFault('ctis', { kind: '500' })
    const server = await startAsking(registries, {})
    const { url } = server
    try {
      const mixed = await waitFor(
        () => statementOf(url),
        (s) => s.basis === 'mixed' && s.registries.filter((r) => r.state === 'fresh').length === 2,
        60_000,
      )
      expect(mixed.verdict).toBe('none-in-copies')
      registries.setFault('ctis', null)
      const whole = await waitFor(
        () => statementOf(url),
        (s) => s.basis === 'registries',
        60_000,
      )
      expect(whole.verdict).toBe('none')
    } finally {
      await server.kill()
      await registries.stop()
    }
  })
})
