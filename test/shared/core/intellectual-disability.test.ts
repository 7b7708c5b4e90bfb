import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../shared/core/digest.ts'
import {
  expandTerm,
  ID_TERMS_VERSION,
  idMatches,
  idTermLines,
  matchIdTerms,
  UNCLEAR,
} from '../../../shared/core/intellectual-disability.ts'
import { ADJACENT_ENTRIES } from '../../../shared/core/intellectual-disability-terms.ts'
import { SYNDROMES } from '../../../shared/core/intellectual-disability-syndromes.ts'
import type { TrialRecord } from '../../../shared/trial.ts'
import { buildCriteria, buildRecord } from '../../builders.ts'

const tiersOf = (text: string): string[] => [...new Set(matchIdTerms(text).map(({ tier }) => tier))].sort()
const matchesOf = (partial: Partial<TrialRecord>): string[] =>
  idMatches(buildRecord(partial)).map(({ tier, field, term }) => `${tier} ${field}: ${term}`)

describe('the word list', () => {
  it('has a version that changes with the list', () => {
    expect(ID_TERMS_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}$/)
    expect(ID_TERMS_VERSION.split('.')[1]).toBe(sha256(idTermLines()).slice(0, 8))
  })

  it('gives every syndrome a source and every adjacent word a reason', () => {
    for (const { source, meshId, terms } of SYNDROMES) {
      expect(source).toMatch(/MeSH|OMIM|Orphanet|decree/)
      if (meshId !== null) expect(meshId).toMatch(/^D\d{6,9}$/)
      expect(terms.length).toBeGreaterThan(0)
    }
    for (const { reason } of ADJACENT_ENTRIES) expect(reason.length).toBeGreaterThan(20)
  })

  const recorded = new URL('../../../../shared/data/ctgov/rest_of_registry_slimmed.json', import.meta.url)
  let replies = ''
  try {
    replies = readFileSync(recorded, 'utf8')
  } catch {
    console.log('recorded registry data is not here: the test of MeSH numbers against it is left out')
  }
  it.skipIf(replies === '')('has the MeSH numbers that ClinicalTrials.gov sends with the same names', () => {
    const pairs = [...replies.matchAll(/"id":\s*"(D\d{6,9})",\s*"term":\s*"([^"]+)"/g)]
    const sent = new Map(pairs.map(([, id = '', term = '']) => [id, term]))
    const wrong: string[] = []
    let compared = 0
    for (const [id, term] of sent) {
      const mentioned = matchIdTerms(term).flatMap((mention) => (mention.tier === 'syndrome' ? [mention.term] : []))
      const listed = SYNDROMES.filter(({ meshId }) => meshId === id).map(({ name }) => name.en)
      if (listed.length > 0) compared++
      if (mentioned.join() !== listed.join()) wrong.push(`${id} ${term}: ${listed.join()} / ${mentioned.join()}`)
    }
    expect(wrong).toEqual([])
    expect(sent.get('D008607')).toBe('Intellectual Disability')
    expect(compared).toBeGreaterThanOrEqual(5)
  })

  it('writes out choices and umlauts', () => {
    expect(expandTerm('{a,b} c')).toEqual(['a c', 'b c'])
    expect(expandTerm('störung')).toEqual(['störung', 'stoerung'])
  })

  it.each([
    'Intellectual disability',
    'intellectual disabilities',
    'Intellectually disabled adults',
    'Intellectual Developmental Disorder',
    'Disorders of intellectual development',
    'Mental Retardation, X-Linked',
    'mentally retarded',
    'Mental handicap',
    'intellectual and developmental disabilities (IDD)',
    'intellectual/developmental disability',
    'intellectual and/or physical disability',
    'Disability, Intellectual',
    'Global developmental delay',
    'profound and multiple learning disabilities',
    'profound intellectual and multiple disabilities',
    'ICD-10 F70-F73',
    'F70–F79',
    'Moderate (ICD-10 code F71)',
    'ICD-11 6A00',
    'DSM-5 317–319',
    'ernstig meervoudige beperking',
    'kinderen met (Z)EMB',
    'verstandelijke beperking',
    'Mensen met een licht verstandelijke beperking',
    'verstandelijk gehandicapten',
    'verstandelijke en meervoudige beperkingen',
    'zeer moeilijk lerenden',
    'mentale retardatie',
    'Geistige Behinderung',
    'mit geistigen Behinderungen',
    'geistige Beeintraechtigung',
    'Intelligenzminderung',
    'Störung der intellektuellen Entwicklung',
    'globale Entwicklungsverzögerung',
    'déficience intellectuelle',
    'déficients intellectuels',
    'retard mental sévère',
    'handicap mental',
    'trouble du développement intellectuel',
    'retard global de développement',
    'discapacidad intelectual',
    'Retraso mental leve',
    'trastorno del desarrollo intelectual',
    'disabilità intellettiva',
    'Ritardo mentale',
    'disturbo dello sviluppo intellettivo',
  ])('names intellectual disability: %s', (text) => {
    expect(tiersOf(text)).toContain('named')
  })

  it.each([
    'Rett Syndrome',
    'Rett’s syndrome',
    'Rett-Syndrom',
    'syndrome de Rett',
    'syndroom van Rett',
    "Down's Syndrome",
    'Downsyndroom',
    'Trisomie 21',
    'síndrome de Down',
    'Fragile X Syndrome',
    'fragiele-X-syndroom',
    'Fragiles-X-Syndrom',
    "syndrome d'Angelman",
    'Prader-Willi-Syndrom',
    'Tuberous Sclerosis Complex',
    'tubereuze sclerose',
    'Sclérose tubéreuse de Bourneville',
    'Phelan-McDermid syndrome',
    'ADNP syndrome',
    'Smith–Magenis syndrome',
    'CDKL5 deficiency disorder',
    'Cri-du-Chat Syndrome',
    'FOXG1 Syndrome',
    'SYNGAP1',
    'SCN2A developmental disease',
    'STXBP1 encephalopathy',
    'KBG syndrome',
    'Cornelia de Lange syndrome',
    'Sotos syndrome',
    'Mowat-Wilson syndrome',
    'Pitt-Hopkins syndrome',
    '1p36 deletion syndrome',
    'Koolen-de Vries syndrome',
  ])('is a syndrome: %s', (text) => {
    expect(tiersOf(text)).toEqual(['syndrome'])
  })

  it.each([
    'Autism Spectrum Disorder',
    'autisme',
    "Asperger's Disorder",
    'Cerebral Palsy',
    'ADHD',
    'learning disability',
    'Developmental delay',
    'ontwikkelingsachterstand',
    'children with special needs',
    'neurodevelopmental disorders',
    'cognitive disability',
    'Severe Cognitive Delay',
    'cognitively impaired children',
    'Esketamine in Children With Severe Cognitive Impairment',
  ])('is adjacent: %s', (text) => {
    expect(tiersOf(text)).toEqual(['adjacent'])
  })

  it.each([
    'Mild cognitive impairment',
    'Cognitive Dysfunction',
    'Dementia',
    'psychomotor retardation',
    'Fetal Growth Retardation',
    'Fragile X-associated tremor/ataxia syndrome',
    'Disability evaluation',
    'mental health',
    'mental disorders',
    'intellectual property',
    'ID',
    'slow down',
    'die Kinder retten',
    'idd-1234x',
    'protocol 317',
    'DSM-5 309.81, group 1 of 317 people',
    'compound F70 in healthy people',
    'EMB, endomyocardial biopsy',
    'geistige Gesundheit',
  ])('is no match: %s', (text) => {
    expect(tiersOf(text).filter((tier) => tier !== 'adjacent')).toEqual([])
    if (text !== 'idd-1234x') expect(tiersOf(text)).toEqual([])
  })

  it('reports the exact place of a mention, and the stronger of two that overlap', () => {
    const text = 'With Global Developmental Delay only'
    expect(matchIdTerms(text).map(({ term, start, end }) => [term, text.slice(start, end)])).toEqual([
      ['intellectual disability', 'Global Developmental Delay'],
    ])
  })
})

