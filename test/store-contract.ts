import { expect, it } from 'vitest'
import type { Store } from '../server/store/store.ts'
import type { Collection } from '../shared/trial.ts'
import { buildCollection, buildRecord } from './builders.ts'

/** What every store must do, run against each of them. */
export interface StoreUnderTest {
  /** Another look at the same kept things, as after a restart or by another replica. */
  open(): Store
  /** Changes the bytes that are kept under `name` (`collection` or the name of a document). */
  damage(name: string, change: (bytes: Buffer) => Buffer): Promise<void>
  /** What was set aside: its bytes. */
  setAside(): Promise<Buffer[]>
  /** Lines of the log at level error. */
  errors(): Record<string, unknown>[]
}

export function collectionOf(ids: string[], fetchedAt = '2026-11-01T00:00:00.000Z'): Collection {
  return buildCollection({
    registryId: 'ctgov',
    substanceId: 'psilocybin',
    records: ids.map((recordId) => buildRecord({ recordId, raw: { title: 'Één ≥ \u2028 😀', nested: [1, null] } })),
    complete: true,
    fetchedAt,
    from: 'live',
  })
}

const asStored = (collection: Collection): Collection => ({
  ...collection,
  from: 'stored',
  records: collection.records.map((r) => ({ ...r, from: 'stored' })),
})

export function describeStoreContract(under: () => StoreUnderTest): void {
  const read = (store: Store) => store.readCollection('ctgov', 'psilocybin')

  it('gives a collection back as it was, marked as stored', async () => {
    const written = collectionOf(['NCT00000001', 'NCT00000002'])
    await under().open().writeCollection(written)
    expect(await read(under().open())).toEqual(asStored(written))
  })

  it('has null for what was never written, without a complaint', async () => {
    expect(await read(under().open())).toBeNull()
    expect(await under().open().readDocument('nothing')).toBeNull()
    expect(under().errors()).toEqual([])
  })

  it('refuses a collection that is incomplete or a copy', async () => {
    const store = under().open()
    await expect(store.writeCollection({ ...collectionOf([]), complete: false })).rejects.toThrow('only complete')
    await expect(store.writeCollection({ ...collectionOf([]), from: 'snapshot' })).rejects.toThrow('only complete')
    expect(await read(store)).toBeNull()
  })

  it('refuses names that could become paths or keys of others', async () => {
    const store = under().open()
    for (const name of ['../outside', 'a:b', '', 'a/b', '-x']) {
      await expect(store.writeDocument(name, 1)).rejects.toThrow('not a name')
    }
    await expect(store.writeCollection({ ...collectionOf([]), registryId: '../../x' })).rejects.toThrow('not a name')
  })

  it('ends with the last of many written at once', async () => {
    const store = under().open()
    const minute = (i: number) => `2026-11-01T00:${String(i).padStart(2, '0')}:00.000Z`
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.writeCollection(collectionOf([`NCT0000${1000 + i}`], minute(i)))),
    )
    expect((await read(store))?.records[0]?.recordId).toBe('NCT00001019')
  })

  it('never lets an older collection take the place of a newer one', async () => {
    await under()
      .open()
      .writeCollection(collectionOf(['NCT00000002'], '2026-11-02T00:00:00.000Z'))
    await under()
      .open()
      .writeCollection(collectionOf(['NCT00000001'], '2026-11-01T00:00:00.000Z'))
    expect((await read(under().open()))?.records[0]?.recordId).toBe('NCT00000002')
    await under()
      .open()
      .writeCollection(collectionOf(['NCT00000003'], '2026-11-02T00:00:00.000Z'))
    expect((await read(under().open()))?.records[0]?.recordId).toBe('NCT00000003')
  })

  it('keeps documents by name, whatever JSON they are', async () => {
    const values = [{ text: 'é', none: null }, [1, 'two'], 'three', 4, false]
    for (const value of values) {
      await under().open().writeDocument('statement-aB_9', value)
      expect(await under().open().readDocument('statement-aB_9')).toEqual(value)
    }
    expect(await under().open().readDocument('statement-other')).toBeNull()
    await expect(under().open().writeDocument('b', undefined)).rejects.toThrow('no JSON')
  })

  it('loses none of many changes of one document made at once', async () => {
    const store = under().open()
    const numbers = Array.from({ length: 12 }, (_, i) => i)
    await Promise.all(
      numbers.map((n) => store.updateDocument('log', (kept) => [...((kept as number[] | null) ?? []), n])),
    )
    expect([...((await store.readDocument('log')) as number[])].sort((a, b) => a - b)).toEqual(numbers)
  })

  it('writes nothing when a change gives back what it got, and tells what is kept', async () => {
    const store = under().open()
    expect(await store.updateDocument('log', (kept) => kept)).toBeNull()
    await store.writeDocument('log', { a: 1 })
    expect(await store.updateDocument('log', (kept) => kept)).toEqual({ a: 1 })
    expect(await store.updateDocument('log', () => ({ a: 2 }))).toEqual({ a: 2 })
    expect(await under().open().readDocument('log')).toEqual({ a: 2 })
  })

  it.each([
    ['truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
    ['empty', () => Buffer.alloc(0)],
    ['with one flipped bit', (bytes: Buffer) => Buffer.from(bytes.map((b, i) => (i === bytes.length - 9 ? b ^ 1 : b)))],
    [
      'of a later format',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"version":1', '"version":2'), 'latin1'),
    ],
  ])('sets a value that is %s aside, reports it and deletes nothing', async (_name, damage) => {
    await under()
      .open()
      .writeCollection(collectionOf(['NCT00000001']))
    await under().open().writeDocument('log', ['kept'])
    const damaged: Buffer[] = []
    for (const name of ['collection', 'log']) {
      await under().damage(name, (bytes) => {
        const changed = damage(bytes)
        damaged.push(changed)
        return changed
      })
    }
    const store = under().open()
    expect(await read(store)).toBeNull()
    expect(await store.readDocument('log')).toBeNull()
    expect(
      under()
        .errors()
        .map((line) => line.reason),
    ).toEqual([expect.any(String), expect.any(String)])
    const aside = await under().setAside()
    expect(aside.map((b) => b.toString('hex')).sort()).toEqual(damaged.map((b) => b.toString('hex')).sort())

    await store.writeCollection(collectionOf(['NCT00000002']))
    await store.updateDocument('log', (kept) => [kept, 'again'])
    expect((await read(store))?.records[0]?.recordId).toBe('NCT00000002')
    expect(await store.readDocument('log')).toEqual([null, 'again'])
    expect(await under().setAside()).toHaveLength(2)
  })
}
