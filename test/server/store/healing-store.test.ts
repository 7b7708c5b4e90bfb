import { expect, it } from 'vitest'
import { createHealingStore } from '../../../server/store/healing-store.ts'
import { collectionOf } from '../../store-contract.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createLogLines } from '../log-lines.ts'
import { createMemoryStore } from '../memory-store.ts'

const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })

function setup() {
  const inner = createMemoryStore()
  const logged = createLogLines()
  const clock = createFakeClock()
  return { inner, logged, clock, store: createHealingStore(inner, { clock, log: logged.log }) }
}

it('serves from memory while the disk is full, with one warning, and writes when there is room again', async () => {
  const { inner, logged, clock, store } = setup()
  await store.writeDocument('log', ['old'])
  inner.failWith = full()
  await store.writeCollection(collectionOf(['NCT00000001']))
  await store.writeDocument('note', 1)
  await store.writeDocument('note', 2)
  for (const entry of ['a', 'b']) await store.updateDocument('log', (kept) => [...(kept as string[]), entry])
  expect((await store.readCollection('ctgov', 'psilocybin'))?.from).toBe('stored')
  expect(await store.readDocument('note')).toBe(2)
  expect(await store.readDocument('log')).toEqual(['old', 'a', 'b'])
  await clock.advance(120_000)
  expect(logged.at('warn')).toHaveLength(1)
  expect(inner.collections.size).toBe(0)

  inner.failWith = null
  await clock.advance(30_000)
  expect(inner.documents.get('note')).toBe(2)
  expect(inner.documents.get('log')).toEqual(['old', 'a', 'b'])
  expect((await inner.readCollection('ctgov', 'psilocybin'))?.records).toHaveLength(1)
  expect(logged.lines.map((line) => line.level)).toContain('info')
  expect(logged.at('warn')).toHaveLength(1)
  expect(clock.waiting()).toEqual([])
})

it('makes the changes that waited on what is kept by then', async () => {
  const { inner, clock, store } = setup()
  inner.failWith = full()
  const add = (entry: string) => store.updateDocument('log', (kept) => [...((kept as string[] | null) ?? []), entry])
  await add('mine')
  await add('mine too')
  inner.documents.set('log', ['theirs'])
  inner.failWith = null
  await clock.advance(30_000)
  expect(inner.documents.get('log')).toEqual(['theirs', 'mine', 'mine too'])
})

it('never lets what waited take the place of what was written since', async () => {
  const { inner, clock, store } = setup()
  inner.failWith = full()
  await store.writeDocument('note', 'first')
  inner.failWith = null
  await store.writeDocument('note', 'second')
  await clock.advance(60_000)
  expect(inner.documents.get('note')).toBe('second')
})

it('still rejects what can never be kept', async () => {
  const { inner, store } = setup()
  inner.failWith = new TypeError('there is no JSON for this value')
  await expect(store.writeDocument('note', undefined)).rejects.toThrow('no JSON')
  inner.failWith = null
  expect(await store.readDocument('note')).toBeNull()
})
