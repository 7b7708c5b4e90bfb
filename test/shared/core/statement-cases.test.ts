import { describe, expect, it } from 'vitest'
import { deriveCatalogue } from '../../../shared/core/derive-catalogue.ts'
import { ID_TERMS_VERSION } from '../../../shared/core/intellectual-disability.ts'
import { computeStatement } from '../../../shared/core/statement.ts'
import type { Statement } from '../../../shared/api.ts'
import { substances } from '../../../shared/substances/index.ts'
import type { Collection, LocalText, RejectedRecord, TrialRecord } from '../../../shared/trial.ts'
import { buildArm, buildCollection, buildCriteria, buildIntervention, buildRecord } from '../../builders.ts'

const REGISTRIES = [
  { id: 'ctgov', citation: { name: 'ClinicalTrials.gov', place: 1 } },
  { id: 'ctis', citation: { name: 'CTIS', place: 3 } },
  { id: 'euctr', citation: { name: 'EUCTR', place: 2 } },
].map((one) => ({ ...one, searchUrl: (substance: { id: string }) => `https://${one.id}.example/?q=${substance.id}` }))
const FETCHED = '2026-11-20T06:00:00.000Z'

const en = (...texts: string[]): LocalText[] => texts.map((text) => ({ text, lang: 'en' }))
const years = (n: number) => ({ stated: `${n} Years`, years: n })
const drug = (name: string, armLabels: string[] = []) => buildIntervention({ name, armLabels })

interface Facts {
  id: string
  title: string
  conditions: string[]
  drugs: string[]
  ages: [number | null, number | null]
  more?: Partial<TrialRecord>
}

/** A ClinicalTrials.gov record with the facts of a registered trial. */
function record({ id, title, conditions, drugs, ages: [low, high], more }: Facts): TrialRecord {
  return buildRecord({
    recordId: id,
    titles: [{ kind: 'brief', text: title, lang: 'en' }],
    conditions: en(...conditions),
    interventions: drugs.map((name) => drug(name)),
    minimumAge: low === null ? null : years(low),
    maximumAge: high === null ? null : years(high),
    studyType: 'INTERVENTIONAL',
    asOf: FETCHED,
    ...more,
  })
}

