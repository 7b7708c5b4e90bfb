import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { createFileStore } from '../../../server/store/file-store.ts'
import { encodeValue } from '../../../server/store/checked-value.ts'
import type { Collection } from '../../../shared/trial.ts'
import { buildCollection, buildRecord } from '../../builders.ts'
import { createLogLines } from '../log-lines.ts'

let folder: string
let logged: ReturnType<typeof createLogLines>

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'store-'))
  logged = createLogLines()
})

afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true, force: true })
})

const fileUrl = (relative: string) => new URL(relative, import.meta.url).href
const openStore = () => createFileStore({ folder, clock: systemClock, log: logged.log })
const collectionFile = () => path.join(folder, 'collections', 'ctgov.psilocybin.store')
const filesOf = (name: string) => readdirSync(path.join(folder, name)).sort()

function collectionOf(...ids: string[]): Collection {
  return buildCollection({
    registryId: 'ctgov',
    substanceId: 'psilocybin',
    records: ids.map((recordId) => buildRecord({ recordId, raw: { title: 'Één ≥ \u2028 😀', nested: [1, null] } })),
    complete: true,
    fetchedAt: '2026-11-01T00:00:00.000Z',
    from: 'live',
  })
}

describe('a collection', () => {
  it('written many times at once ends as the last one asked for', async () => {
    const store = openStore()
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.writeCollection(collectionOf(`NCT0000${1000 + i}`))))
    const read = await store.readCollection('ctgov', 'psilocybin')
    expect(read?.records[0]?.recordId).toBe('NCT00001019')
    expect(filesOf('collections')).toHaveLength(1)
  })
})

describe('a file of an earlier version of this program', () => {
  it('is read, record by record, though it says neither its schema nor its lists', async () => {
    await openStore().writeCollection(collectionOf('NCT00000001'))
    const kept = await openStore().readCollection('ctgov', 'psilocybin')
    writeFileSync(collectionFile(), await encodeValue(collectionOf('NCT00000001')))
    expect(await openStore().readCollection('ctgov', 'psilocybin')).toEqual(kept)
    expect(logged.at('error')).toEqual([])
  })

  it('is set aside when a record in it breaks the schema of today, and the log says which', async () => {
    const { records, ...others } = collectionOf('NCT00000001')
    await openStore().writeCollection(collectionOf('NCT00000001'))
    const odd = { ...others, records: [...records, { ...records[0], phases: 'two' }] }
    writeFileSync(collectionFile(), await encodeValue(odd))
    expect(await openStore().readCollection('ctgov', 'psilocybin')).toBeNull()
    expect(logged.at('error')[0]?.reason).toContain('records.1.phases')
  })
})

describe('a damaged file', () => {
  const damages: [string, (file: Buffer) => Buffer | Promise<Buffer>][] = [
    ['truncated', (file) => file.subarray(0, file.length - 10)],
    ['cut in the header', (file) => file.subarray(0, 20)],
    ['empty', () => Buffer.alloc(0)],
    ['longer', (file) => Buffer.concat([file, Buffer.from('x')])],
    ['with one flipped bit', (file) => Buffer.from(file.map((byte, i) => (i === file.length - 9 ? byte ^ 1 : byte)))],
    ['of zeros, as after a power cut', (file) => Buffer.alloc(file.length)],
    [
      'of a later format',
      (file) => Buffer.from(file.toString('latin1').replace('"version":1', '"version":2'), 'latin1'),
    ],
    ['that is whole but no collection', () => encodeValue({ records: 'none' })],
    ['that is whole but of another collection', () => encodeValue({ ...collectionOf(), substanceId: 'mdma' })],
    ['that is whole but incomplete', () => encodeValue({ ...collectionOf(), complete: false })],
  ]

  it.each(damages)('%s is set aside, reported and not deleted', async (_name, damage) => {
    await openStore().writeCollection(collectionOf('NCT00000001'))
    const damaged = await damage(readFileSync(collectionFile()))
    writeFileSync(collectionFile(), damaged)
    const store = openStore()
    expect(await store.readCollection('ctgov', 'psilocybin')).toBeNull()
    const files = filesOf('collections')
    expect(files).toHaveLength(1)
    expect(files[0]).toMatch(/^ctgov\.psilocybin\.store\.damaged-2\d{3}-/)
    expect(readFileSync(path.join(folder, 'collections', files[0]!))).toEqual(damaged)
    expect(logged.at('error')).toHaveLength(1)
    expect(logged.at('error')[0]?.reason).toBeTruthy()

    await store.writeCollection(collectionOf('NCT00000002'))
    expect((await store.readCollection('ctgov', 'psilocybin'))?.records[0]?.recordId).toBe('NCT00000002')
    expect(filesOf('collections')).toHaveLength(2)
  })
})

