import type { ExportColumn } from '../core/export-columns.ts'
import type { Purpose, Role } from '../trial.ts'

interface Prose {
  heading: string
  paragraphs: readonly string[]
}

/** Words of `/about`, loaded with it. */
export interface AboutText {
  title: string
  onThisPage: string
  what: Prose
  methods: string
  finding: Prose
  joining: Prose
  roles: Prose & { columns: { role: string; meaning: string }; meaning: Record<Role, string> }
  purposes: Prose & { columns: { purpose: string; meaning: string }; meaning: Record<Purpose, string> }
  statuses: Prose & {
    groups: string
    columns: { group: string; meaning: string }
    perRegistry: string
    perRegistryOf: (registry: string) => string
    word: string
    becomes: string
    notLoaded: string
  }
  agesAndNumbers: Prose
  statement: Prose & { link: string }
  sources: Prose & { apiLink: string; docsLink: string; embedLink: string; terms: readonly string[] }
  blindSpots: Prose & { points: readonly string[] }
  leftOut: Prose & {
    lookAlikes: (n: number, count: string) => string
    unmatched: (n: number, count: string) => string
    rejected: (n: number, count: string) => string
  }
  privacy: Prose & { columns: { what: string; where: string }; kept: readonly { what: string; where: string }[] }
  glossary: Prose & { show: (n: number, count: string) => string }
  accessibility: Prose
  exports: Prose & {
    columns: { column: string; meaning: string }
    /** The columns named by the id of a register. */
    registry: string
    registryMeaning: string
    meaning: Record<ExportColumn, string>
  }
  cite: Prose & { example: (day: string, url: string) => string }
  report: Prose & { points: readonly string[] }
  operator: Prose & { by: string; unnamed: string; contact: string }
  licence: Prose
}