const rett = record({
  id: 'NCT06199700',
  title: 'Esketamine for the Treatment of Rett Syndrome',
  conditions: ['Rett Syndrome'],
  drugs: ['Esketamine hydrochloride'],
  ages: [5, 10],
  more: { sex: 'FEMALE', enrollment: { planned: 3, actual: null, unspecified: null, scope: 'whole-trial' } },
})
const autismAnaesthesia = record({
  id: 'NCT05960942',
  title: 'Application of Esketamine in Anesthesia of Autism Children',
  conditions: ['Autism Spectrum Disorder'],
  drugs: ['propofol combined with esketamine', 'propofol-sufentanil'],
  ages: [2, 12],
})
const autismSedation = record({
  id: 'NCT06633315',
  title:
    'Esketamine Combined With Dexmedetomidine Sedation in Head MRI Examination of Children With Autism Spectrum Disorder',
  conditions: ['Autism Spectrum Disorder', 'Dexmedetomidine', 'Esketamine', 'Sedation'],
  drugs: ['dexmedetomidine and esketamine'],
  ages: [2, 6],
  more: {
    briefSummary: { text: '60-70% of children with autism have intellectual disabilities.', lang: 'en' },
  },
})
const fragileX = record({
  id: 'NCT05832255',
  title: 'An Investigation of Psilocybin on Behavioural and Cognitive Symptoms of Adults With Fragile X Syndrome',
  conditions: ['Fragile X Syndrome', 'Behavior', 'Cognitive Dysfunction'],
  drugs: ['Psilocybin, 1.5 mg'],
  ages: [18, 50],
  more: {
    criteria: [
      buildCriteria({
        combined: 'Inclusion Criteria:\n\n* IQ between 40 and 85 points\n\nExclusion Criteria:\n\n* Psychosis',
      }),
    ],
  },
})
const anorexia = record({
  id: 'NCT07169747',
  title: 'Psilocybin for Young Adults With Anorexia Nervosa',
  conditions: ['Anorexia Nervosa'],
  drugs: ['Psilocybin 25 mg'],
  ages: [16, 35],
})
const selfHarm = record({
  id: 'NCT06798636',
  title: 'PsiloIMAGINE: A Psychedelic-augmented Mental Imagery-based Intervention for Young People With Self-harm',
  conditions: ['Self Harm'],
  drugs: ['Psilocybin 5 mg with cognitive behavioural therapy'],
  ages: [16, 25],
})
const withdrawn = record({
  id: 'NCT06353282',
  title: 'MDMA-Assisted Psychotherapy for Treatment Resistant PTSD in Adolescents',
  conditions: ['treatment-resistant post-traumatic stress disorder'],
  drugs: ['MDMA'],
  ages: [16, 17],
  more: {
    overallStatus: 'WITHDRAWN',
    statusGroup: 'never-started',
    enrollment: { planned: null, actual: 0, unspecified: null, scope: 'whole-trial' },
  },
})
const pediatricMdd = record({
  id: 'NCT03185819',
  title:
    'Study to Evaluate the Efficacy and Safety of 3 Fixed Doses of Intranasal Esketamine in Pediatric Participants Assessed to be at Imminent Risk for Suicide',
  conditions: ['Depressive Disorder, Major'],
  drugs: ['Esketamine', 'Midazolam'],
  ages: [9, 17],
  more: {
    linkedIds: ['2016-004422-42'],
    criteria: [
      buildCriteria({
        combined:
          'Inclusion Criteria:\n\n* Major depressive disorder\n\nExclusion Criteria:\n\n* Diagnosis of psychotic disorder, intellectual disability, autism spectrum disorder',
      }),
    ],
  },
})
const pediatricMddEuctr = buildRecord({
  registryId: 'euctr',
  recordId: '2016-004422-42',
  titles: [
    {
      kind: 'official',
      text: 'Intranasal Esketamine in Pediatric Subjects Assessed to be at Imminent Risk for Suicide',
      lang: 'en',
    },
  ],
  conditions: en('Major depressive disorder'),
  interventions: [buildIntervention({ name: 'Esketamine', statedRole: 'test' })],
  ageBands: ['under-18-years', '2-11-years', '12-17-years'],
  asOf: FETCHED,
})
const outcomeLabel = record({
  id: 'NCT02225041',
  title: 'Esketamine in Neonates With Congenital Heart Disease',
  conditions: ['Heart Defects, Congenital'],
  drugs: ['Esketamine'],
  ages: [0, 1],
  more: { raw: { 'outcomesModule.secondaryOutcomes': [{ measure: 'Intellectual disability at 24 months' }] } },
})
const racemic = record({
  id: 'NCT03633058',
  title: 'Ketamine for the Treatment of Rett Syndrome',
  conditions: ['Rett Syndrome'],
  drugs: ['Ketamine'],
  ages: [6, 12],
})
const background = record({
  id: 'NCT00000077',
  title: 'Dexmedetomidine for Emergence Agitation in Children With Down Syndrome',
  conditions: ['Down Syndrome', 'Emergence Agitation'],
  drugs: [],
  ages: [3, 12],
  more: {
    interventions: [
      drug('Dexmedetomidine', ['Dexmedetomidine']),
      drug('Saline', ['Control']),
      drug('Esketamine', ['Dexmedetomidine', 'Control']),
    ],
    arms: [
      buildArm({
        label: 'Dexmedetomidine',
        type: 'EXPERIMENTAL',
        interventionNames: ['Drug: Dexmedetomidine', 'Drug: Esketamine'],
      }),
      buildArm({
        label: 'Control',
        type: 'PLACEBO_COMPARATOR',
        interventionNames: ['Drug: Saline', 'Drug: Esketamine'],
      }),
    ],
  },
})

const known = [
  rett,
  autismAnaesthesia,
  autismSedation,
  fragileX,
  anorexia,
  selfHarm,
  withdrawn,
  pediatricMdd,
  pediatricMddEuctr,
  outcomeLabel,
  racemic,
  background,
]
const names: Record<string, RegExp> = { psilocybin: /psilocyb/i, esketamine: /ketamin/i, mdma: /mdma/i }
const holds = (one: TrialRecord, substanceId: string): boolean =>
  one.interventions.some(({ name, activeSubstances }) =>
    names[substanceId]!.test([name, ...activeSubstances].join(' ')),
  )

