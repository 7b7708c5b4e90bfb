import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createChangeLog } from '../../server/catalogue/changes.ts'
import { createCollections } from '../../server/catalogue/collections.ts'
import type { Collections } from '../../server/catalogue/collections.ts'
import { systemClock } from '../../server/clock.ts'
import type { Registry } from '../../server/registries/registry.ts'
import { createFileStore } from '../../server/store/file-store.ts'
import { substances } from '../../shared/substances/index.ts'
import type { TrialRecord } from '../../shared/trial.ts'
import { fakeRegistry, noHttp, resultOf } from '../server/fake-registry.ts'
import type { Row } from './row.ts'
import { scaledCollections } from './scaled-collections.ts'
import { blockedRow, sweep, watched } from './watched.ts'
import type { Watched } from './watched.ts'

const [substance] = substances

/**
 * One collection as it comes in: checked, held against the last answer, read, compared for the log of changes and kept;
 * and as a server that starts reads it again. Visitors are answered all the while.
 */
export async function landingRows(records: number): Promise<Row[]> {
  if (substance === undefined) throw new Error('no substances')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trialwijzer-bench-'))
  try {
    let answer: TrialRecord[] = []
    const registry = fakeRegistry('ctgov', () => Promise.resolve(resultOf(answer)))
    const world = await openWorld(folder, registry)
    const land = async (): Promise<void> => {
      const outcome = await world.collections.refresh('ctgov', substance.id)
      if (!outcome.ok) throw outcome.error
      await world.settled()
    }
    answer = recordsOf(records, '2026-11-21T00:00:00.000Z')
    await land()
    answer = recordsOf(records, '2026-11-22T00:00:00.000Z')
    for (const [at, record] of answer.entries()) if (at % 1_000 === 0) record.overallStatus = 'COMPLETED'
    await sweep()
    const landing = await watched(land)
    const started = await openWorld(folder, registry, false)
    await sweep()
    const loading = await watched(() => started.collections.load())
    if (started.collections.get('ctgov', substance.id)?.records.length !== records) throw new Error('not read again')
    return [...rows('take in an answer', records, landing), ...rows('read it from the store', records, loading)]
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

function rows(what: string, records: number, seen: Watched): Row[] {
  const whole = `${what}, ${records} records`
  return [{ what: whole, value: `${(seen.ms / (records / 1_000)).toFixed(0)} ms per 1,000` }, blockedRow(whole, seen)]
}

/** All of one collection, with as many records as asked for. */
function recordsOf(records: number, fetchedAt: string): TrialRecord[] {
  return scaledCollections(records, fetchedAt).flatMap((collection) => collection.records)
}

async function openWorld(
  folder: string,
  registry: Registry,
  loaded = true,
): Promise<{ collections: Collections; settled: () => Promise<void> }> {
  const log = pino({ level: 'silent' })
  const store = createFileStore({ folder, clock: systemClock, log })
  const collections = createCollections({
    registries: [registry],
    substances: substances.slice(0, 1),
    httpFor: () => noHttp,
    store,
    snapshot: [],
    beforeKeeping: () => changes.settled(),
    refreshHours: 6,
    clock: systemClock,
    log,
  })
  const changes = createChangeLog({ store, clock: systemClock, log, held: () => collections.all() })
  collections.onChange((previous, next) => void changes.observe(previous, next))
  if (loaded) await Promise.all([collections.load(), changes.load()])
  return {
    collections,
    async settled() {
      await changes.settled()
      await collections.settled()
    },
  }
}
