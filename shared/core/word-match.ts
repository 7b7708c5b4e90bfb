/** A term to look for. Terms that mean the same thing share an `id`. */
export interface MatchTerm {
  term: string
  id: string
}

/** `start` and `end` are offsets in the text as given: `text.slice(start, end)` is a verbatim quote. */
export interface TermMatch {
  id: string
  term: string
  start: number
  end: number
}

export type TermMatcher = (text: string) => TermMatch[]

interface Word {
  folded: string
  start: number
  end: number
  /** Significant characters between the previous word and this one. */
  gap: string
  /** What a node is found by: the gap and the folded word. */
  key: string
  /** The same for the first word of a term, before which any gap will do. */
  firstKey: string
}

interface Node {
  next: Map<string, Node>
  prefixes: Map<string, Node>
  prefixLengths: number[]
  ends: MatchTerm[]
}

// Invisible signs inside a word: soft hyphen, (non-)joiners, word joiner, byte order mark.
const INVISIBLE = '\\u00AD|\\u200C|\\u200D|\\u2060|\\uFEFF'
// A possessive 's belongs to its word ("patient's ketamine" is not "S ketamine"); other apostrophes divide ("l'eskétamine").
const WORD = new RegExp(
  `[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}]|${INVISIBLE})*(?:['’ʼ‘´\`]s(?![\\p{L}\\p{M}\\p{N}]))?`,
  'giu',
)
const MARKS = new RegExp(`\\p{M}|${INVISIBLE}`, 'gu')
const SOFT = new RegExp(`[\\s\\p{Pd}\\p{M}()[\\]{}+*'’ʼ‘´\`"“”„«»®™\\u200B]|${INVISIBLE}`, 'u')
const UNFOLDABLE: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Lower case, without diacritics, soft hyphens and typographic apostrophes: for comparing words, not for display. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (/^[a-z0-9']*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[ßøæœłđðþı]/g, (letter) => UNFOLDABLE[letter] ?? letter)
    .replace(/[’ʼ‘´`]/g, "'")
}

/**
 * What stands between two words, reduced to the characters that matter. Blanks, hyphens, brackets, plus signs and
 * quotation marks are interchangeable ("S(+)-ketamine" = "S-ketamine"); any other sign must stand in the term too. A
 * line break counts when it starts a new paragraph or list item.
 */
function significantGap(text: string, from: number, to: number): string {
  if (to - from === 1 && (text[from] === ' ' || text[from] === '-')) return ''
  let hard = ''
  let sawNewline = false
  let newBlock = false
  for (const char of text.slice(from, to)) {
    if (char === '\n') {
      newBlock ||= sawNewline
      sawNewline = true
    } else if (char.trim() !== '') {
      newBlock ||= sawNewline
      if (!SOFT.test(char)) hard += char
    }
  }
  return newBlock ? `${hard}\n` : hard
}

/**
 * Words of the texts that were cut last. Some ten matchers read the same title and conditions one after another, and
 * cutting a text into words costs more than looking for the terms. Long texts are read by few and are not kept.
 */
const recent = new Map<string, readonly Word[]>()
const RECENT_TEXTS = 64
const RECENT_LENGTH = 1_000

function wordsOf(text: string): readonly Word[] {
  if (text.length > RECENT_LENGTH) return cutWords(text)
  const known = recent.get(text)
  if (known) return known
  const words = cutWords(text)
  if (recent.size >= RECENT_TEXTS) recent.clear()
  recent.set(text, words)
  return words
}

function cutWords(text: string): Word[] {
  const words: Word[] = []
  let last = 0
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    const end = start + match[0].length
    const gap = words.length === 0 ? '' : significantGap(text, last, start)
    const folded = foldWord(match[0])
    words.push({ folded, start, end, gap, key: `${gap} ${folded}`, firstKey: ` ${folded}` })
    last = end
  }
  return words
}

const newNode = (): Node => ({ next: new Map(), prefixes: new Map(), prefixLengths: [], ends: [] })

function child(node: Node, word: Word, isPrefix: boolean): Node {
  const map = isPrefix ? node.prefixes : node.next
  const known = map.get(word.key)
  if (known) return known
  const made = newNode()
  map.set(word.key, made)
  if (isPrefix && !node.prefixLengths.includes(word.folded.length)) node.prefixLengths.push(word.folded.length)
  return made
}

/** Nodes reached from `node` by one more word of the text. */
function step(node: Node, word: Word, isFirst: boolean): readonly Node[] {
  const exact = node.next.get(isFirst ? word.firstKey : word.key)
  if (node.prefixLengths.length === 0) return exact ? [exact] : NONE
  const gap = isFirst ? '' : word.gap
  const reached: Node[] = exact ? [exact] : []
  for (const length of node.prefixLengths) {
    if (length > word.folded.length) continue
    const byPrefix = node.prefixes.get(`${gap} ${word.folded.slice(0, length)}`)
    if (byPrefix) reached.push(byPrefix)
  }
  return reached
}

const NONE: readonly Node[] = []

/** Keeps the longer match of an id; of two that end alike, the more specific term ("anaesthetist*" before "anaesth*"). */
function prefer(longest: Map<string, TermMatch>, next: TermMatch): void {
  const held = longest.get(next.id)
  if (held && (held.end > next.end || (held.end === next.end && held.term.length >= next.term.length))) return
  longest.set(next.id, next)
}

/**
 * Compiles a list of terms into one matcher. Matching is case- and diacritic-insensitive, on whole words of any
 * script with blanks between words, and linear in the length of the text. A word of a term that ends in `*` matches
 * every word that begins so (`behinder*`). For each `id` the longest match at a place is returned, in text order;
 * matches of different ids may overlap.
 */
export function createTermMatcher(terms: readonly MatchTerm[]): TermMatcher {
  const root = newNode()
  for (const term of terms) {
    const words = wordsOf(term.term)
    let node = root
    for (const word of words) node = child(node, word, term.term[word.end] === '*')
    if (words.length > 0) node.ends.push(term)
  }

  return (text) => {
    const words = wordsOf(text)
    const matches: TermMatch[] = []
    const coveredTo = new Map<string, number>()
    for (const [index, first] of words.entries()) {
      let reached = step(root, first, true)
      if (reached.length === 0) continue
      const longest = new Map<string, TermMatch>()
      let last = first
      for (let at = index; reached.length > 0;) {
        for (const node of reached) {
          for (const found of node.ends) prefer(longest, { ...found, start: first.start, end: last.end })
        }
        const following = words[++at]
        if (!following) break
        last = following
        reached = reached.flatMap((node) => step(node, following, false))
      }
      for (const match of longest.values()) {
        if (match.end <= (coveredTo.get(match.id) ?? 0)) continue
        coveredTo.set(match.id, match.end)
        matches.push(match)
      }
    }
    return matches
  }
}
