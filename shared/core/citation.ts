import type { Statement } from '../api.ts'
import type { Trial } from '../trial.ts'

/** A reference for programs that manage literature. */
export interface Citation {
  bibtex: string
  ris: string
}

/** What both formats are made of. Values are plain text; null and '' are left out. */
interface Reference {
  key: string
  title: string
  author: string
  year: string | null
  publisher: string | null
  edition: string | null
  number: string | null
  note: string | null
  url: string | null
  /** ISO date on which the page was read. */
  read: string | null
}

/** The address at which exactly this version of the statement stays readable. */
export function permanentUrl(origin: string, version: string): string {
  return `${origin}/evidence?version=${encodeURIComponent(version)}`
}

/** A version of the statement as a reference. `origin`: where this site is; null when that is not known. */
export function citeStatement(
  statement: Pick<Statement, 'line' | 'version'> & { publishedAt: string },
  origin: string | null,
  lang: 'en' | 'nl',
): Citation {
  return citationOf({
    key: `trialwijzer-${statement.version}`,
    title: statement.line[lang],
    author: 'Trialwijzer',
    year: statement.publishedAt.slice(0, 4),
    publisher: null,
    edition: `Version ${statement.version}`,
    number: null,
    note: null,
    url: origin === null ? null : permanentUrl(origin, statement.version),
    read: statement.publishedAt.slice(0, 10),
  })
}

/** The register entry under the trial's preferred number as a reference, with its other numbers; names by registry id. */
export function citeTrial(
  { summary, records }: Pick<Trial, 'summary' | 'records'>,
  names: ReadonlyMap<string, string>,
): Citation {
  const record = records.find(({ recordId }) => recordId === summary.trialId) ?? records[0]
  const others = records
    .filter((one) => one !== record)
    .map(({ registryId, recordId }) => `${names.get(registryId) ?? registryId} ${recordId}`)
  const dated = record?.firstPosted ?? record?.lastUpdated ?? null
  return citationOf({
    key: summary.trialId,
    title: summary.title,
    author: summary.leadSponsor.name ?? 'Sponsor not stated',
    year: dated?.slice(0, 4) ?? null,
    publisher: record === undefined ? null : (names.get(record.registryId) ?? record.registryId),
    edition: null,
    number: summary.trialId,
    note: others.length === 0 ? null : `Also registered as ${others.join(', ')}`,
    url: record?.url ?? null,
    read: record?.asOf?.slice(0, 10) ?? null,
  })
}

function citationOf(reference: Reference): Citation {
  return { bibtex: bibtexOf(reference), ris: risOf(reference) }
}

function bibtexOf({ key, title, author, year, publisher, edition, number, note, url, read }: Reference): string {
  const fields: readonly (readonly [string, string | null])[] = [
    // A second pair of braces keeps capitals, and an organisation from being read as a surname.
    ['title', `{${bibtexText(title)}}`],
    ['author', `{${bibtexText(author)}}`],
    ['year', year],
    ['publisher', publisher === null ? null : bibtexText(publisher)],
    ['edition', edition === null ? null : bibtexText(edition)],
    ['number', number === null ? null : bibtexText(number)],
    ['note', note === null ? null : bibtexText(note)],
    ['url', url === null ? null : bibtexUrl(url)],
    ['urldate', read],
  ]
  const lines = fields.flatMap(([name, value]) => (value === null || value === '' ? [] : [`  ${name} = {${value}}`]))
  return `@misc{${key.replace(/[^\w-]/g, '')},\n${lines.join(',\n')}\n}\n`
}

function risOf({ title, author, year, publisher, edition, number, note, url, read }: Reference): string {
  const fields: readonly (readonly [string, string | null])[] = [
    ['TY', 'ELEC'],
    ['TI', title],
    ['AU', author],
    ['PY', year],
    ['PB', publisher],
    ['ET', edition],
    ['M1', number],
    ['N1', note],
    ['UR', url],
    ['Y2', read?.replaceAll('-', '/') ?? null],
  ]
  const lines = fields.flatMap(([tag, value]) =>
    value === null || value === '' ? [] : [`${tag}  - ${oneLine(value)}`],
  )
  return `${lines.join('\r\n')}\r\nER  - \r\n`
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
}

/** Text that LaTeX prints as it stands: nothing of it is a command, and no brace is left open. */
function bibtexText(text: string): string {
  return oneLine(text).replace(/[\\{}&%$#_~^<>|]/g, (sign) => LATEX[sign] ?? '')
}

/** A URL is read verbatim; braces and backslashes, which could end the field, are not part of one. */
function bibtexUrl(url: string): string {
  return oneLine(url).replace(/[\\{}\s]/g, encodeURIComponent)
}

/** A line break or another control character would end the field and begin one of its own. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