describe('a write that was cut off', () => {
  it('leaves what was there before', async () => {
    await openStore().writeCollection(collectionOf('NCT00000001'))
    const half = readFileSync(collectionFile()).subarray(0, 100)
    writeFileSync(`${collectionFile()}.0123456789ab.tmp`, half)
    expect((await openStore().readCollection('ctgov', 'psilocybin'))?.records[0]?.recordId).toBe('NCT00000001')
    expect(logged.at('error')).toEqual([])
  })

  it('has its unfinished file removed later, but not one that may still be growing', async () => {
    mkdirSync(path.join(folder, 'collections'), { recursive: true })
    const [old, young] = [`${collectionFile()}.aaaaaaaaaaaa.tmp`, `${collectionFile()}.bbbbbbbbbbbb.tmp`]
    const foreign = path.join(folder, 'collections', 'notes.tmp')
    for (const file of [old, young, foreign]) writeFileSync(file, 'half')
    const yesterday = new Date(Date.now() - 24 * 3_600_000)
    for (const file of [old, foreign]) utimesSync(file, yesterday, yesterday)
    await openStore().writeCollection(collectionOf('NCT00000001'))
    expect(filesOf('collections')).toEqual([
      'ctgov.psilocybin.store',
      'ctgov.psilocybin.store.bbbbbbbbbbbb.tmp',
      'notes.tmp',
    ])
  })
})

describe('a folder that cannot be written', () => {
  it('makes the write reject and keeps what was there', async () => {
    const blocked = path.join(folder, 'blocked')
    writeFileSync(blocked, 'a file where the folder should be')
    const store = createFileStore({ folder: blocked, clock: systemClock, log: logged.log })
    await expect(store.writeCollection(collectionOf())).rejects.toMatchObject({ code: 'ENOTDIR' })
    expect(await store.readCollection('ctgov', 'psilocybin')).toBeNull()
  })

  it.skipIf(process.getuid?.() === 0)('for lack of rights is no reason to lose the old file', async () => {
    await openStore().writeCollection(collectionOf('NCT00000001'))
    chmodSync(path.join(folder, 'collections'), 0o555)
    await expect(openStore().writeCollection(collectionOf('NCT00000002'))).rejects.toThrow()
    chmodSync(path.join(folder, 'collections'), 0o755)
    expect((await openStore().readCollection('ctgov', 'psilocybin'))?.records[0]?.recordId).toBe('NCT00000001')
  })
})

it('rejects when the disk takes no more, keeps what was there and leaves no part behind', async () => {
  await openStore().writeDocument('log', 'small')
  // A limit on the size of files stops a write half way, as a full disk does.
  const program = `
    import { createFileStore } from ${JSON.stringify(fileUrl('../../../server/store/file-store.ts'))}
    import { createLogLines } from ${JSON.stringify(fileUrl('../log-lines.ts'))}
    const clock = { now: () => new Date() }
    const store = createFileStore({ folder: process.argv[1], clock, log: createLogLines().log })
    const noise = Array.from({ length: 20000 }, () => Math.random())
    await store.writeDocument('log', noise).then(() => console.log('written'), (error) => console.log(error.code))`
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', program, folder]
  const { stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', ...node], { encoding: 'utf8' })
  expect(stdout.trim(), stderr).toBe('EFBIG')
  expect(filesOf('documents')).toEqual(['log.store'])
  expect(await openStore().readDocument('log')).toBe('small')
})
