import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anyAnswer, answerOf, numberOf, type CountryBlock } from '../../../server/registries/euctr-block.ts'
import { parseSearchPage } from '../../../server/registries/euctr-html.ts'
import { euctrStatusGroup } from '../../../server/registries/euctr-status.ts'
import { parseSummary } from '../../../server/registries/euctr-summary.ts'
import { parseCountryRecords } from '../../../server/registries/euctr-text.ts'
import { joinCountries, readCountryText } from '../../../server/registries/euctr-trial.ts'
import { foldStatusGroups } from '../../../shared/core/status-group.ts'
import { TrialRecord } from '../../../shared/trial.ts'
import { htmlRecordAsText } from './euctr-html-record.ts'

/** Recorded replies live beside the project (see shared/data/README.md); without them this file says so and passes. */
const FOLDER = new URL('../../../../shared/data/euctr/', import.meta.url)
const isPresent = existsSync(FOLDER)
if (!isPresent) console.warn('recorded EUCTR replies are not here: left out')
const AT = '2026-11-22T00:00:00.000Z'

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}

/** `trial_2005-002909-23_PT_20161130.html`: the page itself does not say which country it is. */
function pageAsText(file: string): string {
  return htmlRecordAsText(read(file), file.split('_')[2] ?? '')
}

interface Collected {
  records: TrialRecord[]
  blocks: CountryBlock[]
  rejected: string[]
}

/** Every country record in a text, joined to trials as the adapter joins what it fetched. */
function collectText(text: string): Collected {
  const ids = new Map<string, Set<string>>()
  for (const [, id = '', country = ''] of text.matchAll(/^Link: \S+\/trial\/([\d-]{14})\/(\w+)\/?$/gm))
    ids.set(id, (ids.get(id) ?? new Set()).add(country))
  const parts = text.split(/^(?=Summary$)/m)
  const all: Collected = { records: [], blocks: [], rejected: [] }
  for (const [id, countries] of ids) {
    const reads = [...countries].map((country) =>
      readCountryText(id, country, parts.filter((part) => part.includes(`/trial/${id}/${country}`)).join('')),
    )
    const listed = [...countries].map((country) => ({ country, status: null }))
    const { record, rejected } = joinCountries({ eudractNumber: id, countries: listed, hasResults: null }, reads, AT)
    if (record) all.records.push(record)
    all.blocks.push(...reads.flatMap((one) => ('blocks' in one ? one.blocks : [])))
    all.rejected.push(...rejected.map(({ recordId, reason }) => `${recordId ?? '?'}: ${reason}`))
  }
  if (ids.size === 0) {
    const [found] = [readCountryText('0000-000000-00', 'XX', text)]
    all.rejected.push('reason' in found ? found.reason : '')
  }
  return all
}