/** The nine collections of these records, complete and live unless a test says otherwise. */
function collectionsOf(records: TrialRecord[], partial: Partial<Collection> = {}): Collection[] {
  return REGISTRIES.flatMap(({ id: registryId }) =>
    substances.map(({ id: substanceId }) =>
      buildCollection({
        registryId,
        substanceId,
        fetchedAt: FETCHED,
        records: records.filter((one) => one.registryId === registryId && holds(one, substanceId)),
        ...partial,
      }),
    ),
  )
}

function catalogueOf(collections: Collection[]) {
  return deriveCatalogue(collections, {
    substances,
    registryOrder: REGISTRIES.map(({ id }) => id),
    now: '2026-11-22T00:00:00.000Z',
  })
}

function statementOf(collections: Collection[], rejected: RejectedRecord[] = []): Statement {
  const { trials } = catalogueOf(collections)
  return computeStatement({
    trials,
    collections,
    rejected,
    substances,
    registries: REGISTRIES,
    termsVersion: ID_TERMS_VERSION,
  })
}

const trialsById = new Map(
  catalogueOf(collectionsOf(known)).trials.map((trial) => [trial.summary.trialId, trial.summary]),
)
const base = statementOf(collectionsOf(known))

describe('the registered trials that the statement must get right', () => {
  it('reads NCT06199700 as a paediatric syndrome trial that the second sentence and the line name, with verdict none', () => {
    expect(trialsById.get('NCT06199700')).toMatchObject({ idTiers: ['syndrome'], ages: { admitsMinors: true } })
    expect(base.verdict).toBe('none')
    const words = 'NCT06199700 (esketamine, Rett syndrome, 5 to 10 years, 3 participants planned)'
    expect(base.text.en).toContain(`1 trial comes close: ${words}.`)
    expect(base.line.en).toContain(`1 trial comes close: ${words}.`)
    expect(base.text.nl).toContain(
      'NCT06199700 (esketamine, Rett-syndroom, 5 tot en met 10 jaar, 3 deelnemers gepland)',
    )
    expect(base.line.nl).toContain('1 trial komt in de buurt: NCT06199700')
    expect(base.perSubstance.find(({ substanceId }) => substanceId === 'esketamine')).toMatchObject({
      verdict: 'none',
      named: [],
      syndrome: ['NCT06199700'],
      adjacent: ['NCT05960942', 'NCT06633315'],
    })
  })

  it('reads NCT05960942 and NCT06633315 as adjacent and peri-operative, whatever the summary says of autistic children', () => {
    for (const id of ['NCT05960942', 'NCT06633315']) {
      expect(trialsById.get(id)).toMatchObject({ idTiers: ['adjacent'], purpose: 'peri-operative' })
      expect(base.exceptions.find(({ trialId }) => trialId === id)).toMatchObject({
        tier: 'adjacent',
        paediatric: true,
      })
    }
  })

  it('reads NCT05832255 as an adult syndrome trial', () => {
    expect(trialsById.get('NCT05832255')).toMatchObject({ ages: { admitsMinors: false } })
    expect(trialsById.get('NCT05832255')?.idTiers).toContain('syndrome')
    expect(trialsById.get('NCT05832255')?.idTiers).not.toContain('named')
    expect(base.adultsWithId).toEqual(['NCT05832255'])
    expect(base.exceptions.map(({ trialId }) => trialId)).not.toContain('NCT05832255')
  })

  it('counts NCT07169747 and NCT06798636 as admitting minors though their titles say young adults or young people', () => {
    for (const id of ['NCT07169747', 'NCT06798636']) {
      expect(trialsById.get(id)?.ages.admitsMinors).toBe(true)
      expect(base.funnel.find(({ step }) => step === 'admits-minors')?.trialIds).toContain(id)
    }
  })

  it('counts NCT06353282, withdrawn, for ages 16 and 17', () => {
    expect(trialsById.get('NCT06353282')).toMatchObject({
      statusGroup: 'never-started',
      ages: { minimumYears: 16, maximumYears: 17, admitsMinors: true },
    })
    expect(base.perSubstance.find(({ substanceId }) => substanceId === 'mdma')).toMatchObject({
      screened: 1,
      paediatric: 1,
    })
  })

  it('reads NCT03185819 and 2016-004422-42 as one paediatric trial that excludes intellectual disability by name', () => {
    expect(trialsById.get('NCT03185819')?.registryIds).toEqual({ ctgov: ['NCT03185819'], euctr: ['2016-004422-42'] })
    expect(trialsById.has('2016-004422-42')).toBe(false)
    expect(trialsById.get('NCT03185819')).toMatchObject({ idTiers: [], idReading: ['excludes'] })
    expect(base.paediatricExcludingId).toEqual(['NCT03185819'])
  })

  it('does not match an outcome label, keeps racemic ketamine out, and lists the background trial among the exceptions', () => {
    expect(trialsById.get('NCT02225041')?.idTiers).toEqual([])
    expect(trialsById.has('NCT03633058')).toBe(false)
    expect(base.exceptions.find(({ trialId }) => trialId === 'NCT00000077')).toMatchObject({
      role: 'background',
      tier: 'syndrome',
    })
    expect(base.text.en).not.toContain('NCT00000077')
    expect(base.funnel[0]?.trialIds).not.toContain('NCT00000077')
  })

  it('screens each trial once and says so in the sentence', () => {
    expect(base.screened).toMatchObject({ total: 9, perRegistry: { ctgov: 9, ctis: 0, euctr: 1 } })
    expect(base.text.en).toContain('On 20 November 2026 we checked all 9 registered trials of these substances')
    expect(base.ageNotStated).toEqual([])
  })
})

