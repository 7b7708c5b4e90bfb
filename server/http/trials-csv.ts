import { stringify } from 'csv-stringify/sync'
import { inertCell } from '../../shared/core/csv-cell.ts'
import { LINK_COLUMNS, numberCell, TRIAL_COLUMNS, trialCells } from '../../shared/core/export-columns.ts'
import type { Cell, ExportColumn } from '../../shared/core/export-columns.ts'
import type { Steps } from '../../shared/core/steps.ts'
import type { Trial } from '../../shared/trial.ts'

type LinkCells = Record<(typeof LINK_COLUMNS)[number], string | null>

/** Names of the columns: those of the trial, one for each registry (its numbers there), and the links. */
function csvHeader(registryIds: readonly string[]): string[] {
  return [...TRIAL_COLUMNS, ...registryIds, ...(LINK_COLUMNS satisfies readonly ExportColumn[])]
}

/** Rows that are written at once. */
const ROWS = 10

/**
 * Trials as a table, one a row: RFC 4180 with CRLF, UTF-8 with a byte-order mark, no cell that a spreadsheet would run.
 * An empty cell is "not stated by the registry". `publicUrl`: where this site is, if that was told. In pieces of UTF-8.
 */
export function* trialsCsv(
  trials: readonly Trial[],
  registryIds: readonly string[],
  publicUrl: string | null,
): Steps<Buffer[]> {
  const pieces = [written([csvHeader(registryIds)], true)]
  for (let at = 0; at < trials.length; at += ROWS) {
    yield
    pieces.push(written(trials.slice(at, at + ROWS).map((trial) => rowOf(trial, registryIds, publicUrl))))
  }
  return pieces
}

function rowOf(trial: Trial, registryIds: readonly string[], publicUrl: string | null): Cell[] {
  const links = linkCells(trial, publicUrl)
  const cells = [
    ...trialCells(trial.summary),
    ...registryIds.map((registryId) => numberCell(trial.summary, registryId)),
    ...LINK_COLUMNS.map((name) => links[name]),
  ]
  return cells.map((cell) => (typeof cell === 'string' ? inertCell(cell) : cell))
}

function written(rows: readonly (readonly Cell[])[], isFirst = false): Buffer {
  const text = stringify([...rows], {
    bom: isFirst,
    record_delimiter: '\r\n',
    // Off by default beside a delimiter of one's own: a line break inside a cell would begin a row.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { boolean: String },
  })
  return Buffer.from(text)
}

function linkCells({ summary, records }: Trial, publicUrl: string | null): LinkCells {
  const preferred = records.find(({ recordId }) => recordId === summary.trialId) ?? records[0]
  return {
    url: preferred?.url ?? null,
    recordUrls: records.map(({ url }) => url).join(' | '),
    page: `${publicUrl ?? ''}/trial/${encodeURIComponent(summary.trialId)}`,
  }
}
