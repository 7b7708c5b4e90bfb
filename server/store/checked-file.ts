import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import * as z from 'zod/mini'

/**
 * The form of one file of the store: a line of JSON that says what follows and how to know it is whole, then the
 * gzipped JSON itself.
 */
const FORMAT = 'trialwijzer-store'
const FORMAT_VERSION = 1
const HEADER_LIMIT = 1_000
/** More than any collection could be; a damaged length must not make us allocate without end. */
const BIGGEST_JSON_BYTES = 1024 * 1024 * 1024

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  bytes: z.number(),
  sha256: z.string(),
})

/** The file cannot be trusted; `reason` says why. */
export class DamagedFileError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'DamagedFileError'
  }
}

const compress = promisify(gzip)
const expand = promisify(gunzip)

export async function encodeFile(value: unknown): Promise<Buffer> {
  const json = JSON.stringify(value) as string | undefined
  if (json === undefined) throw new TypeError('there is no JSON for this value')
  // Level 1: a tenth of the size already, and a collection is written while visitors are being served.
  const payload = await compress(json, { level: constants.Z_BEST_SPEED })
  const header = { format: FORMAT, version: FORMAT_VERSION, bytes: payload.length, sha256: digest(payload) }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), payload])
}

/** Throws DamagedFileError when the file is not, byte for byte, what `encodeFile` made. */
export async function decodeFile(file: Buffer): Promise<unknown> {
  const end = file.subarray(0, HEADER_LIMIT).indexOf('\n')
  if (end < 0) throw new DamagedFileError('it has no header line')
  const header = readHeader(file.toString('utf8', 0, end))
  const payload = file.subarray(end + 1)
  if (header.version !== FORMAT_VERSION) {
    throw new DamagedFileError(`it has format version ${header.version}, this program reads ${FORMAT_VERSION}`)
  }
  if (payload.length !== header.bytes) {
    throw new DamagedFileError(`it holds ${payload.length} bytes where its header says ${header.bytes}`)
  }
  if (digest(payload) !== header.sha256) throw new DamagedFileError('its checksum does not match')
  try {
    const json = await expand(payload, { maxOutputLength: BIGGEST_JSON_BYTES })
    return JSON.parse(json.toString('utf8')) as unknown
  } catch (cause) {
    throw new DamagedFileError('its content cannot be read', { cause })
  }
}

function readHeader(line: string): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(line))
  } catch (cause) {
    throw new DamagedFileError('its header cannot be read', { cause })
  }
}

function digest(payload: Buffer): string {
  return createHash('sha256').update(payload).digest('hex')
}
