/**
 * Makes the register's text readable and searchable: the record keeps the result, `raw` keeps the original.
 * Old records hold private-use signs of the Symbol font, HTML entities and odd Unicode blanks.
 */

const NEEDS_WORK = /[&\p{Co}\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n\t]|[^\P{Zs} ]/u

/** Signs of the Symbol and Wingdings fonts, as Word put them into the private-use area (U+F000 + code in the font). */
const SYMBOL_SIGNS: Readonly<Record<number, string>> = {
  0xf044: 'Δ',
  0xf061: 'α',
  0xf062: 'β',
  0xf064: 'δ',
  0xf067: 'γ',
  0xf06d: 'µ',
  0xf0a3: '≤',
  0xf0a7: '•',
  0xf0a8: '•',
  0xf0ae: '→',
  0xf0b0: '°',
  0xf0b1: '±',
  0xf0b3: '≥',
  0xf0b4: '×',
  0xf0b7: '•',
  0xf0b9: '≠',
  0xf0bb: '≈',
  0xf0d8: '•',
  0xf0e0: '→',
  0xf0fc: '✓',
}
const ASCII_IN_SYMBOL = /[ !#%&()+,\-./0-9:;<=>?[\]{|}]/

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  bull: '•',
  le: '≤',
  ge: '≥',
  deg: '°',
  micro: 'µ',
  plusmn: '±',
  times: '×',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
}

/** Text of several lines: line breaks kept. */
export function tidyText(text: string): string {
  if (!NEEDS_WORK.test(text)) return text.trim()
  return text
    .replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,6});/g, decodeEntity)
    .replace(/\r\n?|[\p{Zl}\p{Zp}\u0085\v\f]/gu, '\n')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '')
    .replace(/[\ue000-\uf8ff]/g, symbolSign)
    .trim()
}

/** Text of one line: every run of blanks and line breaks is one blank. */
export function tidyLine(text: string): string {
  return tidyText(text).replace(/\s+/g, ' ')
}

function decodeEntity(entity: string, name: string): string {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? entity) : entity
  const isHex = name[1] === 'x' || name[1] === 'X'
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : entity
}

function symbolSign(sign: string): string {
  const code = sign.charCodeAt(0)
  const known = SYMBOL_SIGNS[code]
  if (known !== undefined) return known
  const ascii = code >= 0xf020 && code <= 0xf07e ? String.fromCharCode(code - 0xf000) : ''
  return ASCII_IN_SYMBOL.test(ascii) ? ascii : sign
}
