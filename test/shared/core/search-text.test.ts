import { describe, expect, it } from 'vitest'
import { defaultLexicon } from '../../../shared/core/search-lexicon.ts'
import { buildLexicon, comparableText, matchesSearch, parseSearch } from '../../../shared/core/search-text.ts'
import { conditionIdsOf } from '../../../shared/core/trial-conditions.ts'
import type { TrialSummary } from '../../../shared/trial.ts'
import { buildSummary } from '../../builders.ts'

const found = (trial: Partial<TrialSummary>, q: string, lexicon = defaultLexicon()) =>
  matchesSearch(buildSummary(trial), parseSearch(q, lexicon), conditionIdsOf)
const words = buildLexicon([])

describe('comparableText', () => {
  it('ignores case, accents and punctuation', () => {
    expect(comparableText('  Désordre-Dépressif (MAJEUR) ')).toBe('desordre depressif majeur')
    expect(comparableText('S(+)-Ketamine')).toBe('s ketamine')
    expect(comparableText('***')).toBe('')
  })
})

describe('matchesSearch', () => {
  const trial = {
    trialId: 'NCT03185819',
    registryIds: { ctgov: ['NCT03185819'], euctr: ['2016-004422-42'] },
    title: 'Esketamine in Adolescents',
    otherTitles: [{ text: 'Onderzoek bij jongeren', lang: 'nl' }],
    conditions: ['Depressive Disorder, Treatment-Resistant'],
    interventions: ['Midazolam'],
    leadSponsor: { name: 'Université de Liège', kind: null },
  }

  it.each([
    'adolescents',
    'ADOLESC',
    'jongeren',
    'treatment-resistant',
    'midazolam',
    'liege',
    'nct03185819',
    '2016-004422-42',
    'esketamine midazolam',
    '',
    ' - ',
  ])('finds %j', (q) => {
    expect(found(trial, q, words)).toBe(true)
  })

  it.each(['adults', 'esketamine adults', 'resistant-treatment', 'adolescents onderzoek-bij-adolescents'])(
    'does not find %j',
    (q) => {
      expect(found(trial, q, words)).toBe(false)
    },
  )

  it('looks for a word of two letters at the start of words only', () => {
    expect(found({ title: 'Symptoms of withdrawal' }, 'ms', words)).toBe(false)
    expect(found({ title: 'MS and fatigue' }, 'ms', words)).toBe(true)
  })

  it('does not join the end of one field to the start of the next', () => {
    expect(found({ title: 'Major', conditions: ['Depression'] }, 'major-depression', words)).toBe(false)
  })
})

describe('lay and Dutch words', () => {
  it.each([
    ['paddo', 'psilocybin'],
    ["paddo's", 'psilocybin'],
    ['magic mushrooms', 'psilocybin'],
    ['psilocybine', 'psilocybin'],
    ['xtc', 'mdma'],
    ['XTC', 'mdma'],
  ])('%s leads to %s', (q, substanceId) => {
    const trial: Partial<TrialSummary> = { title: 'Study 1', substances: [{ substanceId, role: 'investigated' }] }
    expect(found(trial, q)).toBe(true)
    expect(found({ ...trial, substances: [{ substanceId: 'esketamine', role: 'investigated' }] }, q)).toBe(false)
  })

  it.each([
    ['depressie', 'Major Depressive Disorder'],
    ['ptss', 'Post-traumatic Stress Disorder'],
  ])('%s leads to %s', (q, condition) => {
    expect(found({ conditions: [condition] }, q)).toBe(true)
    expect(found({ conditions: ['Cesarean Section'] }, q)).toBe(false)
  })

  it('takes the longest phrase for what is meant, and needs the other words too', () => {
    expect(found({ conditions: ['Depression'] }, 'treatment-resistant depression')).toBe(false)
    expect(found({ conditions: ['Treatment Resistant Depression'] }, 'treatment-resistant depression')).toBe(true)
    expect(found({ title: 'For veterans', conditions: ['Posttraumatic Stress Disorder'] }, 'ptss veterans')).toBe(true)
    expect(found({ title: 'For students', conditions: ['Posttraumatic Stress Disorder'] }, 'ptss veterans')).toBe(false)
  })
})
