import { finish, type Steps } from './steps.ts'

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

export type TermMatcher = (text: string) => readonly TermMatch[]

/** A word as it stands in texts, known once for all of them. */
interface Word {
  folded: string
  /** The matchers that have a term which begins with it. */
  begins: readonly number[]
}

/** A text cut into words. */
interface Cut {
  words: readonly Word[]
  starts: readonly number[]
  ends: readonly number[]
  /** By matcher: which words a term of it may begin with. Most matchers find nothing in most texts. */
  places: ReadonlyMap<number, readonly number[]>
}

interface Node {
  /** By what stands before a word, a blank and the word; nothing stands before the first. */
  next: Map<string, Node>
  prefixes: Map<string, Node>
  prefixLengths: number[]
  ends: MatchTerm[]
}

// Invisible signs inside a word: soft hyphen, (non-)joiners, word joiner, byte order mark.
const INVISIBLE = '\\u00AD|\\u200C|\\u200D|\\u2060|\\uFEFF'
// A possessive 's belongs to its word ("patient's ketamine" is not "S ketamine"); other apostrophes divide ("l'eskétamine").
// Without the flag i, with which these classes take three times as long to be made ready on a first visit.
const WORD = new RegExp(
  `[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}]|${INVISIBLE})*(?:['’ʼ‘´\`][sSſ](?![\\p{L}\\p{M}\\p{N}]))?`,
  'gu',
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

/** Which matchers have a term that begins with this word, or with a word that begins so. */
const beginnings = new Map<string, number[]>()
const prefixBeginnings = new Map<string, number[]>()
const prefixLengths = new Set<number>()
let matchers = 0

/** Words read last, and texts cut last: some ten matchers read the same title and conditions one after another. */
let vocabulary = new Map<string, Word>()
const MOST_WORDS = 20_000
let recent = new Map<string, Cut>()
/**
 * The texts of one or two records. What is kept for a hundred records V8 takes for what stays, and makes it among the
 * old from then on: three quarters of all that a reading left behind there.
 */
const MOST_TEXTS = 40
/** Long texts are read by few and are not kept. */
const RECENT_LENGTH = 1_000

function wordOf(written: string): Word {
  const known = vocabulary.get(written)
  if (known !== undefined) return known
  const folded = foldWord(written)
  const begins = new Set(beginnings.get(folded))
  for (const length of prefixLengths) {
    if (length > folded.length) continue
    for (const number of prefixBeginnings.get(folded.slice(0, length)) ?? []) begins.add(number)
  }
  const word = { folded, begins: [...begins] }
  if (vocabulary.size >= MOST_WORDS) vocabulary = new Map()
  vocabulary.set(written, word)
  return word
}

function cutOf(text: string): Cut {
  if (text.length > RECENT_LENGTH) return cutWords(text)
  const known = recent.get(text)
  if (known !== undefined) return known
  const cut = cutWords(text)
  if (recent.size >= MOST_TEXTS) recent = new Map()
  recent.set(text, cut)
  return cut
}

function cutWords(text: string): Cut {
  const words: Word[] = []
  const starts: number[] = []
  const ends: number[] = []
  const places = new Map<number, number[]>()
  eachWord(text, (start, end) => {
    const word = wordOf(text.slice(start, end))
    for (const number of word.begins) {
      const held = places.get(number)
      if (held === undefined) places.set(number, [words.length])
      else held.push(words.length)
    }
    words.push(word)
    starts.push(start)
    ends.push(end)
  })
  return { words, starts, ends, places }
}

/** Letter by letter for as long as the text is plain ASCII, which takes a fifth of the time; else as `WORD` says. */
function eachWord(text: string, act: (start: number, end: number) => void): void {
  let at = 0
  while (at < text.length) {
    if (!isAsciiWord(text.charCodeAt(at))) {
      if (isBeyondAscii(text, at)) break
      at++
      continue
    }
    const end = asciiWordEnd(text, at)
    // What follows may belong to the word, and decides whether an 's does.
    if (isBeyondAscii(text, end) || isBeyondAscii(text, end + 1) || isBeyondAscii(text, end + 2)) break
    act(at, end)
    at = end
  }
  if (at === text.length) return
  WORD.lastIndex = at
  for (let found = WORD.exec(text); found !== null; found = WORD.exec(text)) {
    act(found.index, found.index + found[0].length)
  }
}

const LAST_ASCII = 127
const isBeyondAscii = (text: string, at: number): boolean => text.charCodeAt(at) > LAST_ASCII
const APOSTROPHE = 39
const GRAVE = 96

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
}