const dutchEuctr = buildRecord({
  registryId: 'euctr',
  recordId: '2021-001111-22',
  titles: [{ kind: 'lay', text: 'Esketamine bij kinderen met gedragsproblemen', lang: 'nl' }],
  conditions: [{ text: 'Ernstige verstandelijke beperking', lang: 'nl' }],
  interventions: [buildIntervention({ name: 'Esketamine', statedRole: 'test' })],
  ageBands: ['2-11-years'],
})
const ctisBand = buildRecord({
  registryId: 'ctis',
  recordId: '2026-511111-11-00',
  titles: [{ kind: 'official', text: 'Psilocybin in self-injury', lang: 'en' }],
  conditions: en('Intellectual disability'),
  interventions: [buildIntervention({ name: 'Psilocybin', statedRole: 'test' })],
  ageBands: ['0-17-years'],
})
const ctgovCriteria = record({
  id: 'NCT00000088',
  title: 'MDMA for Behaviour That Challenges',
  conditions: ['Aggression'],
  drugs: ['MDMA'],
  ages: [12, 17],
  more: {
    criteria: [
      buildCriteria({
        combined: 'Inclusion Criteria:\n\n* Moderate intellectual disability\n\nExclusion Criteria:\n\n* Epilepsy',
      }),
    ],
  },
})

