import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asStored } from '../../../server/store/store.ts'
import type { Collection } from '../../../shared/trial.ts'
import { FAULTS, type Cell, type Fault } from './fault-table.ts'
import { REFRESH_MS, RETRY_SECONDS, startWorld, type World, type WorldOptions } from './faulty-world.ts'
import { ANY_NCT, HELD, REGISTRY_IDS, STAGES, substance, type RegistryId, type Stage } from './small-register.ts'

/** How many rows run at once; each waits for its retries most of the time. */
const TOGETHER = { concurrent: true, timeout: 60_000 }

let tls: https.Server
let elsewhere: WorldOptions['elsewhere']
/** Every collection as it is without a fault. */
let clean: Collection[]

beforeAll(async () => {
  tls = https.createServer(selfSigned(), (_request, response) => response.end('trust me'))
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
  elsewhere = {
    refused: 'http://127.0.0.1:1',
    // Longer than a name may be: refused here, without a question to the network's name server.
    dns: `http://${'x'.repeat(64)}.invalid`,
    'tls-chain': `https://127.0.0.1:${(tls.address() as AddressInfo).port}`,
  }
  const [fault] = FAULTS
  const world = await startWorld({ fault: fault!, registryId: 'ctgov', stage: 'detail', elsewhere })
  for (const registryId of REGISTRY_IDS) await world.collections.refresh(registryId, substance.id)
  clean = world.collections.all()
  expect(world.catalogue().statement.verdict).toBe('none')
  await world.stop()
})
afterAll(() => void tls.close())

/** A certificate that nobody vouches for. */
function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'certificate-'))
  try {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1'
    execFileSync(
      'openssl',
      [...what.split(' '), '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
      { stdio: 'ignore' },
    )
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Row {
  fault: Fault
  registryId: RegistryId
  stage: Stage
  cell: Cell
}

const ROWS: readonly Row[] = FAULTS.flatMap((fault) =>
  REGISTRY_IDS.flatMap((registryId) =>
    STAGES.map((stage, at) => ({ fault, registryId, stage, cell: fault.of[registryId][at]! })),
  ),
)
const possible = ROWS.filter(({ cell }) => cell.kind !== 'cannot')
/** ClinicalTrials.gov is asked for one study by number only, when a visitor asks. */
const isLookup = ({ registryId, stage }: Row): boolean => registryId === 'ctgov' && stage === 'detail'
const titleOf = ({ fault, registryId, stage }: Row): string => `${fault.name}, ${registryId}, ${stage}`

async function inWorld(row: Row, more: Partial<WorldOptions>, run: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld({ ...row, elsewhere, ...more })
  try {
    world.switchOn()
    await run(world)
  } finally {
    await world.stop()
  }
}

/** Every trial, and that verdict. */
function expectServed(world: World, verdict: string): void {
  const { trials, statement } = world.catalogue()
  expect(trials).toHaveLength(HELD.ctgov + HELD.ctis + HELD.euctr)
  expect(statement.verdict).toBe(verdict)
}
const idsOf = (collection: Collection | null | undefined) => collection?.records.map(({ recordId }) => recordId).sort()
const cleanOf = (registryId: string) => clean.find((collection) => collection.registryId === registryId)
const othersOf = (world: World, registryId: string) =>
  REGISTRY_IDS.filter((id) => id !== registryId).map((id) => world.state(id))

describe('the fault table', () => {
  it('has every fault at every stage of every registry, and a reason where one cannot be', () => {
    expect(FAULTS.length).toBe(32)
    expect(ROWS).toHaveLength(FAULTS.length * REGISTRY_IDS.length * STAGES.length)
    expect(new Set(ROWS.map(titleOf)).size).toBe(ROWS.length)
    for (const row of ROWS) {
      if (row.cell.kind !== 'refused') expect(row.cell.why, titleOf(row)).toMatch(/\S/)
    }
    // A fault that cannot be anywhere is no fault.
    for (const fault of FAULTS)
      expect(possible.filter((row) => row.fault === fault).length, fault.name).toBeGreaterThan(0)
  })
})

describe('with everything held', TOGETHER, () => {
  it.each(possible.filter((row) => !isLookup(row)).map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
    const { cell, registryId } = row
    await inWorld(row, { stored: clean }, async (world) => {
      const others = othersOf(world, registryId)
      const { retryMs } = await world.nextAttempt()
      const state = world.state(registryId)
      const held = world.collections.get(registryId, substance.id)
      expect(othersOf(world, registryId)).toEqual(others)
      // Never fewer trials, and never a verdict that says less.
      expectServed(world, 'none')
      expect(idsOf(held)).toEqual(idsOf(cleanOf(registryId)))
      if (cell.kind === 'refused') {
        expectRefused(row, cell, world)
        expect(held).toEqual(asStored(cleanOf(registryId)!))
        expect(state.state).toBe('stale')
        expect(retryMs).toBe(cell.retrySeconds * 1_000)
      } else {
        expect(state).toMatchObject({ state: 'fresh', error: null })
        expect(retryMs).toBe(REFRESH_MS)
        if ('statusGroup' in cell) expect(held?.records.map((r) => r.statusGroup)).toContain(cell.statusGroup)
      }
      if (cell.kind === 'taken' && cell.log !== undefined)
        expect(world.lines).toContainEqual(expect.objectContaining({ level: 'warn', registryId, msg: cell.log }))
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()

      await world.switchOff()
      const after = await world.nextAttempt()
      expect(world.state(registryId)).toMatchObject({ state: 'fresh', error: null })
      expect(after.retryMs).toBe(REFRESH_MS)
      expect(idsOf(world.collections.get(registryId, substance.id))).toEqual(idsOf(cleanOf(registryId)))
    })
  })
})

function expectRefused(row: Row, cell: Cell & { kind: 'refused' }, world: World): void {
  const { error } = world.state(row.registryId)
  expect(cell.codes).toContain(error?.code)
  expect(error?.message).toMatch(cell.words)
  const level = error?.code === 'registry-changed' ? 'error' : 'warn'
  const logged = world.lines.filter((line) => line.registryId === row.registryId && line.code === error?.code)
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({ level, substanceId: substance.id })
  expect(JSON.stringify(logged[0])).toMatch(cell.words)
  expect(world.lines).toContainEqual(
    expect.objectContaining({ msg: 'will ask again', failures: 1, retrySeconds: cell.retrySeconds }),
  )
}

/**
 * For a first start. How a connection fails does not depend on the registry, which the table with everything held shows:
 * each such fault is tried on one of them in turn.
 */
const fromFirstStart = possible.filter((row) => {
  if (row.cell.kind !== 'refused' || isLookup(row)) return false
  return row.fault.lie !== undefined || row.registryId === REGISTRY_IDS[FAULTS.indexOf(row.fault) % REGISTRY_IDS.length]
})

describe('from the first start, with copies held', TOGETHER, () => {
  it.each(fromFirstStart.map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
    const { registryId } = row
    const cell = row.cell as Cell & { kind: 'refused' }
    const own = cleanOf(registryId)!
    const day = '2026-08-01'
    const copy: Collection = {
      ...own,
      records: own.records.map((record) => ({ ...record, from: 'snapshot', asOf: day })),
      complete: false,
      fetchedAt: null,
      asOfRange: { oldest: day, newest: day },
      from: 'snapshot',
    }
    const stored = clean.filter((collection) => collection !== own)
    await inWorld(row, { stored, snapshot: [copy] }, async (world) => {
      await world.nextAttempt()
      const held = world.collections.get(registryId, substance.id)
      if (cell.first === 'accepted') {
        // Complete, and what could not be read is said to be there.
        expect((held?.records.length ?? 0) + (held?.rejected.length ?? 0)).toBe(HELD[registryId])
        return
      }
      expectServed(world, 'none-in-copies')
      expect(held).toEqual(copy)
      expect(world.state(registryId)).toMatchObject({ state: 'snapshot', fetchedAt: day })
      expectRefused(row, cell, world)
    })
  })
})

