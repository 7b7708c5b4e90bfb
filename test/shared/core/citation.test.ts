import { describe, expect, it } from 'vitest'
import { citeStatement, citeTrial } from '../../../shared/core/citation.ts'
import { buildRecord, buildSummary } from '../../builders.ts'

const cite = (title: string, sponsor: string | null = null) =>
  citeTrial(
    {
      summary: buildSummary({ trialId: 'NCT00000001', title, leadSponsor: { name: sponsor, kind: null } }),
      records: [buildRecord({ recordId: 'NCT00000001', url: 'https://registry.example/a}{b', firstPosted: null })],
    },
    new Map(),
  )

/** The value of a BibTeX field: what stands between its outer braces, which have to be in balance. */
function fieldOf(bibtex: string, name: string): string {
  const start = bibtex.indexOf(`  ${name} = {`) + name.length + 5
  let depth = 0
  for (let at = start; at < bibtex.length; at += 1) {
    const sign = bibtex[at]
    if (sign === '\\') at += 1
    else if (sign === '{') depth += 1
    else if (sign === '}' && --depth === 0) return bibtex.slice(start + 1, at)
  }
  throw new Error(`the braces of ${name} are not in balance`)
}

describe('a reference', () => {
  it('has nothing in it that LaTeX would run', () => {
    const { bibtex } = cite('50% \\input{/etc/passwd} $x^2$ #1 a_b {open ~ <i> | "q"')
    expect(fieldOf(bibtex, 'title')).toBe(
      '{50\\% \\textbackslash{}input\\{/etc/passwd\\} \\$x\\textasciicircum{}2\\$ \\#1 a\\_b \\{open \\textasciitilde{} \\textless{}i\\textgreater{} \\textbar{} "q"}',
    )
    expect(fieldOf(bibtex, 'url')).toBe('https://registry.example/a%7D%7Bb')
  })

  it('cannot be made to hold a field or a reference of somebody else', () => {
    const { ris, bibtex } = cite('A\r\nER  - \r\nTY  - BOOK\u2028AU  - Evil\u0000', 'B\nUR  - https://evil.example')
    expect(ris.split('\r\n').map((line) => line.slice(0, 6))).toEqual([
      'TY  - ',
      'TI  - ',
      'AU  - ',
      'PB  - ',
      'M1  - ',
      'UR  - ',
      'Y2  - ',
      'ER  - ',
      '',
    ])
    expect(bibtex.match(/^@/gm)).toHaveLength(1)
    expect(bibtex).not.toContain('\u0000')
  })

  it('leaves out what is not known: the year, and the link of a site whose address nobody told', () => {
    expect(cite('A').bibtex).not.toContain('year')
    expect(cite('A').ris).toContain('AU  - Sponsor not stated')
    const statement = { line: { en: 'None.', nl: 'Geen.' }, version: 'v1', publishedAt: '2026-11-22T10:00:00.000Z' }
    expect(citeStatement(statement, null, 'nl').ris.split('\r\n')).toEqual([
      'TY  - ELEC',
      'TI  - Geen.',
      'AU  - Trialwijzer',
      'PY  - 2026',
      'ET  - Version v1',
      'Y2  - 2026/11/22',
      'ER  - ',
      '',
    ])
  })
})