describe('a paediatric trial in intellectual disability that appears', () => {
  it.each([
    ['a Dutch EUCTR record', dutchEuctr, 'esketamine', 'Ernstige verstandelijke beperking'],
    ['a CTIS record with only the band 0-17', ctisBand, 'psilocybin', 'Intellectual disability'],
    [
      'a ClinicalTrials.gov record that names it in its inclusion criteria',
      ctgovCriteria,
      'mdma',
      'Moderate intellectual disability',
    ],
  ])('turns the verdict to found, with its quote, and back when it goes: %s', (_name, added, substanceId, quote) => {
    const statement = statementOf(collectionsOf([...known, added]))
    expect(statement.verdict).toBe('found')
    expect(statement.found).toEqual([added.recordId])
    expect(statement.exceptions[0]).toMatchObject({ trialId: added.recordId, tier: 'named', paediatric: true, quote })
    for (const text of [statement.text.en, statement.text.nl, statement.line.en, statement.line.nl])
      expect(text).toContain(added.recordId)
    for (const one of statement.perSubstance)
      expect(one.verdict).toBe(one.substanceId === substanceId ? 'found' : 'none')
    expect(statement.version).not.toBe(base.version)
    expect(statementOf(collectionsOf(known)).version).toBe(base.version)
  })

  it('is found when it was withdrawn, and called so', () => {
    const gone = { ...ctgovCriteria, overallStatus: 'WITHDRAWN', statusGroup: 'never-started' as const }
    const statement = statementOf(collectionsOf([...known, gone]))
    expect(statement.verdict).toBe('found')
    expect(statement.text.en).toContain('NCT00000088 (MDMA, Aggression, 12 to 17 years, withdrawn)')
    expect(statement.text.nl).toContain('12 tot en met 17 jaar, ingetrokken')
  })

  it('names the ages of the register that admits minors where another is for adults only', () => {
    const adult = {
      ...ctgovCriteria,
      conditions: en('Intellectual Disability'),
      minimumAge: years(18),
      maximumAge: years(65),
      linkedIds: ['2026-511111-11-00'],
    }
    const european = buildRecord({
      registryId: 'ctis',
      recordId: '2026-511111-11-00',
      titles: [{ kind: 'official', text: 'MDMA for behaviour', lang: 'en' }],
      interventions: [buildIntervention({ name: 'MDMA', statedRole: 'test' })],
      ageBands: ['0-17-years', '18-64-years'],
    })
    const statement = statementOf(collectionsOf([...known, adult, european]))
    expect(statement.found).toEqual(['NCT00000088'])
    expect(statement.text.en).toContain(
      'NCT00000088 (MDMA, Intellectual Disability, 0 to 17 years and 18 to 64 years in CTIS: the registers differ,',
    )
    expect(statement.text.nl).toContain('in CTIS: de registers verschillen')
    expect(statement.text.en).not.toContain('18 to 65 years')
    expect(statement.exceptions[0]).toMatchObject({ trialId: 'NCT00000088', ages: '0-17 years, 18-64 years' })
  })

  it('does not take expanded access for a trial, and says that it is there', () => {
    const programme = { ...ctgovCriteria, studyType: 'EXPANDED_ACCESS', statusGroup: 'expanded-access' as const }
    const statement = statementOf(collectionsOf([...known, programme]))
    expect(statement).toMatchObject({ verdict: 'none', found: [], toInspect: [] })
    expect(statement.exceptions[0]).toMatchObject({ trialId: 'NCT00000088', tier: 'named', paediatric: true })
    expect(statement.perSubstance.flatMap(({ named }) => named)).toEqual([])
    expect(statement.text.en).toContain(
      '1 expanded-access programme, not a trial, is registered for this group: NCT00000088 (MDMA, Aggression, 12 to 17 years,',
    )
    expect(statement.line.nl).toContain('expanded access (geen trial)')
    const noAge = { ...programme, minimumAge: null, maximumAge: null }
    expect(statementOf(collectionsOf([...known, noAge])).verdict).toBe('none')
  })

  it('does not make the verdict when the substance is only in the background', () => {
    const named = { ...background, conditions: en('Intellectual Disability') }
    const statement = statementOf(collectionsOf([named]))
    expect(statement.verdict).toBe('none')
    expect(statement.exceptions).toMatchObject([{ trialId: 'NCT00000077', tier: 'named', role: 'background' }])
  })
})