function asciiWordEnd(text: string, start: number): number {
  let end = start + 1
  while (isAsciiWord(text.charCodeAt(end))) end++
  const sign = text.charCodeAt(end)
  const isPossessive =
    (sign === APOSTROPHE || sign === GRAVE) &&
    (text.charCodeAt(end + 1) | 32) === 115 &&
    !isAsciiWord(text.charCodeAt(end + 2))
  return isPossessive ? end + 2 : end
}

const newNode = (): Node => ({ next: new Map(), prefixes: new Map(), prefixLengths: [], ends: [] })

function child(node: Node, gap: string, folded: string, isPrefix: boolean): Node {
  const map = isPrefix ? node.prefixes : node.next
  const key = `${gap} ${folded}`
  const known = map.get(key)
  if (known) return known
  const made = newNode()
  map.set(key, made)
  if (isPrefix && !node.prefixLengths.includes(folded.length)) node.prefixLengths.push(folded.length)
  return made
}

/** Nodes reached from `node` by one more word of the text, after this gap. */
function step(node: Node, gap: string, folded: string): readonly Node[] {
  const exact = node.next.size === 0 ? undefined : node.next.get(`${gap} ${folded}`)
  if (node.prefixLengths.length === 0) return exact ? [exact] : NONE
  const reached: Node[] = exact ? [exact] : []
  for (const length of node.prefixLengths) {
    if (length > folded.length) continue
    const byPrefix = node.prefixes.get(`${gap} ${folded.slice(0, length)}`)
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
  return finish(termMatcherInSteps(terms))
}

const TERMS_A_STEP = 20

/** The same in steps: a thousand terms at once hold up a slow phone for a tenth of a second. */
export function* termMatcherInSteps(terms: readonly MatchTerm[]): Steps<TermMatcher> {
  const root = newNode()
  const number = matchers++
  for (const [at, term] of terms.entries()) {
    addTerm(root, number, term)
    if (at % TERMS_A_STEP === TERMS_A_STEP - 1) yield
  }
  // They were read without the words of this one.
  vocabulary = new Map()
  recent = new Map()

  return (text) => {
    const cut = cutOf(text)
    const places = cut.places.get(number)
    return places === undefined ? NOTHING : matchAt(root, text, cut, places)
  }
}

const NOTHING: readonly TermMatch[] = []

function addTerm(root: Node, number: number, term: MatchTerm): void {
  const text = term.term
  let node = root
  let before = 0
  eachWord(text, (start, end) => {
    const folded = foldWord(text.slice(start, end))
    const isPrefix = text[end] === '*'
    const isFirst = node === root
    if (isFirst) noteBeginning(number, folded, isPrefix)
    node = child(node, isFirst ? '' : significantGap(text, before, start), folded, isPrefix)
    before = end
  })
  if (node !== root) node.ends.push(term)
}

function noteBeginning(number: number, folded: string, isPrefix: boolean): void {
  const map = isPrefix ? prefixBeginnings : beginnings
  const held = map.get(folded)
  if (held === undefined) map.set(folded, [number])
  else if (!held.includes(number)) held.push(number)
  if (isPrefix) prefixLengths.add(folded.length)
}

function matchAt(root: Node, text: string, cut: Cut, places: readonly number[]): TermMatch[] {
  const { words, starts, ends } = cut
  const matches: TermMatch[] = []
  const coveredTo = new Map<string, number>()
  for (const place of places) {
    const start = starts[place] ?? 0
    const longest = new Map<string, TermMatch>()
    let reached = step(root, '', words[place]?.folded ?? '')
    for (let at = place; reached.length > 0;) {
      const end = ends[at] ?? 0
      for (const node of reached) {
        for (const { id, term } of node.ends) prefer(longest, { id, term, start, end })
      }
      const following = words[++at]
      if (following === undefined) break
      const gap = significantGap(text, end, starts[at] ?? 0)
      reached =
        reached.length === 1
          ? step(reached[0] ?? root, gap, following.folded)
          : reached.flatMap((node) => step(node, gap, following.folded))
    }
    for (const match of longest.values()) {
      if (match.end <= (coveredTo.get(match.id) ?? 0)) continue
      coveredTo.set(match.id, match.end)
      matches.push(match)
    }
  }
  return matches
}
