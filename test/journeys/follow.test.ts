import { afterEach, describe, expect, it } from 'vitest'
import { keptEn } from '../../shared/text/kept-en.ts'
import { en } from '../../shared/text/en.ts'
import { ChangesReply, RegistriesReply, TrialReply, TrialsReply } from '../../shared/api.ts'
import type { TrialSummary } from '../../shared/trial.ts'
import { savedChanges } from '../../client/describe/saved-words.ts'
import { changesSince } from '../../client/elements/saved-log.ts'
import { createFormats } from '../../client/state/formats.ts'
import { copyOf } from '../../client/state/saved-copy.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { getJson, startServer, temporaryFolder, waitFor } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

/** Recruiting in the double, and in ClinicalTrials.gov only. */
const ID = 'NCT06199700'
const REGISTRIES = ['ctgov', 'euctr', 'ctis']

const servers: ServerProcess[] = []
const doubles: RegistryDouble[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((one) => one.kill()))
  await Promise.all(doubles.splice(0).map((one) => one.stop()))
})

async function start(registries: RegistryDouble, dataDir: string): Promise<ServerProcess> {
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  const server = await startServer({
    ...Object.fromEntries(bases),
    PACE: 'off',
    DATA_DIR: dataDir,
    RETRY_SECONDS: '0.5',
    // A refresh about every two seconds.
    REFRESH_HOURS: '0.0006',
  })
  servers.push(server)
  return server
}

const changes = async ({ url }: ServerProcess, query = '') =>
  ChangesReply.parse(await getJson(`${url}/api/changes${query}`)).changes
const states = async ({ url }: ServerProcess) =>
  RegistriesReply.parse(await getJson(`${url}/api/registries`)).registries
const feed = async ({ url }: ServerProcess, query = '') => (await fetch(`${url}/feeds/trials.atom${query}`)).text()
const idsOf = (xml: string): string[] => [...xml.matchAll(/<id>([^<]*)<\/id>/g)].map((match) => match[1] ?? '')

/** Waits until every collection was asked again after this moment, by the clock of the server. */
async function askedAgain(server: ServerProcess): Promise<void> {
  const after = Date.now()
  await waitFor(
    () => states(server),
    (all) =>
      all.every(({ collections }) =>
        collections.every(({ complete, fetchedAt }) => complete && Date.parse(fetchedAt ?? '') > after),
      ),
    60_000,
  )
}

describe('following a trial, against the registry double', { timeout: 180_000 }, () => {
  it('hears of a change within one refresh, everywhere; of an outage and of a restart nothing', async () => {
    const registries = await startDouble({ perSubstance: 3 })
    doubles.push(registries)
    const dataDir = temporaryFolder()
    const server = await start(registries, dataDir)
    await askedAgain(server)
    await askedAgain(server)
    // The first live answers replaced the snapshot, which is no change of the registers; nor is the same answer again.
    expect(await changes(server)).toEqual([])
    const study = registries.data.ctgov.find(
      (one) => one.study.protocolSection.identificationModule.nctId === ID,
    )?.study
    if (study === undefined) throw new Error(`the double has no ${ID}`)
    const status = study.protocolSection.statusModule
    const before = status.overallStatus
    const trialOf = async (): Promise<TrialSummary> => {
      const { trials } = TrialsReply.parse(await getJson(`${server.url}/api/trials?role=all`))
      const found = trials.find(({ trialId }) => trialId === ID)
      if (found === undefined) throw new Error(`no ${ID}`)
      return found
    }
    const copy = copyOf(await trialOf())
    const savedAt = new Date().toISOString()
    const idsBefore = idsOf(await feed(server))

    status.overallStatus = 'SUSPENDED'
    await askedAgain(server)
    const expected = {
      trialId: ID,
      recordId: ID,
      kind: 'status',
      field: 'overallStatus',
      from: before,
      to: 'SUSPENDED',
    }
    expect(await changes(server)).toMatchObject([expected])
    expect(await changes(server, `?since=${savedAt}`)).toHaveLength(1)
    expect(await changes(server, `?since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
    const { history } = TrialReply.parse(await getJson(`${server.url}/api/trials/${ID}`))
    expect(history).toMatchObject([expected])
    const told = await feed(server, '?lang=nl')
    expect(told).toContain(`ClinicalTrials.gov: De status was “${before}” en is nu “SUSPENDED”.`)
    const ids = idsOf(await feed(server))
    expect(ids.filter((id) => !idsBefore.includes(id))).toHaveLength(1)
    const now = await trialOf()
    const locale = { lang: 'en' as const, words: en, formats: createFormats('en') }
    expect(savedChanges(copy, now, keptEn, locale).map(({ field }) => field)).toContain('Status')
    expect(changesSince(await changes(server), now, savedAt)).toHaveLength(1)

    for (const id of REGISTRIES) registries.setFault(id, { kind: '500' })
    await waitFor(
      () => states(server),
      (all) => all.every(({ error }) => error !== null),
      60_000,
    )
    expect(await changes(server)).toHaveLength(1)
    for (const id of REGISTRIES) registries.setFault(id, { kind: 'refuse' })
    const asked = registries.requests.length
    await waitFor(
      () => Promise.resolve(registries.requests.length),
      (count) => count > asked + 3,
      60_000,
    )
    for (const id of REGISTRIES) registries.setFault(id, null)
    await askedAgain(server)
    expect(await changes(server)).toHaveLength(1)

    expect(await server.stop()).toBe(0)
    const again = await start(registries, dataDir)
    expect(await changes(again)).toMatchObject([expected])
    await askedAgain(again)
    expect(await changes(again)).toMatchObject([expected])
    expect(idsOf(await feed(again))).toEqual(ids)
  })

  it('tells that a record went and came back, and does not lose what was learned when it is killed', async () => {
    const registries = await startDouble({ perSubstance: 3 })
    doubles.push(registries)
    const dataDir = temporaryFolder()
    const server = await start(registries, dataDir)
    await askedAgain(server)
    const at = registries.data.ctgov.findIndex((one) => one.study.protocolSection.identificationModule.nctId === ID)
    const [taken] = registries.data.ctgov.splice(at, 1)
    if (taken === undefined) throw new Error(`the double has no ${ID}`)
    await waitFor(
      () => changes(server),
      (all) => all.length > 0,
      60_000,
    )
    expect(await changes(server)).toMatchObject([{ trialId: ID, kind: 'vanished', field: null }])
    await askedAgain(server)
    await server.kill()
    const again = await start(registries, dataDir)
    registries.data.ctgov.splice(at, 0, taken)
    await waitFor(
      () => changes(again),
      (all) => all.length > 1,
      60_000,
    )
    expect((await changes(again)).map(({ kind }) => kind)).toEqual(['vanished', 'returned'])
  })
})
