import type { FaultKind } from '../../registry-double/double.ts'
import * as lies from './lies.ts'
import type { Lie } from './lies.ts'
import type { RegistryId } from './small-register.ts'

/**
 * The one table of what a registry may do to us: each fault at each stage of each registry, and what must come of it.
 * `fault-matrix.test.ts` runs every cell; a cell that cannot be says why.
 */

interface HowItIs {
  /** The connection goes to a place where this happens. */
  elsewhere?: 'refused' | 'dns' | 'tls-chain'
  /** A fault of the double. */
  how?: FaultKind
  status?: number
  retryAfter?: string
  /** An answer with status 200 that is not so. */
  lie?: Lie
}

export interface Fault extends HowItIs {
  name: string
  /** First page, later page, detail. */
  of: Readonly<Record<RegistryId, readonly [Cell, Cell, Cell]>>
}

export type Code = 'registry-unavailable' | 'registry-busy' | 'registry-changed' | 'incomplete' | 'held-back'

export type Cell =
  | {
      kind: 'refused'
      /** Any of these codes: where several requests fail together the breaker may speak first. */
      codes: readonly Code[]
      /** In the log line, and in the message that visitors see. */
      words: RegExp
      /** When it is asked again; the schedule's own 60 s where the registry did not ask for more. */
      retrySeconds: number
      /** What a first start makes of it: nothing is lost by a small or partial answer where nothing was held. */
      first: 'nothing' | 'part' | 'accepted'
    }
  /** Harmless: taken, with nothing lost. */
  | { kind: 'taken'; why: string; statusGroup?: 'unknown'; log?: string }
  | { kind: 'cannot'; why: string }

const RETRY_SECONDS = 60

const refused = (
  codes: Code | readonly Code[],
  words: RegExp,
  more: Partial<Cell & { kind: 'refused' }> = {},
): Cell => ({
  kind: 'refused',
  codes: typeof codes === 'string' ? [codes] : codes,
  words,
  retrySeconds: RETRY_SECONDS,
  first: 'nothing',
  ...more,
})
const unavailable = (words: RegExp) => refused('registry-unavailable', words)
const changed = (words: RegExp) => refused('registry-changed', words)
const incomplete = (words: RegExp) => refused('incomplete', words, { first: 'part' })
/** Whole answers of which nothing can be read: refused by the catalogue, with the adapter's reason for the first. */
const unreadable = changed
const heldBack = (words: RegExp) => refused('held-back', words, { first: 'accepted' })
const taken = (why: string): Cell => ({ kind: 'taken', why })
const unknown = (why: string): Cell => ({ kind: 'taken', why, statusGroup: 'unknown' })
const cannot = (why: string): Cell => ({ kind: 'cannot', why })

type Three = readonly [Cell, Cell, Cell]
const three = (cell: Cell): Three => [cell, cell, cell]
const everywhere = (cell: Cell): Fault['of'] => ({ ctgov: three(cell), ctis: three(cell), euctr: three(cell) })

const NO_PAGE = cannot('one record is no page')
const NOTHING_BEFORE = cannot('there is no page before the first to repeat')
const BY_NUMBER = cannot('a record is asked for by its number: there are no criteria to lose')
const NOT_COUNTED = cannot('nothing is counted in one record')
const NO_TYPES = cannot('HTML and text have no types')

/** Four tries of one page; of details several at once, so that the breaker ends it. */
const busyTogether = refused(['registry-busy', 'registry-unavailable'], /asked us to wait/)

