import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import { Collection } from '../../shared/trial.ts'
import type { Clock } from '../clock.ts'
import { DamagedFileError, decodeFile, encodeFile } from './checked-file.ts'
import { asStored, checkStorable, checkStoreName } from './store.ts'
import type { Store } from './store.ts'

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
  const writing = new Map<string, Promise<void>>()
  const cleaned = new Map<string, Promise<void>>()

  function collectionPath(registryId: string, substanceId: string): string {
    return path.join(collectionsFolder, `${checkStoreName(registryId)}.${checkStoreName(substanceId)}${SUFFIX}`)
  }

  function documentPath(name: string): string {
    return path.join(documentsFolder, `${checkStoreName(name)}${SUFFIX}`)
  }

  async function read<T>(file: string, check: (value: unknown) => T): Promise<T | null> {
    let content: Buffer
    try {
      content = await readFile(file)
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) log.error({ err: error, file }, 'a stored file could not be read')
      return null
    }
    try {
      return check(await decodeFile(content))
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error
      await setAside(file, error)
      return null
    }
  }

  /** Never deleted: somebody may want to know what happened to it. */
  async function setAside(file: string, reason: DamagedFileError): Promise<void> {
    const aside = `${file}.damaged-${clock.now().toISOString().replaceAll(':', '')}`
    try {
      await rename(file, aside)
      log.error({ file, aside, reason: reason.message }, 'a stored file is damaged and was set aside')
    } catch (error) {
      log.error({ err: error, file, reason: reason.message }, 'a stored file is damaged and could not be set aside')
    }
  }

  /** Writes of one file follow each other, so that the last one asked for is the one that stays. */
  function write(file: string, value: unknown): Promise<void> {
    const previous = writing.get(file) ?? Promise.resolve()
    const next = previous.catch(() => undefined).then(() => replaceFile(file, value))
    writing.set(file, next)
    return next.finally(() => {
      if (writing.get(file) === next) writing.delete(file)
    })
  }

  async function replaceFile(file: string, value: unknown): Promise<void> {
    const folder = path.dirname(file)
    const content = await encodeFile(value)
    await mkdir(folder, { recursive: true })
    await removeLeftovers(folder)
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

  return {
    async readCollection(registryId, substanceId) {
      const file = collectionPath(registryId, substanceId)
      return read(file, (value) => readCollection(value, registryId, substanceId))
    },
    async writeCollection(collection) {
      checkStorable(collection)
      await write(collectionPath(collection.registryId, collection.substanceId), collection)
    },
    async readDocument(name) {
      return read(documentPath(name), (value) => value)
    },
    async writeDocument(name, value) {
      await write(documentPath(name), value)
    },
  }
}

function readCollection(value: unknown, registryId: string, substanceId: string): Collection {
  const parsed = Collection.safeParse(value)
  if (!parsed.success) {
    const where = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new DamagedFileError(`it is not a collection as this program knows it (${where.join('; ')})`)
  }
  const collection = parsed.data
  if (collection.registryId !== registryId || collection.substanceId !== substanceId || !collection.complete) {
    throw new DamagedFileError(`it does not hold the complete collection of ${registryId} and ${substanceId}`)
  }
  return asStored(collection)
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
