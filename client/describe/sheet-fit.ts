/**
 * How the criteria fit on an A4: the size of their letters, and how many have to be left to the official record. Worked
 * out from the number of characters, so that it is the same on every device; the journey test holds it against real paper.
 */
export const DENSITIES = ['normal', 'small', 'tiny'] as const
export type Density = (typeof DENSITIES)[number]

export interface SheetPlan {
  density: Density
  /** How many criteria are shown, counted through the lists in their order. */
  shown: number
}

/** Per density: characters in a line of a half page, and lines of a half page in the height of an A4 (style sheet: sheet.css). */
const PAPER: Record<Density, { characters: number; lines: number }> = {
  normal: { characters: 55, lines: 62 },
  small: { characters: 62, lines: 70 },
  tiny: { characters: 71, lines: 84 },
}
/** One page with letters that read well, then two pages with ever smaller ones. */
const CHOICES: readonly { density: Density; pages: number }[] = [
  { density: 'normal', pages: 1 },
  { density: 'small', pages: 1 },
  { density: 'normal', pages: 2 },
  { density: 'small', pages: 2 },
  { density: 'tiny', pages: 2 },
]

/** `taken`: how much of one page everything else takes, 0 to 1 and over. */
export function planSheet(criteria: readonly string[], taken: number): SheetPlan {
  for (const { density, pages } of CHOICES) {
    if (linesOf(criteria, density) <= room(density, pages, taken)) return { density, shown: criteria.length }
  }
  const most = room('tiny', 2, taken)
  let lines = 0
  const shown = criteria.findIndex((text) => (lines += linesOf([text], 'tiny')) > most)
  return { density: 'tiny', shown: shown === -1 ? criteria.length : shown }
}

/** Lines in both columns together. */
function room(density: Density, pages: number, taken: number): number {
  return Math.max(0, pages - taken) * 2 * PAPER[density].lines
}

/** Each criterion starts a line and is followed by a small gap. */
function linesOf(criteria: readonly string[], density: Density): number {
  return criteria.reduce((sum, text) => sum + Math.ceil(text.length / PAPER[density].characters) + 0.3, 0)
}