describe('what cannot be decided', () => {
  it('cannot say when a named trial states no age, and links it', () => {
    const noAge = { ...ctgovCriteria, minimumAge: null, maximumAge: null, stdAges: ['CHILD', 'ADULT'] }
    const statement = statementOf(collectionsOf([...known, noAge]))
    expect(statement.verdict).toBe('cannot-say')
    expect(statement.toInspect).toEqual([
      { registryId: 'ctgov', recordId: 'NCT00000088', url: noAge.url, reason: 'age-not-stated' },
    ])
    expect(statement.ageNotStated).toEqual(['NCT00000088'])
    expect(statement.text.en).toContain('NCT00000088 (names intellectual disability; no age is stated)')
  })

  it('cannot say when the ages of a named trial contradict themselves, and gives that as the reason', () => {
    const turned = { ...ctgovCriteria, minimumAge: years(65), maximumAge: years(6) }
    const statement = statementOf(collectionsOf([...known, turned]))
    expect(statement).toMatchObject({
      verdict: 'cannot-say',
      toInspect: [{ recordId: 'NCT00000088', reason: 'ages-contradict' }],
    })
    expect(statement.text.en).toContain('the ages contradict themselves')
    expect(statement.text.nl).toContain('de leeftijden spreken elkaar tegen')
  })

  it('cannot say when an exclusion list stands under a heading that nobody can read', () => {
    const combined = 'Inclusion Criteria:\n\n* Depression\n\nMedical background\n\n* Intellectual disability'
    const statement = statementOf(
      collectionsOf([...known, { ...ctgovCriteria, criteria: [buildCriteria({ combined })] }]),
    )
    expect(statement).toMatchObject({ verdict: 'cannot-say', toInspect: [{ reason: 'polarity-unclear' }] })
  })

  it('cannot say when the criteria of a paediatric trial name it without saying on which side', () => {
    const criteria = [buildCriteria({ combined: 'ASA I-II\n\nIntellectual disability\n\nFasting' })]
    const statement = statementOf(collectionsOf([...known, { ...ctgovCriteria, criteria }]))
    expect(statement).toMatchObject({
      verdict: 'cannot-say',
      toInspect: [{ recordId: 'NCT00000088', reason: 'polarity-unclear' }],
    })
  })

  const rejected: RejectedRecord = {
    registryId: 'ctis',
    recordId: '2026-599999-99-00',
    reason: 'ageGroup: expected string',
    url: 'https://ctis.example/2026-599999-99-00',
    rawText: '{"ctTitle":"Psilocybin\\nin children","conditions":"Aggression\\nIntellectual disability","ageGroup":7}',
  }
  it('cannot say when a rejected record names both a substance and intellectual disability', () => {
    const [first, ...others] = collectionsOf(known)
    const statement = statementOf([{ ...first!, rejected: [rejected] }, ...others])
    expect(statement.verdict).toBe('cannot-say')
    expect(statement.toInspect).toEqual([
      { registryId: 'ctis', recordId: rejected.recordId, url: rejected.url, reason: 'unreadable' },
    ])
    expect(statement.perSubstance.map(({ verdict }) => verdict)).toEqual(['cannot-say', 'none', 'none'])
    expect(statementOf(collectionsOf(known), [rejected]).verdict).toBe('cannot-say')
  })

  it('links the search of the register where a rejected record has no number or link of its own', () => {
    const statement = statementOf(collectionsOf(known), [{ ...rejected, recordId: null, url: null }])
    expect(statement.toInspect).toEqual([
      { registryId: 'ctis', recordId: null, url: 'https://ctis.example/?q=psilocybin', reason: 'unreadable' },
    ])
    expect(statement.text.en).toContain('to be read by a person first: CTIS (contains the words')
  })

  it('does not stop at a rejected record that names only one of the two', () => {
    for (const rawText of [
      '{"title":"Psilocybin for depression"}',
      '{"title":"Risperidone in intellectual disability"}',
    ]) {
      expect(statementOf(collectionsOf(known), [{ ...rejected, rawText }]).verdict).toBe('none')
    }
  })

  it('cannot say when a trial is listed, its criteria were never sent, and it may be for minors', () => {
    const [first, ...others] = collectionsOf(known)
    const unread = { ...rejected, rawText: '{"ctTitle":"Aggression in children"}', criteriaUnread: true }
    const statement = statementOf([{ ...first!, rejected: [unread] }, ...others])
    expect(statement.verdict).toBe('cannot-say')
    expect(statement.toInspect).toMatchObject([{ recordId: rejected.recordId, reason: 'criteria-unread' }])
    expect(statement.perSubstance.map(({ verdict }) => verdict)).toEqual(['cannot-say', 'none', 'none'])
    expect(statement.text.en).toContain('did not send its criteria')
    const adults = { ...unread, criteriaUnread: false }
    expect(statementOf([{ ...first!, rejected: [adults] }, ...others]).verdict).toBe('none')
  })

  it('is found rather than cannot-say when both hold', () => {
    expect(statementOf(collectionsOf([...known, ctisBand]), [rejected]).verdict).toBe('found')
  })
})

