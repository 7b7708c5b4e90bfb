import { describe, expect, it } from 'vitest'
import type { RegistryState } from '../../../shared/api.ts'
import { computeStatement } from '../../../shared/core/statement.ts'
import { ID_TERMS_VERSION } from '../../../shared/core/intellectual-disability.ts'
import { substances } from '../../../shared/substances/index.ts'
import { createCatalogue } from '../../../server/catalogue/catalogue.ts'
import type { CatalogueVersion } from '../../../server/catalogue/catalogue.ts'
import { registries } from '../../../server/registries/index.ts'
import { scaledCollections } from '../../bench/scaled-collections.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'

function start() {
  const { log, lines } = createLogLines()
  let held = scaledCollections(40, '2026-11-22T00:00:00.000Z')
  let changed: () => void = () => undefined
  let states: RegistryState[] = []
  const catalogue = createCatalogue({
    source: { all: () => held, registryStates: () => states, onChange: (listener) => (changed = listener) },
    registries,
    substances,
    clock: createFakeClock('2026-11-22T10:00:00.000Z'),
    log,
  })
  const published: CatalogueVersion[] = []
  catalogue.onPublish((version) => void published.push(version))
  return {
    catalogue,
    published,
    lines,
    hold: (count: number): void => {
      held = scaledCollections(count, '2026-11-22T00:00:00.000Z')
      changed()
    },
    ask: (fetchedAt: string): void => {
      states = [
        {
          registryId: 'one',
          name: 'One',
          url: 'https://one.example',
          state: 'fresh',
          fetchedAt,
          error: null,
          progress: null,
          collections: [],
        },
      ]
    },
    fail: (): void => {
      held = null as never
      changed()
    },
  }
}

const turns = async (done: () => boolean): Promise<void> => {
  const end = performance.now() + 20_000
  while (!done() && performance.now() < end) await new Promise((resolve) => setImmediate(resolve))
}

describe('a publish in slices', () => {
  it('serves the version before, whole, until the new one is whole, and lets others in between', async () => {
    const { catalogue, published, hold } = start()
    const before = catalogue.current()
    hold(600)
    let waited = 0
    await turns(() => {
      waited += 1
      if (published.length === 0) expect(catalogue.current()).toBe(before)
      return published.length > 0
    })
    expect(waited, 'turns of the event loop meanwhile').toBeGreaterThan(3)
    const version = catalogue.current()
    expect(version).toBe(published[0])
    expect(version.trials.length).toBeGreaterThan(400)
    expect(version.statement.screened.total).toBe(
      computeStatement({
        trials: version.trials,
        collections: scaledCollections(600, '2026-11-22T00:00:00.000Z'),
        rejected: [],
        substances,
        registries,
        termsVersion: ID_TERMS_VERSION,
      }).screened.total,
    )
  })

  it('misses no change, whenever it comes', async () => {
    const { catalogue, hold } = start()
    for (const count of [60, 90, 120]) {
      const next = new Promise((resolve) => catalogue.onPublish(resolve))
      hold(count)
      // The change after this one comes before the publish has come to its end.
      await next
    }
    hold(200)
    await new Promise((resolve) => setImmediate(resolve))
    hold(150)
    const expected = trialsOf(150)
    await turns(() => catalogue.current().trials.length === expected)
    expect(catalogue.current().trials.length).toBe(expected)
  })

  it('keeps what it has, with its dates, when a version cannot be made, says so, and makes the next', async () => {
    const { catalogue, published, hold, fail, lines, ask } = start()
    ask('2026-11-22T09:00:00.000Z')
    hold(50)
    await turns(() => published.length > 0)
    published.length = 0
    ask('2026-11-22T11:00:00.000Z')
    const before = catalogue.current()
    fail()
    await turns(() => lines.some(({ level }) => level === 'error'))
    expect(lines.filter(({ level }) => level === 'error').map(({ msg }) => msg)).toEqual([
      'the catalogue could not be published',
    ])
    expect(catalogue.current()).toBe(before)
    expect(catalogue.states().registries[0]?.fetchedAt).toBe('2026-11-22T09:00:00.000Z')
    hold(80)
    await turns(() => published.length > 0)
    expect(catalogue.states().registries[0]?.fetchedAt).toBe('2026-11-22T11:00:00.000Z')
    expect(catalogue.current().serial).toBeGreaterThan(before.serial)
  })
})

/** How many trials so many records are. */
function trialsOf(records: number): number {
  const { log } = createLogLines()
  const held = scaledCollections(records, '2026-11-22T00:00:00.000Z')
  return createCatalogue({
    source: { all: () => held, registryStates: () => [], onChange: () => undefined },
    registries,
    substances,
    clock: createFakeClock('2026-11-22T10:00:00.000Z'),
    log,
  }).current().trials.length
}
