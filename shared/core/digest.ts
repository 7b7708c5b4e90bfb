import { finish, type Steps } from './steps.ts'

const ROUND_WORDS = 64
const BLOCK_BYTES = 64

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

/** Its bytes in UTF-8, one after another; half a character counts as U+FFFD. */
function eachByte(text: string, add: (byte: number) => void): void {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) {
      add(unit)
      continue
    }
    const point = text.codePointAt(at) ?? 0
    if (point >= 0x10000) at++
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x800) add(0xc0 | (code >> 6))
    else {
      if (code < 0x10000) add(0xe0 | (code >> 12))
      else {
        add(0xf0 | (code >> 18))
        add(0x80 | ((code >> 12) & 63))
      }
      add(0x80 | ((code >> 6) & 63))
    }
    add(0x80 | (code & 63))
  }
}

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by))
const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0

function schedule(w: Int32Array, bytes: Uint8Array): Int32Array {
  for (let i = 0; i < 16; i++) {
    const p = i * 4
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

/** Put down one by one: a list for each 64 bytes would be all garbage. */
function add(state: Int32Array, index: number, word: number): void {
  state[index] = at(state, index) + word
}

function compress(state: Int32Array, w: Int32Array): void {
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let f = at(state, 5)
  let g = at(state, 6)
  let h = at(state, 7)
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
  add(state, 0, a)
  add(state, 1, b)
  add(state, 2, c)
  add(state, 3, d)
  add(state, 4, e)
  add(state, 5, f)
  add(state, 6, g)
  add(state, 7, h)
}

/** SHA-256 of a text (UTF-8) in hexadecimal. Written here because shared code has no crypto of the platform. */
export function sha256(text: string): string {
  return finish(sha256InSteps([text]))
}

/** The same of texts end to end, as long as no character is cut in two between them. */
export function* sha256InSteps(texts: readonly string[]): Steps<string> {
  const state = Int32Array.from(START)
  const words = new Int32Array(ROUND_WORDS)
  const block = new Uint8Array(BLOCK_BYTES)
  let length = 0
  const add = (byte: number): void => {
    block[length % BLOCK_BYTES] = byte
    length++
    if (length % BLOCK_BYTES === 0) compress(state, schedule(words, block))
  }
  for (const text of texts) {
    eachByte(text, add)
    yield
  }
  // A one, zeros up to eight bytes before the end of a block, and the length in bits.
  const bits = BigInt(length) * 8n
  add(0x80)
  while (length % BLOCK_BYTES !== BLOCK_BYTES - 8) add(0)
  for (let shift = 56n; shift >= 0n; shift -= 8n) add(Number((bits >> shift) & 0xffn))
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