describe('completeness', () => {
  it('speaks of copies while no collection was ever complete', () => {
    const copies = collectionsOf(known, {
      from: 'snapshot',
      complete: false,
      fetchedAt: null,
      asOfRange: { oldest: '2020-12', newest: '2026-06-08' },
    })
    const statement = statementOf(copies)
    expect(statement).toMatchObject({ verdict: 'none-in-copies', basis: 'copies', asOf: '2020-12' })
    expect(statement.text.en).toContain(
      'Among the 9 register entries we hold (copies, December 2020 to 8 June 2026) there is no paediatric trial in intellectual disability. The registers could not be asked yet.',
    )
    expect(statement.line.en).toContain('NCT06199700')
  })

  it('never takes a snapshot for complete, even one that says so', () => {
    const copies = collectionsOf(known, {
      from: 'snapshot',
      complete: true,
      asOfRange: { oldest: '2020', newest: '2021' },
    })
    expect(statementOf(copies).verdict).toBe('none-in-copies')
  })

  it('is mixed while one of the nine is missing, and only that substance is held back', () => {
    const collections = collectionsOf(known).map((one) =>
      one.registryId === 'euctr' && one.substanceId === 'mdma' ? { ...one, complete: false } : one,
    )
    const statement = statementOf(collections)
    expect(statement).toMatchObject({ verdict: 'none-in-copies', basis: 'mixed' })
    expect(statement.perSubstance.map(({ verdict }) => verdict)).toEqual(['none', 'none', 'none-in-copies'])
    expect(statementOf(collections.filter(({ complete }) => complete)).verdict).toBe('none-in-copies')
  })

  it('gives a stale complete collection the verdict with its date, the oldest of those used', () => {
    const [first, ...others] = collectionsOf(known)
    const statement = statementOf([{ ...first!, from: 'stored', fetchedAt: '2026-10-02T03:04:05.000Z' }, ...others])
    expect(statement).toMatchObject({ verdict: 'none', basis: 'registries', asOf: '2026-10-02T03:04:05.000Z' })
    expect(statement.text.en).toContain('On 2 October 2026')
    expect(statement.text.nl).toContain('Op 2 oktober 2026')
  })

  it('prefers a complete answer to copies of the same collection', () => {
    const copies = collectionsOf([], {
      from: 'snapshot',
      complete: false,
      fetchedAt: null,
      asOfRange: { oldest: '2016', newest: '2020' },
    })
    expect(statementOf([...copies, ...collectionsOf(known)])).toMatchObject({ verdict: 'none', asOf: FETCHED })
  })

  it('does not claim none when nothing is held', () => {
    expect(statementOf([])).toMatchObject({ verdict: 'none-in-copies', basis: 'copies', asOf: null })
  })
})

describe('the version', () => {
  it('stays while only the date moves and changes with the evidence or the term list', () => {
    expect(base.version).toMatch(/^[0-9a-f]{16}$/)
    expect(statementOf(collectionsOf(known, { fetchedAt: '2026-11-21T12:00:00.000Z' })).version).toBe(base.version)
    expect(statementOf(collectionsOf([...known].reverse())).version).toBe(base.version)
    expect(statementOf(collectionsOf(known.filter((one) => one !== rett))).version).not.toBe(base.version)
    expect(statementOf(collectionsOf(known.filter((one) => one !== anorexia))).version).not.toBe(base.version)
    const { trials } = catalogueOf(collectionsOf(known))
    const other = computeStatement({
      trials,
      collections: collectionsOf(known),
      rejected: [],
      substances,
      registries: REGISTRIES,
      termsVersion: 'another list',
    })
    expect(other.version).not.toBe(base.version)
  })

  it('lists the searches to repeat and the registers that were not searched', () => {
    expect(base.searches).toHaveLength(9)
    expect(base.searches[0]).toEqual({
      registryId: 'ctgov',
      substanceId: 'psilocybin',
      url: 'https://ctgov.example/?q=psilocybin',
    })
    expect(base.notSearched.join()).toContain('ChiCTR')
    expect(base.notSearched).toContain('ISRCTN')
  })
})
