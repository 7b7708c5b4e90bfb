import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import * as z from 'zod/mini'

/**
 * The form of one stored value, in a file and in Redis alike: a line of JSON that says what follows and how to know it
 * is whole, then the gzipped JSON itself.
 */
const FORMAT = 'trialwijzer-store'
const FORMAT_VERSION = 1
const HEADER_LIMIT = 1_000
/** More than any collection could be; a damaged length must not make us allocate without end. */
const BIGGEST_JSON_BYTES = 1024 * 1024 * 1024
/** Each part is a trip to another thread: Node's own 16 KB make a thousand of them for a large collection. */
const PART_BYTES = 1024 * 1024

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  shape: z.optional(z.string()),
})

/** The value cannot be trusted; `reason` says why. */
export class DamagedValueError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'DamagedValueError'
  }
}

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** `shape`: which schema the writer checked the value against; whoever knows the same one need not check it again. */
export async function encodeValue(value: unknown, shape?: string): Promise<Buffer> {
  const json = JSON.stringify(value) as string | undefined
  if (json === undefined) throw new TypeError('there is no JSON for this value')
  // Level 1: a tenth of the size already, and a collection is written while visitors are being served.
  const payload = await compress(json, { level: constants.Z_BEST_SPEED })
  const header = { format: FORMAT, version: FORMAT_VERSION, bytes: payload.length, sha256: digest(payload), shape }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), payload])
}

/** Throws DamagedValueError when the bytes are not, one for one, what `encodeValue` made. */
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
  if (digest(payload) !== header.sha256) throw new DamagedValueError('its checksum does not match')
  try {
    const json = await expand(payload, { maxOutputLength: BIGGEST_JSON_BYTES, chunkSize: PART_BYTES })
    return { value: JSON.parse(json.toString('utf8')) as unknown, shape: header.shape ?? null }
  } catch (cause) {
    throw new DamagedValueError('its content cannot be read', { cause })
  }
}

function readHeader(line: string): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(line))
  } catch (cause) {
    throw new DamagedValueError('its header cannot be read', { cause })
  }
}

function digest(payload: Buffer): string {
  return createHash('sha256').update(payload).digest('hex')
}
