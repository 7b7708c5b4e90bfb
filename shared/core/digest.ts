import { finish, type Steps } from './steps.ts'

const ROUND_WORDS = 64

/** First 32 bits of the fractional parts of the cube roots (constants) and square roots (start) of the first primes. */
function primeRoots(root: 2 | 3, count: number): number[] {
  const words: number[] = []
  for (let n = 2; words.length < count; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) prime &&= n % d !== 0
    if (prime) {
      const fraction = n ** (1 / root) % 1
      words.push(Math.floor(fraction * 2 ** 32) | 0)
    }
  }
  return words
}

const CONSTANTS = primeRoots(3, ROUND_WORDS)
const START = primeRoots(2, 8)

function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length)
  let to = 0
  const add = (...some: number[]): void => {
    for (const byte of some) bytes[to++] = byte
  }
  // Numbers of trials mostly: as far as it is plain, letter by letter.
  while (to < text.length && text.charCodeAt(to) < 0x80) {
    bytes[to] = text.charCodeAt(to)
    to++
  }
  for (const char of text.slice(to)) {
    const point = char.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes[to++] = code
    else if (code < 0x800) add(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) add(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else add(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes.subarray(0, to)
}

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by))
const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0

function schedule(w: Int32Array, bytes: Uint8Array, offset: number): Int32Array {
  for (let i = 0; i < 16; i++) {
    const p = offset + i * 4
    w[i] = (at(bytes, p) << 24) | (at(bytes, p + 1) << 16) | (at(bytes, p + 2) << 8) | at(bytes, p + 3)
  }
  for (let i = 16; i < ROUND_WORDS; i++) {
    const a = at(w, i - 15)
    const b = at(w, i - 2)
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1
  }
  return w
}

function compress(state: Int32Array, w: Int32Array): void {
  let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)]
  let [e, f, g, h] = [at(state, 4), at(state, 5), at(state, 6), at(state, 7)]
  for (let i = 0; i < ROUND_WORDS; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(CONSTANTS, i) + at(w, i)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word
}

/** SHA-256 of a text (UTF-8) in hexadecimal. Written here because shared code has no crypto of the platform. */
export function sha256(text: string): string {
  return finish(sha256InSteps([text]))
}

/** The same of texts end to end, as long as no character is cut in two between them. */
export function* sha256InSteps(texts: readonly string[]): Steps<string> {
  const state = Int32Array.from(START)
  const words = new Int32Array(ROUND_WORDS)
  let rest = new Uint8Array(0)
  let length = 0
  const digestBlocks = (more: Uint8Array): void => {
    const bytes = new Uint8Array(rest.length + more.length)
    bytes.set(rest)
    bytes.set(more, rest.length)
    let offset = 0
    for (; offset + 64 <= bytes.length; offset += 64) compress(state, schedule(words, bytes, offset))
    rest = bytes.slice(offset)
  }
  for (const text of texts) {
    const more = utf8(text)
    length += more.length
    digestBlocks(more)
    yield
  }
  // A one, zeros up to eight bytes before the end of a block, and the length in bits.
  const end = new Uint8Array(((119 - rest.length) % 64) + 9)
  end[0] = 0x80
  new DataView(end.buffer).setBigUint64(end.length - 8, BigInt(length) * 8n)
  digestBlocks(end)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