export const FAULTS: readonly Fault[] = [
  { name: 'connection refused', elsewhere: 'refused', of: everywhere(unavailable(/the connection was refused/)) },
  { name: 'unknown name (DNS)', elsewhere: 'dns', of: everywhere(unavailable(/its name could not be looked up/)) },
  {
    name: 'TLS chain',
    elsewhere: 'tls-chain',
    of: everywhere(unavailable(/certificate chain .* NODE_EXTRA_CA_CERTS/)),
  },
  { name: 'closed without a byte', how: 'refuse', of: everywhere(unavailable(/the connection was broken off/)) },
  { name: 'hang', how: 'hang', of: everywhere(unavailable(/did not answer in time|no whole answer within/)) },
  { name: 'slow drip', how: 'drip', of: everywhere(unavailable(/did not answer in time|no whole answer within/)) },
  {
    name: 'reset in the middle of the body',
    how: 'reset',
    of: everywhere(unavailable(/the connection was broken off/)),
  },
  { name: '403', status: 403, of: everywhere(unavailable(/status 403/)) },
  {
    name: '429 without Retry-After',
    status: 429,
    of: {
      ctgov: three(refused('registry-busy', /asked us to wait/)),
      ctis: [refused('registry-busy', /asked us to wait/), refused('registry-busy', /asked us to wait/), busyTogether],
      euctr: [refused('registry-busy', /asked us to wait/), refused('registry-busy', /asked us to wait/), busyTogether],
    },
  },
  {
    name: '429 with Retry-After',
    status: 429,
    retryAfter: '120',
    of: everywhere(refused('registry-busy', /asked us to wait/, { retrySeconds: 120 })),
  },
  { name: '503 without Retry-After', status: 503, of: everywhere(unavailable(/status 503/)) },
  {
    name: '503 with Retry-After',
    status: 503,
    retryAfter: '120',
    of: everywhere(refused('registry-busy', /asked us to wait/, { retrySeconds: 120 })),
  },
  { name: '5xx', status: 502, of: everywhere(unavailable(/status 502/)) },
  {
    name: '200 with HTML',
    how: 'html-200',
    of: {
      ctgov: three(changed(/a web page instead of JSON/)),
      ctis: three(changed(/an HTML page instead of JSON/)),
      euctr: [
        changed(/search page 1 holds no count/),
        changed(/search page 2 holds no count/),
        changed(/none of 12 country records came as text/),
      ],
    },
  },
  {
    name: '200 with "Request failed."',
    how: 'request-failed',
    of: {
      ctgov: three(changed(/not JSON: Request failed\./)),
      ctis: three(changed(/not JSON \(15 characters\)/)),
      euctr: [
        changed(/search page 1 has no end/),
        changed(/search page 2 has no end/),
        changed(/none of 12 country records came as text.*Request failed/),
      ],
    },
  },
  {
    name: '{}',
    lie: lies.emptyObject,
    of: {
      ctgov: [changed(/not a page of studies/), changed(/not a page of studies/), changed(/a study we cannot read/)],
      ctis: [
        changed(/page 1: no \{pagination\.totalRecords, data\}/),
        changed(/page 2: no \{pagination\.totalRecords, data\}/),
        changed(/none of 5 trials could be read .* holds nothing under this number/),
      ],
      euctr: [
        changed(/search page 1 has no end/),
        changed(/search page 2 has no end/),
        changed(/none of 12 country records came as text/),
      ],
    },
  },
  {
    name: 'truncated',
    how: 'truncated',
    of: {
      ctgov: three(changed(/not JSON/)),
      ctis: three(changed(/not JSON/)),
      euctr: [
        changed(/search page 1 has no end/),
        changed(/search page 2 has no end/),
        changed(/none of 12 country records came as text.*cut off after section/),
      ],
    },
  },
  {
    name: 'invalid JSON, or text of no format at all',
    lie: lies.invalidJson,
    of: {
      ctgov: three(changed(/not JSON/)),
      ctis: three(changed(/not JSON/)),
      euctr: [
        changed(/search page 1 has no end/),
        changed(/search page 2 has no end/),
        changed(/none of 12 country records came as text/),
      ],
    },
  },
  {
    name: 'wrong content type',
    lie: lies.wrongContentType,
    of: {
      ctgov: three(changed(/a web page instead of JSON/)),
      ctis: three(changed(/an HTML page instead of JSON/)),
      euctr: [
        taken('the search page is known by its count and its end, whatever type it is sent as'),
        taken('the search page is known by its count and its end, whatever type it is sent as'),
        changed(/none of 12 country records came as text:.*text\/html|none of 12 country records came as text/),
      ],
    },
  },
  {
    name: 'invalid UTF-8',
    lie: lies.invalidUtf8,
    of: everywhere({
      kind: 'taken',
      why: 'what is readable is kept, what is not shows as such, and the log says so',
      log: 'answer is not valid UTF-8',
    }),
  },
  {
    name: '64 MB body',
    how: 'huge',
    of: everywhere(changed(/the answer is larger than any it ever gave/)),
  },
  {
    name: 'empty page',
    lie: lies.emptyPage,
    of: {
      ctgov: [
        incomplete(/the registry said 5 studies, 0 were read/),
        incomplete(/the registry said 5 studies, 3 were read/),
        NO_PAGE,
      ],
      ctis: [
        incomplete(/has 5 trials, of which CTIS gave 0/),
        incomplete(/has 5 trials, of which CTIS gave 3/),
        NO_PAGE,
      ],
      euctr: [incomplete(/page 1 lists no trial/), incomplete(/page 2 lists no trial/), NO_PAGE],
    },
  },
  {
    name: 'repeated page',
    lie: lies.repeatedPage,
    of: {
      ctgov: [NOTHING_BEFORE, incomplete(/studies were sent twice/), NO_PAGE],
      ctis: [NOTHING_BEFORE, incomplete(/has 5 trials, of which CTIS gave 3/), NO_PAGE],
      euctr: [NOTHING_BEFORE, incomplete(/page 2 repeats page 1/), NO_PAGE],
    },
  },
  {
    name: 'count mismatch',
    lie: lies.countMismatch,
    of: {
      ctgov: [
        incomplete(/the registry said 8 studies, 5 were read/),
        cannot('only the first page counts'),
        NOT_COUNTED,
      ],
      ctis: [
        incomplete(/has 8 trials, of which CTIS gave 5/),
        incomplete(/has 8 trials, of which CTIS gave 5/),
        NOT_COUNTED,
      ],
      euctr: [incomplete(/page 1 counts 24 trials/), incomplete(/page 2 counts 24 trials/), NOT_COUNTED],
    },
  },
  {
    name: 'unknown criteria: the whole register',
    lie: lies.wholeRegister,
    of: {
      ctgov: [changed(/598101 studies, the whole register/), cannot('a page token is bound to its query'), BY_NUMBER],
      ctis: [changed(/is not filtered: 35 of 35/), changed(/is not filtered: 35 of 35/), BY_NUMBER],
      euctr: [changed(/44338 trials for one substance/), changed(/44338 trials for one substance/), BY_NUMBER],
    },
  },
  {
    name: 'layout changed',
    lie: lies.layoutChanged,
    of: {
      ctgov: [changed(/not a page of studies/), changed(/not a page of studies/), changed(/a study we cannot read/)],
      ctis: [
        changed(/no \{pagination\.totalRecords, data\}/),
        changed(/no \{pagination\.totalRecords, data\}/),
        changed(/no authorizedApplication/),
      ],
      euctr: [
        changed(/search page 1 holds no count/),
        changed(/search page 2 holds no count/),
        unreadable(/none of the 21 records could be read/),
      ],
    },
  },
  {
    name: 'fields retyped',
    lie: lies.fieldsRetyped,
    of: {
      ctgov: [heldBack(/3 of 5 trials are missing/), heldBack(/2 of 5 trials are missing/), changed(/briefTitle/)],
      ctis: [heldBack(/3 of 5 trials are missing/), heldBack(/2 of 5 trials are missing/), changed(/none of 5 trials/)],
      euctr: three(NO_TYPES),
    },
  },
  {
    name: 'unknown codes',
    lie: lies.unknownCodes,
    of: {
      ctgov: three(unknown('a status we do not know is shown in the register’s words, in the group "unknown"')),
      ctis: [
        taken('the status of the trial itself, in its own answer, goes before that of the row'),
        taken('the status of the trial itself, in its own answer, goes before that of the row'),
        unknown('a status we do not know is shown as it is, in the group "unknown"'),
      ],
      euctr: [
        taken('the status of the country record goes before that of the listing'),
        taken('the status of the country record goes before that of the listing'),
        unknown('a status we do not know is shown in the register’s words, in the group "unknown"'),
      ],
    },
  },
  {
    name: 'missing ids',
    lie: lies.missingIds,
    of: {
      ctgov: [heldBack(/3 of 5 trials are missing/), heldBack(/2 of 5 trials are missing/), changed(/nctId/)],
      ctis: [heldBack(/3 of 5 trials are missing/), heldBack(/2 of 5 trials are missing/), changed(/ctNumber/)],
      euctr: [
        incomplete(/page 1 lists no trial/),
        incomplete(/page 2 lists no trial/),
        unreadable(/none of the 21 records could be read.*no EudraCT number/),
      ],
    },
  },
  {
    name: '__proto__ keys',
    lie: lies.prototypeKeys,
    of: {
      ctgov: three(taken('keys we do not read are passed over, whatever their name')),
      ctis: three(taken('keys we do not read are passed over, whatever their name')),
      euctr: [
        taken('the status of the country record goes before that of the listing'),
        taken('the status of the country record goes before that of the listing'),
        unknown('"__proto__" is a status we do not know'),
      ],
    },
  },
  {
    name: 'clock skew',
    lie: lies.clockSkew,
    of: everywhere(taken('dates are ours: no date of the answer is believed')),
  },
  {
    name: 'duplicate ids',
    lie: lies.duplicateIds,
    of: {
      ctgov: [incomplete(/studies were sent twice/), incomplete(/studies were sent twice/), NO_PAGE],
      ctis: [taken('a row that came before is the same row'), taken('a row that came before is the same row'), NO_PAGE],
      euctr: [
        taken('a trial that is listed twice is one trial'),
        taken('a trial that is listed twice is one trial'),
        taken('a country record that is sent twice is the same country'),
      ],
    },
  },
]
