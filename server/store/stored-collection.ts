import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { share } from '../../shared/core/lean.ts'
import { eachInSteps } from '../../shared/core/steps.ts'
import type { Steps } from '../../shared/core/steps.ts'
import { Collection, TrialRecord } from '../../shared/trial.ts'
import { inSlices } from '../in-slices.ts'
import { DamagedValueError, decodeValue, encodeLists } from './checked-value.ts'

let shape: string | null = null

/** Changes with every change of the schema, so that nobody has to remember to count a version up. */
function collectionShape(): string {
  shape ??= createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(Collection, { unrepresentable: 'any' })))
    .digest('hex')
    .slice(0, 16)
  return shape
}

/** Refuses what is no complete collection of a registry's own answer. */
export function checkStorable(collection: Collection): void {
  if (collection.complete && collection.from !== 'snapshot') return
  throw new Error(`only complete collections are kept: ${collection.registryId} ${collection.substanceId}`)
}

export async function encodeCollection(collection: Collection): Promise<Buffer> {
  checkStorable(collection)
  return encodeLists(collection, ['rejected', 'records'], collectionShape())
}

/**
 * The collection with `from: 'stored'`. The checksum proves that these are the bytes we wrote, the shape that we wrote
 * them with the schema of today: only a collection of another version of the program is checked record by record (which
 * takes fifty times as long as reading it). Throws DamagedValueError.
 */
export async function decodeCollection(bytes: Buffer, registryId: string, substanceId: string): Promise<Collection> {
  const decoded = await decodeValue(bytes)
  const collection =
    decoded.shape === collectionShape() ? (decoded.value as Collection) : await inSlices(checked(decoded.value))
  if (collection.registryId !== registryId || collection.substanceId !== substanceId || !collection.complete) {
    throw new DamagedValueError(`it does not hold the complete collection of ${registryId} and ${substanceId}`)
  }
  // Nobody else holds them yet.
  await inSlices(eachInSteps(collection.records, (record) => void (record.from = 'stored')))
  return { ...collection, from: 'stored' }
}

/** Record by record, so that visitors are answered meanwhile. */
function* checked(value: unknown): Steps<Collection> {
  const { records, ...others } = acceptable(WithRecords.safeParse(value), '')
  const collection = acceptable(Collection.safeParse({ ...others, records: [] }), '')
  const check = (record: unknown, at: number): void => {
    const accepted = acceptable(TrialRecord.safeParse(record), `records.${at}.`)
    share(accepted)
    collection.records.push(accepted)
  }
  yield* eachInSteps(records, check, CHECKED_AT_ONCE)
  return collection
}

const WithRecords = z.looseObject({ records: z.array(z.unknown()) })
/** Checking a record takes some 50 microseconds. */
const CHECKED_AT_ONCE = 20

function acceptable<T>(parsed: z.core.util.SafeParseResult<T>, place: string): T {
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.slice(0, 3).map((issue) => `${place}${issue.path.join('.')}: ${issue.message}`)
  throw new DamagedValueError(`it is not a collection as this program knows it (${where.join('; ')})`)
}
