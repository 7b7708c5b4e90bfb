import * as z from 'zod/mini'
import type { Logger } from 'pino'
import { Statement } from '../../shared/api.ts'
import type { Store } from '../store/store.ts'

/** Every statement that was ever published, addressable by its version. */
export interface StatementArchive {
  find(version: string): Promise<ArchivedStatement | null>
  /** Keeps a statement when its version is new. */
  publish(statement: Statement, publishedAt: string): Promise<void>
}

const ArchivedStatement = z.object({ publishedAt: z.string(), statement: Statement })
export type ArchivedStatement = z.infer<typeof ArchivedStatement>

const VERSION_PATTERN = /^[\w-]{4,64}$/

export function createStatementArchive(store: Store, log: Logger): StatementArchive {
  const recent = new Map<string, ArchivedStatement>()

  async function find(version: string): Promise<ArchivedStatement | null> {
    if (!VERSION_PATTERN.test(version)) return null
    const known = recent.get(version)
    if (known !== undefined) return known
    const document = await store.readDocument(`statement-${version}`)
    if (document === null) return null
    const parsed = ArchivedStatement.safeParse(document)
    if (!parsed.success) {
      log.error({ version, issues: parsed.error.issues.slice(0, 3) }, 'an archived statement could not be read')
      return null
    }
    return parsed.data
  }

  return {
    find,
    async publish(statement, publishedAt) {
      if ((await find(statement.version)) !== null) return
      const archived = { publishedAt, statement }
      recent.set(statement.version, archived)
      try {
        // Another replica may have published the same at the same moment: the first one stays.
        await store.updateDocument(`statement-${statement.version}`, (kept) => kept ?? archived)
      } catch (error) {
        log.error({ err: error, version: statement.version }, 'a published statement could not be kept')
      }
    },
  }
}
