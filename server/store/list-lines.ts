import { share } from '../../shared/core/lean.ts'
import type { Steps } from '../../shared/core/steps.ts'

/** Characters after which a piece ends: a millisecond of work. */
const PIECE = 64 * 1_024
const NEWLINE = 0x0a

/**
 * The JSON of an object in pieces, with each entry of the long lists `names`, all of them objects, on a line of its own:
 * `{"a":1,"long":[`, `{...},`, `{...}`, `]}`.
 */
export function* linesOf<T extends object>(value: T, names: readonly (keyof T & string)[]): Generator<string, void> {
  const others = Object.entries(value).filter(([key]) => !names.some((name) => name === key))
  let piece = JSON.stringify(Object.fromEntries(others)).slice(0, -1)
  let isFirst = others.length === 0
  for (const name of names) {
    piece += `${isFirst ? '' : ','}${JSON.stringify(name)}:[\n`
    isFirst = false
    const entries = value[name] as readonly object[]
    for (const [at, entry] of entries.entries()) {
      piece += `${JSON.stringify(entry)}${at + 1 < entries.length ? ',' : ''}\n`
      if (piece.length < PIECE) continue
      yield piece
      piece = ''
    }
    piece += ']'
  }
  yield `${piece}}\n`
}

/** Reads what `linesOf` wrote with the same names. */
export interface ListReader {
  /** The next bytes, cut anywhere. Throws what `JSON.parse` throws. */
  read(bytes: Buffer): Steps<void>
  /** Once all is read. Throws when it is not what `linesOf` wrote. */
  value(): unknown
}

export function createListReader(names: readonly string[]): ListReader {
  let begun: Buffer = Buffer.alloc(0)
  let outline = ''
  const lists: unknown[][] = []

  /** An entry is an object; every other line but the first begins with the end of a list. */
  function readLine(line: string): void {
    if (outline !== '' && line.startsWith('{')) {
      const entry = JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as object
      share(entry)
      lists.at(-1)?.push(entry)
      return
    }
    outline += line
    if (line.endsWith('[')) lists.push([])
  }

  return {
    *read(bytes) {
      const all = begun.length === 0 ? bytes : Buffer.concat([begun, bytes])
      let from = 0
      for (let end = all.indexOf(NEWLINE); end >= 0; end = all.indexOf(NEWLINE, from)) {
        readLine(all.toString('utf8', from, end))
        from = end + 1
        yield
      }
      begun = all.subarray(from)
    },
    value() {
      const value = JSON.parse(outline) as Record<string, unknown>
      const hasLists = lists.length === names.length && names.every((name) => Array.isArray(value[name]))
      if (begun.length > 0 || !hasLists) throw new Error('it ends too early, or holds other lists')
      return { ...value, ...Object.fromEntries(names.map((name, at) => [name, lists[at]])) }
    },
  }
}
