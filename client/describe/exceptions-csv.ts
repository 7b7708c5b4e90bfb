import type { StatementException } from '../../shared/api.ts'

const COLUMNS = [
  'trialId',
  'title',
  'tier',
  'paediatric',
  'role',
  'purpose',
  'overallStatus',
  'ages',
  'field',
  'quote',
] as const

/** The close trials as a table: RFC 4180 with a byte-order mark, no cell that a spreadsheet would run. */
export function exceptionsCsv(exceptions: readonly StatementException[]): string {
  const rows = exceptions.map((one) => COLUMNS.map((name) => cell(String(one[name] ?? 'not stated'))).join(','))
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