describe.skipIf(!isPresent)('recorded EUCTR replies', () => {
  const full = 'full_ctrdata_test_error_trials.txt'
  const page = (name: string) => collectText(pageAsText(`trial_${name}.html`))
  const only = ({ records }: Collected): TrialRecord => {
    expect(records).toHaveLength(1)
    return records[0]!
  }

  it('are all read without an exception', () => {
    const rows = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:txt|html|csv)$/.test(file))
      .sort()
      .map((file) => {
        const text = read(file)
        if (file.startsWith('search')) {
          const { count, trials } = parseSearchPage(text)
          return {
            file,
            read: `${trials.length} of ${String(count)} listed`,
            countries: trials.flatMap((t) => t.countries).length,
            rejected: '',
          }
        }
        if (file.startsWith('summary')) {
          const trials = parseSummary(text)
          return {
            file,
            read: `${trials.length} listed`,
            countries: trials.flatMap((t) => t.countries).length,
            rejected: 'line ends lost upstream: no country line',
          }
        }
        if (file.endsWith('.csv')) {
          const words = text
            .split('\n')
            .slice(1)
            .map((line) => line.split(',')[2] ?? '')
          const known = words.filter((word) => euctrStatusGroup(word) !== 'unknown').length
          return { file, read: `${known} status words`, countries: words.length, rejected: '' }
        }
        if (file.startsWith('pages/')) expect(parseSearchPage(text).count).toBeNull()
        const { records, blocks, rejected } = collectText(file.endsWith('.html') ? pageAsText(file) : text)
        for (const record of records) expect(TrialRecord.safeParse(record).success).toBe(true)
        return { file, read: `${records.length} trial`, countries: blocks.length, rejected: rejected.join('; ') }
      })
    console.table(rows)
    expect(rows).toHaveLength(34)
  })

  it('full text: two trials, ten country records, two countries twice', () => {
    const { records, blocks, rejected } = collectText(read(full))
    expect(rejected).toEqual([])
    expect(records.map(({ recordId }) => recordId)).toEqual(['2022-002568-62', '2021-002179-21'])
    expect(blocks.map(({ country, ordinal }) => `${country}${ordinal}`).join(' ')).toBe(
      'ES1 SE1 SE2 FR1 ES1 GR1 PL1 PL2 PT1 HU1',
    )
    expect(Object.keys(records[0]!.raw)).toEqual(['listing', 'ES', 'SE', 'SE (2)'])
  })

  it('full text: numbers, dates and phases as they stand in the file', () => {
    const [ftd, alzheimer] = collectText(read(full)).records
    expect(ftd).toMatchObject({
      phases: ['PHASE1', 'PHASE2'],
      overallStatus: 'Ongoing (ES, SE)',
      // ES 15 and SE 15; the second SE record says 9.
      enrollment: { planned: 15, scope: 'whole-trial' },
      startDate: { date: '2023-05-18', kind: 'authorised' },
      firstPosted: '2023-01-16',
      healthyVolunteers: false,
      leadSponsor: { name: 'AviadoBio Ltd', kind: 'industry', country: 'GB' },
      design: { allocation: 'Not randomised', masking: 'Open' },
    })
    expect(ftd!.countries.map(({ country, planned }) => [country, planned])).toEqual([
      ['ES', 5],
      ['SE', 2],
      ['US', null],
      ['GB', null],
      // Named in E.8.6.3 of the Swedish record only.
      ...['BE', 'FR', 'IT', 'NL', 'PL'].map((country) => [country, null]),
    ])
    expect(alzheimer).toMatchObject({ phases: ['PHASE3'], enrollment: { planned: 600, scope: 'whole-trial' } })
    expect(alzheimer!.countries[0]).toMatchObject({ country: 'FR', planned: 30, status: 'Ongoing' })
    expect(alzheimer!.criteria.some(({ lang }) => lang === 'el')).toBe(true)
  })

  it('full text: comparison signs in the private-use area become signs, and the original is in raw', () => {
    const { records } = collectText(read(full))
    const texts = records.flatMap(({ criteria }) => criteria.map(({ inclusion }) => inclusion ?? ''))
    // The Spanish record holds ">", the Swedish one U+F03E, which looks like nothing at all in most fonts.
    expect(texts.filter((text) => text.includes('light chain >20 pg/mL'))).toHaveLength(2)
    expect(JSON.stringify(records.map(({ criteria }) => criteria))).not.toMatch(/[\ue000-\uf8ff]/)
    expect(JSON.stringify(records.map(({ raw }) => raw))).toMatch(/[\ue000-\uf8ff]/)
  })

  it('full text: "Information not present" is neither yes nor no', () => {
    const [block] = collectText(read(full)).blocks
    expect(answerOf(block!, 'E.8.1.7')).toBeNull()
    expect(answerOf(block!, 'E.8.1.2')).toBe(true)
    expect(answerOf(block!, 'E.8.1.1')).toBe(false)
    expect(answerOf(block!, 'A.7')).toBeNull()
    expect(anyAnswer([block!], 'F.3.3.6')).toBe(true)
  })

  it('page of DE: a national trial with its own number only', () => {
    expect(only(page('2015-000590-12_DE_20190107'))).toMatchObject({
      overallStatus: 'Completed (DE)',
      enrollment: { planned: 744, scope: 'country' },
      ageBands: ['18-64-years', '65-plus-years'],
      phases: expect.any(Array) as string[],
      startDate: { date: '2015-09-03', kind: 'authorised' },
      leadSponsor: { name: 'Novartis Pharma GmbH', kind: 'industry' },
    })
  })

  it('page of PT: age bands that are not answered stay unstated', () => {
    expect(only(page('2005-002909-23_PT_20161130'))).toMatchObject({
      overallStatus: 'Completed (PT)',
      enrollment: { planned: 2420, scope: 'whole-trial' },
      ageBands: ['18-64-years', '65-plus-years'],
      ageBandsExcluded: ['under-18-years'],
      completionDate: { date: '2013-04-24', kind: 'actual' },
      otherIds: expect.not.arrayContaining(['NA']) as string[],
    })
  })

  it('page of EE: two substances in one product, ended early', () => {
    const record = only(page('2009-016529-32_EE_20161130'))
    expect(record).toMatchObject({ statusGroup: 'ended-early', enrollment: { planned: 800, scope: 'whole-trial' } })
    expect(record.interventions[0]!.activeSubstances).toEqual(
      expect.arrayContaining(['1972-08-3', 'delta-9-tetrahydrocannabinol', '13956-29-1', 'cannabidiol']),
    )
    expect(record.interventions[0]!.otherNames).toContain('GW-1000-02')
  })

  it('third-country page: bands of infants, countries, no status and no decision', () => {
    const collected = page('2011-005852-33_3rd_20161130')
    const record = only(collected)
    expect(record).toMatchObject({
      overallStatus: null,
      statusGroup: 'unknown',
      decisions: [],
      ageBands: ['under-18-years', '0-27-days', '28-days-23-months'],
      enrollment: { planned: 30, scope: 'whole-trial' },
      leadSponsor: { name: 'Novartis Pharma AG', country: 'CH' },
    })
    expect(record.countries.map(({ country }) => country)).toEqual([null, 'BJ', 'BF', 'CG', 'NG', 'TG'])
    expect(record.interventions[0]!.activeSubstances.slice(0, 2)).toEqual(['ARTEMETHER', 'LUMEFANTRINE'])
    expect(numberOf(collected.blocks[0]!, 'F.4.1')).toBeNull()
  })

  it('search page: one trial, its country and status, no results', () => {
    expect(parseSearchPage(read('search_2015-000590-12_20190107.html'))).toEqual({
      count: 1,
      outcomeCount: 1,
      trials: [
        { eudractNumber: '2015-000590-12', countries: [{ country: 'DE', status: 'Completed' }], hasResults: false },
      ],
    })
  })

  it('summary without line ends: the number is found', () => {
    expect(parseSummary(read('summary_2015-001314-10_newlines_stripped.txt'))[0]?.eudractNumber).toBe('2015-001314-10')
    expect(parseCountryRecords(read('full_2015-001314-10_newlines_stripped.txt'))).toEqual([])
  })

  it.each([
    ['2014-004584-20', 'completed'],
    ['2016-004422-42', 'active-recruitment-unknown'],
    ['2019-002992-33', 'active-recruitment-unknown'],
    ['2016-003992-23', 'completed'],
  ])('scrape of December 2020: statuses of %s fold to %s', (id, group) => {
    const words = read('processed_dec2020_subset.csv')
      .split('\n')
      .filter((line) => line.startsWith(`${id}-`))
      .map((line) => line.split(',')[2] ?? '')
    expect(words.length).toBeGreaterThan(3)
    expect(foldStatusGroups(words.map((word) => euctrStatusGroup(word)))).toBe(group)
  })
})
