import { describe, expect, it } from 'vitest'
import { absentFacts, checkFacts, findMismatches } from '../../../shared/core/check-trial.ts'
import type { ReaderClaim } from '../../../shared/core/check-trial.ts'
import { readAdvert } from '../../../shared/core/red-flags.ts'
import type { TrialSummary } from '../../../shared/trial.ts'
import { buildCountry, buildRecord, buildSite, buildSummary } from '../../builders.ts'

const nothingTold: ReaderClaim = { countries: [], substanceIds: [] }
const kinds = (trial: Partial<TrialSummary>, claim: Partial<ReaderClaim> = {}) =>
  findMismatches(buildSummary(trial), { ...nothingTold, ...claim }, null).map(({ kind }) => kind)

describe('facts', () => {
  const contact = { name: 'Dr A. Jansen', role: null, phone: '+31 50 000 0000', email: null }
  const record = buildRecord({
    recordId: 'NCT01000001',
    leadSponsor: { name: 'UMC', kind: 'non-industry', stated: null, country: null },
    overallStatus: 'RECRUITING',
    statusDate: '2026-03',
    lastUpdated: '2026-04-02',
    firstPosted: '2024-01-10',
    countries: [buildCountry('NL')],
    sites: [buildSite({ country: 'NL', contacts: [contact] }), buildSite({ country: 'DE' })],
    phases: ['PHASE2'],
    minimumAge: { stated: '18 Years', years: 18 },
  })
  const stated = checkFacts([record], ['psilocybin'])
  const fact = (name: string, facts = stated) => facts.find((one) => one.fact === name)

  it('come with their state, register and date', () => {
    expect(fact('registered')).toEqual({
      fact: 'registered',
      state: 'present',
      value: 'NCT01000001',
      registryId: 'ctgov',
      date: '2024-01-10',
    })
    expect(fact('status')).toMatchObject({ state: 'present', value: 'RECRUITING', date: '2026-03' })
    expect(fact('country')?.value).toBe('NL, DE')
    expect(fact('sites')).toMatchObject({ value: '2', date: '2026-04-02' })
    expect(fact('contact')?.value).toBe('Dr A. Jansen, +31 50 000 0000')
    expect(fact('ages')?.value).toContain('18 Years')
    expect(fact('substance')).toMatchObject({ state: 'present', value: 'psilocybin' })
    expect(new Set(stated.map((one) => one.fact)).size).toBe(12)
  })

  it('that a register does not give are not stated, never absent', () => {
    const bare = checkFacts([buildRecord()], [])
    const without = bare.filter(({ fact: name }) => !['registered', 'substance'].includes(name))
    expect(without.map(({ state }) => state)).toEqual(without.map(() => 'not-stated'))
    expect(fact('substance', bare)?.state).toBe('absent')
  })

  it('tell a decision that says no from one that says yes and from none', () => {
    const decided = (decision: string) =>
      fact(
        'ethics-approval',
        checkFacts(
          [buildRecord({ decisions: [{ by: 'ethics-committee', country: 'NL', decision, date: '2020-02-01' }] })],
          [],
        ),
      )
    expect(decided('Favourable')).toMatchObject({
      state: 'present',
      value: 'NL Favourable 2020-02-01',
      date: '2020-02-01',
    })
    expect(decided('Unfavourable')?.state).toBe('absent')
    expect(fact('ethics-approval')?.state).toBe('not-stated')
    const member = buildRecord({
      decisions: [{ by: 'member-state', country: 'NL', decision: 'Authorised', date: null }],
    })
    expect(fact('authority-decision', checkFacts([member], []))?.state).toBe('present')
    expect(fact('ethics-approval', checkFacts([member], []))?.state).toBe('not-stated')
  })

  it('of a number that its registry does not have are one: not registered', () => {
    expect(absentFacts('ctgov', '2026-11-22T10:00:00.000Z')).toEqual([
      { fact: 'registered', state: 'absent', value: null, registryId: 'ctgov', date: '2026-11-22T10:00:00.000Z' },
    ])
  })
})

