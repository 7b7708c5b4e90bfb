import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { DamagedValueError, decodeValue, encodeValue } from './checked-value.ts'
import { checkStoreName, isNewer } from './store.ts'
import type { Store } from './store.ts'
import { decodeCollection, encodeCollection } from './stored-collection.ts'

export interface FileStoreOptions {
  /** Made when first written to. */
  folder: string
  clock: Clock
  log: Logger
}

const SUFFIX = '.store'
/** A temporary file this old was left by a process that was killed; a younger one may be another's write under way. */
const LEFTOVER_AGE_MS = 60 * 60 * 1_000

/**
 * The store of a single process: one file a collection or document. A write is a new file, flushed and then renamed
 * over the old one, so that a kill or power cut at any moment leaves either the old or the new content, never a part.
 */
export function createFileStore(options: FileStoreOptions): Store {
  const { clock, log } = options
  const collectionsFolder = path.join(options.folder, 'collections')
  const documentsFolder = path.join(options.folder, 'documents')
  const writing = new Map<string, Promise<unknown>>()
  const cleaned = new Map<string, Promise<void>>()
  /** When the collection in a file was fetched, once it was read or written. */
  const kept = new Map<string, string | null>()
  /** Damaged files that could not be set aside yet: no write may take their place. */
  const inTheWay = new Map<string, DamagedValueError>()

  function collectionPath(registryId: string, substanceId: string): string {
    return path.join(collectionsFolder, `${checkStoreName(registryId)}.${checkStoreName(substanceId)}${SUFFIX}`)
  }

  function documentPath(name: string): string {
    return path.join(documentsFolder, `${checkStoreName(name)}${SUFFIX}`)
  }

  async function read<T>(file: string, decode: (content: Buffer) => Promise<T>): Promise<T | null> {
    let content: Buffer
    try {
      content = await readFile(file)
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null
      // Not "nothing kept": whoever updates it would write over what cannot be seen now.
      throw error
    }
    try {
      return await decode(content)
    } catch (error) {
      if (!(error instanceof DamagedValueError)) throw error
      await setAside(file, error)
      return null
    }
  }

  /** Never deleted: somebody may want to know what happened to it. */
  async function setAside(file: string, reason: DamagedValueError): Promise<void> {
    const aside = `${file}.damaged-${clock.now().toISOString().replaceAll(':', '')}`
    try {
      await rename(file, aside)
      inTheWay.delete(file)
      log.error({ file, aside, reason: reason.message }, 'a stored file is damaged and was set aside')
    } catch (error) {
      inTheWay.set(file, reason)
      log.error({ err: error, file, reason: reason.message }, 'a stored file is damaged and could not be set aside')
    }
  }

  /** Steps on one file follow each other, so that the last one asked for is the one that stays. */
  function inTurn<T>(file: string, step: () => Promise<T>): Promise<T> {
    const previous = writing.get(file) ?? Promise.resolve()
    const next = previous.catch(() => undefined).then(step)
    writing.set(file, next)
    return next.finally(() => {
      if (writing.get(file) === next) writing.delete(file)
    })
  }

  async function replaceFile(file: string, content: Buffer): Promise<void> {
    const folder = path.dirname(file)
    await mkdir(folder, { recursive: true })
    await removeLeftovers(folder)
    const damage = inTheWay.get(file)
    if (damage !== undefined) await setAside(file, damage)
    if (inTheWay.has(file)) throw Object.assign(new Error(`a damaged file is in the way: ${file}`), { code: 'EEXIST' })
    const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
    try {
      await writeAndFlush(temporary, content)
      await rename(temporary, file)
    } catch (error) {
      await unlink(temporary).catch(() => undefined)
      throw error
    }
    await flushFolder(folder)
  }

  function removeLeftovers(folder: string): Promise<void> {
    const done = cleaned.get(folder) ?? deleteOldTemporaryFiles(folder, clock, log)
    cleaned.set(folder, done)
    return done
  }

  async function readCollection(registryId: string, substanceId: string): ReturnType<Store['readCollection']> {
    const file = collectionPath(registryId, substanceId)
    const collection = await read(file, (content) => decodeCollection(content, registryId, substanceId))
    kept.set(file, collection?.fetchedAt ?? null)
    return collection
  }

  /** For those who only want to read, what cannot be read now is not there. */
  function unread(name: string): (error: unknown) => null {
    return (error) => {
      log.error({ err: error, name }, 'a stored file could not be read')
      return null
    }
  }

  return {
    async readCollection(registryId, substanceId) {
      return readCollection(registryId, substanceId).catch(unread(`${registryId} ${substanceId}`))
    },
    async writeCollection(collection) {
      const { registryId, substanceId, fetchedAt } = collection
      const file = collectionPath(registryId, substanceId)
      await inTurn(file, async () => {
        const content = await encodeCollection(collection)
        if (!kept.has(file)) await readCollection(registryId, substanceId)
        if (isNewer(kept.get(file) ?? null, fetchedAt)) return
        await replaceFile(file, content)
        kept.set(file, fetchedAt)
      })
    },
    async readDocument(name) {
      return readDocument(documentPath(name)).catch(unread(name))
    },
    async writeDocument(name, value) {
      const file = documentPath(name)
      await inTurn(file, async () => replaceFile(file, await encodeValue(value)))
    },
    async updateDocument(name, change) {
      const file = documentPath(name)
      return inTurn(file, async () => {
        const current = await readDocument(file)
        const next = change(current)
        if (next !== current) await replaceFile(file, await encodeValue(next))
        return next
      })
    },
  }

  async function readDocument(file: string): Promise<unknown> {
    return read(file, async (content) => (await decodeValue(content)).value)
  }
}

async function writeAndFlush(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o644)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The rename itself lives in the folder; without this a power cut can undo it. Some systems cannot flush a folder. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    if (!hasCode(error, 'EISDIR', 'EINVAL', 'EPERM', 'EACCES', 'ENOTSUP')) throw error
  }
}

async function deleteOldTemporaryFiles(folder: string, clock: Clock, log: Logger): Promise<void> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.tmp') && name.includes(SUFFIX))
    for (const name of names) {
      const file = path.join(folder, name)
      const age = clock.now().getTime() - (await stat(file)).mtimeMs
      if (age < LEFTOVER_AGE_MS) continue
      await unlink(file)
      log.info({ file }, 'removed the unfinished file of an interrupted write')
    }
  } catch (error) {
    log.warn({ err: error, folder }, 'could not look for unfinished files')
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
