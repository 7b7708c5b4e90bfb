import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admitsAge, agesOf, bandsInWords, parseAge, recordAdmitsMinors } from '../../../shared/core/age.ts'
import type { Ages } from '../../../shared/trial.ts'
import { buildRecord } from '../../builders.ts'
import { cpuMilliseconds } from '../../cpu-time.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 1000)

const limits = (minimum: string | null, maximum: string | null) =>
  buildRecord({
    minimumAge: minimum === null ? null : parseAge(minimum),
    maximumAge: maximum === null ? null : parseAge(maximum),
  })
const ages = (partial: Partial<Ages>): Ages => ({
  minimumYears: null,
  maximumYears: null,
  bands: [],
  admitsMinors: null,
  stated: '',
  ...partial,
})

describe('parseAge', () => {
  it.each([
    ['18 Years', 18],
    ['1 Year', 1],
    ['6 Months', 0.5],
    ['168 Months', 14],
    ['30 Weeks', (30 * 7) / 365.25],
    ['3 Days', 3 / 365.25],
    ['1 Hour', 1 / 24 / 365.25],
    ['5 Minutes', 5 / 1440 / 365.25],
  ])('reads %s in exact years', (stated, years) => {
    expect(parseAge(stated)).toEqual({ stated, years })
  })

  it('reads "no limit" as no limit, which is not an odd value', () => {
    expect(parseAge('N/A')).toBeNull()
    expect(parseAge('')).toBeNull()
  })

  it.each(['eighteen', '18', '18-65 Years', '-5 Years', '1.5 Years', '18 Jahre', 'constructor'])(
    'keeps the words of an odd limit (%s) and gives no number',
    (stated) => {
      expect(parseAge(stated)).toEqual({ stated, years: null })
    },
  )

  it(
    'survives any text, and gives a finite number or none',
    () => {
      const age = fc.tuple(fc.nat(), fc.constantFrom('Years', 'months', 'WEEK', 'Fortnights')).map((p) => p.join(' '))
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'binary' }), age), (text) => {
          const years = parseAge(text)?.years ?? 0
          return Number.isFinite(years) && years >= 0
        }),
        { numRuns: RUNS },
      )
    },
    20_000 + RUNS,
  )

  it('stays fast on a very long text', () => {
    const long = ' '.repeat(500_000) + '1'.repeat(500_000) + ' '.repeat(500_000) + 'x'
    expect(cpuMilliseconds(() => parseAge(long))).toBeLessThan(1000)
  })
})

describe('recordAdmitsMinors', () => {
  it.each([
    ['17 Years', null, true],
    ['18 Years', null, false],
    ['216 Months', '65 Years', false],
    [null, '17 Years', true],
    [null, '17 Months', true],
    [null, '18 Years', null],
    [null, '65 Years', null],
    [null, null, null],
    ['odd', null, null],
    ['30 Years', '17 Years', null],
  ])('from %s to %s: %s', (minimum, maximum, admits) => {
    expect(recordAdmitsMinors(limits(minimum, maximum))).toBe(admits)
  })

  it('does not call NCT06631677 a trial for children: no minimum age, and CHILD only in the derived ages', () => {
    expect(recordAdmitsMinors(buildRecord({ stdAges: ['CHILD', 'ADULT', 'OLDER_ADULT'] }))).toBeNull()
  })

  it('reads derived age groups only where they leave one reading (NCT07324057, a copy without limits: CHILD)', () => {
    expect(recordAdmitsMinors(buildRecord({ stdAges: ['CHILD'] }))).toBe(true)
    expect(recordAdmitsMinors(buildRecord({ stdAges: ['ADULT', 'OLDER_ADULT'] }))).toBe(false)
    const maximum = { stated: '65 Years', years: 65 }
    expect(recordAdmitsMinors(buildRecord({ stdAges: ['CHILD', 'ADULT'], maximumAge: maximum }))).toBeNull()
  })

  it('believes a band for minors', () => {
    expect(recordAdmitsMinors(buildRecord({ ageBands: ['12-17-years', '18-64-years'] }))).toBe(true)
    expect(recordAdmitsMinors(buildRecord({ ageBands: ['0-17-years'] }))).toBe(true)
    expect(recordAdmitsMinors(buildRecord({ ageBands: ['in-utero'] }))).toBe(true)
  })

  it('calls an adult band "adults only" only when under 18 is answered with No', () => {
    const adults = { ageBands: ['18-64-years' as const] }
    expect(recordAdmitsMinors(buildRecord({ ...adults, ageBandsExcluded: ['under-18-years'] }))).toBe(false)
    expect(recordAdmitsMinors(buildRecord({ ...adults, ageBandsExcluded: ['0-17-years'] }))).toBe(false)
    expect(recordAdmitsMinors(buildRecord({ ...adults, ageBandsExcluded: ['12-17-years'] }))).toBeNull()
    expect(recordAdmitsMinors(buildRecord(adults))).toBeNull()
  })
})

