import type { StatementException } from '../../shared/api.ts'
import { csvOf } from './csv.ts'

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
  return csvOf([COLUMNS, ...exceptions.map((one) => COLUMNS.map((name) => String(one[name] ?? 'not stated')))])
}
