import { inflateSync } from 'node:zlib'

/**
 * Reads as much of a PDF as Chromium writes: how many pages it has and the text on them. Text stands there as numbers of
 * glyphs; each font says which letters its glyphs stand for (`ToUnicode`).
 */
export interface PdfReading {
  pages: number
  /** Without white space: where words part is layout, not text. */
  text: string
}

export function readPdf(pdf: Buffer): PdfReading {
  const objects = readObjects(pdf)
  const bodies = [...objects.values()]
  const fonts = new Map<string, Map<number, string>>()
  for (const { dictionary } of bodies) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1]
      if (unicode !== undefined) fonts.set(name, readLetters(objects.get(unicode)?.stream ?? ''))
    }
  }
  const pages = bodies.filter(({ dictionary }) => /\/Type\s*\/Page(?!s)/.test(dictionary)).length
  const drawn = bodies.map(({ stream }) => stream).filter((stream) => /\bBT\b[\s\S]*\bTf\b/.test(stream))
  return {
    pages,
    text: drawn
      .map((stream) => readText(stream, fonts))
      .join('')
      .replace(/\s+/g, ''),
  }
}

interface PdfObject {
  dictionary: string
  stream: string
}

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  const whole = pdf.toString('latin1')
  for (const { 1: id = '', index, 0: head } of whole.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) {
    const from = index + head.length
    const end = whole.indexOf('endobj', from)
    const body = whole.slice(from, end === -1 ? undefined : end)
    const at = /stream\r?\n/.exec(body)
    const dictionary = at === null ? body : body.slice(0, at.index)
    if (at === null) objects.set(id, { dictionary, stream: '' })
    else {
      const start = from + at.index + at[0].length
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
      const bytes = pdf.subarray(start, start + length)
      const stream = dictionary.includes('FlateDecode')
        ? inflateSync(bytes).toString('latin1')
        : bytes.toString('latin1')
      objects.set(id, { dictionary, stream })
    }
  }
  return objects
}

/** Glyph number -> letters, from `<0003> <0020>` and `<0003> <0005> <0020>` (a range that counts up). */
function readLetters(cmap: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(hex(glyph), utf16(text))
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = hex(first); glyph <= hex(last); glyph += 1)
        letters.set(glyph, String.fromCodePoint(hex(text) + glyph - hex(first)))
  return letters
}

function readText(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined
  let text = ''
  for (const [token, name, glyphs] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([\dA-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name)
    else if (glyphs !== undefined && token.startsWith('<'))
      for (const [glyph] of glyphs.matchAll(/.{4}/g)) text += font?.get(hex(glyph)) ?? '\uFFFD'
  }
  return text
}

const hex = (digits: string): number => Number.parseInt(digits, 16)

function utf16(digits: string): string {
  return String.fromCharCode(...(digits.match(/.{4}/g) ?? []).map(hex))
}