describe('from the first start, with nothing held', TOGETHER, () => {
  it.each(fromFirstStart.map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
    const { registryId } = row
    const cell = row.cell as Cell & { kind: 'refused' }
    const stored = clean.filter((collection) => collection.registryId !== registryId)
    await inWorld(row, { stored }, async (world) => {
      expect(world.state(registryId).state).toBe('never')
      await world.nextAttempt()
      const state = world.state(registryId)
      if (cell.first === 'accepted') {
        expect(state.collections[0]?.rejected).toBeGreaterThan(0)
        return
      }
      expect(world.catalogue().statement.verdict).toBe('none-in-copies')
      expect(state.state).toBe(cell.first === 'part' ? 'stale' : 'failed')
      expect(state.collections[0]?.complete).toBe(false)
      expect(cell.codes).toContain(state.error?.code)
    })
  })
})

describe('a number that a visitor asks for', TOGETHER, () => {
  it.each(possible.filter(isLookup).map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
    const { cell } = row
    await inWorld(row, { stored: clean }, async (world) => {
      const answer = await world.lookup.ask(ANY_NCT)
      if (cell.kind !== 'refused') {
        expect(answer).toMatchObject({ found: true, reason: null })
        return
      }
      // Never "none".
      expect(answer).toMatchObject({ found: null, reason: 'unavailable', record: null })
      const line = world.lines.find(({ msg }) => msg === 'a number could not be looked up')
      expect(line).toMatchObject({ level: 'warn', registryId: 'ctgov' })
      expect(cell.codes).toContain(line?.code)
      expect(line?.reason).toMatch(cell.words)
    })
  })
})

it('asks again after the same time as the schedule of the table', () => {
  expect(RETRY_SECONDS).toBe(60)
})
