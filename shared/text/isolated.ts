/** Signs that turn the direction of what follows: embeddings, overrides and isolates, and what closes them. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/
const FIRST_STRONG = '\u2068'
const END = '\u2069'

/**
 * Text of a register for the middle of a sentence of ours: whatever its direction, it does not turn the words round it.
 * Text that cannot do so stays as it is. Where it has an element of its own, `dir="auto"` does the same.
 */
export function isolated(text: string): string {
  const plain = text.replace(TURNS, '')
  return plain === text && !RIGHT_TO_LEFT.test(text) ? text : FIRST_STRONG + plain + END
}
