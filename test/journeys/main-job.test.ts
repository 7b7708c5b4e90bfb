import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { RegistryState, StatementReply, TrialReply, TrialsReply } from '../../shared/api.ts'
import { startDouble } from '../registry-double/double.ts'
import type { RegistryDouble } from '../registry-double/double.ts'
import { getJson, repoRoot, startServer, temporaryFolder, waitFor } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const servers: ServerProcess[] = []
const doubles: RegistryDouble[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((s) => s.kill()))
  await Promise.all(doubles.splice(0).map((d) => d.stop()))
})

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await startServer(env)
  servers.push(server)
  return server
}

async function double(): Promise<RegistryDouble> {
  const registries = await startDouble()
  doubles.push(registries)
  return registries
}

function against(registries: RegistryDouble, dataDir: string): Record<string, string> {
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url])
  return {
    ...(Object.fromEntries(bases) as Record<string, string>),
    PACE: 'off',
    DATA_DIR: dataDir,
    RETRY_SECONDS: '1',
  }
}

async function trials(server: ServerProcess): Promise<TrialsReply> {
  return TrialsReply.parse(await getJson(`${server.url}/api/trials?role=all`))
}

async function states(server: ServerProcess): Promise<RegistryState[]> {
  const reply = (await getJson(`${server.url}/api/registries`)) as { registries: unknown[] }
  return reply.registries.map((s) => RegistryState.parse(s))
}

const allFresh = (list: RegistryState[]): boolean => list.every((s) => s.state === 'fresh')

describe('a first start with the registries unreachable', { timeout: 60_000 }, () => {
  it('is ready as soon as it listens and serves every trial of the snapshot as a copy', async () => {
    const server = await start({ OFFLINE: '1', DATA_DIR: temporaryFolder() })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    const reply = await trials(server)
    expect(reply.trials.length).toBeGreaterThan(250)
    expect(reply.trials.every((t) => t.from === 'snapshot')).toBe(true)
    expect(reply.trials.flatMap((t) => t.recruitingCountries)).toEqual([])
    expect(reply.registries.map((r) => r.state)).toEqual(['snapshot', 'snapshot', 'snapshot'])
    const statement = StatementReply.parse(await getJson(`${server.url}/api/statement`))
    expect(statement.verdict).toBe('none-in-copies')
    expect(statement.basis).toBe('copies')
  })

  const facts = path.join(repoRoot, '..', 'shared', 'data', 'facts', 'facts.csv')
  it.skipIf(!fs.existsSync(facts))(
    'holds every trial of the facts table (skipped without the recorded data)',
    async () => {
      const server = await start({ OFFLINE: '1', DATA_DIR: temporaryFolder() })
      const ids = fs
        .readFileSync(facts, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '')
        .filter((id) => /^(NCT\d{8}|\d{4}-\d{6}-\d{2}(-\d{2})?)$/.test(id))
      expect(ids.length).toBe(296)
      const held = new Set((await trials(server)).trials.flatMap((t) => Object.values(t.registryIds).flat()))
      expect(ids.filter((id) => !held.has(id))).toEqual([])
    },
  )

  it('keeps the copies when every registry refuses the connection, and says why', async () => {
    const registries = await double()
    const env = against(registries, temporaryFolder())
    await registries.stop()
    const server = await start(env)
    const list = await waitFor(
      () => states(server),
      (s) => s.every((r) => r.error !== null),
    )
    expect(list.map((s) => s.state)).toEqual(['snapshot', 'snapshot', 'snapshot'])
    expect(list.map((s) => s.error?.code)).toEqual([
      'registry-unavailable',
      'registry-unavailable',
      'registry-unavailable',
    ])
    expect((await trials(server)).trials.length).toBeGreaterThan(250)
  })
})

describe('against the registry double', { timeout: 120_000 }, () => {
  it('completes all collections with the counts of the registries, and joins by number only', async () => {
    const registries = await double()
    const server = await start(against(registries, temporaryFolder()))
    const list = await waitFor(() => states(server), allFresh, 30_000)
    const counts = Object.fromEntries(
      list.map((s) => [
        s.registryId,
        Object.fromEntries(s.collections.map((c) => [c.substanceId, c.records + c.rejected])),
      ]),
    )
    expect(counts).toEqual(registries.counts())
    expect(list.flatMap((s) => s.collections).every((c) => c.complete)).toBe(true)

    const inThree = TrialReply.parse(await getJson(`${server.url}/api/trials/NCT03775200`))
    expect(inThree.trial.registryIds).toEqual({
      ctgov: ['NCT03775200'],
      ctis: ['2024-510001-11-00'],
      euctr: ['2017-003288-36'],
    })
    for (const other of ['2024-510001-11-00', '2017-003288-36', 'nct 03775200']) {
      const same = TrialReply.parse(await getJson(`${server.url}/api/trials/${encodeURIComponent(other)}`))
      expect(same.trial.trialId).toBe('NCT03775200')
    }
    const first = TrialReply.parse(await getJson(`${server.url}/api/trials/2016-003990-17`))
    const second = TrialReply.parse(await getJson(`${server.url}/api/trials/2016-003992-23`))
    expect(first.trial.officialTitle).toBe(second.trial.officialTitle)
    expect(first.trial.trialId).not.toBe(second.trial.trialId)
  })

  it('shows the same trials after kill -9 in the middle of a refresh and a restart with the registries down', async () => {
    const registries = await double()
    const dataDir = temporaryFolder()
    const env = { ...against(registries, dataDir), REFRESH_HOURS: '0.0003' }
    const first = await start(env)
    const all = await waitFor(
      async () => (await states(first)).flatMap((r) => r.collections),
      (collections) => collections.every((c) => c.complete),
      30_000,
    )
    const before = await trials(first)
    // Shown is not yet kept: that is written behind.
    await waitFor(
      () =>
        Promise.resolve(fs.readdirSync(path.join(dataDir, 'collections')).filter((name) => name.endsWith('.store'))),
      (kept) => kept.length === all.length,
    )
    const asked = registries.requests.length
    await waitFor(
      () => Promise.resolve(registries.requests.length),
      (n) => n > asked + 3,
    )
    await first.kill()
    await registries.stop()
    const second = await start({ ...env, REFRESH_HOURS: '6' })
    const after = await trials(second)
    expect(after.trials.map((t) => t.trialId)).toEqual(before.trials.map((t) => t.trialId))
    expect(after.trials.every((t) => t.from !== 'snapshot')).toBe(true)
  })

  it('asks the registries the same for fifty clients at a cold start as for one', async () => {
    const forOne = await double()
    const one = await start(against(forOne, temporaryFolder()))
    await trials(one)
    await waitFor(() => states(one), allFresh, 30_000)

    const forFifty = await double()
    const fifty = await start(against(forFifty, temporaryFolder()))
    await Promise.all(Array.from({ length: 50 }, () => trials(fifty)))
    await waitFor(() => states(fifty), allFresh, 30_000)
    await Promise.all(Array.from({ length: 50 }, () => trials(fifty)))
    const asked = (d: RegistryDouble): string[] => d.requests.map((r) => `${r.registryId} ${r.method} ${r.path}`).sort()
    expect(asked(forFifty)).toEqual(asked(forOne))
  })
})

describe('the start', () => {
  it('stops with one line that names a wrong environment value', async () => {
    await expect(startServer({ PORT: 'eighty' })).rejects.toThrow(/PORT/)
  })
})
