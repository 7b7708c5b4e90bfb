/**
 * Reads the text of a summary download: one block of `Label:   value` lines a trial. No reply with its line ends intact
 * has been seen; labels and order are those of a recorded reply whose line ends were removed.
 */

export interface ListedCountry {
  /** Two capitals, or `3rd` for the record of a trial outside the EU/EEA. */
  country: string
  /** Status in brackets behind it; null where the listing has none (always so for `3rd`). */
  status: string | null
}

export interface SummaryTrial {
  eudractNumber: string
  countries: ListedCountry[]
}

const NUMBER_LABEL = 'EudraCT Number:'
const PROTOCOL_LABEL = 'Trial protocol:'
const OUTSIDE = 'Outside EU/EEA'

export function parseSummary(text: string): SummaryTrial[] {
  const trials: SummaryTrial[] = []
  for (const line of text.split(/[\r\n]+/)) {
    if (line.startsWith(NUMBER_LABEL)) {
      const eudractNumber = /^\d{4}-\d{6}-\d{2}/.exec(line.slice(NUMBER_LABEL.length).trimStart())?.[0]
      if (eudractNumber) trials.push({ eudractNumber, countries: [] })
    } else if (line.startsWith(PROTOCOL_LABEL)) {
      trials.at(-1)?.countries.push(...parseTrialProtocol(line.slice(PROTOCOL_LABEL.length)))
    }
  }
  return trials
}

/** `GB(GB - no longer in EU/EEA) SE(Completed) Outside EU/EEA`: the words in brackets are never read as codes. */
export function parseTrialProtocol(text: string): ListedCountry[] {
  const countries: ListedCountry[] = []
  let at = 0
  while (at < text.length) {
    if (text.startsWith(OUTSIDE, at)) {
      countries.push({ country: '3rd', status: null })
      at += OUTSIDE.length
    } else if (isCapital(text, at) && isCapital(text, at + 1) && !isWordChar(text, at + 2)) {
      const country = text.slice(at, at + 2)
      at += 2
      while (text[at] === ' ' && text[at + 1] === '(') at++
      const end = text[at] === '(' ? text.indexOf(')', at) : -1
      countries.push({ country, status: end < 0 ? null : text.slice(at + 1, end).trim() || null })
      if (end >= 0) at = end + 1
      else if (text[at] === '(') break
    } else if (text[at] === '(') {
      const end = text.indexOf(')', at)
      if (end < 0) break
      at = end + 1
    } else {
      at++
    }
  }
  return countries
}

function isCapital(text: string, at: number): boolean {
  const char = text.charCodeAt(at)
  return char >= 65 && char <= 90
}

function isWordChar(text: string, at: number): boolean {
  const char = text.charCodeAt(at)
  return isCapital(text, at) || (char >= 97 && char <= 122) || (char >= 48 && char <= 57)
}
