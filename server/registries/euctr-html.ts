import { Parser } from 'htmlparser2'
import type { ListedCountry } from './euctr-summary.ts'

/** One trial of a search page. */
interface SearchTrial {
  eudractNumber: string
  countries: ListedCountry[]
  /** Null where the page says neither: results taken away ("Removed from public view"), or no results cell. */
  hasResults: boolean | null
}

export interface SearchPage {
  /** N of the tab `Trials with a EudraCT protocol (N)`; null when the page has no such tab (not the page we know). */
  count: number | null
  /** N of `N result(s) found`; null where absent. */
  outcomeCount: number | null
  trials: SearchTrial[]
}

const TAB_COUNT = /Trials with a EudraCT protocol[ \t\r\n]{0,20}\(([\d.,' \u00a0]{1,15})\)/
const OUTCOME_COUNT = /([\d.,']{1,15}) result\(s\) found/
const COUNTRY_LINK = /\/ctr-search\/trial\/(\d{4}-\d{6}-\d{2})\/([A-Z]{2}|3rd)\/?$/
const RESULTS_LINK = /\/ctr-search\/trial\/\d{4}-\d{6}-\d{2}\/results/

/**
 * Reads a search page. Country and status are paired in reading order inside one trial's table, because "Outside EU/EEA"
 * has a link and no status.
 */
export function parseSearchPage(html: string): SearchPage {
  return {
    count: readCount(TAB_COUNT.exec(html)?.[1]),
    outcomeCount: readCount(OUTCOME_COUNT.exec(html)?.[1]),
    trials: readTrials(html),
  }
}

/** `1,234`, `1.234` or `1234`. */
function readCount(text: string | undefined): number | null {
  const digits = text?.replace(/\D/g, '') ?? ''
  return digits === '' ? null : Number(digits)
}

interface TableState {
  trial: SearchTrial
  /** Tables open inside the trial's own table, itself included (the MedDRA table nests). */
  depth: number
  label: string
  /** Text of a label or status element being read; null outside one. */
  element: { kind: 'label' | 'status'; tag: string; text: string } | null
}

function readTrials(html: string): SearchTrial[] {
  const trials: SearchTrial[] = []
  let table: TableState | null = null
  let open = 0
  const parser = new Parser({
    onopentag(tag, attributes) {
      open++
      const classes = (attributes.class ?? '').split(/\s+/)
      if (tag === 'table' && table) table.depth++
      else if (tag === 'table' && classes.includes('result')) {
        table = { trial: { eudractNumber: '', countries: [], hasResults: null }, depth: 1, label: '', element: null }
      }
      if (!table) return
      if (tag === 'a') readLink(table, attributes.href ?? '')
      else if (table.element === null && classes.includes('label')) table.element = { kind: 'label', tag, text: '' }
      else if (table.element === null && classes.includes('status')) table.element = { kind: 'status', tag, text: '' }
    },
    ontext(text) {
      if (table?.element) table.element.text += text
      else if (table) readText(table, text)
    },
    onclosetag(tag) {
      open--
      if (!table) return
      if (table.element?.tag === tag) closeElement(table)
      if (tag !== 'table') return
      table.depth--
      if (table.depth > 0) return
      if (table.trial.eudractNumber !== '') trials.push(table.trial)
      table = null
    },
  })
  for (let at = 0; at < html.length && open <= DEEPEST; at += CHUNK) parser.write(html.slice(at, at + CHUNK))
  parser.end()
  return trials
}

/** The recorded page nests 20 deep. The parser keeps open elements in a list whose front it moves: slow beyond reason. */
const DEEPEST = 2_000
const CHUNK = 16_384

function readLink({ trial }: TableState, href: string): void {
  const link = COUNTRY_LINK.exec(href)
  if (link?.[2] !== undefined) {
    if (trial.eudractNumber === '') trial.eudractNumber = link[1] ?? ''
    if (link[1] === trial.eudractNumber) trial.countries.push({ country: link[2], status: null })
  } else if (RESULTS_LINK.test(href)) {
    trial.hasResults = true
  }
}

function readText({ trial, label }: TableState, text: string): void {
  if (label.startsWith('EudraCT Number') && trial.eudractNumber === '') {
    trial.eudractNumber = /^\s{0,200}(\d{4}-\d{6}-\d{2})/.exec(text)?.[1] ?? ''
  } else if (label.startsWith('Trial results') && text.includes('No results available')) {
    trial.hasResults = false
  }
}

function closeElement(table: TableState): void {
  const { element, trial } = table
  table.element = null
  if (!element) return
  const text = element.text.trim()
  if (element.kind === 'label') {
    table.label = text
    return
  }
  const last = trial.countries.at(-1)
  if (last?.status === null) last.status = text.replace(/^\(|\)$/g, '').trim() || null
}
