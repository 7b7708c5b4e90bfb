import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBlock } from '../../../server/registries/euctr-block.ts'
import { KNOWN_CODES, TOKENS } from '../../../server/registries/euctr-codes.ts'
import { parseSearchPage } from '../../../server/registries/euctr-html.ts'
import { tidyLine, tidyText } from '../../../server/registries/euctr-normalise.ts'
import { toTrialRecord } from '../../../server/registries/euctr-record.ts'
import { parseSummary, parseTrialProtocol } from '../../../server/registries/euctr-summary.ts'
import { parseCountryRecords, type EuctrField } from '../../../server/registries/euctr-text.ts'
import { readCountryText } from '../../../server/registries/euctr-trial.ts'
import { printCountryRecord } from '../../fixtures/euctr/print-country-record.ts'
import { growth } from '../../cpu-time.ts'

/** `FUZZ_RUNS=100000 npx vitest run …` for the long run. */
const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? '2000')
const LONG = 60_000 + FUZZ_RUNS * 10

const HEAD = 'Summary\nEudraCT Number: 2020-000001-10\n\nA. Protocol Information\nA.2 EudraCT number: 2020-000001-10\n'

function fieldsOf(text: string): string[] {
  const [record] = parseCountryRecords(HEAD + text)
  return (record?.fields ?? [])
    .slice(2)
    .map(({ code, lang, value }) => [code, lang, value].filter((part) => part !== null).join(' | '))
}

describe('the codes of the form', () => {
  it('have a number each: no two tokens are taken for one another', () => {
    const tokens = new Set(KNOWN_CODES.map(({ code, tail }) => code.slice(0, code.length - tail.length)))
    expect(new Set([...TOKENS.values()].map(({ token }) => token))).toEqual(tokens)
    expect([...TOKENS.values()].flatMap(({ candidates }) => candidates)).toHaveLength(KNOWN_CODES.length)
  })
})

describe('the text of a EUCTR country record', () => {
  it('reads codes behind which a tab stands, double codes and language tags', () => {
    expect(
      fieldsOf(
        'A.3 Full title of the trial: One\nA.3 Full title of the trial (es): Uno\nB. Sponsor Information\nSponsor 1\n' +
          'B.1.3.4\tCountry: Spain\nB.3.1 and B.3.2\tStatus of the sponsor: Commercial\n',
      ),
    ).toEqual(['A.3 | One', 'A.3 | es | Uno', 'B.Sponsor | 1', 'B.1.3.4 | Spain', 'B.3.1 and B.3.2 | Commercial'])
  })

  it('lets criteria run over lines that look like codes, until the next code of the form', () => {
    const criteria =
      '1. First\n\n3.2 something\nB.1 cells: low\nF.2 receptor agonists: any\nP. aeruginosa: no\nSponsor 2\nSummary\nN. A: b'
    expect(fieldsOf(`E.3 Principal inclusion criteria: ${criteria}\nE.4 Principal exclusion criteria: none`)).toEqual([
      `E.3 | ${criteria}`,
      'E.4 | none',
    ])
  })

  it('ends inclusion at E.4 also when the label of E.4 was reworded', () => {
    expect(fieldsOf('E.3 Principal inclusion criteria: in\nE.4 Reasons to leave out: out')).toEqual([
      'E.3 | in',
      'E.4 | out',
    ])
  })

  it('tells the two fields of F.1.1 apart by label', () => {
    const [record] = parseCountryRecords(
      `${HEAD}F.1.1 Trial has subjects under 18: Yes\nF.1.1 Number of subjects for this age range: 30\n`,
    )
    expect(record!.fields.slice(2).map(({ label, value }) => [label, value])).toEqual([
      ['Trial has subjects under 18', 'Yes'],
      ['Number of subjects for this age range', '30'],
    ])
  })

  it('reads labels with a colon or a question mark inside, and values on the next lines', () => {
    expect(
      fieldsOf(
        'D. IMP Identification\nD.3.7 Routes of administration for this IMP:\nOral use\nNasal use\n' +
          'D.8.1 Is a Placebo used in this Trial? Yes\n' +
          'N. Ethics Committee Opinion: Reason(s) for unfavourable opinion: too few\nP. End of Trial Status: Ongoing',
      ),
    ).toEqual(['D.3.7 | Oral use\nNasal use', 'D.8.1 | Yes', 'N. | too few', 'P. | Ongoing'])
  })

  it('keeps the words of third-country records, where E.8.3 asks something else', () => {
    expect(
      fieldsOf(
        'E.8.3 Will this trial be conducted at a single site globally?: No\nH.4.1 Third Country in which the trial was first authorised: Burkina Faso',
      ),
    ).toEqual(['E.8.3 | No', 'H.4.1 | Burkina Faso'])
  })

  it('keeps a code it never saw apart instead of in the value before it', () => {
    expect(fieldsOf('F.4.2.2 In the whole clinical trial: 15\nF.4.9 Number in space: 2')).toEqual([
      'F.4.2.2 | 15',
      'F.4.9 | 2',
    ])
  })

  it('reads LF, CR LF and lone CR line ends alike, and leaves U+2028 in the value', () => {
    const text = `${HEAD}E.3 Principal inclusion criteria: a\u2028E.4 b\nE.4 Principal exclusion criteria: c\n`
    const [lf, crlf, cr] = ['\n', '\r\n', '\r'].map((end) => parseCountryRecords(text.replaceAll('\n', end)))
    expect(crlf).toEqual(lf)
    expect(cr).toEqual(lf)
    expect(lf![0]!.fields[2]!.value).toBe('a\u2028E.4 b')
  })

  it('tells several records apart and says which sections each holds', () => {
    const text = `A sentence about this file.\n\n${HEAD}F.2.1 Female: Yes\n${HEAD}`
    expect(parseCountryRecords(text).map(({ sections }) => sections)).toEqual(['AF', 'A'])
  })

  it('knows every code and label of its own table again', () => {
    for (const { code, label, kind, tail } of KNOWN_CODES) {
      if (kind === 'heading' || label === '') continue
      const line = code === 'D.8' ? 'D.8 Placebo: x' : `${code}${tail === '' ? ' ' : '\t'}${label}: x`
      expect(fieldsOf(line), line).toEqual([`${code} | x`])
    }
  })
})

