const MAX_QUOTE = 200

/** Lower case without accents, character for character: offsets in the result are offsets in `text`. For rules, not display. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  const base = lower.length === text.length ? lower : text
  let folded = ''
  for (let i = 0; i < base.length; i++) {
    const code = base.charCodeAt(i)
    if (code < 128) folded += base.charAt(i)
    else if (code === 0xa0 || code === 0x202f || code === 0x2009) folded += ' '
    else if (code === 0x2019 || code === 0x2018 || code === 0xb4) folded += "'"
    else folded += base.charAt(i).normalize('NFD').charAt(0)
  }
  return folded
}

/** A verbatim piece of `text` of at most 200 characters around [start, end), cut between words. */
export function quoteAround(text: string, start: number, end: number): string {
  if (text.length <= MAX_QUOTE) return text.trim()
  const matched = Math.min(end - start, MAX_QUOTE)
  const room = MAX_QUOTE - matched
  let from = Math.max(0, Math.min(start - Math.floor(room / 2), text.length - MAX_QUOTE))
  let to = Math.min(text.length, from + MAX_QUOTE)
  if (from > 0) {
    const blank = text.slice(from - 1, start).search(/\s/)
    if (blank >= 0) from += blank
  }
  if (to < text.length) {
    const tail = text.slice(start + matched, to + 1)
    const cut = Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('\n'))
    if (cut >= 0) to = start + matched + cut
  }
  return text.slice(from, to).trim()
}