describe('where a term counts in a record', () => {
  it('counts in conditions, keywords, titles and condition MeSH terms, with the field and the words', () => {
    const record = buildRecord({
      conditions: [{ text: 'Verstandelijke beperking', lang: 'nl' }],
      keywords: ['intellectual disability'],
      titles: [
        { kind: 'brief', text: 'Esketamine in Children With Intellectual Disability', lang: 'en' },
        { kind: 'lay', text: 'Kinderen met een verstandelijke beperking', lang: 'nl' },
      ],
      conditionMesh: [{ id: 'D008607', term: 'Intellectual Disability' }],
    })
    const matches = idMatches(record)
    expect(matches.map(({ field }) => field)).toEqual([
      'conditions',
      'keywords',
      'conditionMesh',
      'briefTitle',
      'layTitle',
    ])
    expect(
      matches.every(
        ({ tier, reading, recordId }) => tier === 'named' && reading === null && recordId === record.recordId,
      ),
    ).toBe(true)
    expect(matches[0]?.quote).toBe('Verstandelijke beperking')
  })

  it('gives an ancestor of the condition at most the syndrome tier, because Rett syndrome has Intellectual Disability as one', () => {
    const ancestors = [
      { id: 'D038901', term: 'X-Linked Intellectual Disability' },
      { id: 'D008607', term: 'Intellectual Disability' },
      { id: 'D065886', term: 'Neurodevelopmental Disorders' },
    ]
    const matches = idMatches(buildRecord({ conditionAncestors: ancestors }))
    expect(new Set(matches.map(({ tier }) => tier))).toEqual(new Set(['syndrome', 'adjacent']))
  })

  it('knows a syndrome by its MeSH number', () => {
    expect(matchesOf({ conditionMesh: [{ id: 'D015518', term: 'Rett' }] })).toEqual([
      'syndrome conditionMesh: Rett syndrome',
    ])
  })

  it('does not look at summaries, interventions, arms or raw fields such as outcomes', () => {
    const record = buildRecord({
      briefSummary: { text: 'Up to 70% of autistic children have intellectual disabilities.', lang: 'en' },
      raw: { primaryOutcomes: [{ measure: 'Intellectual disability at 2 years' }] },
      design: { allocation: null, interventionModel: null, masking: null, primaryPurpose: 'intellectual disability' },
    })
    expect(idMatches(record)).toEqual([])
  })

  it('does not read an acronym as a description', () => {
    expect(matchesOf({ titles: [{ kind: 'acronym', text: 'RETT syndrome', lang: null }] })).toEqual([])
  })

  it.each([
    'Adolescents With Autism Without Intellectual Disability',
    'Autisme zonder verstandelijke beperking',
    'Autismus ohne geistige Behinderung',
    "Trouble du spectre de l'autisme sans déficience intellectuelle",
    'Autismo sin discapacidad intelectual',
    'Autism (no intellectual disability)',
  ])('keeps only autism of a title that denies it: %s', (text) => {
    expect(idMatches(buildRecord({ titles: [{ kind: 'brief', text, lang: null }] })).map(({ tier }) => tier)).toEqual([
      'adjacent',
    ])
  })

  it.each([
    'Autism With and Without Intellectual Disability',
    'Esketamine Does Not Prolong Recovery in Children With Intellectual Disability',
    'Sedation in Children With Intellectual Disability Without Intubation',
  ])('is not misled by a negation of something else in a title: %s', (text) => {
    const tiers = idMatches(buildRecord({ titles: [{ kind: 'brief', text, lang: 'en' }] })).map(({ tier }) => tier)
    expect(tiers).toContain('named')
  })

  it.each([
    'MDMA for Parents of Children With Intellectual Disability',
    'MDMA for Staff Caring for People With Intellectual Disability',
    'Psilocybin for Burn-out in Nurses Who Work With Adults With Intellectual Disability',
    'Psilocybin for Teachers of Children With Intellectual Disability',
    'Stress in Caregivers of Adolescents With Intellectual Disability',
    'MDMA bij begeleiders die werken met mensen met een verstandelijke beperking',
    'Validation of the Intellectual Disability Mood Scale',
  ])('marks a title about carers or an instrument as unclear, not as a trial in those they care for: %s', (text) => {
    expect(matchesOf({ titles: [{ kind: 'brief', text, lang: 'en' }] })).toEqual([
      `named briefTitle${UNCLEAR}: intellectual disability`,
    ])
  })

  it.each([
    'Nurse-Administered Esketamine in Children With Intellectual Disability',
    'Esketamine in Children With Intellectual Disability and Their Parents',
    'Parental Presence at Sedation of Children With Intellectual Disability',
  ])('is not misled by a carer who is named beside them: %s', (text) => {
    expect(matchesOf({ titles: [{ kind: 'brief', text, lang: 'en' }] })).toEqual([
      'named briefTitle: intellectual disability',
    ])
  })

  it('reads the quote of a copier who noted that the trial includes it, and none of one who noted that it excludes it', () => {
    const notes = { source: 'a copy', note: null, statedRole: null, guardianConsent: null }
    expect(
      matchesOf({ copyNotes: { ...notes, idMention: 'includes', idQuote: 'IQ between 40 and 85 points' } }),
    ).toEqual(['adjacent copy notes: IQ limit'])
    expect(matchesOf({ copyNotes: { ...notes, idMention: 'excludes', idQuote: 'intellectual disability' } })).toEqual(
      [],
    )
  })

  it('quotes a verbatim piece of at most 200 characters, cut between words', () => {
    const long = `${'Vooraf is besproken dat '.repeat(20)}kinderen met een verstandelijke beperking meedoen ${'en dat er begeleiding is '.repeat(20)}`
    const record = buildRecord({
      criteria: [buildCriteria({ inclusion: `- ${long}`, exclusion: '- geen', lang: 'nl' })],
    })
    const quote = idMatches(record)[0]?.quote ?? ''
    expect(quote).toContain('verstandelijke beperking')
    expect(quote.length).toBeLessThanOrEqual(200)
    expect(quote.length).toBeGreaterThan(150)
    expect(long).toContain(quote)
    expect(` ${long} `).toContain(` ${quote} `)
  })
})
