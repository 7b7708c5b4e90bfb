import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, createGunzip, createGzip, gunzip, gzip } from 'node:zlib'
import * as z from 'zod/mini'
import type { Steps } from '../../shared/core/steps.ts'
import { inSlices } from '../in-slices.ts'
import { createListReader, linesOf } from './list-lines.ts'

/**
 * The form of one stored value, in a file and in Redis alike: a line of JSON that says what follows and how to know it
 * is whole, then the gzipped JSON itself. Of a value with long lists each entry of those stands on a line of its own, so
 * that it can be written and read in steps, whatever its length; it is the same JSON.
 */
const FORMAT = 'trialwijzer-store'
const FORMAT_VERSION = 1
const HEADER_LIMIT = 1_000
/** More than any value that is read at once could be; a damaged length must not make us allocate without end. */
const BIGGEST_JSON_BYTES = 1024 * 1024 * 1024
/** Each part is a trip to another thread: Node's own 16 KB make a thousand of them for a large collection. */
const PART_BYTES = 1024 * 1024

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  shape: z.optional(z.string()),
  lists: z.optional(z.array(z.string())),
})

/** Level 1: a tenth of the size already, and a collection is written while visitors are being served. */
const COMPRESSION = { level: constants.Z_BEST_SPEED, chunkSize: PART_BYTES }

/** The value cannot be trusted; `reason` says why. */
export class DamagedValueError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'DamagedValueError'
  }
}

const compress = promisify(gzip)
const expand = promisify(gunzip)

export async function encodeValue(value: unknown): Promise<Buffer> {
  const json = JSON.stringify(value) as string | undefined
  if (json === undefined) throw new TypeError('there is no JSON for this value')
  const payload = await compress(json, COMPRESSION)
  return withHeader([payload], createHash('sha256').update(payload), {})
}

/**
 * In steps. `lists`: the fields that hold long lists of objects. `shape`: which schema the writer checked the value
 * against; whoever knows the same one need not check it again.
 */
export async function encodeLists<T extends object>(
  value: T,
  lists: readonly (keyof T & string)[],
  shape: string,
): Promise<Buffer> {
  const hash = createHash('sha256')
  const payload: Buffer[] = []
  // One piece after another is asked for when the one before is compressed, on another thread.
  const pieces = Readable.from(linesOf(value, lists), { highWaterMark: 1 })
  await pipeline(pieces, createGzip(COMPRESSION), async (compressed: AsyncIterable<Buffer>) => {
    for await (const part of compressed) {
      hash.update(part)
      payload.push(part)
    }
  })
  return withHeader(payload, hash, { shape, lists })
}

function withHeader(
  payload: readonly Buffer[],
  hash: Hash,
  about: { shape?: string; lists?: readonly string[] },
): Buffer {
  const bytes = payload.reduce((sum, part) => sum + part.length, 0)
  const header = { format: FORMAT, version: FORMAT_VERSION, bytes, sha256: hash.digest('hex'), ...about }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...payload])
}

/** Throws DamagedValueError when the bytes are not, one for one, what `encodeValue` or `encodeLists` made. */
export async function decodeValue(bytes: Buffer): Promise<{ value: unknown; shape: string | null }> {
  const end = bytes.subarray(0, HEADER_LIMIT).indexOf('\n')
  if (end < 0) throw new DamagedValueError('it has no header line')
  const header = readHeader(bytes.toString('utf8', 0, end))
  const payload = bytes.subarray(end + 1)
  if (header.version !== FORMAT_VERSION) {
    throw new DamagedValueError(`it has format version ${header.version}, this program reads ${FORMAT_VERSION}`)
  }
  if (payload.length !== header.bytes) {
    throw new DamagedValueError(`it holds ${payload.length} bytes where its header says ${header.bytes}`)
  }
  if ((await inSlices(digest(payload))) !== header.sha256) throw new DamagedValueError('its checksum does not match')
  try {
    const value = header.lists === undefined ? await readWhole(payload) : await readLists(payload, header.lists)
    return { value, shape: header.shape ?? null }
  } catch (cause) {
    throw new DamagedValueError('its content cannot be read', { cause })
  }
}

async function readWhole(payload: Buffer): Promise<unknown> {
  const json = await expand(payload, { maxOutputLength: BIGGEST_JSON_BYTES, chunkSize: PART_BYTES })
  return JSON.parse(json.toString('utf8'))
}

async function readLists(payload: Buffer, names: readonly string[]): Promise<unknown> {
  const reader = createListReader(names)
  await pipeline(
    Readable.from(parts(payload)),
    createGunzip({ chunkSize: PART_BYTES }),
    async (json: AsyncIterable<Buffer>) => {
      for await (const part of json) await inSlices(reader.read(part))
    },
  )
  return reader.value()
}

function readHeader(line: string): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(line))
  } catch (cause) {
    throw new DamagedValueError('its header cannot be read', { cause })
  }
}

function* digest(payload: Buffer): Steps<string> {
  const hash = createHash('sha256')
  for (const part of parts(payload)) {
    hash.update(part)
    yield
  }
  return hash.digest('hex')
}

function* parts(payload: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < payload.length; at += PART_BYTES) yield payload.subarray(at, at + PART_BYTES)
}