describe('agesOf', () => {
  it('takes limits and words from exact ages, and keeps the bands of another register beside them', () => {
    const bands = buildRecord({ registryId: 'euctr', ageBands: ['12-17-years', '2-11-years'] })
    expect(agesOf([bands, limits('9 Years', '17 Years')])).toEqual({
      minimumYears: 9,
      maximumYears: 17,
      bands: ['2-11-years', '12-17-years'],
      admitsMinors: true,
      stated: '9 Years to 17 Years',
    })
  })

  it('never turns bands into limits', () => {
    const record = buildRecord({ ageBands: ['65-plus-years', '18-64-years'], ageBandsExcluded: ['under-18-years'] })
    expect(agesOf([record])).toEqual({
      minimumYears: null,
      maximumYears: null,
      bands: ['18-64-years', '65-plus-years'],
      admitsMinors: false,
      stated: '18-64 years, 65+ years',
    })
  })

  it('says an open end, and says when nothing is stated', () => {
    expect(agesOf([limits('16 Years', null)]).stated).toBe('16 Years, no maximum stated')
    expect(agesOf([limits(null, '65 Years')]).stated).toBe('up to 65 Years, no minimum stated')
    expect(agesOf([buildRecord()]).stated).toBe('not stated')
    expect(agesOf([limits('about 16', null)]).stated).toBe('about 16, no maximum stated')
    expect(bandsInWords([])).toBe('')
  })

  it('admits minors when any register does', () => {
    const minors = buildRecord({ registryId: 'ctis', ageBands: ['0-17-years'] })
    expect(agesOf([limits('18 Years', '65 Years'), minors]).admitsMinors).toBe(true)
    expect(agesOf([limits('18 Years', '65 Years'), buildRecord()]).admitsMinors).toBe(false)
  })
})

describe('admitsAge', () => {
  it('counts the whole year of an age in years', () => {
    const adult = ages({ minimumYears: 18, maximumYears: 65, admitsMinors: false })
    expect([17, 17.9, 18, 65, 65.5, 66].map((age) => admitsAge(adult, age))).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ])
    expect(admitsAge(ages({ minimumYears: 5.25 }), 5)).toBe(true)
    expect(admitsAge(ages({ maximumYears: 0.5 }), 1)).toBe(false)
  })

  it('reads bands as they are', () => {
    const banded = ages({ bands: ['12-17-years', '18-64-years'], admitsMinors: true })
    expect([11, 12, 16, 64, 65].map((age) => admitsAge(banded, age))).toEqual([false, true, true, true, false])
  })

  it('lets the finer bands of EUCTR say which minors', () => {
    const finer = ages({ bands: ['12-17-years', 'under-18-years', '18-64-years'], admitsMinors: true })
    expect([5, 12, 30].map((age) => admitsAge(finer, age))).toEqual([false, true, true])
    expect(admitsAge(ages({ bands: ['under-18-years'], admitsMinors: true }), 5)).toBe(true)
    expect(bandsInWords(['under-18-years', '18-64-years'])).toBe('Under 18 years, 18-64 years')
    expect(bandsInWords(['under-18-years', '12-17-years'])).toBe('12-17 years')
  })

  it('is unknown when no ages are stated', () => {
    expect(admitsAge(ages({}), 16)).toBeNull()
    expect(admitsAge(ages({ admitsMinors: false }), 16)).toBe(false)
  })

  it('keeps a trial for a minor when one register says adults and another one admits minors', () => {
    const conflict = ages({ minimumYears: 18, maximumYears: 60, bands: ['12-17-years'], admitsMinors: true })
    expect(admitsAge(conflict, 16)).toBe(true)
    expect(admitsAge(conflict, 8)).toBe(false)
    expect(admitsAge({ ...conflict, bands: [] }, 16)).toBe(true)
    expect(admitsAge(conflict, 61)).toBe(false)
  })
})
