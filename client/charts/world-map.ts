export interface CountryShape {
  /** Outline as SVG path data; absent: too small to draw, a dot stands for it. */
  path?: string
  /** The middle of its largest part. */
  at: readonly number[]
  /** Shorter side of that part, in units of the drawing. */
  size: number
}

/** What `npm run map` draws (`make-world-map.mjs`). Shapes by alpha-2 code; `land` is without a code. */
export interface WorldMap {
  width: number
  height: number
  europe: { x: number; y: number; width: number; height: number }
  land: string
  shapes: Readonly<Record<string, CountryShape>>
}

/** 16 KB of outlines, loaded when a map is first seen. */
export async function loadWorldMap(): Promise<WorldMap> {
  const { default: world } = await import('./world-map.json')
  return world
}