describe('readable text', () => {
  it('turns Symbol-font signs, entities and odd blanks into plain text, and leaves unknown signs', () => {
    expect(tidyText('\uf0b7 age \uf0b3 12\u00a0y &lt; 18 &#8805; &unknown; \uf03e\u200b \ue123')).toBe(
      '• age ≥ 12 y < 18 ≥ &unknown; > \ue123',
    )
    expect(tidyText('a\u2028b\u0085c\rd')).toBe('a\nb\nc\nd')
    expect(tidyLine(' a \n\t b ')).toBe('a b')
  })
})

describe('the listing of a summary', () => {
  it('pairs codes and statuses, words in brackets being no codes', () => {
    expect(
      parseTrialProtocol(' GB(GB - no longer in EU/EEA) SE(Completed) DK Outside EU/EEA  IT (Trial now transitioned)'),
    ).toEqual([
      { country: 'GB', status: 'GB - no longer in EU/EEA' },
      { country: 'SE', status: 'Completed' },
      { country: 'DK', status: null },
      { country: '3rd', status: null },
      { country: 'IT', status: 'Trial now transitioned' },
    ])
  })
})

/** Bits that make key lines, near-keys and everything between. */
const bits = fc.oneof(
  fc.constantFrom(...KNOWN_CODES.map(({ code, label }) => `${code} ${label}`)),
  fc.constantFrom(
    ...['\n', '\r\n', '\r', ': ', ' (es): ', '\t', 'Summary\n', 'EudraCT Number: 2020-000001-10', 'Sponsor 1'],
  ),
  fc.constantFrom(
    'A. Protocol Information',
    'D.IMP: 1',
    'MedDRA Classification',
    '\u2028',
    '\uf0b7',
    'E.3',
    'N.',
    'P. ',
    '(',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.array(bits, { maxLength: 60 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
)

describe('any input', () => {
  it(`never makes a parser throw (${FUZZ_RUNS} runs)`, { timeout: LONG }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const records = parseCountryRecords(text)
        const kept = records.reduce(
          (sum, { fields }) => sum + fields.reduce((all, { value }) => all + value.length, 0),
          0,
        )
        expect(kept).toBeLessThanOrEqual(text.length)
        readCountryText('2020-000001-10', 'NL', text)
        parseSummary(text)
        parseSearchPage(text)
        tidyLine(text)
      }),
      { numRuns: FUZZ_RUNS },
    )
  })

  it(`always makes a record that fits the schema (${Math.ceil(FUZZ_RUNS / 4)} runs)`, { timeout: LONG }, () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const blocks = parseCountryRecords(HEAD + one + HEAD + other).map((record, index) =>
          toBlock(index % 2 === 0 ? 'NL' : '3rd', 1 + Math.floor(index / 2), record),
        )
        const listed = [{ country: 'NL', status: one }]
        const read = toTrialRecord({ eudractNumber: '2020-000001-10', listed, hasResults: null, blocks }, '2026-11-22')
        expect(read).toHaveProperty('record')
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 4) },
    )
  })

  it('takes time in proportion to length, whatever the lines are', { timeout: 120_000 }, () => {
    const units = [
      'A.1 ',
      'A.1\n',
      'E.3 Principal inclusion criteria',
      'E.3 Principal inclusion criteria\n',
      'Summary\n',
      'Summary\n\n\n\nEudraCT Number\n',
      'N. Ethics Committee Opinion\n',
      'F.9.9 x\n',
      '\r',
      'EudraCT Number:\nSummary\n',
      '((((es',
      '&#12345;&lt',
      '\uf0b7',
      '<table class="result">',
      '<a href="/ctr-search/trial/2020-000001-10/NL">',
      'Trial protocol: GB((',
      'Trials with a EudraCT protocol (',
      '1,1',
    ]
    const readAll = (text: string): void => {
      parseCountryRecords(text)
      parseCountryRecords(HEAD + text)
      parseSummary(text)
      parseTrialProtocol(text)
      parseSearchPage(text)
      tidyLine(text)
    }
    for (const unit of units) {
      const read = (size: number): void => readAll(unit.repeat(Math.ceil(size / unit.length)))
      expect(growth(read, 100_000), JSON.stringify(unit)).toBeLessThan(24)
    }
  })
})