describe('what does not fit', () => {
  const open: Partial<TrialSummary> = {
    statusGroup: 'recruiting',
    countries: ['NL', 'DE'],
    recruitingCountries: ['DE'],
  }

  it('is nothing for a trial that recruits where and with what the reader was told', () => {
    expect(kinds(open)).toEqual([])
    expect(kinds(open, { countries: ['DE'], substanceIds: ['psilocybin'] })).toEqual([])
  })

  it('is another substance, or none of ours, or one that is only in the background', () => {
    expect(kinds({ ...open, substances: [] })).toEqual(['not-ours'])
    expect(kinds(open, { substanceIds: ['mdma'] })).toEqual(['other-substance'])
    expect(kinds({ ...open, substances: [{ substanceId: 'esketamine', role: 'background' }] })).toEqual([
      'only-mentioned',
    ])
  })

  it('is a country without a site, and one that does not recruit now', () => {
    expect(kinds(open, { countries: ['BE'] })).toEqual(['not-in-country'])
    expect(kinds(open, { countries: ['NL'] })).toEqual(['not-recruiting-in-country'])
    expect(kinds({ ...open, countries: [] }, { countries: ['BE'] })).toEqual(['not-recruiting-in-country'])
  })

  it('is a trial that is over, not begun, withdrawn or silent about it', () => {
    expect(kinds({ statusGroup: 'completed' })).toEqual(['completed'])
    expect(kinds({ statusGroup: 'never-started' })).toEqual(['withdrawn'])
    expect(kinds({ statusGroup: 'ended-early' })).toEqual(['ended-early'])
    expect(kinds({ statusGroup: 'not-yet-recruiting' })).toEqual(['not-yet'])
    expect(kinds({ statusGroup: 'unknown' })).toEqual(['status-unknown'])
    expect(kinds({ statusGroup: 'expanded-access' })).toEqual(['expanded-access'])
  })

  it('is a copy or an outdated entry, and a copy never recruits now', () => {
    expect(kinds({ ...open, staleRecruiting: true })).toEqual(['outdated'])
    expect(kinds({ ...open, from: 'snapshot', recruitingCountries: [] }, { countries: ['NL'] })).toEqual(['copy'])
  })

  it('is a number that only another register names', () => {
    expect(findMismatches(buildSummary(open), nothingTold, 'NCT00000009')[0]).toEqual({
      kind: 'linked-only',
      id: 'NCT00000009',
    })
  })
})

describe('questions about an advertisement', () => {
  const flags = (text: string) => readAdvert(text).flags.map(({ flag }) => flag)

  it('quote the words that raise them, in both languages', () => {
    const reading = readAdvert(
      'Meld u nu aan! De aanbetaling is € 250, over te maken op rekeningnummer NL91 ABNA. 100% succes gegarandeerd. App via WhatsApp.',
    )
    expect(reading.flags.map(({ flag }) => flag)).toEqual(['pay', 'bank', 'guarantee', 'private-contact'])
    for (const { quotes } of reading.flags) expect(quotes.length).toBeGreaterThan(0)
    expect(reading.flags[0]?.quotes[0]).toContain('aanbetaling')
    expect(
      flags('A refundable deposit secures your place. Pay in Bitcoin. Only three spots left at our retreat.'),
    ).toEqual(['pay', 'crypto', 'retreat', 'hurry'])
  })

  it('are not raised by what is denied, or by money to the person who takes part', () => {
    expect(flags('Wij vragen nooit om uw bankgegevens. Er is geen aanbetaling nodig.')).toEqual([])
    expect(flags('There is no registration fee and success is not guaranteed.')).toEqual([])
    expect(flags('De kosten voor deelname worden vergoed.')).toEqual([])
    expect(flags('Dit is een onderzoek in het UMC. U kunt op elk moment stoppen.')).toEqual([])
  })

  it('ask for what a long text leaves out, and not of a number', () => {
    const long = 'Wij zoeken mensen met een depressie voor een behandeling met psilocybine in Utrecht. '.repeat(2)
    expect(readAdvert(long)).toMatchObject({ missing: ['ethics', 'information', 'stop', 'sponsor'], aboutMood: true })
    const complete = `${long} Goedgekeurd door de METC van het UMC. Vraag de informatiebrief. U mag op elk moment stoppen.`
    expect(readAdvert(complete).missing).toEqual([])
    expect(readAdvert('NCT01234567').missing).toEqual([])
  })

  it('say that a bill for esketamine nasal spray is usual', () => {
    expect(readAdvert('Behandeling met Spravato bij ons').namesAuthorisedSpray).toBe(true)
    expect(readAdvert('esketamine neusspray').namesAuthorisedSpray).toBe(true)
    expect(readAdvert('psilocybine').namesAuthorisedSpray).toBe(false)
  })
})