/** Text that stays what it is when printed into a record: no line of it may be a key, and no blanks at its ends. */
const plainValue = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('1. a', '3.2 b', 'e.3 c: d', '• e', ' f (es): g', '', 'Patients: 12', 'SUMMARY', 'Link: none'),
    ),
    { maxLength: 6 },
  )
  .map((lines) =>
    lines
      .map((line) => unlikeKey(line.replace(/[\r\n]/g, ' ')))
      .join('\n')
      .trim(),
  )

function unlikeKey(line: string): string {
  return /^(?:[A-Z]\.|Summary|Sponsor|MedDRA)/.test(line) ? line.toLowerCase() : line
}

const bodyCodes = KNOWN_CODES.filter(
  ({ kind, code }) => kind !== 'heading' && !['A.2', 'B.Sponsor', 'D.3.8 to D.3.10'].includes(code),
)
const HEADER_LABELS = [
  'EudraCT Number',
  "Sponsor's Protocol Code Number",
  'National Competent Authority',
  'Clinical Trial Type',
  'Trial Status',
  'Date on which this record was first entered in the EudraCT database',
  'Link',
]

const bodyPart = fc.record({
  at: fc.nat({ max: bodyCodes.length - 1 }),
  value: plainValue,
  lang: fc.constantFrom(null, null, 'es', 'pl'),
  localValue: plainValue,
})
type BodyPart = typeof bodyPart extends fc.Arbitrary<infer Part> ? Part : never

function bodyFields({ at, value, lang, localValue }: BodyPart): EuctrField[] {
  const known = bodyCodes[at]
  if (!known) return []
  const { code, label, kind } = known
  if (kind === 'group') return [{ code, label, lang: null, value: '1' }]
  // Behind a question mark stands an answer; a colon there would be read as the label's.
  if (label.endsWith('?')) return [{ code, label, lang: null, value: 'Yes' }]
  const untagged = { code, label, lang: null, value }
  return lang === null ? [untagged] : [untagged, { code, label, lang, value: localValue }]
}

const recordFields = fc
  .tuple(
    fc.array(plainValue, { minLength: 7, maxLength: 7 }),
    fc.uniqueArray(bodyPart, { maxLength: 40, selector: ({ at }) => at }),
  )
  .map(([headers, parts]): EuctrField[] => [
    ...HEADER_LABELS.map((label, index) => ({
      code: '',
      label,
      lang: null,
      value: headers[index]?.replaceAll('\n', ' ') ?? '',
    })),
    { code: 'A.2', label: 'EudraCT number', lang: null, value: '2020-000001-10' },
    ...parts.sort((a, b) => a.at - b.at).flatMap(bodyFields),
  ])

describe('printing and reading', () => {
  it(`gives the same fields back (${FUZZ_RUNS} runs)`, { timeout: LONG }, () => {
    fc.assert(
      fc.property(
        fc.array(recordFields, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('\n', '\r\n'),
        (records, end) => {
          const text = records.map(printCountryRecord).join('\n').replaceAll('\n', end)
          expect(parseCountryRecords(text).map(({ fields }) => fields)).toEqual(records)
        },
      ),
      { numRuns: FUZZ_RUNS },
    )
  })
})
